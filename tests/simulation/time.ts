/** Virtual time: nothing happens but what was asked for, one thing at a time, in the order of its moment. */
export type Time = {
  readonly nowMs: () => number;
  readonly after: (ms: number, run: () => void) => () => void;
  /** Everything until a moment, each with all that follows from it at once. */
  readonly runUntil: (ms: number) => Promise<void>;
};

type Timer = { readonly at: number; readonly order: number; readonly run: () => void };

export function virtualTime(startMs: number): Time {
  let now = startMs;
  let order = 0;
  const timers = new Set<Timer>();
  const due = (until: number): Timer | null => {
    let first: Timer | null = null;
    for (const timer of timers)
      if (timer.at <= until && (first === null || timer.at < first.at || (timer.at === first.at && timer.order < first.order)))
        first = timer;
    return first;
  };
  /** All ports answer with promises only, so that one turn of the loop finishes what was begun. */
  const settle = (): Promise<void> => new Promise((done) => setImmediate(done));
  return {
    nowMs: () => now,
    after: (ms, run) => {
      order += 1;
      const timer = { at: now + Math.max(0, ms), order, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    runUntil: async (until) => {
      await settle();
      for (let timer = due(until); timer !== null; timer = due(until)) {
        timers.delete(timer);
        now = Math.max(now, timer.at);
        timer.run();
        await settle();
      }
      now = until;
    },
  };
}
