import type { Clock } from '../ports.ts';

export type Sleeper = {
  /** Until the time is over (null: never), or something ends it. 'only-nudged' keeps its time whatever wakes: a back-off. */
  readonly sleep: (ms: number | null, mode: 'may-be-woken' | 'only-nudged') => Promise<void>;
  /** There is something to do. Remembered when nobody sleeps, so that what came during a round begins another one. */
  readonly wake: () => void;
  /** Ends any sleep. */
  readonly nudge: () => void;
};

export function createSleeper(clock: Clock): Sleeper {
  let end: (() => void) | null = null;
  let wakeable = false;
  let pending: 'no' | 'wake' | 'nudge' = 'no';

  return {
    sleep: (ms, mode) => {
      const goesOn = pending === 'nudge' || (pending === 'wake' && mode === 'may-be-woken');
      pending = 'no';
      if (goesOn) return Promise.resolve();
      return new Promise((done) => {
        let cancel: (() => void) | null = null;
        end = () => {
          end = null;
          cancel?.();
          done();
        };
        wakeable = mode === 'may-be-woken';
        if (ms !== null) cancel = clock.after(ms, () => end?.());
      });
    },
    wake: () => {
      if (end === null) {
        if (pending === 'no') pending = 'wake';
      } else if (wakeable) end();
    },
    nudge: () => {
      if (end === null) pending = 'nudge';
      else end();
    },
  };
}
