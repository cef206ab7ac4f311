import type { Settled } from './ports.ts';
import { cacheDamaged, type Pulled, type Puller } from './pull.ts';
import type { Pusher } from './push.ts';
import type { Trouble } from './request.ts';

const tellRowsEveryMs = 1_000;
/** Troubles after which there is no use in asking for anything else. */
const hopeless: readonly Trouble['kind'][] = ['unreachable', 'signed-out'];
/** The centre does not know this cursor, or nobody can read it: the cache begins from nothing. */
const uselessCache: readonly string[] = ['epoch-changed', 'bad-cursor', cacheDamaged];

/** Resolves when both directions have nothing left, or the line was closed, or with what came in between. */
export type Exchange = (isClosed: () => boolean) => Promise<Trouble | null>;

/**
 * One exchange with the centre: until both directions have nothing left. Operations go before each page, so that a ticket saved
 * during a long first load does not wait for its end. What the centre refuses to take does not keep us from hearing it.
 */
export function createExchange(options: {
  readonly pusher: Pusher;
  readonly puller: Puller;
  readonly breathe: () => Promise<void>;
  readonly elapsedMs: () => number;
  readonly rebuildCache: () => Promise<void>;
  readonly onContact: () => void;
  readonly onSettled: (settled: readonly Settled[]) => void;
  readonly onRows: () => void;
}): Exchange {
  const { pusher, puller } = options;

  const pushAll = async (isClosed: () => boolean): Promise<Trouble | null> => {
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
  const pullOnce = async (isClosed: () => boolean): Promise<Pulled> => {
    const pulled = await puller.pullOnce();
    if (isClosed() || pulled.ok || !uselessCache.includes(pulled.trouble.code)) return pulled;
    await options.rebuildCache();
    return { ok: true, rows: 0, more: true };
  };

  return async (isClosed) => {
    let untold = 0;
    let toldAtMs = options.elapsedMs();
    const tellRows = (): void => {
      if (untold > 0) options.onRows();
      untold = 0;
      toldAtMs = options.elapsedMs();
    };
    while (!isClosed()) {
      const pushTrouble = await pushAll(isClosed);
      if (pushTrouble !== null && hopeless.includes(pushTrouble.kind)) return pushTrouble;
      const pulled = await pullOnce(isClosed);
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
