import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BenchSeat, openSeat } from './bench-seat.ts';
import { type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';
import { answeredCall, settle } from './story.ts';

let pbx: ScriptedPbx;
let seat: BenchSeat;

beforeEach(async () => {
  pbx = await startScriptedPbx();
  seat = openSeat(pbx);
  await seat.registered();
});
afterEach(async () => {
  await seat.engine.close();
  await pbx.close();
});

const malformed = [
  'not SIP at all',
  'INVITE\r\n\r\n',
  'INVITE sip:1001@pbx.test SIP/2.0\r\nVia: garbage\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:1001@pbx.test>\r\nCall-ID: 1\r\nCSeq: 1 INVITE\r\n\r\n',
  'INVITE sip:1001@pbx.test SIP/2.0\r\nFrom: <<<>>>\r\n\r\n',
  'SIP/2.0 abc\r\n\r\n',
  'CANCEL sip:1001@pbx.test SIP/2.0\r\n\r\n',
  `INVITE ${'a'.repeat(200_000)} SIP/2.0\r\n\r\n`,
  'BYE sip:1001@pbx.test SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK1\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:1001@pbx.test>;tag=2\r\nCall-ID: 1\r\nCSeq: 99999999999999 BYE\r\n\r\n',
  'NOTIFY sip:1001@pbx.test SIP/2.0\r\nVia: SIP/2.0/WS x;branch=z9hG4bK2\r\nFrom: <sip:a@b>;tag=1\r\nTo: <sip:1001@pbx.test>;tag=2\r\nCall-ID: 1\r\nCSeq: 1 NOTIFY\r\n\r\n',
  '\u0000\u0001\u0002\r\n\r\n',
];

describe('malformed SIP (trap 8)', () => {
  it('is dropped and logged; the agent is told once a minute at most; the next good call is answered', async () => {
    for (let round = 0; round < 3; round += 1) for (const text of malformed) pbx.send(text);
    await seat.until('told', () => seat.tells.some((tell) => tell.code === 'malformed-sip'));
    await settle(50);
    expect(seat.tells.map((tell) => tell.code)).toEqual(['malformed-sip']);
    const logged = JSON.stringify(seat.logs.filter((one) => one.event === 'sip.malformed'));
    expect(logged).not.toContain('aaaa');
    await answeredCall(pbx, seat);
  });

  it('within a call leaves the call alone', async () => {
    const { callId } = await answeredCall(pbx, seat);
    for (const text of malformed) pbx.send(text);
    await settle(50);
    await seat.callIs(callId, 'active');
    expect(await seat.engine.hold(callId)).toEqual({ ok: true, value: {} });
  });

  it('made by changing good messages never stops the seat', async () => {
    const { text } = pbx.invite();
    const ringing = await seat.inPhase('ringing');
    await seat.engine.decline(ringing.id);
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.nat(40),
        fc.string({ unit: 'binary', maxLength: 30 }),
        fc.nat(1e9),
        async (at, cut, put, salt) => {
          const fresh = text
            .replaceAll(/branch=z9hG4bK\w+/g, `branch=z9hG4bK${salt}`)
            .replaceAll(/Call-ID: .*/g, `Call-ID: mutated-${salt}`);
          pbx.send(fresh.slice(0, at) + put + fresh.slice(at + cut));
          await settle(0);
        },
      ),
      { numRuns: 300, seed: 4475 },
    );
    await settle(50);
    for (const call of seat.calls()) if (call.phase === 'ringing') await seat.engine.decline(call.id);
    await seat.until('quiet', () => seat.calls().every((call) => call.phase === 'ended'));
    await answeredCall(pbx, seat);
  }, 30_000);
});

describe('requests outside a call', () => {
  it('waiting messages (NOTIFY) are accepted (trap 8)', async () => {
    const { dialog } = pbx.invite();
    pbx.request(
      { ...dialog, callId: 'mwi-1', cseq: 1 },
      'NOTIFY',
      ['Event: message-summary', 'Subscription-State: active'],
      'Messages-Waiting: yes\r\n',
      'application/simple-message-summary',
    );
    await pbx.sawStatus('NOTIFY', 200);
  });

  it('OPTIONS is answered, REFER and SUBSCRIBE are not followed', async () => {
    const { dialog } = pbx.invite();
    pbx.request({ ...dialog, callId: 'o-1', cseq: 1 }, 'OPTIONS');
    await pbx.sawStatus('OPTIONS', 200);
    pbx.request({ ...dialog, callId: 'r-1', cseq: 1 }, 'REFER', ['Refer-To: <sip:00882@pbx.test>']);
    await pbx.sawStatus('REFER', 405);
    expect(pbx.count('INVITE')).toBe(0);
  });
});

describe('a hundred calls', () => {
  it('leave no session, leg, connection or timer behind', async () => {
    for (let index = 0; index < 100; index += 1) {
      const { callId, dialog } = await answeredCall(pbx, seat);
      if (index % 2 === 0) pbx.request(dialog, 'BYE');
      else await seat.engine.hangUp(callId);
      await seat.endOf(callId);
    }
    await settle(50);
    expect(seat.media.open.size).toBe(0);
    expect(seat.saved.size).toBe(0);
    expect(seat.ended).toHaveLength(100);
    // What is left runs out by itself: the ends that are still shown, the ping, the refresh and the look at the bindings.
    expect(seat.timers.size).toBeLessThanOrEqual(100 + 4);
    expect(seat.media.listenerCount()).toBe(1);
  }, 60_000);
});
