import { describe, expect, it } from 'vitest';
import type { Flaws } from './centre-tables.ts';
import { simulate } from './simulate.ts';

/** Many seats and few changes: transactions overlap, and no later change of the same row hides one that was missed. */
const manySeats = { seats: 12, operations: 12 };

/** Sum of what 20 seeds find with one rule broken on purpose. */
async function found(flaws: Flaws): Promise<{ lost: number; doubled: number; diverged: number }> {
  const sum = { lost: 0, doubled: 0, diverged: 0 };
  for (let seed = 1; seed <= 20; seed++) {
    const outcome = await simulate(seed, manySeats, flaws);
    for (const what of ['lost', 'doubled', 'diverged'] as const) sum[what] += outcome[what];
  }
  return sum;
}

describe('the simulation notices', () => {
  it('nothing in the same stories with every rule in place', async () => {
    expect(await found({})).toEqual({ lost: 0, doubled: 0, diverged: 0 });
  });

  it('a pull without the fence: a seat never hears of what committed late', async () => {
    expect((await found({ noFence: true })).diverged).toBeGreaterThan(0);
  });

  it('a centre that forgets its answers: an operation that was sent again is taken again', async () => {
    expect((await found({ noStoredAnswers: true })).doubled).toBeGreaterThan(0);
  });

  it('an overlay that goes with the acknowledgement: what was saved is gone from the screen for a while', async () => {
    expect((await found({ noOverlay: true })).lost).toBeGreaterThan(0);
  });
});
