import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bench, everyHz, hz, openBench, phoneHears } from './harness/bench.ts';
import { until } from './harness/until.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterEach(() => bench.settle());
afterAll(() => bench?.close());

const active = () => bench.seat.calls().find((call) => call.phase === 'active');

/** The same call, heard both ways, and only one leg of the seat at the PBX. */
const sameCallGoesOn = async (id: string): Promise<void> => {
  const { seat, one, pbx } = bench;
  await seat.sees(
    'the call is active with media',
    () => {
      const call = active();
      return call?.phase === 'active' && call.media === 'ok';
    },
    15_000,
  );
  expect(active()?.id).toBe(id);
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
  await until('one leg each', async () => (await pbx.channels()).length === 2);
};

test('the media page loads anew in a call: the same call has its audio back by Replaces', async () => {
  const { seat } = bench;
  await bench.talk();
  const { id } = await seat.phase('active');
  await seat.reloadMedia();
  await sameCallGoesOn(id);
});

test('the media page loads anew four times in a call that the seat placed, and both hear each other after each', async () => {
  const { seat, one } = bench;
  const before = one.events().length;
  await seat.dial('2001');
  await one.event('CALL_INCOMING', before);
  await one.answer();
  const { id } = await seat.phase('active');
  await phoneHears(one, [hz.seat]);
  for (let time = 0; time < 4; time += 1) {
    await seat.reloadMedia();
    await sameCallGoesOn(id);
  }
});

test('the whole tab loads anew in a call: everything is drawn again and both hear each other', async () => {
  const { seat } = bench;
  await bench.talk();
  const { id } = await seat.phase('active');
  await seat.page.reload();
  await sameCallGoesOn(id);
  await seat.on('call-tile').last().waitFor();
});

test('the tab loads anew while it rings: the call still rings and can be answered', async () => {
  const { seat, one } = bench;
  await one.dial('1001');
  const { id } = await seat.phase('ringing');
  await seat.page.reload();
  await seat.on('call-tile').last().waitFor();
  expect((await seat.phase('ringing')).id).toBe(id);
  await seat.press('call-answer');
  await sameCallGoesOn(id);
});

test('the seat killed in a call and started again takes its call back', async () => {
  const { seat, program } = bench;
  await bench.talk();
  const { id } = await seat.phase('active');
  const toldBefore = seat.tells().length;
  await program.kill9();
  await program.start();
  await seat.registered(20_000);
  await sameCallGoesOn(id);
  await until('the agent is told', () =>
    seat
      .tells()
      .slice(toldBefore)
      .some(({ code }) => code === 'call-restored'),
  );
});

test('killed in a call that is over by the time it starts again, the seat says that the call is lost', async () => {
  const { seat, program, one } = bench;
  await bench.talk();
  const toldBefore = seat.tells().length;
  await program.kill9();
  await one.hangUp();
  await program.start();
  await seat.registered(20_000);
  await seat.sees('no call', () => seat.calls().length === 0);
  await until('the agent is told', () =>
    seat
      .tells()
      .slice(toldBefore)
      .some(({ code }) => code === 'call-lost'),
  );
});

test('closed by hand in a call, the phone is told, the account is signed off, and nothing is taken back after the next start', async () => {
  const { seat, program, one, pbx } = bench;
  await bench.talk();
  const before = one.events().length;
  await program.quit();
  await one.event('CALL_CLOSED', before);
  expect(await pbx.isRegistered('1001')).toBe(false);
  await program.start();
  await seat.registered(20_000);
  expect(seat.calls()).toEqual([]);
  expect(await pbx.isRegistered('1001')).toBe(true);
  expect(await pbx.channels()).toEqual([]);
});
