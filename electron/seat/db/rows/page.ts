import { z } from 'zod';
import { DownReply, Row } from '#shared/sync/wire.ts';
import type { ReadDb, WriteDb } from '../handle.ts';
import { applyRows } from '../queries/apply-rows.ts';
import { readMeta, writeMeta } from '../queries/meta.ts';

export const Progress = z.object({ rows: z.number().int(), total: z.number().int().nullable() });
export type Progress = z.infer<typeof Progress>;

/** A page of the centre whose rows are not parsed yet: each is when it is stored. */
const Page = DownReply.extend({ rows: z.array(z.unknown()) });
export type Page = z.infer<typeof Page>;

/** What became of a page that was stored. `unreadable` rows were left out. */
export const StoredPage = z.object({
  rows: z.number().int(),
  unreadable: z.number().int(),
  more: z.boolean(),
  epoch: z.string(),
});
export type StoredPage = z.infer<typeof StoredPage>;

/** The text of an answer as a page, or null when it is no centre's. */
export function readPage(text: string): Page | null {
  try {
    const page = Page.safeParse(JSON.parse(text));
    return page.success ? page.data : null;
  } catch {
    return null; // a proxy's page, for one
  }
}

/** The cursor that the next page is asked with; '' begins from nothing. */
export function cursorOf(cache: ReadDb<'cache'>): string {
  return readMeta(cache, 'cursor') ?? '';
}

/** The first load under way in this cache, also over a restart; null when it is done. */
export function firstLoadOf(cache: ReadDb<'cache'>): Progress | null {
  if (cursorOf(cache) === '') return { rows: 0, total: null };
  const stored = readMeta(cache, 'first-load');
  return stored === null ? null : Progress.parse(JSON.parse(stored));
}

/**
 * Stores some of a page's rows; the last part carries the cursor and the progress of the first load, in the same transaction. A part
 * that is stored twice is stored once. Returns how many rows could not be read.
 */
export function storePart(cache: WriteDb<'cache'>, page: Page, part: readonly unknown[], isLast: boolean): number {
  const rows = part.flatMap((raw) => {
    const row = Row.safeParse(raw);
    return row.success ? [row.data] : [];
  });
  return cache.transaction(() => {
    const before = cursorOf(cache) === '' ? { rows: 0, total: page.total } : firstLoadOf(cache);
    const { unreadable } = applyRows(cache, rows, isLast ? page.cursor : null);
    if (isLast && before !== null) {
      const loaded = { rows: before.rows + page.rows.length, total: before.total };
      writeMeta(cache, 'first-load', page.more ? JSON.stringify(loaded) : null);
    }
    return part.length - rows.length + unreadable;
  });
}
