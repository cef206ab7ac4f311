import { z } from 'zod';
import { CallLogEntry } from '#shared/bridge/requests.ts';
import { Today } from '#shared/bridge/state.ts';
import type { Query, ReadDb, WriteDb } from '../handle.ts';
import { wholeMs } from '../whole-ms.ts';

type Entry = z.infer<typeof CallLogEntry>;
/** `toCallBack` is not stored: it follows from the calls after it. */
export type CallRecord = Omit<Entry, 'toCallBack'>;

const insert: Query = {
  name: 'calls.insert',
  sql: `INSERT INTO call (id, direction, number, display_name, customer_id, customer_name, queue_name, offered_at_ms, answered_at_ms,
          ended_at_ms, held_ms, reason, elsewhere, practice, seen)
        VALUES (:id, :direction, :number, :displayName, :customerId, :customerName, :queueName, :offeredAtMs, :answeredAtMs,
          :endedAtMs, :heldMs, :reason, :elsewhere, :practice, 0)`,
};
const update: Query = {
  name: 'calls.update',
  sql: `UPDATE call SET direction = :direction, number = :number, display_name = :displayName, customer_id = :customerId,
          customer_name = :customerName, queue_name = :queueName, offered_at_ms = :offeredAtMs, answered_at_ms = :answeredAtMs,
          ended_at_ms = :endedAtMs, held_ms = :heldMs, reason = :reason, elsewhere = :elsewhere, practice = :practice
        WHERE id = :id`,
};
const columns = `id, direction, number, display_name, customer_id, customer_name, queue_name, offered_at_ms, answered_at_ms,
  ended_at_ms, held_ms, reason, elsewhere, practice,
  missed = 1 AND number <> '' AND NOT EXISTS (
    SELECT 1 FROM call AS later
    WHERE later.number = call.number AND later.offered_at_ms > call.offered_at_ms
      AND (later.direction = 'out' OR later.answered_at_ms IS NOT NULL)
  ) AS to_call_back`;
const oneCall: Query = { name: 'calls.one', sql: `SELECT ${columns} FROM call WHERE id = ?` };
export const callList: Query = {
  name: 'calls.list',
  sql: `SELECT ${columns} FROM call WHERE offered_at_ms < ? ORDER BY offered_at_ms DESC LIMIT ?`,
};
export const missedList: Query = {
  name: 'calls.list-missed',
  sql: `SELECT ${columns} FROM call WHERE missed = 1 AND offered_at_ms < ? ORDER BY offered_at_ms DESC LIMIT ?`,
};
export const unseen: Query = { name: 'calls.unseen', sql: 'SELECT count(*) AS total FROM call WHERE missed = 1 AND seen = 0' };
const markSeen: Query = { name: 'calls.mark-seen', sql: 'UPDATE call SET seen = 1 WHERE missed = 1 AND seen = 0' };
export const earlier: Query = {
  name: 'calls.earlier',
  sql: 'SELECT count(*) AS total FROM call WHERE number = ? AND offered_at_ms < ?',
};
/** The index call_number serves it. */
export const lastCustomer: Query = {
  name: 'calls.last-customer',
  sql: `SELECT customer_id FROM call WHERE number = ? AND offered_at_ms < ? AND customer_id IS NOT NULL
        ORDER BY offered_at_ms DESC LIMIT 1`,
};
const todayCalls: Query = {
  name: 'calls.today',
  sql: `SELECT count(*) FILTER (WHERE direction = 'in' AND answered_at_ms IS NOT NULL) AS answered,
               count(*) FILTER (WHERE missed = 1) AS missed,
               count(*) FILTER (WHERE direction = 'out') AS placed,
               count(*) FILTER (WHERE direction = 'in' AND answered_at_ms - offered_at_ms <= 15000) AS within_15_s,
               coalesce(sum(ended_at_ms - answered_at_ms - held_ms) FILTER (WHERE answered_at_ms IS NOT NULL AND ended_at_ms IS NOT NULL), 0) AS talk_ms
        FROM call WHERE offered_at_ms >= ?`,
};
const todayTickets: Query = {
  name: 'calls.today-tickets',
  sql: 'SELECT count(*) AS total FROM ticket WHERE created_at_ms >= ?',
};

