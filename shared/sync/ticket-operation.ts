import type { Ticket } from '#shared/ticket/ticket.ts';
import { type Operation, WIRE_VERSION } from './wire.ts';

/** An operation before the seat's file gives it its place in the row of operations. */
export type NewOperation = Omit<Operation, 'seatSeq'>;

/** The operation that creates a ticket: every field from nothing to its value. */
export function createTicketOperation(ticket: Ticket, opId: string, madeAtMs: number): NewOperation {
  const changes: Operation['changes'] = {};
  for (const [field, value] of Object.entries(ticket)) if (field !== 'id') changes[field] = { old: null, new: value };
  return { opId, entity: 'ticket', entityId: ticket.id, baseVersion: 0, changes, madeAtMs, wireVersion: WIRE_VERSION };
}

/** A row with an operation laid over it. Fields that no schema knows are kept. */
export function overlay(base: Readonly<Record<string, unknown>>, changes: Operation['changes']): Record<string, unknown> {
  const laid: Record<string, unknown> = { ...base };
  for (const [field, change] of Object.entries(changes)) if (field !== '__proto__') laid[field] = change.new;
  return laid;
}

/** What is searched when somebody types into the list of tickets. */
export function ticketSearchText(ticket: Ticket): string {
  const { number, contactName, contactNumber, accountNumber, address, summary, assignee } = ticket;
  return [number, contactName, contactNumber, accountNumber, address, assignee, summary].join('\n').toLowerCase();
}

export function isOpenTicket(ticket: Ticket): boolean {
  return ticket.status !== 'closed';
}
