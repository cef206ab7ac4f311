import { z } from 'zod';
import { Stage } from '#shared/script/view.ts';
import type { Query, ReadDb, WriteDb } from '../handle.ts';
import { wholeMs } from '../whole-ms.ts';

/** Where the words of a call stand: its stage, what was ticked as said, and the situation that is shown. */
const Talk = z.object({ stage: Stage, said: z.array(Stage).readonly(), situationId: z.string().nullable() });
export type Talk = z.infer<typeof Talk>;

const put: Query = {
  name: 'talks.put',
  sql: `INSERT INTO talk (call_id, changed_at_ms, data) VALUES (?, ?, ?)
        ON CONFLICT (call_id) DO UPDATE SET changed_at_ms = excluded.changed_at_ms, data = excluded.data`,
};
const one: Query = { name: 'talks.one', sql: 'SELECT data FROM talk WHERE call_id = ?' };
const remove: Query = { name: 'talks.remove', sql: 'DELETE FROM talk WHERE call_id = ?' };
const forget: Query = { name: 'talks.forget', sql: 'DELETE FROM talk WHERE changed_at_ms < ?' };
const DataRow = z.object({ data: z.string() });

export function saveTalk(journal: WriteDb<'journal'>, callId: string, talk: Talk, nowMs: number): void {
  journal.run(put, [callId, wholeMs(nowMs), JSON.stringify(talk)]);
}

/** Null: nothing was kept, or a newer seat wrote it. */
export function talkOf(journal: ReadDb<'journal'>, callId: string): Talk | null {
  const row = journal.get(one, [callId]);
  if (row === undefined) return null;
  const talk = Talk.safeParse(JSON.parse(DataRow.parse(row).data));
  return talk.success ? talk.data : null;
}

export function removeTalk(journal: WriteDb<'journal'>, callId: string): void {
  journal.run(remove, [callId]);
}

/** Forgets talks of calls that never came back. Returns how many. */
export function forgetTalks(journal: WriteDb<'journal'>, beforeMs: number): number {
  return journal.run(forget, [wholeMs(beforeMs)]);
}
