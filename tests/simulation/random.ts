/** A small seeded generator (mulberry32): the same seed, the same story. */
export type Dice = {
  readonly next: () => number;
  /** 0 … n - 1. */
  readonly below: (n: number) => number;
  readonly chance: (p: number) => boolean;
  readonly pick: <T>(items: readonly T[]) => T;
  /** Ids of the form of a UUIDv7, in the order of making. */
  readonly newId: () => string;
};

export function dice(seed: number): Dice {
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  let ids = 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (n: number): number => Math.floor(next() * n);
  return {
    next,
    below,
    chance: (p) => next() < p,
    pick: (items) => {
      const item = items[below(items.length)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    newId: () => {
      ids += 1;
      return `019f0000-0000-7000-8000-${ids.toString(16).padStart(12, '0')}`;
    },
  };
}
