import { PhoneFilled } from '@ant-design/icons';
import { Alert, Button, Input, type InputRef, Select } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreen } from '../../stores/use-screen.ts';
import './dial.css';
import { type Judged, judge } from './judge.ts';
import { RecentNumbers } from './recent-numbers.tsx';

const pad = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '*', '0', '#'] as const;
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
const emergencyNumbers = ['110', '119', '120'] as const;
/** The schema's limit of a dialled text (shared/bridge/requests.ts). */
const longest = 64;

export function DialBody({ onClose }: { readonly onClose: () => void }) {
  const { t } = useTranslation('dial');
  const ask = useAsk();
  const given = useScreen((view) => view.dialNumber);
  const areaCode = useSeat((state) => state.settings.areaCode);
  const preferred = useSeat((state) => state.settings.outgoingNumber);
  const outgoing = useSeat((state) => state.identity?.outgoingNumbers ?? noNumbers);
  const isRegistered = useSeat((state) => state.line.phase === 'registered');
  const practice = useSeat((state) => state.pbx.practice);
  const field = useRef<InputRef>(null);
  const [text, setText] = useState(given);
  const [from, setFrom] = useState(outgoing.includes(preferred) ? preferred : (outgoing[0] ?? ''));
  const [calling, setCalling] = useState(false);
  const [tried, setTried] = useState(false);
  const judged = judge(text, areaCode);

  useEffect(() => field.current?.focus(), []);

  const write = (next: string): void => {
    setText(next.slice(0, longest));
    setTried(false);
    field.current?.focus();
  };
  const call = async (): Promise<void> => {
    setTried(true);
    if (judged.state !== 'good' || calling) return;
    setCalling(true);
    const number = text.trim();
    const reply = await ask('call.place', from === '' ? { number } : { number, outgoingNumber: from });
    setCalling(false);
    if (reply.ok) onClose();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void call();
  };

  return (
    <div className="nh-dial">
      <div className="nh-dial-left">
        <Input
          ref={field}
          className="nh-dial-number nh-num"
          size="large"
          value={text}
          maxLength={longest}
          allowClear
          inputMode="tel"
          autoComplete="off"
          placeholder={t('placeholder')}
          aria-label={t('placeholder')}
          data-testid="dial-number"
          onChange={(event) => {
            setText(event.target.value);
            setTried(false);
          }}
          onKeyDown={onKeyDown}
          {...(judged.state === 'wrong' && (tried || judged.why !== 'too-short') ? { status: 'error' as const } : {})}
        />
        <Verdict judged={judged} tried={tried} />
        <div className="nh-dial-keys">
          {pad.map((digit) => (
            <Button key={digit} tabIndex={-1} data-testid={`dial-${digit}`} onClick={() => write(text + digit)}>
              <b>{digit}</b>
              <small>{letters[digit] ?? '\u00a0'}</small>
            </Button>
          ))}
        </div>
        {outgoing.length > 0 && (
          <div className="nh-dial-from">
            <span aria-hidden="true">{t('from')}</span>
            <Select
              value={from}
              options={outgoing.map((number) => ({ value: number, label: number }))}
              aria-label={t('from')}
              data-testid="dial-from"
              onChange={setFrom}
            />
          </div>
        )}
        {!isRegistered && <Alert type="error" showIcon title={t('lineDown')} />}
        <Button
          type="primary"
          size="large"
          block
          className="nh-dial-call"
          icon={<PhoneFilled />}
          loading={calling}
          disabled={judged.state === 'empty'}
          data-testid="dial-call"
          onClick={() => void call()}
        >
          {t('call')}
        </Button>
      </div>
      <div className="nh-dial-right">
        <h3>{t('recent')}</h3>
        <RecentNumbers onPick={write} showRedial={text === ''} />
        <h3>{t('emergency')}</h3>
        <div className="nh-dial-emergency">
          {emergencyNumbers.map((number) => (
            <Button key={number} danger data-testid={`dial-emergency-${number}`} onClick={() => write(number)}>
              <b>{number}</b>
              <small>{t(`emergencyNames.${number}`)}</small>
            </Button>
          ))}
        </div>
        {practice && <p className="nh-dial-practice">{t('practice')}</p>}
      </div>
    </div>
  );
}

const noNumbers: readonly string[] = [];

/** What will be dialled, or what is wrong with it. A number that is only not finished yet is not scolded. */
function Verdict({ judged, tried }: { readonly judged: Judged; readonly tried: boolean }) {
  const { t } = useTranslation('dial');
  if (judged.state === 'good') {
    const number =
      judged.extension === null ? judged.shown : t('withExtension', { number: judged.shown, extension: judged.extension });
    return (
      <p className="nh-dial-verdict" role="status">
        {t('cleaned', { number })} · {t(`kind.${judged.kind}`)}
      </p>
    );
  }
  if (judged.state === 'empty' || (judged.why === 'too-short' && !tried)) return <p className="nh-dial-verdict">{'\u00a0'}</p>;
  return (
    <p className="nh-dial-verdict nh-dial-wrong" role="alert" data-testid="dial-wrong">
      {t(`wrong.${judged.why}`)}
    </p>
  );
}
