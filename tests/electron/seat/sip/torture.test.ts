import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BenchSeat, openSeat } from './bench-seat.ts';
import { mutate, seeded } from './mutate.ts';
import { type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';
import { headerOf } from './sip-text.ts';
import { answeredCall, settle } from './story.ts';
import { tortureMessages } from './torture-messages.ts';

/** A bounded run by hand takes more: NINHAO_MUTATED=100000. */
const MUTATED = Number(process.env.NINHAO_MUTATED ?? 5_000);
const SEED = 4475;

let pbx: ScriptedPbx;
let seat: BenchSeat;
let probes = 0;
const probe = {
  localTag: 'probe',
  remoteTag: '',
  local: '<sip:far@pbx.test>',
  remote: '<sip:1001@pbx.test>',
  target: 'sip:1001@pbx.test',
  cseq: 1,
};
const thrown: unknown[] = [];
const note = (error: unknown): void => void thrown.push(error);

beforeEach(async () => {
  thrown.length = 0;
  process.on('uncaughtException', note);
  process.on('unhandledRejection', note);
  pbx = await startScriptedPbx();
  seat = openSeat(pbx);
  await seat.registered();
});
afterEach(async () => {
  await seat.engine.close();
  await pbx.close();
  process.off('uncaughtException', note);
  process.off('unhandledRejection', note);
});

/** All that was sent has been read (messages keep their order), and whatever rings by now is declined: there is room for the next call. */
async function quiet(): Promise<void> {
  probes += 1;
  const callId = `probe-${probes}`;
  pbx.request({ ...probe, callId }, 'OPTIONS');
  await pbx.saw('the probe’s answer', (one) => one.status === 200 && headerOf(one, 'call-id') === callId, pbx.received.length);
  for (const call of seat.calls()) {
    if (call.phase === 'ringing') await seat.engine.decline(call.id);
    else if (call.phase !== 'ended') await seat.engine.hangUp(call.id);
  }
  await seat.until('quiet', () => seat.calls().every((call) => call.phase === 'ended'), 15_000);
}

describe('messages of the torture kinds (RFC 4475)', () => {
  it('are all forty-nine', () => {
    expect(new Set(tortureMessages.map(({ section }) => section)).size).toBe(49);
  });

  it.each(tortureMessages)('$section $what: nothing is thrown, and the next good call is answered', async ({ text }) => {
    pbx.send(text);
    await quiet();
    await answeredCall(pbx, seat);
    expect(thrown).toEqual([]);
  });

  it('in the middle of a call leave the call alone', async () => {
    const { callId } = await answeredCall(pbx, seat);
    for (const { text } of tortureMessages) pbx.send(text);
    await settle(100);
    await seat.callIs(callId, 'active');
    expect(await seat.engine.hold(callId)).toEqual({ ok: true, value: {} });
    expect(thrown).toEqual([]);
  });
});

it(`${MUTATED} changed messages, some within a call: nothing is thrown, the agent is told once a minute, the next good call is answered`, async () => {
  const beganAtMs = performance.now();
  const random = seeded(SEED);
  const { dialog, text } = pbx.invite();
  await seat.inPhase('ringing');
  await quiet();
  const methods = ['BYE', 'CANCEL', 'NOTIFY', 'INFO', 'REFER', 'OPTIONS', 'MESSAGE', 'UPDATE', 'ACK', 'PRACK', 'SUBSCRIBE'];
  const within = methods.map((method) => pbx.request({ ...dialog, callId: `seed-${method}` }, method));
  const seeds = [text, ...within, ...tortureMessages.map((one) => one.text)];
  for (let index = 0; index < MUTATED; index += 1) {
    const seed = seeds[Math.floor(random() * seeds.length)] ?? text;
    const fresh = seed
      .replace(/^(Call-ID: ).*$/m, `$1mutated-${index}`)
      .replaceAll(/branch=z9hG4bK[\w-]+/g, `branch=z9hG4bK-m${index}`);
    pbx.send(mutate(fresh, random));
    if (index % 50 === 49) {
      await quiet();
    }
  }
  await quiet();
  await answeredCall(pbx, seat);
  expect(thrown).toEqual([]);
  const minutes = Math.ceil((performance.now() - beganAtMs) / 60_000);
  expect(seat.tells.filter(({ code }) => code === 'malformed-sip').length).toBeLessThanOrEqual(minutes);
}, 600_000);

it('closing survives dialogs that a half message left half built', async () => {
  const random = seeded(SEED + 1);
  const { text } = pbx.invite();
  for (let index = 0; index < 300; index += 1) {
    const fresh = text
      .replace(/^(Call-ID: ).*$/m, `$1half-${index}`)
      .replaceAll(/branch=z9hG4bK[\w-]+/g, `branch=z9hG4bK-h${index}`);
    pbx.send(mutate(fresh, random));
  }
  await settle(50);
  await expect(seat.engine.close()).resolves.toBeUndefined();
  expect(thrown).toEqual([]);
});
