import type { SeatStateChange } from '#shared/bridge/state.ts';
import { startOfDayMs } from './desk/numbers.ts';
import type { CallLogStore } from './desk/ports.ts';
import type { Clock } from './ports.ts';

const dayMs = 86_400_000;
const shortestMs = 60_000;

export type Figures = {
  /** Counts anew: the list of calls was written to. */
  readonly count: () => void;
  readonly close: () => void;
};

/** The seat's own figures of the day, which end at midnight: a seat may stay open for weeks. */
export function createFigures(options: {
  readonly store: Pick<CallLogStore, 'missedUnseen' | 'today'>;
  readonly clock: Clock;
  readonly timeZone: () => string;
  readonly onCounted: (change: SeatStateChange) => void;
}): Figures {
  const { store, clock, timeZone } = options;
  const startMs = (): number => startOfDayMs(clock.nowMs(), timeZone());
  const count = (): void => options.onCounted({ missedUnseen: store.missedUnseen(), today: store.today(startMs()) });
  const atMidnight = (): (() => void) =>
    clock.after(Math.max(shortestMs, startMs() + dayMs - clock.nowMs()), () => {
      count();
      stop = atMidnight();
    });

  let stop = atMidnight();
  return { count, close: () => stop() };
}
