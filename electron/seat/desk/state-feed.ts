import { isDeepStrictEqual } from 'node:util';
import type { SeatState, SeatStateChange } from '#shared/bridge/state.ts';

export type StateFeed = {
  readonly get: () => SeatState;
  /** Takes the new values of some keys; they leave in one change at the end of this turn of the event loop. */
  readonly set: (change: SeatStateChange) => void;
  /** Sends what is waiting now: a first ring does not wait for the end of the turn. */
  readonly flush: () => void;
};

/** Collects changes and emits only keys whose value is another than before. `defer` runs once this turn is over. */
export function createStateFeed(
  initial: SeatState,
  emit: (change: SeatStateChange) => void,
  defer: (run: () => void) => void,
): StateFeed {
  let state = initial;
  let waiting: SeatStateChange = {};
  let isDeferred = false;

  function flush(): void {
    if (Object.keys(waiting).length === 0) return;
    const change = waiting;
    waiting = {};
    emit(change);
  }

  return {
    get: () => state,
    set: (change) => {
      const news = Object.fromEntries(
        Object.entries(change).filter(([key, value]) => !isDeepStrictEqual(state[key as keyof SeatState], value)),
      );
      if (Object.keys(news).length === 0) return;
      state = { ...state, ...news };
      waiting = { ...waiting, ...news };
      if (isDeferred) return;
      isDeferred = true;
      defer(() => {
        isDeferred = false;
        flush();
      });
    },
    flush,
  };
}
