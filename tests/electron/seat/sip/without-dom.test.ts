import { afterEach, expect, it } from 'vitest';
import { openSeat } from './bench-seat.ts';
import { startScriptedPbx } from './scripted-pbx.ts';
import { answeredCall, placedCall } from './story.ts';

/** What SIP.js's own transport and media would reach for. */
const browserNames = ['window', 'document', 'location', 'RTCPeerConnection', 'MediaStream', 'WebSocket', 'Audio', 'localStorage'];

const before = new Map(browserNames.map((name) => [name, Object.getOwnPropertyDescriptor(globalThis, name)]));
afterEach(() => {
  for (const [name, descriptor] of before) {
    if (descriptor === undefined) Reflect.deleteProperty(globalThis, name);
    else Object.defineProperty(globalThis, name, descriptor);
  }
});

it('calls in and out, hold and the end need nothing of a browser (trap 1)', async () => {
  const touched: string[] = [];
  for (const name of browserNames) {
    Object.defineProperty(globalThis, name, {
      configurable: true,
      get: () => {
        touched.push(name);
        return undefined;
      },
    });
  }
  const pbx = await startScriptedPbx();
  const seat = openSeat(pbx);
  await seat.registered();
  const incoming = await answeredCall(pbx, seat);
  expect(await seat.engine.hold(incoming.callId)).toEqual({ ok: true, value: {} });
  const outgoing = await placedCall(pbx, seat);
  for (const { callId } of [incoming, outgoing]) {
    await seat.engine.hangUp(callId);
    await seat.endOf(callId);
  }
  await seat.engine.close();
  await pbx.close();
  expect(touched).toEqual([]);
});
