import { z } from 'zod';
import { Colleague, Notice } from '#shared/bridge/state.ts';
import type { Query, ReadDb, WriteDb } from '../handle.ts';
import { wholeMs } from '../whole-ms.ts';

const smallRows: Query = { name: 'small-rows.of', sql: 'SELECT data FROM small_row WHERE entity = ? ORDER BY id' };
const readNotices: Query = { name: 'notices.read', sql: 'SELECT notice_id FROM notice_read' };
const markRead: Query = {
  name: 'notices.mark-read',
  sql: 'INSERT INTO notice_read (notice_id, read_at_ms) VALUES (?, ?) ON CONFLICT (notice_id) DO NOTHING',
};
const DataRow = z.object({ data: z.string() });
const ReadRow = z.object({ notice_id: z.string() });

function rowsOf(cache: ReadDb<'cache'>, entity: string): unknown[] {
  return cache.all(smallRows, [entity]).map((row) => JSON.parse(DataRow.parse(row).data));
}

/** Messages to all seats, newest first; which of them were read is known to the journal. At most 100. */
export function notices(cache: ReadDb<'cache'>, journal: ReadDb<'journal'>): Notice[] {
  const read = new Set(journal.all(readNotices).map((row) => ReadRow.parse(row).notice_id));
  return rowsOf(cache, 'notice')
    .map((data) => Notice.parse(data))
    .map((notice) => ({ ...notice, read: notice.read || read.has(notice.id) }))
    .sort((a, b) => b.publishedAtMs - a.publishedAtMs)
    .slice(0, 100);
}

export function markNoticeRead(journal: WriteDb<'journal'>, noticeId: string, nowMs: number): void {
  journal.run(markRead, [noticeId, wholeMs(nowMs)]);
}

/** People, queues and desks outside for the transfer picker. At most 500. */
export function colleagues(cache: ReadDb<'cache'>): Colleague[] {
  return rowsOf(cache, 'colleague')
    .map((data) => Colleague.parse(data))
    .slice(0, 500);
}

/** The script pack as the centre sent it, to be parsed by the script's own schema; null before the first sync. */
export function scriptPack(cache: ReadDb<'cache'>): unknown {
  return rowsOf(cache, 'script')[0] ?? null;
}
