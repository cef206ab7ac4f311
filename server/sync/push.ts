import { z } from 'zod';
import { fieldVersionsAfter } from '#shared/sync/merge.ts';
import { Operation, type OperationOutcome, WIRE_VERSION } from '#shared/sync/wire.ts';
import type { Database } from '../db/database.ts';
import type { Caller } from '../identity/access-token.ts';
import { decide, type Held } from './decide.ts';
import { postgresTables } from './postgres-tables.ts';
import { type Answer, keyOf, type Restored, type RowWrite, type SyncTables } from './tables.ts';

const deepest = 12;
/** Dates that PostgreSQL and JavaScript both know. */
const latestMs = Date.UTC(9999, 0);

/** JSONB takes neither U+0000 nor half a surrogate pair, and we take no towers of brackets. */
function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0');
  if (typeof value !== 'object' || value === null) return true;
  if (depth > deepest) return false;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner, depth + 1));
}

function faultOf(operation: Operation): string | null {
  if (operation.wireVersion > WIRE_VERSION) return 'newer-schema';
  if (operation.wireVersion < 1 || Math.abs(operation.madeAtMs) > latestMs) return 'malformed: made';
  return isStorable(operation) ? null : 'malformed: text';
}

/** What an operation is, or why it is none. One bad operation must not hold up the others of its batch. */
function parseOperation(raw: unknown): { operation: Operation } | { refusal: OperationOutcome } {
  const parsed = Operation.safeParse(raw);
  const fault = parsed.success
    ? faultOf(parsed.data)
    : `malformed: ${parsed.error.issues[0]?.path.join('.') ?? ''}`.slice(0, 200);
  if (parsed.success && fault === null) return { operation: parsed.data };
  const named = z.object({ opId: z.string().max(64) }).safeParse(raw);
  return { refusal: { opId: named.success ? named.data.opId : '', outcome: 'rejected', version: null, reason: fault } };
}

type Decided = { readonly answers: readonly Answer[]; readonly writes: readonly RowWrite[] };

/** What two people want of one field, as a row of its own that every seat is told (sync.md, Merging). */
function conflictRow(operation: Operation, caller: Caller, version: number | null, fields: Answer['conflicts']): RowWrite {
  const { opId, entity, entityId, madeAtMs } = operation;
  const { seatId, agentNumber } = caller;
  const data = { id: opId, entity, entityId, seatId, agentNumber, madeAtMs, version, fields };
  return { entity: 'conflict', id: opId, version: 1, isNew: true, data };
}

/**
 * Decides the new ones one after the other, each on what the one before left. Where one must wait, the same row's later ones wait
 * too; a "retry" is not kept, so that it is decided afresh.
 */
export function decideAll(
  operations: readonly Operation[],
  held: Map<string, Held>,
  caller: Caller,
  restored: Restored,
): Decided {
  const writes = new Map<string, RowWrite>();
  const waiting = new Set<string>();
  const answers = operations.map((operation): Answer => {
    const { opId, entity, entityId } = operation;
    const key = keyOf(entity, entityId);
    const before = held.get(key) ?? null;
    const { outcome, reason, data, conflicts, overruled } = waiting.has(key)
      ? { outcome: 'retry' as const, reason: 'after-another', data: null, conflicts: [], overruled: [] }
      : decide(before, operation, restored.recently);
    if (outcome === 'retry') waiting.add(key);
    const written = writes.get(key);
    // A row that is made and changed in one batch is written once: its version is what a seat will see, 1.
    const next = written?.version ?? (before === null ? 1 : Math.max(before.version + 1, restored.versionFloor));
    const version = data === null ? (before?.version ?? null) : next;
    if (data !== null) {
      const fieldVersions = before === null ? {} : fieldVersionsAfter(before, data, next);
      held.set(key, { version: next, deleted: false, data, fieldVersions });
      writes.set(key, { entity, id: entityId, version: next, isNew: written?.isNew ?? before === null, data });
    }
    if (conflicts.length > 0) writes.set(keyOf('conflict', opId), conflictRow(operation, caller, version, conflicts));
    return { operation, outcome: { opId, outcome, version, reason }, conflicts, overruled };
  });
  return { answers, writes: [...writes.values()] };
}

/**
 * Takes a batch of a seat in one transaction: each operation once, whatever the network does. A known op_id is answered as it was
 * answered first; one that is being taken at this moment is waited for. Answers come in the order of the batch.
 */
export async function pushOperations(db: Database, caller: Caller, raw: readonly unknown[]): Promise<OperationOutcome[]> {
  const parsed = raw.map(parseOperation);
  const operations = parsed.flatMap((one) => ('operation' in one ? [one.operation] : []));
  const outcomes = operations.length === 0 ? new Map<string, OperationOutcome>() : await takeApart(db, caller, operations);
  return parsed.map((one): OperationOutcome => {
    if ('refusal' in one) return one.refusal;
    const { opId } = one.operation;
    return outcomes.get(opId) ?? { opId, outcome: 'retry', version: null, reason: null };
  });
}

/** PostgreSQL's class 22: a value that it cannot hold. Everything else (no connection, timeout) is tried again by the seat. */
function isDataFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('22');
}

/** A batch that the database cannot hold is taken one by one, so that only the operation at fault is refused. */
async function takeApart(db: Database, caller: Caller, operations: readonly Operation[]): Promise<Map<string, OperationOutcome>> {
  try {
    return await take(db, caller, operations);
  } catch (error) {
    if (!isDataFault(error)) throw error;
    const [first, ...others] = operations;
    if (first === undefined) throw error;
    if (others.length === 0)
      return new Map([[first.opId, { opId: first.opId, outcome: 'rejected', version: null, reason: 'not-storable' }]]);
    const outcomes = new Map<string, OperationOutcome>();
    for (const operation of operations)
      for (const [opId, outcome] of await takeApart(db, caller, [operation])) outcomes.set(opId, outcome);
    return outcomes;
  }
}

const take = (db: Database, caller: Caller, operations: readonly Operation[]): Promise<Map<string, OperationOutcome>> =>
  db.transaction((ask) => takeBatch(postgresTables(ask, caller), caller, operations));

/** The whole of one batch in one transaction of `tables`: outcomes by op_id. One that is missing is to be sent again. */
export async function takeBatch(
  tables: SyncTables,
  caller: Caller,
  operations: readonly Operation[],
): Promise<Map<string, OperationOutcome>> {
  await tables.lockSeat(caller.seatId);
  const known = await tables.knownAnswers(operations.map(({ opId }) => opId));
  const fresh = [...new Map(operations.filter(({ opId }) => !known.has(opId)).map((o) => [o.opId, o])).values()];
  const restored = await tables.restored();
  const { answers, writes } = decideAll(fresh, await tables.lockRows(fresh), caller, restored);
  const taken = writes.length === 0 ? new Set<string>() : await tables.writeRows(writes);
  const settled = answers.filter(({ operation }) => !taken.has(keyOf(operation.entity, operation.entityId)));
  await tables.keepAnswers(settled.filter(({ outcome }) => outcome.outcome !== 'retry'));
  const seqs = operations.map(({ seatSeq }) => seatSeq);
  await tables.noteSequence(caller.seatId, Math.min(...seqs), Math.max(...seqs));
  const outcomes = new Map(settled.map(({ outcome }) => [outcome.opId, outcome]));
  for (const { seatId, ...answer } of known.values()) {
    const refusal = { opId: answer.opId, outcome: 'rejected' as const, version: null, reason: 'op-id-taken' };
    outcomes.set(answer.opId, seatId === caller.seatId ? answer : refusal);
  }
  return outcomes;
}
