import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SavedDialog } from '#electron/seat/sip/engine.ts';
import { type BenchSeat, openSeat } from './bench-seat.ts';
import { type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';
import { headerOf } from './sip-text.ts';
import { answeredCall, directionOf, isNewInvite, isReInvite, placedCall, settle } from './story.ts';

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

/** Breaks the link and waits until the engine has it back. */
async function cutAndBack(): Promise<number> {
  const mark = pbx.received.length;
  pbx.cut();
  await seat.linePhase('down');
  await seat.registered();
  return mark;
}

describe('a broken link', () => {
  it('leaves the talk alone, re-registers, and asks after every call with a re-INVITE (trap 6)', async () => {
    const { callId } = await answeredCall(pbx, seat);
    const mark = pbx.received.length;
    pbx.cut();
    await seat.until('shown', () => seat.calls().some((call) => call.phase === 'active' && call.linkDown));
    await seat.registered();
    await pbx.saw('re-INVITE', isReInvite, mark);
    const order = pbx.received.slice(mark).flatMap((one) => (one.status === null ? [one.method] : []));
    expect(order.slice(0, 3)).toEqual(['REGISTER', 'REGISTER', 'INVITE']);
    expect(await seat.callIs(callId, 'active')).toMatchObject({ linkDown: false });
  });

  it('after which the PBX no longer knows the call (481) ends it as lost, and the next call works', async () => {
    const { callId } = await answeredCall(pbx, seat);
    pbx.on('INVITE', (_invite, reply) => reply(481, 'Call/Transaction Does Not Exist'));
    await cutAndBack();
    expect((await seat.endOf(callId)).call.reason).toBe('lost');
    pbx.on('INVITE', null);
    await answeredCall(pbx, seat);
  });

  it('keeps a hang-up until it is back (trap 5)', async () => {
    const { callId } = await answeredCall(pbx, seat);
    pbx.cut();
    await seat.until('link down', () => seat.calls().some((call) => call.phase === 'active' && call.linkDown));
    expect(await seat.engine.hangUp(callId)).toEqual({ ok: true, value: {} });
    expect(await seat.callIs(callId, 'ending')).toMatchObject({ queuedUntilLink: true });
    expect(seat.media.open.size).toBe(0);
    expect(pbx.count('BYE')).toBe(0);
    await seat.registered();
    await pbx.sawRequest('BYE');
    expect((await seat.endOf(callId)).call.reason).toBe('hung-up-here');
  });

  it('that swallows a BYE on its way has it sent again in the same dialog', async () => {
    const { callId, dialog } = await answeredCall(pbx, seat);
    pbx.on('BYE', () => undefined);
    await seat.engine.hangUp(callId);
    const first = await pbx.sawRequest('BYE');
    pbx.on('BYE', null);
    const mark = await cutAndBack();
    const again = await pbx.sawRequest('BYE', mark);
    expect(headerOf(again, 'call-id')).toBe(dialog.callId);
    const number = (text: string | null) => Number.parseInt(text ?? '', 10);
    expect(number(headerOf(again, 'cseq'))).toBeGreaterThan(number(headerOf(first, 'cseq')));
    expect(headerOf(again, 'to')).toContain(dialog.localTag);
  });

  it('in the middle of a hold keeps the wish and carries it out afterwards', async () => {
    const { callId } = await answeredCall(pbx, seat);
    pbx.on('INVITE', () => undefined);
    const held = seat.engine.hold(callId);
    const mark = pbx.received.length;
    await pbx.saw('re-INVITE', isReInvite);
    pbx.on('INVITE', null);
    pbx.cut();
    expect(await held).toMatchObject({ ok: false, error: { code: 'not-registered' } });
    await seat.registered();
    const again = await pbx.saw('re-INVITE', (one) => isReInvite(one) && directionOf(one) === 'sendonly', mark + 1);
    expect(again.status).toBeNull();
    await seat.until('held', () =>
      seat.calls().some((call) => call.phase === 'active' && call.hold === 'local' && !call.holdChanging),
    );
  });

  it('loses what was only ringing or being dialled', async () => {
    pbx.invite();
    const ringing = await seat.inPhase('ringing');
    await cutAndBack();
    expect((await seat.endOf(ringing.id)).call.reason).toBe('lost');
    pbx.on('INVITE', (_invite, reply) => reply(180, 'Ringing', { headers: ['Contact: <sip:pbx@127.0.0.1;transport=ws>'] }));
    const placed = await seat.engine.place('13800001111', null);
    if (!placed.ok) throw new Error(placed.error.code);
    await seat.callIs(placed.value.callId, 'alerting');
    await cutAndBack();
    expect((await seat.endOf(placed.value.callId)).call.reason).toBe('lost');
  });
});

describe('a reloaded media page', () => {
  it.each(['in', 'out'] as const)('is replaced in the same call (%s) by INVITE with Replaces', async (direction) => {
    const { callId, dialog } = direction === 'in' ? await answeredCall(pbx, seat) : await placedCall(pbx, seat);
    const mark = pbx.received.length;
    seat.media.reload('page-2');
    await seat.until('lost', () =>
      seat.views.some((view) => view.calls.calls.some((call) => call.phase === 'active' && call.media === 'lost')),
    );
    const invite = await pbx.saw('INVITE', isNewInvite, mark);
    expect(headerOf(invite, 'replaces')).toBe(`${dialog.callId};to-tag=${dialog.localTag};from-tag=${dialog.remoteTag}`);
    await pbx.sawRequest('ACK', mark);
    pbx.request(dialog, 'BYE');
    await settle();
    expect(seat.ended).toEqual([]);
    const pcId = String(seat.media.named('create').at(-1)?.params.pcId);
    seat.media.emit({ name: 'connection', payload: { pcId, state: 'connected' } });
    expect(await seat.callIs(callId, 'active')).toMatchObject({ media: 'ok' });
    expect(seat.saved.get(callId)?.sipCallId).toBe(headerOf(invite, 'call-id'));
    await seat.engine.hangUp(callId);
    const bye = await pbx.sawRequest('BYE', mark);
    expect(headerOf(bye, 'call-id')).toBe(headerOf(invite, 'call-id'));
  });

  it('comes back held and muted as it was', async () => {
    const { callId } = await answeredCall(pbx, seat);
    await seat.engine.hold(callId);
    await seat.engine.mute(callId, true);
    const mark = pbx.received.length;
    seat.media.reload('page-2');
    await pbx.saw('hold on the new leg', (one) => isReInvite(one) && directionOf(one) === 'sendonly', mark);
    await seat.until('held', () =>
      seat.calls().some((call) => call.phase === 'active' && call.hold === 'local' && !call.holdChanging),
    );
    expect(seat.media.named('mute').at(-1)?.params.muted).toBe(true);
  });

  it('whose call the PBX has dropped meanwhile ends it as lost', async () => {
    const { callId } = await answeredCall(pbx, seat);
    pbx.on('INVITE', (_invite, reply) => reply(481, 'Call/Transaction Does Not Exist'));
    seat.media.reload('page-2');
    expect((await seat.endOf(callId)).call.reason).toBe('lost');
    expect(seat.media.open.size).toBe(0);
  });

  it.each([404, 484])('asks at the dialog’s own target when the PBX does not know our number (%i)', async (status) => {
    const { callId, dialog } = await answeredCall(pbx, seat);
    const mark = pbx.received.length;
    pbx.on('INVITE', (invite, reply) => {
      if (/^INVITE sip:1001@pbx\.test /.test(invite.firstLine)) reply(status, 'Not Here');
      else pbx.answer(invite);
    });
    seat.media.reload('page-2');
    const again = await pbx.saw('INVITE to the target', (one) => isNewInvite(one) && one.firstLine.includes('sip:pbx@'), mark);
    expect(headerOf(again, 'replaces')).toBe(`${dialog.callId};to-tag=${dialog.localTag};from-tag=${dialog.remoteTag}`);
    await seat.until('its new dialog', () => seat.saved.get(callId)?.sipCallId === headerOf(again, 'call-id'));
    await seat.callIs(callId, 'active');
    expect(seat.media.open.size).toBe(1);
  });

  it('while the link is down too is mended when the link is back', async () => {
    const { callId } = await answeredCall(pbx, seat);
    const mark = pbx.received.length;
    pbx.cut();
    seat.media.reload('page-2');
    await seat.registered();
    const invite = await pbx.saw('INVITE', isNewInvite, mark);
    expect(headerOf(invite, 'replaces')).not.toBeNull();
    await seat.callIs(callId, 'active');
  });

  it('that is away when the agent answers: the new page answers', async () => {
    pbx.invite();
    const { id } = await seat.inPhase('ringing');
    seat.media.reload(null);
    const answered = seat.engine.answer(id);
    await seat.callIs(id, 'answering');
    await settle();
    expect(pbx.received.some((one) => one.status === 200 && one.method === 'INVITE')).toBe(false);
    seat.media.reload('page-2');
    expect(await answered).toEqual({ ok: true, value: {} });
    await pbx.sawStatus('INVITE', 200);
    expect(seat.media.open.size).toBe(1);
  });

  it('that is away when the agent answers and never comes back: said as a failure of the audio', async () => {
    const other = await startScriptedPbx();
    const fast = openSeat(other, { speed: 20 });
    await fast.registered();
    other.invite();
    const { id } = await fast.inPhase('ringing');
    fast.media.reload(null);
    expect(await fast.engine.answer(id)).toMatchObject({ ok: false });
    expect((await fast.endOf(id)).call.reason).toBe('media-failed');
    await other.saw('a refusal', (one) => one.method === 'INVITE' && (one.status ?? 0) >= 400);
    await fast.engine.close();
    await other.close();
  });

  it('during the ringing: the call can still be answered', async () => {
    pbx.invite();
    const { id } = await seat.inPhase('ringing');
    seat.media.reload('page-2');
    expect(await seat.engine.answer(id)).toEqual({ ok: true, value: {} });
  });
});

describe('a crash of the whole seat', () => {
  it('comes back into the call with its own id, held as it was', async () => {
    const { callId, dialog } = await answeredCall(pbx, seat);
    await seat.engine.hold(callId);
    const dialogs = [...seat.saved.values()];
    expect(dialogs[0]).toMatchObject({ sipCallId: dialog.callId, localTag: dialog.remoteTag, remoteTag: dialog.localTag });
    pbx.cut();
    const mark = pbx.received.length;
    const second = openSeat(pbx, { dialogs });
    await second.registered();
    const invite = await pbx.saw('INVITE', (one) => isNewInvite(one) && headerOf(one, 'replaces') !== null, mark);
    expect(headerOf(invite, 'replaces')).toContain(dialog.callId);
    await second.until('told', () => second.tells.some((tell) => tell.code === 'call-restored'));
    const call = await second.callIs(callId, 'active');
    expect(call.party.number).toBe('13800005678');
    await second.until('held', () =>
      second.calls().some((one) => one.phase === 'active' && one.hold === 'local' && !one.holdChanging),
    );
    await pbx.saw('hold on the new leg', (one) => isReInvite(one) && directionOf(one) === 'sendonly', mark);
    await second.engine.close();
  });

  it.each([404, 484])('asks at the dialog’s own target when the PBX does not know our number (%i)', async (status) => {
    const { callId } = await answeredCall(pbx, seat);
    const dialogs = [...seat.saved.values()];
    pbx.cut();
    pbx.on('INVITE', (invite, reply) => {
      if (/^INVITE sip:1001@pbx\.test /.test(invite.firstLine)) reply(status, 'Not Here');
      else pbx.answer(invite);
    });
    const second = openSeat(pbx, { dialogs });
    await second.until('told', () => second.tells.some((tell) => tell.code === 'call-restored'));
    await second.callIs(callId, 'active');
    expect(second.media.open.size).toBe(1);
    expect(second.ended).toEqual([]);
    await second.engine.hangUp(callId);
    expect((await second.endOf(callId)).call.reason).toBe('hung-up-here');
    await second.engine.close();
  });

  it('whose call no address knows is lost, and nothing of it stays', async () => {
    const { callId } = await answeredCall(pbx, seat);
    const dialogs = [...seat.saved.values()];
    pbx.cut();
    pbx.on('INVITE', (_invite, reply) => reply(404, 'Not Found'));
    const second = openSeat(pbx, { dialogs });
    expect((await second.endOf(callId)).call.reason).toBe('lost');
    expect(second.tells.map((tell) => tell.code)).toEqual(['call-lost']);
    await second.until('its connection closed', () => second.media.open.size === 0);
    expect(second.saved.size).toBe(0);
    await second.engine.close();
  });

  it('whose call is gone says so once and forgets it', async () => {
    await answeredCall(pbx, seat);
    const dialogs: SavedDialog[] = [...seat.saved.values()];
    pbx.on('INVITE', (_invite, reply) => reply(481, 'Call/Transaction Does Not Exist'));
    const second = openSeat(pbx, { dialogs });
    await second.until('told', () => second.tells.some((tell) => tell.code === 'call-lost'));
    expect(second.ended.map((one) => one.call.reason)).toEqual(['lost']);
    expect(second.saved.size).toBe(0);
    await second.engine.close();
  });
});

describe('closing', () => {
  it('ends the calls with BYE, signs off and leaves no timer', async () => {
    const { callId } = await answeredCall(pbx, seat);
    await seat.engine.close();
    expect((await seat.endOf(callId)).call.reason).toBe('seat-closed');
    await pbx.sawRequest('BYE');
    await pbx.saw('sign-off', (one) => one.method === 'REGISTER' && /expires=0/.test(headerOf(one, 'contact') ?? ''));
    await settle(20);
    expect(seat.media.listenerCount()).toBe(0);
    expect(seat.saved.size).toBe(0);
  });

  it('takes less than two seconds even if the far side is dead', async () => {
    await answeredCall(pbx, seat);
    pbx.freeze(true);
    const before = performance.now();
    await seat.engine.close();
    expect(performance.now() - before).toBeLessThan(2_000);
    pbx.freeze(false);
  });
});
