import { z } from 'zod';
import { TicketDraft } from '#shared/ticket/ticket.ts';
import type { Query, ReadDb, WriteDb } from '../handle.ts';
import { wholeMs } from '../whole-ms.ts';

const save: Query = {
  name: 'drafts.save',
  sql: `INSERT INTO draft (id, changed_at_ms, discarded_at_ms, data) VALUES (?, ?, NULL, ?)
        ON CONFLICT (id) DO UPDATE SET changed_at_ms = excluded.changed_at_ms, data = excluded.data`,
};
const discard: Query = {
  name: 'drafts.discard',
  sql: 'UPDATE draft SET discarded_at_ms = ? WHERE id = ? AND discarded_at_ms IS NULL',
};
const restore: Query = {
  name: 'drafts.restore',
  sql: 'UPDATE draft SET discarded_at_ms = NULL WHERE id = ? AND discarded_at_ms IS NOT NULL',
};
const remove: Query = { name: 'drafts.remove', sql: 'DELETE FROM draft WHERE id = ?' };
const purge: Query = { name: 'drafts.purge', sql: 'DELETE FROM draft WHERE discarded_at_ms < ?' };
const list: Query = { name: 'drafts.list', sql: 'SELECT data FROM draft WHERE discarded_at_ms IS NULL ORDER BY id' };
const one: Query = { name: 'drafts.one', sql: 'SELECT data FROM draft WHERE id = ? AND discarded_at_ms IS NULL' };
const DataRow = z.object({ data: z.string() });

/** Keeps a draft as it is now; it is on the disk when this returns. A discarded one stays discarded. */
export function saveDraft(journal: WriteDb<'journal'>, draft: TicketDraft): void {
  journal.run(save, [draft.id, wholeMs(draft.changedAtMs), JSON.stringify(draft)]);
}

/** Takes a draft from the desk but keeps its row, so that the discard can be undone. False: there is none. */
export function deleteDraft(journal: WriteDb<'journal'>, id: string, nowMs: number): boolean {
  return journal.run(discard, [wholeMs(nowMs), id]) === 1;
}

/** Undoes a discard. Null: there is nothing to restore. */
export function restoreDraft(journal: WriteDb<'journal'>, id: string): TicketDraft | null {
  if (journal.run(restore, [id]) !== 1) return null;
  return draftById(journal, id);
}

/** Removes a draft for good; part of saving its ticket. */
export function removeDraft(journal: WriteDb<'journal'>, id: string): void {
  journal.run(remove, [id]);
}

/** Forgets drafts that were discarded before a moment. Returns how many. */
export function purgeDiscardedDrafts(journal: WriteDb<'journal'>, beforeMs: number): number {
  return journal.run(purge, [beforeMs]);
}

function draftById(journal: ReadDb<'journal'>, id: string): TicketDraft | null {
  const row = journal.get(one, [id]);
  return row === undefined ? null : TicketDraft.parse(JSON.parse(DataRow.parse(row).data));
}

/** Unfinished tickets in the order they were opened. */
export function listDrafts(journal: ReadDb<'journal'>): TicketDraft[] {
  return journal
    .all(list)
    .map((row) => TicketDraft.parse(JSON.parse(DataRow.parse(row).data)))
    .sort((a, b) => a.openedAtMs - b.openedAtMs);
}
