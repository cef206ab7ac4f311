import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Bench, everyHz, hz, music, openBench, phoneHears } from './harness/bench.ts';

let bench: Bench;

beforeAll(async () => {
  bench = await openBench();
});
afterEach(() => bench.settle());
afterAll(() => bench?.close());

const hold = () => {
  const call = bench.seat.calls()[0];
  return call?.phase === 'active' ? call.hold : null;
};

test('held, the phone hears music and the agent nothing; resumed, both hear each other again', async () => {
  const { seat, one } = bench;
  await bench.talk();
  await seat.press('call-hold');
  await seat.sees('held here', () => hold() === 'local');
  await phoneHears(one, music);
  await seat.hearsOnly([], everyHz);
  await seat.press('call-hold');
  await seat.sees('resumed', () => hold() === 'none');
  await phoneHears(one, [hz.seat]);
  await seat.hearsOnly([hz.one], everyHz);
});

test('muted, the phone hears nothing of the agent, who goes on hearing the phone', async () => {
  const { seat, one } = bench;
  await bench.talk();
  await seat.press('call-mute');
  await phoneHears(one, []);
  await seat.hearsOnly([hz.one], everyHz);
  await seat.press('call-mute');
  await phoneHears(one, [hz.seat]);
});

test('a mute outlives hold and resume', async () => {
  const { seat, one } = bench;
  await bench.talk();
  await seat.press('call-mute');
  await phoneHears(one, []);
  await seat.press('call-hold');
  await phoneHears(one, music);
  await seat.press('call-hold');
  await seat.sees('resumed', () => hold() === 'none');
  await phoneHears(one, []);
  expect(seat.calls()[0]).toMatchObject({ muted: true });
});

test('held by the other side, the call says so, and says when it is over', async () => {
  const { seat, one } = bench;
  await bench.talk();
  await one.hold();
  await seat.hearsOnly(music, everyHz);
  await one.resume();
  await seat.hearsOnly([hz.one], everyHz);
  await seat.sees('held by nobody', () => hold() === 'none');
});

for (const by of ['rfc4733', 'info'] as const) {
  test(`digits sent by ${by} are read by the PBX, each once`, async () => {
    const { seat, pbx } = bench;
    const from = pbx.ami().events().length;
    await seat.dial('602');
    const { id } = await seat.phase('active');
    // The PBX beeps before it reads.
    await seat.hears(everyHz);
    // One way by the keypad on the screen, the other by the seat's own request.
    if (by === 'rfc4733') await seat.keypad('2*99', by);
    else for (const digits of '2*99') await seat.ask('call.dtmf', { callId: id, digits, by });
    const read = await pbx.ami().event('digits', (event) => event.UserEvent === 'DtmfRead', 15_000, from);
    expect(read.Digits).toBe('2*99');
  });
}

test('fifty presses of hold and resume without a pause end as the PBX has it', async () => {
  const { seat, one } = bench;
  await bench.talk();
  const { id } = await seat.phase('active');
  const asked = Array.from({ length: 50 }, (_, index) =>
    seat.ask(index % 2 === 0 ? 'call.hold' : 'call.resume', { callId: id }).then(
      () => 'done',
      () => 'refused',
    ),
  );
  expect((await Promise.all(asked)).length).toBe(50);
  await seat.sees('no change under way', () => {
    const call = seat.calls()[0];
    return call?.phase === 'active' && !call.holdChanging;
  });
  await phoneHears(one, hold() === 'none' ? [hz.seat] : music);
  if (hold() !== 'none') {
    await seat.press('call-hold');
    await phoneHears(one, [hz.seat]);
  }
  await seat.hearsOnly([hz.one], everyHz);
});
