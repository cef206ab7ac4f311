import { z } from 'zod';
import { DownReply, paths, Row } from '#shared/sync/wire.ts';
import type { Cache } from '../db/cache.ts';
import { applyRows } from '../db/queries/apply-rows.ts';
import { readMeta, writeMeta } from '../db/queries/meta.ts';
import type { Log } from '../ports.ts';
import type { CentreHttp } from './http.ts';
import { nextChunkRows } from './pace.ts';
import { askCentre, type Trouble } from './request.ts';
import type { Session } from './session.ts';

/** Fewer than the 5,000 that are allowed: parsing a page, too, happens on the thread that carries calls. */
const pageRows = 1000;

const Progress = z.object({ rows: z.number().int(), total: z.number().int().nullable() });
export type Progress = z.infer<typeof Progress>;

/** Rows are parsed chunk by chunk, each when it is stored. */
const Envelope = DownReply.extend({ rows: z.array(z.unknown()) });

export type Pulled =
  | { readonly ok: true; readonly rows: number; readonly more: boolean }
  | { readonly ok: false; readonly trouble: Trouble };

export type Puller = {
  /** Fetches one page and stores it with its cursor. */
  readonly pullOnce: () => Promise<Pulled>;
  /** Of the first load; null when it is done. */
  readonly loading: () => Progress | null;
};

/** The first load under way in this cache, also over a restart; null when it is done. */
export function firstLoadOf(cache: Cache): Progress | null {
  if (readMeta(cache, 'cursor') === null) return { rows: 0, total: null };
  const stored = readMeta(cache, 'first-load');
  return stored === null ? null : Progress.parse(JSON.parse(stored));
}

/** Changes down: small transactions with a breath between them, the cursor with the last rows of its page. */
export function createPuller(options: {
  readonly cache: () => Cache;
  readonly http: CentreHttp;
  readonly session: Session;
  readonly log: Log;
  /** Lets other work of this thread happen. */
  readonly breathe: () => Promise<void>;
  readonly elapsedMs: () => number;
  /** Told with every page: a seat that has nothing to send learns only here that the centre was restored. */
  readonly onEpoch: (epoch: string) => void;
}): Puller {
  const { cache, http, session, log, breathe, elapsedMs } = options;
  let chunkRows = 40;

  const store = async (into: Cache, rows: readonly unknown[], cursor: string): Promise<boolean> => {
    let unreadable = 0;
    for (let at = 0; ; ) {
      const chunk = rows.slice(at, at + chunkRows);
      at += chunk.length;
      const isLast = at >= rows.length;
      const startedAtMs = elapsedMs();
      const parsed = chunk.flatMap((raw) => {
        const row = Row.safeParse(raw);
        return row.success ? [row.data] : [];
      });
      unreadable += chunk.length - parsed.length + applyRows(into, parsed, isLast ? cursor : null).unreadable;
      chunkRows = nextChunkRows(chunkRows, elapsedMs() - startedAtMs);
      if (isLast) break;
      await breathe();
      // A cache that was replaced meanwhile begins from nothing: this page is not its next one.
      if (cache() !== into) return false;
    }
    if (unreadable > 0) log.warn('sync.rows-unreadable', { rows: unreadable });
    return true;
  };

  const noteProgress = (into: Cache, rows: number, more: boolean, total: number | null, first: boolean): void => {
    const before = first ? { rows: 0, total } : firstLoadOf(into);
    if (before === null) return;
    writeMeta(into, 'first-load', more ? JSON.stringify({ rows: before.rows + rows, total: before.total }) : null);
  };

  return {
    loading: () => firstLoadOf(cache()),
    pullOnce: async () => {
      const into = cache();
      const cursor = readMeta(into, 'cursor') ?? '';
      const asked = await askCentre(http, session, paths.down, { cursor, limit: pageRows }, Envelope);
      if (!asked.ok) return asked;
      const { rows, cursor: next, more, total } = asked.value;
      options.onEpoch(asked.value.epoch);
      if (cache() !== into) return { ok: true, rows: 0, more: true };
      if (!(await store(into, rows, next))) return { ok: true, rows: 0, more: true };
      noteProgress(into, rows.length, more, total, cursor === '');
      return { ok: true, rows: rows.length, more };
    },
  };
}
