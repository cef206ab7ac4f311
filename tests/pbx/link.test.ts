import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bench, everyHz, hz, openBench, phoneHears } from './harness/bench.ts';
import { until } from './harness/until.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterEach(async () => {
  bench.wire.heal();
  await bench.seat.registered(20_000);
  await bench.settle();
});
afterAll(() => bench?.close());

/** quality.md: a link that is cut, half-open or restarted is noticed within 4 s. */
const NOTICED_WITHIN_MS = 4000;

const noticed = () => bench.seat.sees('the line is not registered', ({ line }) => line.phase !== 'registered', NOTICED_WITHIN_MS);

/** The next call comes and is heard: the line does not only look good. */
const nextCallWorks = async (): Promise<void> => {
  await bench.settle();
  await bench.talk();
};

test('the link cut in a call: talk goes on, the seat registers again by itself, hold works, the far hang-up arrives', async () => {
  const { seat, one, wire } = bench;
  await bench.talk();
  wire.refuse();
  await noticed();
  await seat.sees('the call without its link', () => seat.calls().some((call) => call.phase === 'active' && call.linkDown));
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
  wire.heal();
  await seat.registered();
  await seat.sees('the call with its link', () => seat.calls().some((call) => call.phase === 'active' && !call.linkDown));
  await seat.press('call-hold');
  await phoneHears(one, [349, 523]);
  await seat.press('call-hold');
  await phoneHears(one, [hz.seat]);
  await one.hangUp();
  await seat.sees('no call', () => seat.calls().length === 0);
  await nextCallWorks();
});

test('a half-open link is noticed, and the seat registers again over a new one', async () => {
  const { seat, wire } = bench;
  wire.swallow();
  await noticed();
  wire.heal();
  await seat.registered();
  await nextCallWorks();
});

test('a half-open link in a call: talk goes on and the call is reconciled', async () => {
  const { seat, one, wire } = bench;
  await bench.talk();
  wire.swallow();
  await noticed();
  wire.heal();
  await seat.registered();
  await phoneHears(one, [hz.seat]);
  await one.hangUp();
  await seat.sees('no call', () => seat.calls().length === 0);
});

test('hung up while the link is down, the call ends at the PBX once the link is back', async () => {
  const { seat, one, wire, pbx } = bench;
  await bench.talk();
  const before = one.events().length;
  wire.refuse();
  await noticed();
  await seat.end();
  await seat.sees('the hang-up waits', () => seat.calls().every((call) => call.phase === 'ending' && call.queuedUntilLink));
  expect(await pbx.channels()).toHaveLength(2);
  wire.heal();
  await one.event('CALL_CLOSED', before, 15_000);
  await seat.sees('no call', () => seat.calls().length === 0);
  await until('no channel left', async () => (await pbx.channels()).length === 0);
});

test('the customer hung up while the link was down: the seat learns it after the link is back', async () => {
  const { seat, one, wire } = bench;
  await bench.talk();
  wire.refuse();
  await noticed();
  await one.hangUp();
  wire.heal();
  await seat.registered();
  await seat.sees('no call', () => seat.calls().length === 0, 15_000);
  await nextCallWorks();
});

test('the PBX killed and started again in a call: noticed, registered again, the dead call is ended, the next one works', async () => {
  const { seat, pbx, one } = bench;
  await bench.talk();
  await pbx.kill9();
  await noticed();
  await pbx.restart();
  await seat.registered(15_000);
  await seat.sees('the dead call is over', () => seat.calls().length === 0, 15_000);
  await one.hangUp();
  await nextCallWorks();
});

test('the PBX that is there and answers nothing is noticed, and registered with again when it wakes', async () => {
  const { seat, pbx } = bench;
  pbx.freeze();
  try {
    await noticed();
  } finally {
    pbx.thaw();
  }
  await seat.registered(15_000);
  await nextCallWorks();
});
