import { Button, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSeat } from '../../stores/seat-context.ts';
import { choose, momentChoices, momentText, readMoment } from './moments.ts';

type MomentInputProps = {
  /** ms since 1970. */
  readonly value: number | null;
  readonly onChange: (value: number | null) => void;
  readonly label: string;
  readonly direction: 'past' | 'future';
};

/** A moment typed the short way ("15:40", "11-21 9:00") or chosen by one click. What cannot be read stays, marked, and is not stored. */
export function MomentInput({ value, onChange, label, direction }: MomentInputProps) {
  const { t } = useTranslation('ticket');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const [typed, setTyped] = useState<string | null>(null);
  const [left, setLeft] = useState(false);
  const shown = typed ?? (value === null ? '' : momentText(value, timeZone));
  const unreadable = left && typed !== null && typed.trim() !== '' && readMoment(typed, Date.now(), timeZone) === null;

  const type = (text: string): void => {
    setTyped(text);
    setLeft(false);
    const moment = readMoment(text, Date.now(), timeZone);
    if (moment !== null || text.trim() === '') onChange(moment);
  };
  const leave = (): void => {
    setLeft(true);
    if (typed !== null && (typed.trim() === '' || readMoment(typed, Date.now(), timeZone) !== null)) setTyped(null);
  };

  return (
    <div>
      <div className={`nh-moment ${unreadable ? 'nh-moment-wrong' : ''}`}>
        <Input
          variant="borderless"
          value={shown}
          allowClear
          aria-label={label}
          aria-invalid={unreadable}
          maxLength={32}
          onChange={(event) => type(event.target.value)}
          onBlur={leave}
        />
        {shown === '' && (
          <span className="nh-moment-choices">
            {momentChoices(direction).map((choice) => (
              <Button
                key={choice}
                type="text"
                size="small"
                // The focus stays where the agent types.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => {
                  setTyped(null);
                  onChange(choose(choice, Date.now(), timeZone));
                }}
              >
                {t(`moment.${choice}`)}
              </Button>
            ))}
          </span>
        )}
      </div>
      {unreadable && (
        <p className="nh-field-error" role="alert">
          {t('common.momentHint', { example: '2026-11-21 15:40' })}
        </p>
      )}
    </div>
  );
}
