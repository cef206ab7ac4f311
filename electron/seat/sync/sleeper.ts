import type { Clock } from '../ports.ts';

/**
 * What may end a sleep before its time. `work`: something to do, or word from the centre. `word`: only word from the centre, for a
 * back-off. `nothing`: only a nudge, for a wait that the centre itself asked for.
 */
export type Ear = 'work' | 'word' | 'nothing';

export type Sleeper = {
  /** Until the time is over (null: never), or something ends it. */
  readonly sleep: (ms: number | null, ear: Ear) => Promise<void>;
  /** There is something to do. Remembered when nobody sleeps, so that what came during a round begins another one. */
  readonly wake: () => void;
  /** The centre was heard. Remembered likewise. */
  readonly hear: () => void;
  /** Ends any sleep. */
  readonly nudge: () => void;
};

const weights = { work: 1, word: 2, nudge: 3 } as const;
type Call = keyof typeof weights;

/** What has to come to end this sleep. */
const needed = { work: weights.work, word: weights.word, nothing: weights.nudge } as const satisfies Record<Ear, number>;

export function createSleeper(clock: Clock): Sleeper {
  let asleep: { readonly ear: Ear; readonly end: () => void } | null = null;
  let missed = 0;

  const call = (kind: Call): void => {
    if (asleep === null) missed = Math.max(missed, weights[kind]);
    else if (weights[kind] >= needed[asleep.ear]) asleep.end();
  };

  return {
    sleep: (ms, ear) => {
      const goesOn = missed >= needed[ear];
      missed = 0;
      if (goesOn) return Promise.resolve();
      return new Promise((done) => {
        let cancel: (() => void) | null = null;
        const end = (): void => {
          asleep = null;
          cancel?.();
          done();
        };
        asleep = { ear, end };
        if (ms !== null) cancel = clock.after(ms, end);
      });
    },
    wake: () => call('work'),
    hear: () => call('word'),
    nudge: () => call('nudge'),
  };
}
