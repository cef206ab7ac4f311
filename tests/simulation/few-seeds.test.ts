import { expect, it } from 'vitest';
import { simulate } from './simulate.ts';

const nothingWrong = { lost: 0, doubled: 0, diverged: 0, problems: [] };

it.each(Array.from({ length: 10 }, (_, at) => at + 1))(
  'seed %i: nothing is lost or doubled, and every seat has what the centre has',
  async (seed) => {
    expect(await simulate(seed, { seats: 4, operations: 15 })).toMatchObject({ seed, ...nothingWrong });
  },
  30_000,
);

it('one seed tells one story', async () => {
  const size = { seats: 3, operations: 10 };
  expect(await simulate(7, size)).toEqual(await simulate(7, size));
}, 30_000);
