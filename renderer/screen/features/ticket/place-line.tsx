import { useTranslation } from 'react-i18next';
import type { PlacedTicket, TicketDraft } from '#shared/ticket/ticket.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { useIsLong } from '../../ui/use-is-long.ts';
import type { DraftView } from './draft-writer.ts';

/** "13:20:07" in the seat's own zone. */
export function secondText(atMs: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, hourCycle: 'h23', timeStyle: 'medium' }).format(atMs);
}

/** Is what I type safe? Opened with the call, saved here at a time, or not stored. */
export function DraftPlace({ draft, safety }: { readonly draft: TicketDraft; readonly safety: DraftView['safety'] }) {
  const { t } = useTranslation('ticket');
  const { t: why } = useTranslation('refusal');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const isSlow = useIsLong(safety.state === 'saving');
  const isUntouched = draft.changedAtMs <= draft.openedAtMs;
  if (safety.state === 'refused') {
    return (
      <span className="nh-place nh-place-bad" role="alert" data-testid="ticket-place" title={why(safety.code)}>
        {t('place.notStored')}
      </span>
    );
  }
  return (
    <span className="nh-place" role="status" data-testid="ticket-place">
      {isSlow
        ? t('place.saving')
        : isUntouched
          ? t(draft.callId === null ? 'place.draft' : 'place.withCall')
          : t('place.savedHere', { time: secondText(draft.changedAtMs, timeZone) })}
    </span>
  );
}

/** Here, then at the centre. */
export function TicketPlaceLine({ placed, savedAtMs }: { readonly placed: PlacedTicket | null; readonly savedAtMs: number }) {
  const { t } = useTranslation('ticket');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const isOnline = useSeat((state) => state.centre.phase === 'online');
  const place = placed?.place ?? 'here';
  const atCentre =
    place === 'server'
      ? 'place.centreYes'
      : place === 'parked'
        ? 'place.parked'
        : isOnline
          ? 'place.centreWaiting'
          : 'place.centreOffline';
  return (
    <span className={`nh-place ${place === 'parked' ? 'nh-place-bad' : ''}`} role="status" data-testid="ticket-place">
      {t('place.savedHere', { time: secondText(placed?.savedAtMs ?? savedAtMs, timeZone) })}
      {' · '}
      <span className={place === 'here' ? 'nh-place-wait' : ''}>{t(atCentre)}</span>
    </span>
  );
}
