/** Steps of a story with the time each took, printed as they happen. */
export type Timeline = {
  readonly step: <T>(what: string, run: () => Promise<T>) => Promise<T>;
  readonly note: (what: string) => void;
};

export function createTimeline(print: (line: string) => void): Timeline {
  const startedAtMs = performance.now();
  const at = () => `${((performance.now() - startedAtMs) / 1000).toFixed(2).padStart(7)} s`;
  return {
    step: async (what, run) => {
      const sinceMs = performance.now();
      try {
        const value = await run();
        print(`${at()}  ${what}  (${Math.round(performance.now() - sinceMs)} ms)`);
        return value;
      } catch (cause) {
        throw new Error(what, { cause });
      }
    },
    note: (what) => print(`${at()}  ${what}`),
  };
}

/** Asks until the answer satisfies, or fails with what was last seen. */
export async function eventually<T>(
  ask: () => Promise<T>,
  satisfies: (value: T) => boolean,
  timeoutMs: number,
  what: string,
): Promise<T> {
  const untilMs = performance.now() + timeoutMs;
  for (;;) {
    const value = await ask();
    if (satisfies(value)) return value;
    if (performance.now() > untilMs)
      throw new Error(`${what}: not within ${timeoutMs / 1000} s; last seen ${JSON.stringify(value)}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
