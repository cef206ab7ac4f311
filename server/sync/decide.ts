import { type FieldConflict, mergeOperation, type Overruled, type VersionedRow } from '#shared/sync/merge.ts';
import { sameValue } from '#shared/sync/same-value.ts';
import type { Operation, OperationOutcome } from '#shared/sync/wire.ts';
import { moveTicket } from '#shared/ticket/status.ts';
import { Ticket, TicketStatus } from '#shared/ticket/ticket.ts';

/** A row as the centre holds it; null where there is none. */
export type Held = (VersionedRow & { readonly deleted: boolean }) | null;

type Decision = {
  readonly outcome: OperationOutcome['outcome'];
  readonly reason: string | null;
  /** The row's new data; null leaves it as it is. */
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly conflicts: readonly FieldConflict[];
  readonly overruled: readonly Overruled[];
};

const nothing = { data: null, conflicts: [], overruled: [] };
const rejected = (reason: string): Decision => ({ outcome: 'rejected', reason, ...nothing });
const later: Decision = { outcome: 'retry', reason: 'base-not-here', ...nothing };

function created(operation: Operation): Record<string, unknown> {
  const data: Record<string, unknown> = { id: operation.entityId };
  for (const [field, change] of Object.entries(operation.changes))
    if (field !== 'id' && field !== '__proto__') data[field] = change.new ?? null;
  return data;
}

function create(operation: Operation): Decision {
  const data = created(operation);
  const ticket = Ticket.safeParse(data);
  if (!ticket.success)
    return rejected(
      `bad-fields: ${ticket.error.issues
        .slice(0, 5)
        .map((issue) => issue.path.join('.'))
        .join(', ')}`,
    );
  return { ...nothing, outcome: 'applied', reason: null, data };
}

function badMove(held: NonNullable<Held>, operation: Operation): boolean {
  const change = operation.changes.status;
  if (change === undefined) return false;
  const [from, to] = [TicketStatus.safeParse(held.data.status), TicketStatus.safeParse(change.new)];
  return !from.success || !to.success || (from.data !== to.data && !moveTicket(from.data, to.data).ok);
}

/** The operation stands on a version that is not here, and on values that are not here: they were lost with a restore. */
function baseIsLost(held: NonNullable<Held>, operation: Operation): boolean {
  if (operation.baseVersion <= held.version) return false;
  return Object.entries(operation.changes).some(
    ([field, change]) => !sameValue(held.data[field], change.old) && !sameValue(held.data[field], change.new),
  );
}

function update(held: NonNullable<Held>, operation: Operation): Decision {
  if (held.deleted) return rejected('gone');
  if (badMove(held, operation)) return rejected('wrong-status');
  const { data, conflicts, overruled } = mergeOperation(held, operation);
  if (!Ticket.safeParse(data).success) return rejected('bad-fields');
  const changed = sameValue(data, held.data) ? null : data;
  if (conflicts.length === 0)
    return { outcome: held.version === operation.baseVersion ? 'applied' : 'merged', reason: null, data, conflicts, overruled };
  const fields = conflicts.map(({ field }) => field).join(', ');
  return { outcome: 'conflict', reason: `changed-meanwhile: ${fields}`.slice(0, 200), data: changed, conflicts, overruled };
}

/**
 * What becomes of an operation on a row (sync.md, Merging): pure, so that it is the same on every instance. Of an operation in
 * conflict the fields that are not in conflict are taken. For a while after a restore, what stands on a row or a version that is
 * not here waits for the seat that has it (`afterRestore`): that one sends it again.
 */
export function decide(held: Held, operation: Operation, afterRestore = false): Decision {
  if (operation.entity !== 'ticket') return rejected('not-allowed');
  if (operation.baseVersion === 0) {
    // A change that the seat made before its creation was acknowledged is based on version 0 too, but names no number.
    const creates = 'number' in operation.changes && (operation.changes.number?.old ?? null) === null;
    if (held === null) return creates || !afterRestore ? create(operation) : later;
    if (!creates) return update(held, operation);
    return sameValue(held.data, created(operation)) ? { ...nothing, outcome: 'merged', reason: null } : rejected('id-taken');
  }
  if (held === null) return afterRestore ? later : rejected('no-such-row');
  return afterRestore && baseIsLost(held, operation) ? later : update(held, operation);
}
