import { ArrowDownOutlined, ArrowUpOutlined, PhoneOutlined } from '@ant-design/icons';
import { Button, Tag } from 'antd';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { CallLogEntry } from '#shared/bridge/requests.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { clockText, maskedText, timeText, whenText } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';
import { isMissed, whyOf } from './why.ts';

type CallLineProps = { readonly call: CallLogEntry; readonly onMove: (step: 1 | -1) => void };

/** One call: who, when, how long, how it ended. Enter calls back. */
export function CallLine({ call, onMove }: CallLineProps) {
  const { t } = useTranslation('calls');
  const ask = useAsk();
  const why = whyOf(call);
  const missed = isMissed(call);
  const { number } = call.party;
  const name = call.customerName ?? call.party.displayName;
  const canCall = number !== '' && call.endedAtMs !== null;
  const place = (): void => {
    if (canCall) void ask('call.place', { number });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      onMove(event.key === 'ArrowDown' ? 1 : -1);
    }
  };
  const action = t(call.direction === 'in' ? 'callBack' : 'redial');

  return (
    <li className={`nh-call ${missed ? 'nh-call-missed' : ''}`} data-testid={`call-line-${call.id}`}>
      <span className="nh-call-direction" title={t(`direction.${call.direction}`)}>
        {call.direction === 'in' ? <ArrowDownOutlined /> : <ArrowUpOutlined />}
        <span className="nh-visually-hidden">{t(`direction.${call.direction}`)}</span>
      </span>
      <span className="nh-call-who">
        <b>{name === '' ? maskedText(number) || t('unknown') : name}</b>
        {name !== '' && number !== '' && <span className="nh-call-number nh-num">{maskedText(number)}</span>}
        {call.practice && <Tag className="nh-practice-tag">{t('practice')}</Tag>}
      </span>
      <span className="nh-call-queue">{call.queueName ?? ''}</span>
      <CallTime call={call} />
      <CallLength call={call} />
      <span className={`nh-call-why nh-call-why-${why.tone}`}>
        {t(`why.${why.key}`, why.params)}
        {call.toCallBack && (
          <Tag color="error" variant="filled">
            {t('toCallBack')}
          </Tag>
        )}
      </span>
      <Button
        data-line=""
        icon={<PhoneOutlined />}
        type={call.toCallBack ? 'primary' : 'default'}
        disabled={!canCall}
        aria-label={`${action} ${name === '' ? maskedText(number) : name}`}
        onKeyDown={onKeyDown}
        onClick={place}
      >
        {action}
      </Button>
    </li>
  );
}

function CallTime({ call }: { readonly call: CallLogEntry }) {
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nowMs = useNow();
  const time = timeText(call.offeredAtMs, timeZone);
  const day = whenText(call.offeredAtMs, nowMs, timeZone);
  return <time className="nh-call-time nh-num">{day === time ? time : `${day} ${time}`}</time>;
}

/** Talk and hold of an answered call; how long the others rang. */
function CallLength({ call }: { readonly call: CallLogEntry }) {
  const { t } = useTranslation('calls');
  const { offeredAtMs, answeredAtMs, endedAtMs, heldMs } = call;
  if (endedAtMs === null) return <span className="nh-call-length" />;
  if (answeredAtMs === null) {
    return (
      <span className="nh-call-length nh-call-rang nh-num">{t('waited', { span: clockText(endedAtMs - offeredAtMs) })}</span>
    );
  }
  return (
    <span className="nh-call-length nh-num">
      {clockText(endedAtMs - answeredAtMs)}
      {heldMs >= 1000 && <small> {t('held', { span: clockText(heldMs) })}</small>}
    </span>
  );
}
