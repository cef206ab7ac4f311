import { useTranslation } from 'react-i18next';
import type { Call } from '#shared/call/call.ts';
import { deskOf, isHeldHere, ringCount } from '../../stores/call-focus.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { clockText } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';

/** The few words in a tile that say what its call is doing. */
export function TileNote({ call }: { readonly call: Call }) {
  const { t } = useTranslation('call');
  const joined = useSeat((state) => state.calls.conference.includes(call.id));
  switch (call.phase) {
    case 'ringing':
      if (call.waiting) return <b>{t('tile.waiting')}</b>;
      return call.autoAnswerAtMs === null ? <Rings offeredAtMs={call.offeredAtMs} /> : <b>{t('tile.autoAnswer')}</b>;
    case 'answering':
      return <span>{t('tile.answering')}</span>;
    case 'dialling':
      return <span>{t('tile.dialling')}</span>;
    case 'alerting':
      return <span>{t('tile.alerting')}</span>;
    case 'ending':
      return <span>{t(call.queuedUntilLink ? 'tile.endingQueued' : 'tile.ending')}</span>;
    case 'ended':
      return <span>{t(`endReason.${call.reason}`)}</span>;
    case 'active':
      if (isHeldHere(call)) return <HeldNote call={call} />;
      if (call.hold === 'remote') return <span>{t('tile.heldByThem')}</span>;
      if (call.media === 'lost') return <b>{t('tile.mediaLost')}</b>;
      if (call.media === 'connecting') return <span>{t('tile.mediaConnecting')}</span>;
      if (call.linkDown) return <b className="nh-warn">{t('tile.linkDown')}</b>;
      if (call.muted) return <b className="nh-warn">{t('tile.muted')}</b>;
      if (joined) return <span>{t('tile.conference')}</span>;
      return call.kind === 'consult' ? <span>{t('tile.consult')}</span> : null;
  }
}

function Rings({ offeredAtMs }: { readonly offeredAtMs: number }) {
  const { t } = useTranslation('call');
  return <span className="nh-num">{t('tile.ringing', { n: ringCount(offeredAtMs, useNow(offeredAtMs)) })}</span>;
}

/** Until the limit it says when to be back; after it, that it is time. */
function HeldNote({ call }: { readonly call: Extract<Call, { phase: 'active' }> }) {
  const { t } = useTranslation('call');
  const limitMs = useSeat((state) => state.settings.holdReminderMs);
  const reminderAtMs = useSeat((state) => deskOf(state.desks, call.id)?.holdReminderAtMs ?? null);
  const nowMs = useNow(call.holdSinceMs ?? 0);
  if (call.kind === 'consult') return <span>{t('tile.held')}</span>;
  const over = call.holdSinceMs !== null && nowMs - call.holdSinceMs >= limitMs;
  if (over) return <b className="nh-bad">{t('tile.heldOver')}</b>;
  return <span>{reminderAtMs === null ? t('tile.held') : t('tile.heldUntil', { limit: clockText(limitMs) })}</span>;
}
