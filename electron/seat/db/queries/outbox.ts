import { z } from 'zod';
import type { NewOperation } from '#shared/sync/ticket-operation.ts';
import { Operation, type OperationOutcome } from '#shared/sync/wire.ts';
import { unreachable } from '#shared/unreachable.ts';
import type { Query, ReadDb, WriteDb } from '../handle.ts';
import { wholeMs } from '../whole-ms.ts';
import { readMeta, writeMeta } from './meta.ts';

const insert: Query = {
  name: 'outbox.insert',
  sql: `INSERT INTO operation (seat_seq, op_id, entity, entity_id, body, size_bytes, state, made_at_ms)
        VALUES (?, ?, ?, ?, ?, ?, 'waiting', ?)`,
};
export const waiting: Query = {
  name: 'outbox.waiting',
  sql: `SELECT body, size_bytes FROM operation WHERE state = 'waiting' ORDER BY seat_seq LIMIT ?`,
};
const parkedOf: Query = {
  name: 'outbox.parked-of',
  sql: `SELECT seat_seq, body, size_bytes FROM operation WHERE entity = 'ticket' AND entity_id = ? AND state = 'parked'
        ORDER BY seat_seq`,
};
const settle: Query = {
  name: 'outbox.settle',
  sql: `UPDATE operation SET state = ?, outcome = ?, reason = ?, version = ?, settled_at_ms = ? WHERE op_id = ? AND state = 'waiting'`,
};
const replace: Query = {
  name: 'outbox.replace',
  sql: `UPDATE operation SET state = 'replaced' WHERE seat_seq = ? AND state = 'parked'`,
};
const forget: Query = { name: 'outbox.forget', sql: `DELETE FROM operation WHERE state = 'done' AND settled_at_ms < ?` };
const reopen: Query = {
  name: 'outbox.reopen',
  sql: `UPDATE operation SET state = 'waiting', outcome = NULL, reason = NULL, version = NULL, settled_at_ms = NULL
        WHERE state = 'done' OR (state = 'parked' AND outcome = 'conflict')`,
};
export const counts: Query = {
  name: 'outbox.counts',
  sql: `SELECT (SELECT count(*) FROM operation WHERE state = 'waiting') AS waiting,
               (SELECT count(*) FROM operation WHERE state = 'parked') AS parked`,
};
const WaitingRow = z.object({ body: z.string(), size_bytes: z.number().int() });
const ParkedRow = z.object({ seat_seq: z.number().int(), body: z.string() });
const Counts = z.object({ waiting: z.number().int(), parked: z.number().int() });

/** Puts an operation behind all others; its number follows the last one without a gap. Call inside a transaction with what it is about. */
export function addOperation(journal: WriteDb<'journal'>, operation: NewOperation): Operation {
  return journal.transaction(() => {
    const seatSeq = Number(readMeta(journal, 'last-seat-seq') ?? '0') + 1;
    writeMeta(journal, 'last-seat-seq', String(seatSeq));
    const numbered: Operation = { ...operation, seatSeq };
    const body = JSON.stringify(numbered);
    const { opId, entity, entityId, madeAtMs } = numbered;
    journal.run(insert, [seatSeq, opId, entity, entityId, body, Buffer.byteLength(body), wholeMs(madeAtMs)]);
    return numbered;
  });
}

/** The next batch in the order of making: at most `limit` and `maxBytes` of JSON, but always at least one. */
export function pendingOperations(journal: ReadDb<'journal'>, limit: number, maxBytes: number): Operation[] {
  const batch: Operation[] = [];
  let bytes = 0;
  for (const row of journal.all(waiting, [limit])) {
    const { body, size_bytes } = WaitingRow.parse(row);
    bytes += size_bytes;
    if (batch.length > 0 && bytes > maxBytes) break;
    batch.push(Operation.parse(JSON.parse(body)));
  }
  return batch;
}

function stateAfter(outcome: OperationOutcome['outcome']): 'done' | 'parked' | 'waiting' {
  switch (outcome) {
    case 'applied':
    case 'merged':
      return 'done';
    case 'conflict':
    case 'rejected':
      return 'parked';
    case 'retry':
      return 'waiting';
    default:
      return unreachable(outcome);
  }
}

/** Writes down the centre's answer. Returns where the operation is now; an answer for one that is not waiting changes nothing. */
export function settleOperation(
  journal: WriteDb<'journal'>,
  answer: OperationOutcome,
  nowMs: number,
): 'done' | 'parked' | 'waiting' | 'unknown' {
  const state = stateAfter(answer.outcome);
  if (state === 'waiting') return state;
  const changed = journal.run(settle, [state, answer.outcome, answer.reason, answer.version, wholeMs(nowMs), answer.opId]);
  return changed === 1 ? state : 'unknown';
}

/** Sends the refused operations of a ticket again, under new ids: the centre answers an id it knows with the answer it gave. */
export function retryParked(journal: WriteDb<'journal'>, ticketId: string, newId: () => string): number {
  return journal.transaction(() => {
    const parked = journal.all(parkedOf, [ticketId]).map((row) => ParkedRow.parse(row));
    for (const { seat_seq, body } of parked) {
      journal.run(replace, [seat_seq]);
      addOperation(journal, { ...Operation.parse(JSON.parse(body)), opId: newId() });
    }
    return parked.length;
  });
}

/** Forgets operations that the centre acknowledged before a moment (14 days ago). */
export function forgetSettled(journal: WriteDb<'journal'>, beforeMs: number): number {
  return journal.run(forget, [wholeMs(beforeMs)]);
}

/** The centre was restored from a backup (its epoch changed): all that it took, or holds as a conflict, is sent again. Its op_ids make that safe. */
export function reopenSettled(journal: WriteDb<'journal'>): number {
  return journal.run(reopen);
}

export function outboxCounts(journal: ReadDb<'journal'>): { waiting: number; parked: number } {
  return Counts.parse(journal.get(counts));
}
