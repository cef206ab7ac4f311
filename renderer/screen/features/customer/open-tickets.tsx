import { useTranslation } from 'react-i18next';
import type { PlacedTicket } from '#shared/ticket/ticket.ts';
import { useSeat } from '../../stores/seat-context.ts';
import { whenText } from '../../ui/format.ts';
import { PanelSection } from '../../ui/panel.tsx';
import { Tag } from '../../ui/tag.tsx';

/** What is still open with this customer: the likeliest reason for the call. */
export function OpenTickets({ tickets }: { readonly tickets: readonly PlacedTicket[] }) {
  const { t } = useTranslation('customer');
  if (tickets.length === 0) return null;
  return (
    <PanelSection title={t('openTickets')} aside={<span className="nh-num">{tickets.length}</span>}>
      <ul className="nh-items">
        {tickets.map((placed) => (
          <TicketLine key={placed.ticket.id} placed={placed} />
        ))}
      </ul>
    </PanelSection>
  );
}

function TicketLine({ placed: { ticket, place } }: { readonly placed: PlacedTicket }) {
  const { t } = useTranslation('customer');
  const timeZone = useSeat((state) => state.settings.timeZone);
  const nowMs = Date.now();
  const dueMs = ticket.visitByMs ?? ticket.handOverByMs;
  const late = dueMs !== null && dueMs < nowMs;
  return (
    <li className="nh-item">
      <Tag look={ticket.priority === 'urgent' ? 'bad' : 'plain'}>
        {t(ticket.priority === 'urgent' ? 'urge' : `kind.${ticket.kind}`)}
      </Tag>
      <p>
        {ticket.summary || t(`kind.${ticket.kind}`)}
        <small>
          {ticket.assignee === ''
            ? t(`status.${ticket.status}`)
            : t('assignedTo', { status: t(`status.${ticket.status}`), who: ticket.assignee })}
          {dueMs !== null && (
            <span className={late ? 'nh-bad nh-num' : 'nh-num'}>
              {' · '}
              {t(late ? 'overdue' : 'due', { time: whenText(dueMs, nowMs, timeZone) })}
            </span>
          )}
          {place !== 'server' && ` · ${t(`place.${place}`)}`}
        </small>
      </p>
    </li>
  );
}
