import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bench, everyHz, hz, music, openBench, phoneHears } from './harness/bench.ts';
import { until } from './harness/until.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterEach(() => bench.settle());
afterAll(() => bench?.close());

const told = (from: number): readonly string[] =>
  bench.seat
    .tells()
    .slice(from)
    .map(({ code }) => code);

/** Two answers, as it was called from the seat. */
const twoAnswers = async (before: number): Promise<void> => {
  await bench.two.event('CALL_INCOMING', before);
  await bench.two.answer();
};

test('sent on blind, the seat is free as soon as the second phone answers, and the two phones talk', async () => {
  const { seat, one, two } = bench;
  await bench.talk();
  const customer = await seat.phase('active');
  const [before, toldBefore] = [two.events().length, seat.tells().length];
  await seat.transfer('2002', 'blind');
  await phoneHears(one, []).catch(() => phoneHears(one, music));
  await twoAnswers(before);
  await seat.sees('no call', () => seat.calls().length === 0, 5000);
  expect(seat.state().calls.calls.find(({ id }) => id === customer.id)).toMatchObject({ reason: 'transferred' });
  expect(told(toldBefore)).toContain('transfer-done');
  await phoneHears(two, [hz.one]);
  await phoneHears(one, [hz.two]);
  await until('two channels', async () => (await bench.pbx.channels()).length === 2);
});

test('sent on to a number that does not exist, the customer is back and hears the agent', async () => {
  const { seat, one } = bench;
  await bench.talk();
  const toldBefore = seat.tells().length;
  await seat.transfer('4711', 'blind');
  await seat.sees('the transfer failed', ({ calls }) => calls.transfer?.phase === 'failed');
  expect(seat.state().calls.transfer).toMatchObject({ kind: 'blind', failure: 'not-found' });
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
  expect(told(toldBefore)).toEqual(expect.arrayContaining(['transfer-failed', 'customer-back']));
});

test('sent on to a phone that declines, the PBX gives the customer back to the seat', async () => {
  const { seat, one, two } = bench;
  await bench.talk();
  const before = two.events().length;
  await seat.transfer('2002', 'blind');
  await two.event('CALL_INCOMING', before);
  await two.hangUp();
  const returned = await seat.phase('ringing', 15_000);
  expect(returned).toMatchObject({ direction: 'in', party: { number: '2001' } });
  await seat.press('call-answer');
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
});

test('talked to first, the colleague hears the agent while the customer hears music; swapped, the other way round; completed, the two talk', async () => {
  const { seat, one, two } = bench;
  await bench.talk();
  const before = two.events().length;
  await seat.transfer('2002', 'consult');
  await twoAnswers(before);
  await seat.sees('talking first', ({ calls }) => calls.transfer?.phase === 'talking');
  await phoneHears(two, [hz.seat]);
  await phoneHears(one, music);
  await seat.hearsOnly([hz.two], everyHz);

  await seat.press('transfer-swap');
  await phoneHears(one, [hz.seat]);
  await phoneHears(two, music);
  await seat.hearsOnly([hz.one], everyHz);
  await seat.press('transfer-swap');
  await phoneHears(two, [hz.seat]);

  await seat.press('transfer-complete');
  await seat.sees('no call', () => seat.calls().length === 0);
  await phoneHears(one, [hz.two]);
  await phoneHears(two, [hz.one]);
});

test('completed while the customer is in front, the two talk all the same', async () => {
  const { seat, one, two } = bench;
  await bench.talk();
  const before = two.events().length;
  await seat.transfer('2002', 'consult');
  await twoAnswers(before);
  await seat.sees('talking first', ({ calls }) => calls.transfer?.phase === 'talking');
  await seat.press('transfer-swap');
  await phoneHears(one, [hz.seat]);
  await seat.press('transfer-complete');
  await seat.sees('no call', () => seat.calls().length === 0);
  await phoneHears(one, [hz.two]);
  await phoneHears(two, [hz.one]);
});

test('back to the customer at any time: while the colleague rings, and after talking', async () => {
  const { seat, one, two } = bench;
  await bench.talk();
  let before = two.events().length;
  await seat.transfer('2002', 'consult');
  await two.event('CALL_INCOMING', before);
  await seat.press('transfer-back');
  await two.event('CALL_CLOSED', before);
  await phoneHears(one, [hz.seat]);

  before = two.events().length;
  await seat.transfer('2002', 'consult');
  await twoAnswers(before);
  await phoneHears(two, [hz.seat]);
  await seat.press('transfer-back');
  await two.event('CALL_CLOSED', before);
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
  expect(seat.state().calls.transfer).toBeNull();
});

test('a colleague who is busy brings the customer back by itself', async () => {
  const { seat, one } = bench;
  await bench.talk();
  const toldBefore = seat.tells().length;
  await seat.transfer('620', 'consult');
  await seat.sees('the customer is back', () => told(toldBefore).includes('customer-back'));
  await phoneHears(one, [hz.seat]);
});

test('a customer who hangs up while the agent talks first leaves the agent with the colleague', async () => {
  const { seat, one, two } = bench;
  await bench.talk();
  const before = two.events().length;
  await seat.transfer('2002', 'consult');
  await twoAnswers(before);
  await phoneHears(two, [hz.seat]);
  await one.hangUp();
  await seat.sees('one call left', () => seat.calls().length === 1);
  expect(seat.calls()[0]).toMatchObject({ phase: 'active', party: { number: '2002' } });
  await seat.hearsOnly([hz.two], everyHz);
});

test('made three, everyone hears the other two; split, the agent has one and the other hears music', async () => {
  const { seat, one, two } = bench;
  await bench.talk();
  const before = two.events().length;
  await seat.transfer('2002', 'consult');
  await twoAnswers(before);
  await seat.sees('talking first', ({ calls }) => calls.transfer?.phase === 'talking');
  await seat.press('call-conference');
  await seat.sees('three', ({ calls }) => calls.conference.length === 2);
  await phoneHears(
    one,
    [hz.seat, hz.two].sort((a, b) => a - b),
  );
  await phoneHears(
    two,
    [hz.one, hz.seat].sort((a, b) => a - b),
  );
  await seat.hearsOnly([hz.one, hz.two], everyHz);

  await seat.press('call-conference');
  const held = () => seat.calls().filter((call) => call.phase === 'active' && call.hold === 'local');
  await seat.sees('split, one of them held', ({ calls }) => calls.conference.length === 0 && held().length === 1);
  const [heldPhone, frontPhone] = held()[0]?.party.number === '2001' ? [one, two] : [two, one];
  await phoneHears(heldPhone, music);
  await phoneHears(frontPhone, [hz.seat]);
});
