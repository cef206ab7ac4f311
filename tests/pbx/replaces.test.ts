import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Bench, everyHz, hz, openBench, phoneHears } from './harness/bench.ts';
import { until } from './harness/until.ts';

const TIMES = 12;

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterAll(() => bench?.close());

/** One replaced leg may be heard by luck: without `asymmetric_rtp_codec` Asterisk left about every second one unheard. */
test('a call whose media page loads anew a dozen times is heard both ways each time', async () => {
  const { seat, one, pbx } = bench;
  await bench.talk();
  const { id } = await seat.phase('active');
  for (let time = 0; time < TIMES; time += 1) {
    await seat.reloadMedia();
    await seat.sees(
      'media again',
      ({ calls }) => calls.calls.some((call) => call.phase === 'active' && call.media === 'ok'),
      15_000,
    );
    await phoneHears(one, [hz.seat]);
    await seat.hearsOnly([hz.one], everyHz);
    expect((await seat.phase('active')).id).toBe(id);
  }
  await until('one leg each', async () => (await pbx.channels()).length === 2);
  await bench.settle();
}, 180_000);
