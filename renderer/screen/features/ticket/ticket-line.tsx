import { Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { kindSpec } from '#shared/ticket/kinds.ts';
import type { PlacedTicket } from '#shared/ticket/ticket.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { timeText, whenText } from '../../ui/format.ts';
import { useNow } from '../../ui/use-now.ts';
import { labelIn } from './form-layout.ts';
import { RefusedReason } from './refused-reason.tsx';

type TicketLineProps = { readonly placed: PlacedTicket; readonly onOpen: () => void };

export const placeColour = { here: 'warning', server: 'success', parked: 'error' } satisfies Record<
  PlacedTicket['place'],
  string
>;

/** One ticket of the list; the whole line opens it. */
export function TicketLine({ placed, onOpen }: TicketLineProps) {
  const { t, i18n } = useTranslation('ticket');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nowMs = useNow();
  const { ticket, place } = placed;
  const day = whenText(ticket.createdAtMs, nowMs, timeZone);
  const time = timeText(ticket.createdAtMs, timeZone);
  return (
    <li>
      <button type="button" className="nh-ticket-line" data-testid={`ticket-line-${ticket.id}`} onClick={onOpen}>
        <span className="nh-num">{ticket.number}</span>
        <span>{labelIn(kindSpec(ticket.kind).label, i18n.language)}</span>
        <span className="nh-ticket-line-who">{ticket.contactName}</span>
        <span className="nh-ticket-line-what">
          {ticket.priority !== 'normal' && (
            <Tag color={ticket.priority === 'urgent' ? 'error' : 'warning'} variant="filled">
              {t(`priority.${ticket.priority}`)}
            </Tag>
          )}
          {place === 'parked' && placed.reason ? (
            <span className="nh-bad">
              <RefusedReason placed={placed} />
              {' · '}
            </span>
          ) : null}
          {ticket.summary === '' ? t('list.untitled') : ticket.summary}
        </span>
        <span>{t(`list.status.${ticket.status}`)}</span>
        <span>
          <Tag color={placeColour[place]} variant="filled">
            {t(`list.places.${place}`)}
          </Tag>
        </span>
        <time className="nh-num">{day === time ? time : `${day} ${time}`}</time>
      </button>
    </li>
  );
}
