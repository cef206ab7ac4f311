import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bench, everyHz, hz, openBench, phoneHears } from './harness/bench.ts';
import { until } from './harness/until.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterEach(() => bench.settle());
afterAll(() => bench?.close());

/** A seat begins at most five calls within ten seconds (toll fraud, a stuck key); tests wait their turn. */
const dialledAtMs: number[] = [];
const mayDial = (): Promise<boolean> =>
  until('a call may be begun', () => dialledAtMs.filter((at) => performance.now() - at < 11_000).length < 5, 12_000);
const dial = async (number: string): Promise<void> => {
  await mayDial();
  await bench.seat.dial(number);
  dialledAtMs.push(performance.now());
};

/** Dials, and waits for the end without an answer. A refused call may be over before one looks. */
const endOf = async (number: string): Promise<string> => {
  const { seat } = bench;
  const before = new Set(seat.state().calls.calls.map(({ id }) => id));
  await dial(number);
  const ended = await until('the call ended', () => {
    const call = seat.state().calls.calls.find(({ id }) => !before.has(id));
    return call?.phase === 'ended' ? call : null;
  });
  return ended.reason;
};

test('the seat calls a phone, it rings, is answered, and both hear each other', async () => {
  const { seat, one } = bench;
  const before = one.events().length;
  await dial('2001');
  await seat.phase('alerting');
  await one.event('CALL_INCOMING', before);
  await one.answer();
  await seat.phase('active');
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
  await seat.end();
  await one.event('CALL_CLOSED', before);
});

test('a voice before the answer is heard, and the call says that it is one', async () => {
  const { seat } = bench;
  await dial('611');
  const alerting = await seat.phase('alerting');
  await seat.sees('early media', () =>
    seat.calls().some((call) => call.id === alerting.id && call.phase === 'alerting' && call.earlyMedia),
  );
  await seat.hearsOnly([hz.early], everyHz, 4000);
  await seat.phase('active');
});

for (const [number, reason, what] of [
  ['620', 'busy', 'a busy number is called busy'],
  ['4711', 'not-found', 'a number that does not exist is called so'],
  ['623', 'no-answer', 'a phone that nobody answers is called so'],
  ['621', 'not-allowed', 'a call that the PBX forbids is called so'],
  ['2002', 'busy', 'a phone that declines is busy'],
] as const) {
  test(what, async () => {
    const { two } = bench;
    const declines =
      number === '2002' ? two.event('CALL_INCOMING', two.events().length).then(() => two.hangUp()) : Promise.resolve();
    expect(await endOf(number)).toBe(reason);
    await declines;
  });
}

test('given up while it rings, the phone stops ringing', async () => {
  const { seat, one } = bench;
  const before = one.events().length;
  await dial('2001');
  await seat.phase('alerting');
  await one.event('CALL_INCOMING', before);
  await seat.end();
  await one.event('CALL_CLOSED', before);
});

test('given up before the PBX has said a word, no phone is left ringing', async () => {
  const { seat, pbx } = bench;
  await mayDial();
  pbx.freeze();
  try {
    await dial('2001');
    const { id } = await seat.phase('dialling');
    void seat.ask('call.hang-up', { callId: id }).catch(() => undefined);
    await seat.sees('ending', () => seat.calls().every((call) => call.phase === 'ending'));
  } finally {
    pbx.thaw();
  }
  await seat.sees('no call', () => seat.calls().length === 0);
  await until('no channel left', async () => (await pbx.channels()).length === 0);
});

test('a code with a hash sign reaches the PBX as it was typed', async () => {
  const { pbx } = bench;
  const from = pbx.ami().events().length;
  await dial('*30#');
  const dialled = await pbx.ami().event('the code', (event) => event.UserEvent === 'CodeDialled', 5000, from);
  expect(dialled.Code).toBe('*30#');
});

test('a sixth call within ten seconds is refused', async () => {
  const { seat } = bench;
  await until('a fresh start', () => dialledAtMs.every((at) => performance.now() - at > 11_000), 12_000);
  for (let call = 0; call < 5; call += 1) {
    await seat.ask('call.place', { number: '620' });
    await seat.sees('it is over', () => seat.calls().length === 0);
  }
  await expect(seat.ask('call.place', { number: '620' })).rejects.toThrow('dialling-too-fast');
});
