import { type Size, simulate } from './simulate.ts';

const [seeds = 200, first = 1, seats = 6, operations = 30] = process.argv.slice(2).map(Number);
const size: Size = { seats, operations };
const total = { lost: 0, doubled: 0, diverged: 0, operations: 0 };
const seen: Record<string, number> = {};
const since = performance.now();
for (let seed = first; seed < first + seeds; seed++) {
  const outcome = await simulate(seed, size);
  for (const what of ['lost', 'doubled', 'diverged', 'operations'] as const) total[what] += outcome[what];
  for (const [what, times] of Object.entries(outcome.seen)) seen[what] = (seen[what] ?? 0) + times;
  if (outcome.lost + outcome.doubled + outcome.diverged > 0) console.error(`seed ${seed}: ${JSON.stringify(outcome)}`);
}
console.error(
  `${total.operations} operations on ${seats} seats a seed in ${((performance.now() - since) / 1000).toFixed(1)} s: ${JSON.stringify(seen)}`,
);
process.stdout.write(`simulate: ${seeds} seeds, ${total.lost} lost, ${total.doubled} doubled, ${total.diverged} diverged\n`);
process.exitCode = total.lost + total.doubled + total.diverged === 0 ? 0 : 1;
