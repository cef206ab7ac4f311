import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bench, everyHz, hz, music, openBench, phoneHears } from './harness/bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterEach(async () => {
  await bench.seat.ask('agent.ready', {});
  await bench.settle();
});
afterAll(() => bench?.close());

test('a queue call names its queue, the dialled number and the time waited', async () => {
  const { seat, one } = bench;
  await one.dial('8000');
  const ringing = await seat.phase('ringing', 15_000);
  expect(ringing).toMatchObject({ kind: 'queue', dialled: '8000', party: { number: '2001' }, queue: { name: 'support' } });
  expect(ringing.linkedId).toMatch(/^\S+$/);
  await phoneHears(one, music);
  await seat.press('call-answer');
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
});

test('not ready, a queue call is declined unseen while a direct call rings; ready again, the waiting caller comes', async () => {
  const { seat, one, two, pbx } = bench;
  await seat.ask('agent.not-ready', { reason: 'meal' });
  const from = pbx.ami().events().length;
  await one.dial('8000');
  await pbx
    .ami()
    .event('the seat was tried', (event) => event.Event === 'AgentRingNoAnswer' || event.Event === 'DialEnd', 15_000, from);
  expect(seat.calls()).toEqual([]);
  await two.dial('1001');
  expect(await seat.phase('ringing')).toMatchObject({ kind: 'direct', party: { number: '2002' } });
  await two.hangUp();
  await seat.sees('no call', () => seat.calls().length === 0);
  await seat.ask('agent.ready', {});
  const ringing = await seat.phase('ringing', 30_000);
  expect(ringing).toMatchObject({ kind: 'queue', party: { number: '2001' } });
  expect(ringing.queue?.waitedMs).toBeGreaterThan(0);
});
