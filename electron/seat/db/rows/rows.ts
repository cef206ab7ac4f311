import { ok, type Result, refuse } from '#shared/result.ts';
import type { Log } from '../../ports.ts';
import { type Cache, openCache, removeCache } from '../cache.ts';
import { isCorrupt } from '../handle.ts';
import { createRowsHere } from './here.ts';
import { cursorOf, firstLoadOf, type Progress, type StoredPage } from './page.ts';
import type { Answer, StoreRefusal } from './protocol.ts';
import { type RowsThread, startRowsThread } from './thread.ts';

/** The rows of the centre: read in this thread, written in another one. */
export type Rows = {
  /** For reading. A rebuild replaces it. */
  readonly cache: () => Cache;
  /** The file was damaged when it was opened, and began from nothing. */
  readonly rebuilt: () => boolean;
  /** What the next page is asked with, or `damaged`. */
  readonly cursor: () => Result<string, 'damaged'>;
  /** Of the first load; null when it is done. */
  readonly loading: () => Progress | null;
  /** Stores the text of a page that was asked with this cursor, rows and next cursor in one transaction. */
  readonly store: (text: string, askedCursor: string) => Promise<Result<StoredPage, StoreRefusal>>;
  /** Begins from nothing. */
  readonly rebuild: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type RowsOptions = {
  readonly path: string;
  /** The program of the thread; null: rows are stored in this one. */
  readonly threadProgram: URL | null;
  readonly log: Log;
  /** Lets other work of this thread happen. */
  readonly breathe: () => Promise<void>;
  readonly elapsedMs: () => number;
};

/** Opens cache.db; throws as `openCache` does. The thread starts with the first page. One that fails is logged, and does without. */
export function openRows(options: RowsOptions): Rows {
  const { path, threadProgram, log } = options;
  let cache = openCache(path, { log });
  let thread: RowsThread | null = null;
  let mayUseThread = threadProgram !== null;
  const storeHere = createRowsHere({ cache: () => cache, breathe: options.breathe, elapsedMs: options.elapsedMs });

  const lose = async (cause: unknown): Promise<void> => {
    log.error('rows.thread-lost', { reason: cause instanceof Error ? cause.message : String(cause) });
    mayUseThread = false;
    const lost = thread;
    thread = null;
    await lost?.close();
  };

  /** Null: the thread is lost. */
  const askThread = async (program: URL, text: string, askedCursor: string): Promise<Answer | null> => {
    try {
      thread ??= startRowsThread(program);
      return await thread.store(path, text, askedCursor);
    } catch (cause) {
      await lose(cause);
      return null;
    }
  };

  return {
    cache: () => cache,
    rebuilt: () => cache.rebuilt,
    cursor: () => undamaged(() => cursorOf(cache)),
    loading: () => {
      const progress = undamaged(() => firstLoadOf(cache));
      return progress.ok ? progress.value : null;
    },
    store: async (text, askedCursor) => {
      if (threadProgram === null || !mayUseThread) return storeHere(text, askedCursor);
      const answer = await askThread(threadProgram, text, askedCursor);
      // Had the page been stored after all, the cursor has moved, and this one is refused as stale.
      if (answer === null) return storeHere(text, askedCursor);
      if (answer.kind === 'stored') return ok(answer.page);
      if (answer.kind === 'refused') return refuse(answer.code);
      throw new Error(answer.kind === 'failed' ? answer.reason : `the thread of the rows answers ${answer.kind}`);
    },
    rebuild: async () => {
      await thread?.forget().catch(lose);
      cache.close();
      removeCache(path);
      cache = openCache(path, { log });
      log.warn('cache.rebuilt');
    },
    close: async () => {
      // This connection first: the last one to go folds the write-ahead log into the file.
      cache.close();
      await thread?.close();
    },
  };
}

function undamaged<T>(read: () => T): Result<T, 'damaged'> {
  try {
    return ok(read());
  } catch (cause) {
    if (isCorrupt(cause)) return refuse('damaged');
    throw cause;
  }
}
