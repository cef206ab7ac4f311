import { Button, Segmented } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { currentCall } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import './keypad.css';

const rows = ['123', '456', '789', '*0#'] as const;
const letters: Readonly<Record<string, string>> = {
  '2': 'ABC',
  '3': 'DEF',
  '4': 'GHI',
  '5': 'JKL',
  '6': 'MNO',
  '7': 'PQRS',
  '8': 'TUV',
  '9': 'WXYZ',
};

/** Digits into the call, by click or by typing while it has the focus. */
export function Keypad() {
  const { t } = useTranslation('call');
  const ask = useAsk();
  const callId = useSeat((state) => currentCall(state.calls)?.id ?? null);
  const preferred = useSeat((state) => state.settings.dtmfBy);
  const [by, setBy] = useState(preferred);
  const [sent, setSent] = useState('');
  const pad = useRef<HTMLFieldSetElement>(null);
  useEffect(() => pad.current?.focus(), []);

  const send = (digit: string): void => {
    if (callId === null) return;
    setSent((before) => (before + digit).slice(-24));
    void ask('call.dtmf', { callId, digits: digit, by });
  };

  return (
    <fieldset
      ref={pad}
      className="nh-keypad"
      aria-label={t('keypadTitle')}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (/^[0-9*#]$/.test(event.key) && !event.ctrlKey && !event.altKey) send(event.key);
      }}
    >
      <output className="nh-keypad-sent nh-num" aria-label={t('keypadSent')} data-testid="keypad-sent">
        {sent || ' '}
      </output>
      {rows.map((row) => (
        <div key={row} className="nh-keypad-row">
          {[...row].map((digit) => (
            <Button
              key={digit}
              className="nh-keypad-key"
              data-testid={`keypad-${digit}`}
              aria-label={digit}
              onClick={() => send(digit)}
            >
              <b>{digit}</b>
              <small aria-hidden="true">{letters[digit] ?? ''}</small>
            </Button>
          ))}
        </div>
      ))}
      <div className="nh-keypad-by">
        <span>{t('keypadBy')}</span>
        <Segmented
          size="small"
          block
          orientation="vertical"
          value={by}
          onChange={setBy}
          options={[
            { value: 'rfc4733', label: t('keypadRfc') },
            { value: 'info', label: t('keypadInfo') },
          ]}
        />
      </div>
    </fieldset>
  );
}
