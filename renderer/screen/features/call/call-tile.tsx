import { CloseOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Call, CallId } from '#shared/call/call.ts';
import { callById, isHeldHere, partyOf } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useAsk } from '../../stores/use-ask.ts';
import { useScreen, useScreenActions } from '../../stores/use-screen.ts';
import { Clock } from '../../ui/clock.tsx';
import { maskedText } from '../../ui/format.ts';
import { Meter } from '../../ui/meter.tsx';
import { icons } from './icons.tsx';
import { TileNote } from './tile-note.tsx';
import type { CallActions } from './use-call-actions.ts';

/** When the tile's clock began: the hold while held, the talk while talking, the ring before. */
export function clockStart(call: Call): number | null {
  switch (call.phase) {
    case 'active':
      return isHeldHere(call) ? (call.holdSinceMs ?? call.answeredAtMs) : call.answeredAtMs;
    case 'ending':
    case 'ended':
      return null;
    default:
      return call.offeredAtMs;
  }
}

/** The tile's colour says what the call is doing; the words beside say it too. */
export function tileLook(call: Call): 'ring' | 'live' | 'held' | 'bad' | 'over' {
  if (call.phase === 'ended' || call.phase === 'ending') return 'over';
  if (call.phase !== 'active') return 'ring';
  if (call.media === 'lost') return 'bad';
  return call.hold === 'none' ? 'live' : 'held';
}

type CallTileProps = { readonly callId: CallId; readonly actions: CallActions };

/** One call of the bar: who, what it is doing, how loud, how long. A click puts its desk in front. */
export function CallTile({ callId, actions }: CallTileProps) {
  const { t } = useTranslation('call');
  const { t: common } = useTranslation('customer');
  const ask = useAsk();
  const { look, goTo } = useScreenActions();
  const call = useSeat((state) => callById(state.calls, callId));
  const name = useSeat((state) => (call ? partyOf(state, call).name : ''));
  const sex = useSeat((state) => (call ? partyOf(state, call).sex : 'unknown'));
  const number = useSeat((state) => (call ? partyOf(state, call).number : ''));
  const canSwap = useSeat(
    (state) => state.calls.conference.length === 0 && state.calls.calls.filter((one) => one.phase === 'active').length === 2,
  );
  const chosen = useScreen((view) => view.chosenCallId === callId);
  if (!call) return null;
  const start = clockStart(call);
  const talking = call.phase === 'active' && call.hold === 'none';
  const waiting = call.phase === 'ringing' && call.waiting;
  return (
    <div
      className={`nh-tile nh-tile-${tileLook(call)}`}
      data-testid="call-tile"
      data-phase={call.phase}
      data-chosen={chosen || undefined}
    >
      <button
        type="button"
        className="nh-tile-main"
        onClick={() => {
          look(callId);
          goTo('desk');
        }}
      >
        <span className="nh-tile-who">
          <b>{name || maskedText(number)}</b>
          {sex !== 'unknown' && <span>{common(`title.${sex}`)}</span>}
        </span>
        <small className="nh-tile-note">
          {name !== '' && <span className="nh-num">{maskedText(number)}</span>}
          <TileNote call={call} />
        </small>
      </button>
      {talking && (
        <span className="nh-tile-meters">
          {!call.muted && <Meter side="microphone" label={t('meter.microphone')} callId={callId} />}
          <Meter side="speaker" label={t('meter.speaker')} callId={callId} />
        </span>
      )}
      {start !== null && <Clock sinceMs={start} className="nh-tile-clock" />}
      {waiting && (
        <span className="nh-tile-acts">
          <Button
            title={t('tile.answerThis')}
            size="small"
            type="primary"
            className="nh-go"
            icon={icons.answer}
            aria-label={t('tile.answerThis')}
            onClick={() => actions.answer(callId)}
          />
          <Button
            title={t('tile.declineThis')}
            size="small"
            danger
            icon={<CloseOutlined />}
            aria-label={t('tile.declineThis')}
            onClick={() => actions.decline(callId)}
          />
        </span>
      )}
      {canSwap && isHeldHere(call) && (
        <Button
          title={t('tile.swap')}
          size="small"
          icon={icons.swap}
          aria-label={t('tile.swap')}
          data-testid="call-swap"
          onClick={() => void ask('call.swap', {})}
        />
      )}
    </div>
  );
}
