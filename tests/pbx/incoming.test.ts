import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bench, everyHz, hz, openBench, phoneHears } from './harness/bench.ts';
import { startSipp } from './harness/sipp.ts';
import { until } from './harness/until.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterEach(() => bench.settle());
afterAll(() => bench?.close());

const endOf = (id: string) => bench.seat.state().calls.calls.find((call) => call.id === id);

test('a phone calls the seat, is answered, and both hear each other until the phone hangs up', async () => {
  const { seat, one } = bench;
  await one.dial('1001');
  const ringing = await seat.phase('ringing');
  expect(ringing).toMatchObject({ direction: 'in', kind: 'direct', dialled: '1001', waiting: false, party: { number: '2001' } });
  await seat.press('call-answer');
  await seat.phase('active');
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);

  await one.hangUp();
  await until('the call is over', () => seat.calls().length === 0);
  expect(endOf(ringing.id)).toMatchObject({ phase: 'ended', reason: 'hung-up-there' });
});

test('the seat hangs up, and the phone is told', async () => {
  const { seat, one } = bench;
  await bench.talk();
  const before = one.events().length;
  await seat.end();
  await one.event('CALL_CLOSED', before);
  await seat.sees('no call', () => seat.calls().length === 0);
});

test('declined, the caller is told that the seat is busy and the seat is idle', async () => {
  const { seat, one } = bench;
  const before = one.events().length;
  await one.dial('1001');
  const { id } = await seat.phase('ringing');
  await seat.press('call-decline');
  const closed = await one.event('CALL_CLOSED', before);
  expect(closed.param).toContain('486');
  await until('the call is over', () => endOf(id)?.phase === 'ended');
  expect(endOf(id)).toMatchObject({ reason: 'declined' });
});

test('a caller who gives up while it rings is a missed call', async () => {
  const { seat, one } = bench;
  const missed = seat.state().missedUnseen;
  await one.dial('1001');
  const { id } = await seat.phase('ringing');
  await one.hangUp();
  await until('the call is over', () => endOf(id)?.phase === 'ended');
  expect(endOf(id)).toMatchObject({ reason: 'cancelled-by-caller' });
  await seat.sees('one more missed call', ({ missedUnseen }) => missedUnseen === missed + 1);
});

test('a second call waits softly; answered, the first is held with music and comes back by swapping', async () => {
  const { seat, one, two } = bench;
  await bench.talk();
  await two.dial('1001');
  const second = await seat.phase('ringing');
  expect(second).toMatchObject({ waiting: true });
  await seat.press('call-answer');
  await phoneHears(two, [hz.seat]);
  await phoneHears(one, [349, 523]);
  await seat.hearsOnly([hz.two], everyHz);

  await seat.press('call-swap');
  await phoneHears(one, [hz.seat]);
  await phoneHears(two, [349, 523]);
  await seat.hearsOnly([hz.one], everyHz);
});

test('with auto-answer on, the call is taken without a hand and the agent is told', async () => {
  const { seat, one } = bench;
  await seat.ask('settings.change', { patch: { autoAnswer: true, autoAnswerDelayMs: 500 } });
  try {
    const told = seat.tells().length;
    await one.dial('1001');
    await seat.phase('active');
    await phoneHears(one, [hz.seat]);
    expect(
      seat
        .tells()
        .slice(told)
        .map(({ code }) => code),
    ).toContain('auto-answered');
  } finally {
    await seat.ask('settings.change', { patch: { autoAnswer: false } });
  }
});

test('sent elsewhere while it rings, the other phone rings and the two talk', async () => {
  const { seat, one, two } = bench;
  const before = two.events().length;
  await one.dial('1001');
  const { id } = await seat.phase('ringing');
  await seat.ask('call.redirect', { callId: id, to: '2002' });
  await two.event('CALL_INCOMING', before);
  await two.answer();
  await phoneHears(two, [hz.one]);
  await phoneHears(one, [hz.two]);
  expect(endOf(id)).toMatchObject({ phase: 'ended', reason: 'redirected' });
});

test('hostile names and headers are shown as text, cut short, and the next call works', async () => {
  const { seat, one } = bench;
  const hostile = await startSipp({
    sipPort: bench.pbx.sipPort,
    fromAddress: bench.pbx.lineAddress,
    number: '1001',
    callerNumber: '13900001111',
    displayName: `<img src=x onerror=globalThis.hacked=1>${'A'.repeat(900)}`,
    headers: [
      `X-Queue: <script>globalThis.hacked=1</script>`,
      `P-Asserted-Identity: "<b>${'B'.repeat(2000)}" <sip:13900001111@127.0.0.1>`,
    ],
    calls: 1,
    perSecond: 1,
    atOnce: 1,
    talkMs: 600,
    story: 'cancelled',
  });
  const ringing = await seat.phase('ringing');
  expect(ringing.party.number).toBe('13900001111');
  expect(ringing.party.displayName.length).toBeLessThanOrEqual(80);
  expect(ringing.queue).toBeNull();
  expect(await seat.page.evaluate(() => 'hacked' in globalThis)).toBe(false);
  expect(await hostile.result).toEqual({ successful: 1, failed: 0, errors: '' });
  await one.dial('1001');
  await seat.phase('ringing');
});
