import { isCorrupt } from '../db/handle.ts';
import type { Pulled, Puller } from './pull.ts';
import type { Pusher, Settled } from './push.ts';
import type { Trouble } from './request.ts';

const tellRowsEveryMs = 1_000;
/** Troubles after which there is no use in asking for anything else. */
const hopeless: readonly Trouble['kind'][] = ['unreachable', 'signed-out'];
/** The centre does not know this cursor: the cache begins from nothing. */
const foreignCursor: readonly string[] = ['epoch-changed', 'bad-cursor'];

/**
 * One exchange with the centre: until both directions have nothing left. Operations go before each page, so that a ticket saved
 * during a long first load does not wait for its end. What the centre refuses to take does not keep us from hearing it.
 */
export function createExchange(options: {
  readonly pusher: Pusher;
  readonly puller: Puller;
  readonly breathe: () => Promise<void>;
  readonly elapsedMs: () => number;
  readonly isClosed: () => boolean;
  readonly rebuildCache: () => void;
  readonly onContact: () => void;
  readonly onSettled: (settled: readonly Settled[]) => void;
  readonly onRows: () => void;
}): () => Promise<Trouble | null> {
  const { pusher, puller, isClosed } = options;

  const pushAll = async (): Promise<Trouble | null> => {
    for (let more = true; more && !isClosed(); ) {
      const pushed = await pusher.pushOnce();
      if (isClosed()) return null;
      if (!pushed.ok) return pushed.trouble;
      more = pushed.more;
      if (pushed.settled.length > 0) {
        options.onSettled(pushed.settled);
        options.onContact();
      }
      await options.breathe();
    }
    return null;
  };

  /** A damaged cache, or one of another epoch, is replaced by an empty one. */
  const pullOnce = async (): Promise<Pulled> => {
    const again: Pulled = { ok: true, rows: 0, more: true };
    try {
      const pulled = await puller.pullOnce();
      if (isClosed() || pulled.ok || !foreignCursor.includes(pulled.trouble.code)) return pulled;
    } catch (error) {
      if (!isCorrupt(error)) throw error;
    }
    options.rebuildCache();
    return again;
  };

  return async () => {
    let untold = 0;
    let toldAtMs = options.elapsedMs();
    const tellRows = (): void => {
      if (untold > 0) options.onRows();
      untold = 0;
      toldAtMs = options.elapsedMs();
    };
    while (!isClosed()) {
      const pushTrouble = await pushAll();
      if (pushTrouble !== null && hopeless.includes(pushTrouble.kind)) return pushTrouble;
      const pulled = await pullOnce();
      if (isClosed()) return null;
      if (pulled.ok) {
        untold += pulled.rows;
        options.onContact();
      }
      const isOver = !pulled.ok || !pulled.more;
      if (isOver || options.elapsedMs() - toldAtMs > tellRowsEveryMs) tellRows();
      if (isOver) return pulled.ok ? pushTrouble : pulled.trouble;
    }
    return null;
  };
}
