import { ok, type Result, refuse } from '#shared/result.ts';
import type { TicketStatus } from './ticket.ts';

/** Where a ticket may go from where it is. Work may be handed on again, and a result may be sent back; closed is final. */
const next: Readonly<Record<TicketStatus, readonly TicketStatus[]>> = {
  registered: ['dispatched', 'in-progress', 'closed'],
  dispatched: ['in-progress', 'registered'],
  'in-progress': ['feedback', 'dispatched'],
  feedback: ['closed', 'in-progress'],
  closed: [],
};

/** registered may be closed at once: an enquiry answered on the telephone needs nobody else. */
export function moveTicket(from: TicketStatus, to: TicketStatus): Result<TicketStatus, 'wrong-state'> {
  return next[from].includes(to) ? ok(to) : refuse('wrong-state', `${from} to ${to}`);
}
