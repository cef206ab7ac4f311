import { ok, type Result, refuse } from '#shared/result.ts';
import type { Cache } from '../cache.ts';
import { isCorrupt } from '../handle.ts';
import { cursorOf, readPage, type StoredPage, storePart } from './page.ts';
import type { StoreRefusal } from './protocol.ts';

const longestChunkMs = 6;

/** Rows stored in one turn of the thread that carries calls: as many as keep it under some milliseconds. */
export function nextChunkRows(rows: number, tookMs: number): number {
  if (tookMs > longestChunkMs) return Math.max(4, Math.floor(rows / 2));
  return tookMs < longestChunkMs / 3 ? Math.min(400, Math.ceil(rows * 1.5)) : rows;
}

/** Stores pages in the thread that carries calls: small transactions with a breath between them. For a seat without the other thread. */
export function createRowsHere(options: {
  readonly cache: () => Cache;
  readonly breathe: () => Promise<void>;
  readonly elapsedMs: () => number;
}): (text: string, askedCursor: string) => Promise<Result<StoredPage, StoreRefusal>> {
  const { cache, breathe, elapsedMs } = options;
  let chunkRows = 40;

  const store = async (text: string, askedCursor: string): Promise<Result<StoredPage, StoreRefusal>> => {
    const into = cache();
    const page = readPage(text);
    if (page === null) return refuse('not-a-page');
    if (cursorOf(into) !== askedCursor) return refuse('stale');
    let unreadable = 0;
    for (let at = 0; ; ) {
      const chunk = page.rows.slice(at, at + chunkRows);
      at += chunk.length;
      const isLast = at >= page.rows.length;
      const startedAtMs = elapsedMs();
      unreadable += storePart(into, page, chunk, isLast);
      chunkRows = nextChunkRows(chunkRows, elapsedMs() - startedAtMs);
      if (isLast) return ok({ rows: page.rows.length, unreadable, more: page.more, epoch: page.epoch });
      await breathe();
      // A cache that was replaced meanwhile begins from nothing: this page is not its next one.
      if (cache() !== into) return refuse('stale');
    }
  };

  return async (text, askedCursor) => {
    try {
      return await store(text, askedCursor);
    } catch (cause) {
      if (isCorrupt(cause)) return refuse('damaged');
      throw cause;
    }
  };
}
