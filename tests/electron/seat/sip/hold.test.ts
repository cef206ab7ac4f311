import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BenchSeat, openSeat } from './bench-seat.ts';
import { type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';
import { offerSdp } from './sip-text.ts';
import { answeredCall, directionOf, isReInvite, placedCall, settle } from './story.ts';

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

describe('hold', () => {
  it('silences the microphone before the re-INVITE goes out, and opens it after the resume (trap 11)', async () => {
    const { callId } = await placedCall(pbx, seat);
    const mark = seat.media.asked.length;
    await seat.engine.hold(callId);
    expect(seat.media.asked.slice(mark).map((one) => one.name)).toEqual(['hold', 'get-description', 'set-description']);
    await seat.engine.resume(callId);
    expect(seat.media.named('hold').map((one) => one.params.held)).toEqual([true, false]);
  });

  it('fifty presses end in what the PBX agreed to, one re-INVITE at a time (trap 7)', async () => {
    const { callId } = await placedCall(pbx, seat);
    let open = 0;
    let most = 0;
    const directions: string[] = [];
    pbx.on('INVITE', (invite) => {
      open += 1;
      most = Math.max(most, open);
      directions.push(directionOf(invite) ?? '');
      setTimeout(() => {
        open -= 1;
        pbx.answer(invite);
      }, 10);
    });
    const presses: Promise<unknown>[] = [];
    for (let press = 0; press < 50; press += 1) {
      presses.push(press % 2 === 0 ? seat.engine.hold(callId) : seat.engine.resume(callId));
      await settle(2);
    }
    await Promise.all(presses);
    expect(most).toBe(1);
    expect(directions.length).toBeLessThan(50);
    // Nothing was sent and refused on the way: a press waits for its turn.
    expect(seat.logs.filter((one) => one.event === 'negotiate')).toEqual([]);
    const call = await seat.callIs(callId, 'active');
    expect(call.holdChanging).toBe(false);
    expect(call.hold).toBe('none');
    expect(directions.at(-1) ?? 'sendrecv').toBe('sendrecv');
  });

  it('that meets the far side’s own change (491) is tried again', async () => {
    const { callId } = await placedCall(pbx, seat);
    let refused = false;
    pbx.on('INVITE', (invite, reply) => {
      if (refused) pbx.answer(invite);
      else reply(491, 'Request Pending');
      refused = true;
    });
    expect(await seat.engine.hold(callId)).toEqual({ ok: true, value: {} });
    expect(await seat.callIs(callId, 'active')).toMatchObject({ hold: 'local', holdChanging: false });
    expect(seat.media.named('rollback')).toHaveLength(1);
  });

  it('refused by the PBX leaves the call as it was, microphone open', async () => {
    const { callId } = await placedCall(pbx, seat);
    pbx.on('INVITE', (_invite, reply) => reply(488, 'Not Acceptable Here'));
    expect(await seat.engine.hold(callId)).toMatchObject({ ok: false, error: { code: 'far-side-refused' } });
    expect(await seat.callIs(callId, 'active')).toMatchObject({ hold: 'none', holdChanging: false });
    expect(seat.media.named('hold').at(-1)?.params.held).toBe(false);
  });

  it('on a call that the PBX no longer knows (481) ends it as lost', async () => {
    const { callId } = await placedCall(pbx, seat);
    pbx.on('INVITE', (_invite, reply) => reply(481, 'Call/Transaction Does Not Exist'));
    await seat.engine.hold(callId);
    expect((await seat.endOf(callId)).call.reason).toBe('lost');
    expect(seat.media.open.size).toBe(0);
  });

  it('by the far side is shown, together with our own', async () => {
    const { callId, dialog } = await answeredCall(pbx, seat);
    pbx.request(dialog, 'INVITE', [], offerSdp('sendonly', 2));
    const accepted = await pbx.saw('200 to re-INVITE', (one) => one.status === 200 && directionOf(one) === 'recvonly');
    pbx.acknowledge(dialog, accepted);
    expect(await seat.callIs(callId, 'active')).toMatchObject({ hold: 'remote' });
    await settle();
    await seat.engine.hold(callId);
    expect(await seat.callIs(callId, 'active')).toMatchObject({ hold: 'both' });
    const mark = pbx.received.length;
    pbx.request(dialog, 'INVITE', [], offerSdp('sendrecv', 3));
    const again = await pbx.saw('200 to re-INVITE', (one) => one.status === 200 && one.method === 'INVITE', mark);
    expect(directionOf(again)).toBe('sendonly');
    expect(await seat.callIs(callId, 'active')).toMatchObject({ hold: 'local' });
  });

  it('whose offer is overtaken by the far side’s gives way and comes after it', async () => {
    const { callId, dialog } = await answeredCall(pbx, seat);
    seat.media.slow(20);
    const held = seat.engine.hold(callId);
    const mark = pbx.received.length;
    pbx.request(dialog, 'INVITE', [], offerSdp('sendrecv', 2));
    const accepted = await pbx.saw('200 to re-INVITE', (one) => one.status === 200 && one.method === 'INVITE', mark);
    pbx.acknowledge(dialog, accepted);
    expect(await held).toEqual({ ok: true, value: {} });
    expect(await seat.callIs(callId, 'active')).toMatchObject({ hold: 'local', holdChanging: false });
  });
});

describe('two calls', () => {
  it('answering the second holds the first; one is active at a time', async () => {
    const first = await answeredCall(pbx, seat);
    const second = await answeredCall(pbx, seat);
    await seat.until('first held', () =>
      seat.calls().some((call) => call.id === first.callId && call.phase === 'active' && call.hold === 'local'),
    );
    expect(seat.engine.view().calls.activeCallId).toBe(second.callId);
  });

  it('the second rings as waiting, and rings properly when the first is over', async () => {
    const { dialog } = await answeredCall(pbx, seat);
    pbx.invite();
    const ringing = await seat.inPhase('ringing');
    expect(ringing.waiting).toBe(true);
    pbx.request(dialog, 'BYE');
    await seat.until('a full ring', () => seat.calls().some((call) => call.phase === 'ringing' && !call.waiting));
  });

  it('change places by swap', async () => {
    const first = await answeredCall(pbx, seat);
    const second = await answeredCall(pbx, seat);
    await seat.until('settled', () => seat.calls().every((call) => call.phase !== 'active' || !call.holdChanging));
    expect(await seat.engine.swap()).toEqual({ ok: true, value: {} });
    const hold = Object.fromEntries(seat.calls().map((call) => [call.id, call.phase === 'active' ? call.hold : call.phase]));
    expect(hold).toEqual({ [first.callId]: 'none', [second.callId]: 'local' });
    expect(seat.engine.view().calls.activeCallId).toBe(first.callId);
  });

  it('become a three-way talk and are taken apart again', async () => {
    const first = await answeredCall(pbx, seat);
    const second = await answeredCall(pbx, seat);
    await seat.until('held', () =>
      seat.calls().some((call) => call.phase === 'active' && call.hold === 'local' && !call.holdChanging),
    );
    expect(await seat.engine.startConference()).toEqual({ ok: true, value: {} });
    expect(seat.engine.view().calls.conference).toEqual([first.callId, second.callId]);
    expect(seat.calls().map((call) => (call.phase === 'active' ? call.hold : ''))).toEqual(['none', 'none']);
    expect(seat.media.named('conference')[0]?.params.pcIds).toHaveLength(2);
    expect(await seat.engine.splitConference()).toEqual({ ok: true, value: {} });
    expect(seat.engine.view().calls).toMatchObject({ conference: [], activeCallId: second.callId });
    expect(seat.media.named('conference').at(-1)?.params.pcIds).toEqual([]);
  });

  it('of a three-way talk: when one hangs up, the other talks on', async () => {
    const first = await answeredCall(pbx, seat);
    const second = await answeredCall(pbx, seat);
    await seat.until('held', () =>
      seat.calls().some((call) => call.phase === 'active' && call.hold === 'local' && !call.holdChanging),
    );
    await seat.engine.startConference();
    pbx.request(first.dialog, 'BYE');
    await seat.endOf(first.callId);
    expect(seat.engine.view().calls).toMatchObject({ conference: [], activeCallId: second.callId });
    expect(seat.media.named('conference').at(-1)?.params.pcIds).toEqual([]);
    expect(pbx.received.filter(isReInvite).length).toBeGreaterThan(0);
  });

  it('of a three-way talk are both held, and taken apart, when a third is answered', async () => {
    const first = await answeredCall(pbx, seat);
    const second = await answeredCall(pbx, seat);
    const isHeld = (id: string) =>
      seat.calls().some((call) => call.id === id && call.phase === 'active' && call.hold === 'local' && !call.holdChanging);
    await seat.until('held', () => isHeld(first.callId));
    await seat.engine.startConference();
    const third = await answeredCall(pbx, seat);
    await seat.until('both held', () => isHeld(first.callId) && isHeld(second.callId));
    expect(seat.engine.view().calls).toMatchObject({ conference: [], activeCallId: third.callId });
    expect(seat.media.named('conference').at(-1)?.params.pcIds).toEqual([]);
  });

  it('placing a call holds the one talked on', async () => {
    const first = await answeredCall(pbx, seat);
    await placedCall(pbx, seat);
    await seat.until('held', () =>
      seat.calls().some((call) => call.id === first.callId && call.phase === 'active' && call.hold === 'local'),
    );
  });
});
