import { paths } from '#shared/sync/wire.ts';
import type { Log } from '../ports.ts';
import type { CentreHttp } from './http.ts';
import type { RowStore } from './ports.ts';
import { askForText, notACentre, type Trouble } from './request.ts';
import type { Session } from './session.ts';

/** Fewer than the 5,000 that are allowed: a seat that stores rows without its thread parses a page in one go. */
const pageRows = 1000;

/** The cache cannot be read: it is to begin from nothing. */
export const cacheDamaged = 'cache-damaged';

export type Pulled =
  | { readonly ok: true; readonly rows: number; readonly more: boolean }
  | { readonly ok: false; readonly trouble: Trouble };

export type Puller = {
  /** Fetches one page and stores it with its cursor. */
  readonly pullOnce: () => Promise<Pulled>;
};

/** Changes down: page by page, each handed on as it came. */
export function createPuller(options: {
  readonly rows: RowStore;
  readonly http: CentreHttp;
  readonly session: Session;
  readonly log: Log;
  /** Told with every page: a seat that has nothing to send learns only here that the centre was restored. */
  readonly onEpoch: (epoch: string) => void;
}): Puller {
  const { rows, http, session, log } = options;
  const damaged: Pulled = { ok: false, trouble: { kind: 'refused', code: cacheDamaged, status: 0, retryAfterMs: null } };

  return {
    pullOnce: async () => {
      const cursor = rows.cursor();
      if (!cursor.ok) return damaged;
      const asked = await askForText(http, session, paths.down, { cursor: cursor.value, limit: pageRows });
      if (!asked.ok) return asked;
      const stored = await rows.store(asked.value, cursor.value);
      if (stored.ok) {
        const { rows: count, unreadable, more, epoch } = stored.value;
        options.onEpoch(epoch);
        if (unreadable > 0) log.warn('sync.rows-unreadable', { rows: unreadable });
        return { ok: true, rows: count, more };
      }
      if (stored.error.code === 'not-a-page') return notACentre;
      return stored.error.code === 'damaged' ? damaged : { ok: true, rows: 0, more: true };
    },
  };
}
