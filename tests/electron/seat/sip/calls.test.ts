import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BenchSeat, openSeat } from './bench-seat.ts';
import { type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';

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

describe('an incoming call', () => {
  it('rings, is answered, and ends when the customer hangs up', async () => {
    const { dialog } = pbx.invite(['X-Queue: support', 'X-Queue-Wait: 12', 'X-Call-Kind: queue', 'X-Linked-Id: 17.1']);
    const ringing = await seat.inPhase('ringing');
    expect(ringing).toMatchObject({
      party: { number: '13800005678', displayName: 'Wang Xiulan' },
      queue: { name: 'support', waitedMs: 12_000 },
      linkedId: '17.1',
      kind: 'queue',
    });
    await pbx.sawStatus('INVITE', 180);
    const answered = seat.engine.answer(ringing.id);
    const accepted = await pbx.sawStatus('INVITE', 200);
    expect(await answered).toEqual({ ok: true, value: {} });
    pbx.acknowledge(dialog, accepted);
    await seat.callIs(ringing.id, 'active');
    pbx.request(dialog, 'BYE');
    const { call } = await seat.endOf(ringing.id);
    expect(call.reason).toBe('hung-up-there');
  });
});

describe('an outgoing call', () => {
  it('is placed, answered, held, resumed and hung up', async () => {
    const placed = await seat.engine.place('13800001111', null);
    if (!placed.ok) throw new Error(placed.error.code);
    const { callId } = placed.value;
    await seat.callIs(callId, 'active');
    expect(await seat.engine.hold(callId)).toEqual({ ok: true, value: {} });
    expect(await seat.callIs(callId, 'active')).toMatchObject({ hold: 'local', holdChanging: false });
    expect(await seat.engine.resume(callId)).toEqual({ ok: true, value: {} });
    expect(await seat.engine.hangUp(callId)).toEqual({ ok: true, value: {} });
    await pbx.sawRequest('BYE');
    expect((await seat.endOf(callId)).call.reason).toBe('hung-up-here');
    expect(pbx.count('INVITE')).toBe(3);
  });
});
