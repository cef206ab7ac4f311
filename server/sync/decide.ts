import type { Operation, OperationOutcome } from '#shared/sync/wire.ts';
import { moveTicket } from '#shared/ticket/status.ts';
import { Ticket, TicketStatus } from '#shared/ticket/ticket.ts';

/** A row as the centre holds it; null where there is none. */
export type Held = {
  readonly version: number;
  readonly deleted: boolean;
  readonly data: Readonly<Record<string, unknown>>;
} | null;

type Decision = {
  readonly outcome: OperationOutcome['outcome'];
  readonly reason: string | null;
  /** The row's new data; null leaves it as it is. */
  readonly data: Readonly<Record<string, unknown>> | null;
};

const rejected = (reason: string): Decision => ({ outcome: 'rejected', reason, data: null });

/** Fields where what arrives last wins; the history keeps both. */
const lastWins = new Set(['assignee', 'tags']);

/** Equal as JSON, whatever the order of keys: JSONB does not keep it. */
export function sameValue(a: unknown, b: unknown): boolean {
  return canonical(a ?? null) === canonical(b ?? null);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value === 'object' && value !== null)
    return `{${Object.entries(value)
      .filter(([, inner]) => inner !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]) => `${JSON.stringify(key)}:${canonical(inner)}`)
      .join(',')}}`;
  return JSON.stringify(value) ?? 'null';
}

function withChanges(base: Readonly<Record<string, unknown>>, operation: Operation): Record<string, unknown> {
  const next: Record<string, unknown> = { ...base, id: operation.entityId };
  for (const [field, change] of Object.entries(operation.changes))
    if (field !== 'id' && field !== '__proto__') next[field] = change.new ?? null;
  return next;
}

function create(operation: Operation): Decision {
  const data = withChanges({}, operation);
  const ticket = Ticket.safeParse(data);
  if (!ticket.success)
    return rejected(
      `bad-fields: ${ticket.error.issues
        .slice(0, 5)
        .map((issue) => issue.path.join('.'))
        .join(', ')}`,
    );
  return { outcome: 'applied', reason: null, data };
}

/** Fields that were changed at the centre since the base and are to be something else: they need a person. */
function conflicting(held: NonNullable<Held>, operation: Operation): string[] {
  if (held.version === operation.baseVersion) return [];
  return Object.entries(operation.changes)
    .filter(([field]) => !lastWins.has(field) && field !== 'status')
    .filter(([field, change]) => !sameValue(held.data[field], change.old) && !sameValue(held.data[field], change.new))
    .map(([field]) => field);
}

function badMove(held: NonNullable<Held>, operation: Operation): boolean {
  const change = operation.changes.status;
  if (change === undefined) return false;
  const [from, to] = [TicketStatus.safeParse(held.data.status), TicketStatus.safeParse(change.new)];
  return !from.success || !to.success || (from.data !== to.data && !moveTicket(from.data, to.data).ok);
}

function update(held: NonNullable<Held>, operation: Operation): Decision {
  if (held.deleted) return rejected('gone');
  if (badMove(held, operation)) return rejected('wrong-status');
  const fields = conflicting(held, operation);
  if (fields.length > 0)
    return { outcome: 'conflict', reason: `changed-meanwhile: ${fields.join(', ')}`.slice(0, 200), data: null };
  const data = withChanges(held.data, operation);
  if (!Ticket.safeParse(data).success) return rejected('bad-fields');
  return { outcome: held.version === operation.baseVersion ? 'applied' : 'merged', reason: null, data };
}

/**
 * What becomes of an operation on a row (sync.md, Merging): pure, so that it is the same on every instance. A field untouched since
 * its base is taken; a touched one is a conflict, except where the last arrival wins; the status follows its state machine.
 */
export function decide(held: Held, operation: Operation): Decision {
  if (operation.entity !== 'ticket') return rejected('not-allowed');
  if (operation.baseVersion === 0) {
    if (held === null) return create(operation);
    if (sameValue(held.data, withChanges({}, operation))) return { outcome: 'merged', reason: null, data: null };
    // A change that the seat made before its creation was acknowledged is based on version 0 too, but names old values.
    const creates = Object.values(operation.changes).every((change) => (change.old ?? null) === null);
    return creates ? rejected('id-taken') : update(held, operation);
  }
  return held === null ? rejected('no-such-row') : update(held, operation);
}
