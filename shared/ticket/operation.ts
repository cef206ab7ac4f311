import { type Operation, WIRE_VERSION } from '#shared/sync/wire.ts';
import type { Ticket } from './ticket.ts';

type Stamp = { readonly opId: string; readonly seatSeq: number; readonly madeAtMs: number };

/** The operation that creates this ticket at the centre: each column with old null. */
export function creationOf(ticket: Ticket, stamp: Stamp): Operation {
  return operation(ticket.id, 0, changesBetween(null, ticket), stamp);
}

/** The operation that turns `before` into `after`, or null when nothing changed. baseVersion: the row's version at the centre. */
export function changeOf(before: Ticket, after: Ticket, baseVersion: number, stamp: Stamp): Operation | null {
  const changes = changesBetween(before, after);
  return Object.keys(changes).length === 0 ? null : operation(after.id, baseVersion, changes, stamp);
}

/** The ticket with these changes laid over it: how the seat shows what the centre does not know yet. */
export function applyChanges(ticket: Record<string, unknown>, changes: Operation['changes']): Record<string, unknown> {
  const applied: Record<string, unknown> = { ...ticket };
  for (const [key, change] of Object.entries(changes)) applied[key] = change.new;
  return applied;
}

function operation(entityId: string, baseVersion: number, changes: Operation['changes'], stamp: Stamp): Operation {
  return { ...stamp, entity: 'ticket', entityId, baseVersion, changes, wireVersion: WIRE_VERSION };
}

function changesBetween(before: Ticket | null, after: Ticket): Operation['changes'] {
  const changes: Operation['changes'] = {};
  const old: Record<string, unknown> = before === null ? {} : columnsOf(before);
  for (const [key, value] of Object.entries(columnsOf(after))) {
    const was = old[key] ?? null;
    if (before === null || JSON.stringify(was) !== JSON.stringify(value)) changes[key] = { old: was, new: value };
  }
  return changes;
}

/** All but the id, which is the operation's entityId. */
function columnsOf(ticket: Ticket): Record<string, unknown> {
  const { id: _id, ...columns } = ticket;
  return columns;
}
