import { FRAME_MS } from './mu-law.ts';

/** One clock for all lines: a tick every 20 ms while any line is open, none otherwise. */
export type Pacer = {
  /** late: how many ticks a stall has swallowed; skipped, not made up for. The returned function ends it. */
  readonly add: (tick: (late: number) => void) => () => void;
};

export type PacerOptions = {
  /** Monotonic, ms. */
  readonly monotonicMs: () => number;
};

export function createPacer({ monotonicMs }: PacerOptions): Pacer {
  const ticks = new Set<(late: number) => void>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let dueMs = 0;

  const run = (): void => {
    const behind = monotonicMs() - dueMs;
    const late = behind < 5 * FRAME_MS ? 0 : Math.floor(behind / FRAME_MS);
    dueMs += (late + 1) * FRAME_MS;
    // setInterval drifts by 1.3 %: each wait is measured from the moment the tick was due.
    timer = ticks.size > 0 ? setTimeout(run, Math.max(0, dueMs - monotonicMs())) : null;
    for (const tick of ticks) tick(late);
  };

  return {
    add: (tick) => {
      ticks.add(tick);
      if (!timer) {
        dueMs = monotonicMs() + FRAME_MS;
        timer = setTimeout(run, FRAME_MS);
      }
      return () => {
        ticks.delete(tick);
        if (ticks.size > 0 || !timer) return;
        clearTimeout(timer);
        timer = null;
      };
    },
  };
}
