import { UserAgent } from 'sip.js';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type BenchSeat, openSeat } from './bench-seat.ts';
import { type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';
import { answeredCall, placedCall } from './story.ts';

/** 64 × T1 (RFC 3261 §17): how long SIP.js keeps a transaction that is over, ms. Here a hundred times shorter, and told apart by it. */
const SIP_TIMER_MS = 32_000;
const SHORT_MS = 320;

const agents: UserAgent[] = [];
let pbx: ScriptedPbx;
let seat: BenchSeat;

beforeEach(async () => {
  agents.length = 0;
  const native = globalThis.setTimeout;
  vi.spyOn(globalThis, 'setTimeout').mockImplementation(((run: () => void, ms?: number, ...rest: []) =>
    native(run, ms === SIP_TIMER_MS ? SHORT_MS : ms, ...rest)) as typeof setTimeout);
  const start = UserAgent.prototype.start;
  vi.spyOn(UserAgent.prototype, 'start').mockImplementation(function (this: UserAgent) {
    agents.push(this);
    return start.call(this);
  });
  pbx = await startScriptedPbx();
  seat = openSeat(pbx);
  await seat.registered();
});
afterEach(async () => {
  await seat.engine.close();
  await pbx.close();
  vi.restoreAllMocks();
});

/** The one that is registered; the warm-up makes others. */
function own(): UserAgent {
  const found = agents.find(({ configuration }) => configuration.uri.user === '1001');
  if (found === undefined) throw new Error('no user agent');
  return found;
}

const held = () => {
  const { userAgentCore: core, _sessions: sessions } = own();
  return {
    sessions: Object.keys(sessions).length,
    dialogs: core.dialogs.size,
    clients: core.userAgentClients.size,
    servers: core.userAgentServers.size,
    subscribers: core.subscribers.size,
  };
};
const nothing = { sessions: 0, dialogs: 0, clients: 0, servers: 0, subscribers: 0 };

it('after a hundred calls in and out SIP.js holds no session, dialog or transaction once its timers are over', async () => {
  for (let index = 0; index < 100; index += 1) {
    const { callId, dialog } = index % 2 === 0 ? await answeredCall(pbx, seat) : await placedCall(pbx, seat);
    if (index % 10 === 0) await seat.engine.hold(callId);
    if (index % 4 < 2) pbx.request(dialog, 'BYE');
    else await seat.engine.hangUp(callId);
    await seat.endOf(callId);
  }
  expect(held()).not.toEqual(nothing);
  await seat.until('SIP.js holds nothing', () => Object.values(held()).every((count) => count === 0), 10_000);
  expect(held()).toEqual(nothing);
  expect(seat.media.open.size).toBe(0);
  expect(seat.saved.size).toBe(0);
  await seat.until('no timer of a call', () => seat.timers.size <= 4, 10_000);
}, 60_000);

it('calls that were refused, given up, redirected or replaced leave nothing either', async () => {
  for (let index = 0; index < 10; index += 1) {
    const { text } = pbx.invite();
    const ringing = await seat.inPhase('ringing');
    if (index % 3 === 0) await seat.engine.decline(ringing.id);
    else if (index % 3 === 1) pbx.cancel(text);
    else await seat.engine.redirect(ringing.id, '1002');
    await seat.endOf(ringing.id);
  }
  pbx.on('INVITE', (_invite, reply) => reply(486, 'Busy Here'));
  const placed = await seat.engine.place('13800001111', null);
  if (!placed.ok) throw new Error(placed.error.code);
  await seat.endOf(placed.value.callId);
  pbx.on('INVITE', null);
  const { callId, dialog } = await answeredCall(pbx, seat);
  const before = dialog.callId;
  seat.media.reload('page-2');
  await seat.until('its new dialog', () => seat.saved.get(callId) !== undefined && seat.saved.get(callId)?.sipCallId !== before);
  pbx.request(dialog, 'BYE');
  await seat.engine.hangUp(callId);
  await seat.endOf(callId);
  await seat.until('SIP.js holds nothing', () => Object.values(held()).every((count) => count === 0), 10_000);
  expect(held()).toEqual(nothing);
}, 30_000);
