import { describe, expect, it } from 'vitest';
import { type Outcome, simulate } from './simulate.ts';

const wrong = ({ lost, doubled, diverged }: Outcome): boolean => lost + doubled + diverged > 0;

describe('200 seeds', () => {
  it.each(Array.from({ length: 10 }, (_, at) => 1 + at * 20))(
    'from %i: nothing is lost or doubled, and every seat has what the centre has',
    async (first) => {
      const outcomes: Outcome[] = [];
      for (let seed = first; seed < first + 20; seed++) outcomes.push(await simulate(seed, { seats: 5, operations: 20 }));
      expect(outcomes.filter(wrong)).toEqual([]);
      // A story in which nothing happened proves nothing.
      const seen = (what: string): number => outcomes.reduce((sum, outcome) => sum + (outcome.seen[what] ?? 0), 0);
      for (const what of ['crashes', 'restores', 'deaths', 'outages']) expect(seen(what), what).toBeGreaterThan(5);
    },
  );

  it('and one of 20 seats with 100 operations each', async () => {
    const outcome = await simulate(1, { seats: 20, operations: 100 });
    expect(outcome).toMatchObject({ lost: 0, doubled: 0, diverged: 0, problems: [] });
    expect(outcome.operations).toBeGreaterThan(1600);
  });
});