const CallRow = z.object({
  id: z.string(),
  direction: z.string(),
  number: z.string(),
  display_name: z.string(),
  customer_id: z.string().nullable(),
  customer_name: z.string().nullable(),
  queue_name: z.string().nullable(),
  offered_at_ms: z.number(),
  answered_at_ms: z.number().nullable(),
  ended_at_ms: z.number().nullable(),
  held_ms: z.number(),
  reason: z.string().nullable(),
  elsewhere: z.string().nullable(),
  practice: z.number(),
  to_call_back: z.number(),
});
const LastCustomerRow = z.object({ customer_id: z.string() });
const TotalRow = z.object({ total: z.number().int() });
const TodayRow = z.object({
  answered: z.number().int(),
  missed: z.number().int(),
  placed: z.number().int(),
  within_15_s: z.number().int(),
  talk_ms: z.number(),
});

function entryOf(raw: unknown): Entry {
  const row = CallRow.parse(raw);
  return CallLogEntry.parse({
    id: row.id,
    direction: row.direction,
    party: { number: row.number, displayName: row.display_name },
    customerId: row.customer_id,
    customerName: row.customer_name,
    queueName: row.queue_name,
    offeredAtMs: row.offered_at_ms,
    answeredAtMs: row.answered_at_ms,
    endedAtMs: row.ended_at_ms,
    heldMs: row.held_ms,
    reason: row.reason,
    elsewhere: row.elsewhere,
    toCallBack: row.to_call_back === 1,
    practice: row.practice === 1,
  });
}

function parametersOf(call: CallRecord): Record<string, string | number | null> {
  const { party, practice, offeredAtMs, answeredAtMs, endedAtMs, heldMs, id, direction, customerId, customerName } = call;
  const { queueName, reason, elsewhere } = call;
  const times = {
    offeredAtMs: wholeMs(offeredAtMs),
    answeredAtMs: wholeMs(answeredAtMs),
    endedAtMs: wholeMs(endedAtMs),
    heldMs: wholeMs(heldMs),
  };
  const names = { id, direction, number: party.number, displayName: party.displayName, customerId, customerName };
  return { ...names, ...times, queueName, reason, elsewhere, practice: practice ? 1 : 0 };
}

/** Writes a call down at its first ring or dial. Throws when the id is known. */
export function insertCall(journal: WriteDb<'journal'>, call: CallRecord): void {
  journal.run(insert, parametersOf(call));
}

/** Changes what is known of a call. False: there is no such call. */
export function updateCall(journal: WriteDb<'journal'>, id: string, patch: Partial<Omit<CallRecord, 'id'>>): boolean {
  return journal.transaction(() => {
    const row = journal.get(oneCall, [id]);
    if (row === undefined) return false;
    return journal.run(update, parametersOf({ ...entryOf(row), ...patch })) === 1;
  });
}

/** Newest first, older than `beforeMs`. */
export function listCalls(
  journal: ReadDb<'journal'>,
  asked: { readonly limit: number; readonly beforeMs?: number | undefined; readonly missedOnly?: boolean | undefined },
): Entry[] {
  const query = asked.missedOnly ? missedList : callList;
  return journal.all(query, [asked.beforeMs ?? Number.MAX_SAFE_INTEGER, asked.limit]).map(entryOf);
}

/** Missed calls that the agent has not looked at. */
export function missedUnseen(journal: ReadDb<'journal'>): number {
  return TotalRow.parse(journal.get(unseen)).total;
}

export function markCallsSeen(journal: WriteDb<'journal'>): number {
  return journal.run(markSeen);
}

/** How often this number was in a call with this seat before `beforeMs`. */
export function earlierCalls(journal: ReadDb<'journal'>, number: string, beforeMs: number = Number.MAX_SAFE_INTEGER): number {
  return TotalRow.parse(journal.get(earlier, [number, beforeMs])).total;
}

/** Whom the last call with this number before `beforeMs` was about, or null. */
export function lastCustomerOf(journal: ReadDb<'journal'>, number: string, beforeMs: number): string | null {
  const row = journal.get(lastCustomer, [number, beforeMs]);
  return row === undefined ? null : LastCustomerRow.parse(row).customer_id;
}

/** The seat's own figures since a moment, usually midnight. Talk is without holds, of calls that are over. */
export function today(journal: ReadDb<'journal'>, fromMs: number): Today {
  const row = TodayRow.parse(journal.get(todayCalls, [fromMs]));
  const tickets = TotalRow.parse(journal.get(todayTickets, [fromMs])).total;
  const { answered, missed, placed } = row;
  return Today.parse({ answered, missed, placed, within15s: row.within_15_s, talkMs: Math.max(0, row.talk_ms), tickets });
}
