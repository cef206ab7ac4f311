import { z } from 'zod';
import { Operation, type OperationOutcome, WIRE_VERSION } from '#shared/sync/wire.ts';
import type { Ask, Database } from '../db/database.ts';
import type { Caller } from '../identity/access-token.ts';
import { decide, type Held } from './decide.ts';

const AnswerRow = z.object({
  op_id: z.string(),
  seat_id: z.string(),
  outcome: z.enum(['applied', 'merged', 'conflict', 'rejected', 'retry']),
  version: z.number().int().nullable(),
  reason: z.string().nullable(),
});
const HeldRow = z.object({
  entity: z.string(),
  id: z.string(),
  version: z.number().int(),
  deleted: z.boolean(),
  data: z.record(z.string(), z.unknown()),
});

type Answer = { readonly operation: Operation; readonly outcome: OperationOutcome };

const keyOf = (entity: string, id: string): string => `${entity} ${id}`;

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

async function knownAnswers(ask: Ask, operations: readonly Operation[]): Promise<Map<string, z.infer<typeof AnswerRow>>> {
  const rows = await ask(
    'SELECT op_id, seat_id, outcome, version::int AS version, reason FROM operation WHERE op_id = ANY($1::uuid[])',
    [operations.map((operation) => operation.opId)],
  );
  return new Map(rows.map((row) => AnswerRow.parse(row)).map((row) => [row.op_id, row]));
}

/** The rows meant by these operations, locked in one order so that two seats never wait for each other. */
async function lockRows(ask: Ask, operations: readonly Operation[]): Promise<Map<string, Held>> {
  const rows = await ask(
    `SELECT entity, id, version::int AS version, deleted, data FROM record
     WHERE (entity, id) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY entity, id FOR UPDATE`,
    [operations.map((operation) => operation.entity), operations.map((operation) => operation.entityId)],
  );
  return new Map(rows.map((row) => HeldRow.parse(row)).map((row) => [keyOf(row.entity, row.id), row]));
}

type RowWrite = { entity: string; id: string; version: number; data: Readonly<Record<string, unknown>> };

/** Writes the final state of each changed row. Returns the rows that another seat made meanwhile under the same id. */
async function writeRows(ask: Ask, writes: readonly RowWrite[]): Promise<Set<string>> {
  const made = writes.filter((write) => write.version === 1);
  const changed = writes.filter((write) => write.version > 1);
  const taken = new Set(made.map((write) => keyOf(write.entity, write.id)));
  const columns = (rows: readonly RowWrite[]) => [
    rows.map((write) => write.entity),
    rows.map((write) => write.id),
    rows.map((write) => JSON.stringify(write.data)),
  ];
  if (made.length > 0) {
    const rows = await ask<{ entity: string; id: string }>(
      `INSERT INTO record (entity, id, data) SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[])
       ON CONFLICT (entity, id) DO NOTHING RETURNING entity, id`,
      columns(made),
    );
    for (const row of rows) taken.delete(keyOf(row.entity, row.id));
  }
  if (changed.length > 0)
    await ask(
      `UPDATE record SET data = given.data FROM unnest($1::text[], $2::text[], $3::jsonb[]) AS given (entity, id, data)
       WHERE record.entity = given.entity AND record.id = given.id`,
      columns(changed),
    );
  return taken;
}

async function keepAnswers(ask: Ask, caller: Caller, answers: readonly Answer[]): Promise<void> {
  if (answers.length === 0) return;
  const rows = answers.map(({ operation, outcome }) => ({
    op_id: operation.opId,
    seat_id: caller.seatId,
    seat_seq: operation.seatSeq,
    agent_number: caller.agentNumber,
    entity: operation.entity,
    entity_id: operation.entityId,
    base_version: operation.baseVersion,
    changes: operation.changes,
    wire_version: operation.wireVersion,
    made_at: new Date(operation.madeAtMs).toISOString(),
    outcome: outcome.outcome,
    version: outcome.version,
    reason: outcome.reason,
  }));
  await ask(
    `INSERT INTO operation (op_id, seat_id, seat_seq, agent_number, entity, entity_id, base_version, changes, wire_version, made_at,
                            outcome, version, reason)
     SELECT op_id, seat_id, seat_seq, agent_number, entity, entity_id, base_version, changes, wire_version, made_at, outcome, version,
            reason
     FROM jsonb_to_recordset($1::jsonb) AS given (op_id uuid, seat_id text, seat_seq bigint, agent_number text, entity text,
       entity_id text, base_version bigint, changes jsonb, wire_version int, made_at timestamptz, outcome text, version bigint,
       reason text)`,
    [JSON.stringify(rows)],
  );
}

/** Decides the new ones one after the other, each on what the one before left. After a "retry" the same row's later ones wait too. */
function decideAll(operations: readonly Operation[], held: Map<string, Held>): { answers: Answer[]; writes: RowWrite[] } {
  const writes = new Map<string, RowWrite>();
  const answers = operations.map((operation): Answer => {
    const key = keyOf(operation.entity, operation.entityId);
    const before = held.get(key) ?? null;
    const { outcome, reason, data } = decide(before, operation);
    // A row that is made and changed in one batch is written once: its version is what a seat will see, 1.
    const version =
      data === null ? (before?.version ?? null) : writes.has(key) ? (before?.version ?? 1) : (before?.version ?? 0) + 1;
    if (data !== null && version !== null) {
      held.set(key, { version, deleted: false, data });
      writes.set(key, { entity: operation.entity, id: operation.entityId, version, data });
    }
    return { operation, outcome: { opId: operation.opId, outcome, version, reason } };
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

async function take(db: Database, caller: Caller, operations: readonly Operation[]): Promise<Map<string, OperationOutcome>> {
  return db.transaction(async (ask) => {
    // One batch of a seat at a time: the second of two equal ones finds the answers of the first.
    await ask('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`seat ${caller.seatId}`]);
    const known = await knownAnswers(ask, operations);
    const fresh = [...new Map(operations.filter(({ opId }) => !known.has(opId)).map((o) => [o.opId, o])).values()];
    const { answers, writes } = decideAll(fresh, await lockRows(ask, fresh));
    const taken = writes.length === 0 ? new Set<string>() : await writeRows(ask, writes);
    const settled = answers.filter(({ operation }) => !taken.has(keyOf(operation.entity, operation.entityId)));
    await keepAnswers(ask, caller, settled);
    const outcomes = new Map(settled.map(({ outcome }) => [outcome.opId, outcome]));
    for (const row of known.values()) {
      const { op_id: opId, outcome, version, reason } = row;
      const own = row.seat_id === caller.seatId;
      outcomes.set(
        opId,
        own ? { opId, outcome, version, reason } : { opId, outcome: 'rejected', version: null, reason: 'op-id-taken' },
      );
    }
    return outcomes;
  });
}
