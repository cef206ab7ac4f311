import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type BenchSeat, openSeat } from './bench-seat.ts';
import { type Dialog, type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';
import { headerOf } from './sip-text.ts';
import { answeredCall, directionOf, isNewInvite, isReInvite, settle } from './story.ts';

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

const notify = (dialog: Dialog, line: string, state = 'active;expires=60'): void => {
  pbx.request(dialog, 'NOTIFY', ['Event: refer', `Subscription-State: ${state}`], `${line}\r\n`, 'message/sipfrag');
};
const transfer = () => seat.engine.view().calls.transfer;

describe('a blind transfer', () => {
  it('holds the customer, waits for the outcome, and ends our leg by itself (trap 9)', async () => {
    const { callId, dialog } = await answeredCall(pbx, seat);
    const done = seat.engine.blindTransfer(callId, '1002');
    const refer = await pbx.sawRequest('REFER');
    expect(headerOf(refer, 'refer-to')).toBe('sip:1002@pbx.test');
    expect(directionOf(pbx.received.find(isReInvite) ?? refer)).toBe('sendonly');
    notify(dialog, 'SIP/2.0 100 Trying');
    notify(dialog, 'SIP/2.0 180 Ringing');
    await seat.until('ringing', () => transfer()?.phase === 'ringing');
    expect(seat.ended).toEqual([]);
    notify(dialog, 'SIP/2.0 200 OK', 'terminated;reason=noresource');
    expect(await done).toEqual({ ok: true, value: {} });
    await pbx.sawRequest('BYE');
    expect((await seat.endOf(callId)).call.reason).toBe('transferred');
    expect(transfer()).toBeNull();
    expect(seat.tells.map((tell) => tell.code)).toEqual(['transfer-done']);
  });

  it('to a wrong number brings the customer back', async () => {
    const { callId, dialog } = await answeredCall(pbx, seat);
    const done = seat.engine.blindTransfer(callId, '9999');
    await pbx.sawRequest('REFER');
    notify(dialog, 'SIP/2.0 404 Not Found', 'terminated;reason=noresource');
    expect(await done).toMatchObject({ ok: false, error: { code: 'far-side-refused', detail: 'not-found' } });
    await seat.until('customer back', () =>
      seat.calls().some((call) => call.phase === 'active' && call.hold === 'none' && !call.holdChanging),
    );
    expect(transfer()).toMatchObject({ phase: 'failed', failure: 'not-found' });
    expect(seat.tells.map((tell) => tell.code)).toEqual(['transfer-failed', 'customer-back']);
    expect(seat.media.named('hold').at(-1)?.params.held).toBe(false);
  });

  it('refused at once brings the customer back', async () => {
    pbx.on('REFER', (_refer, reply) => reply(603, 'Decline'));
    const { callId } = await answeredCall(pbx, seat);
    expect(await seat.engine.blindTransfer(callId, '1002')).toMatchObject({ ok: false, error: { detail: 'rejected' } });
    await seat.until('back', () => seat.calls().some((call) => call.phase === 'active' && call.hold === 'none'));
  });

  it('during which the customer hangs up says that', async () => {
    const { callId, dialog } = await answeredCall(pbx, seat);
    const done = seat.engine.blindTransfer(callId, '1002');
    await pbx.sawRequest('REFER');
    await settle();
    pbx.request(dialog, 'BYE');
    expect(await done).toMatchObject({ ok: false, error: { detail: 'customer-gone' } });
  });

  it('is one at a time, and not to the customer, ourselves or garbage', async () => {
    const { callId } = await answeredCall(pbx, seat);
    expect(await seat.engine.blindTransfer(callId, '13800005678')).toMatchObject({ error: { code: 'same-number' } });
    expect(await seat.engine.blindTransfer(callId, '1001')).toMatchObject({ error: { code: 'same-number' } });
    expect(await seat.engine.blindTransfer(callId, 'a b')).toMatchObject({ error: { code: 'bad-number' } });
    void seat.engine.blindTransfer(callId, '1002');
    expect(await seat.engine.blindTransfer(callId, '1003')).toMatchObject({ error: { code: 'wrong-state' } });
  });

  it('cut off by a broken link fails as such, the call lives', async () => {
    pbx.on('REFER', () => undefined);
    const { callId } = await answeredCall(pbx, seat);
    const done = seat.engine.blindTransfer(callId, '1002');
    await pbx.sawRequest('REFER');
    pbx.cut();
    expect(await done).toMatchObject({ error: { detail: 'link-down' } });
    await seat.registered();
    await seat.until('back', () =>
      seat.calls().some((call) => call.phase === 'active' && call.hold === 'none' && !call.holdChanging),
    );
  });
});

describe('a talk-first transfer', () => {
  async function consulting() {
    const customer = await answeredCall(pbx, seat);
    const invites: Dialog[] = [];
    pbx.on('INVITE', (invite) => {
      const toTag = pbx.answer(invite);
      if (isNewInvite(invite)) invites.push(pbx.dialogOf(invite, toTag));
    });
    const placed = await seat.engine.consult(customer.callId, '1002');
    if (!placed.ok) throw new Error(placed.error.code);
    await seat.until('talking', () => transfer()?.phase === 'talking');
    await seat.until('held', () =>
      seat
        .calls()
        .some((call) => call.id === customer.callId && call.phase === 'active' && call.hold === 'local' && !call.holdChanging),
    );
    const [dialog] = invites;
    if (dialog === undefined) throw new Error('no second leg');
    return { customer, consult: { callId: placed.value.callId, dialog } };
  }

  it('holds the customer, talks to the colleague, hands over, and ends both legs', async () => {
    const { customer, consult } = await consulting();
    expect(seat.calls().find((call) => call.id === consult.callId)).toMatchObject({ kind: 'consult', direction: 'out' });
    const done = seat.engine.completeTransfer();
    const refer = await pbx.sawRequest('REFER');
    expect(headerOf(refer, 'call-id')).toBe(customer.dialog.callId);
    const { callId, localTag, remoteTag } = consult.dialog;
    expect(decodeURIComponent(headerOf(refer, 'refer-to') ?? '')).toContain(
      `Replaces=${callId};to-tag=${localTag};from-tag=${remoteTag}`,
    );
    notify(customer.dialog, 'SIP/2.0 200 OK', 'terminated;reason=noresource');
    expect(await done).toEqual({ ok: true, value: {} });
    expect((await seat.endOf(customer.callId)).call.reason).toBe('transferred');
    expect((await seat.endOf(consult.callId)).call.reason).toBe('transferred');
    await seat.until('two BYEs', () => pbx.count('BYE') === 2);
  });

  it('can swap between the two and go back to the customer', async () => {
    const { customer, consult } = await consulting();
    expect(await seat.engine.swap()).toEqual({ ok: true, value: {} });
    expect(seat.engine.view().calls.activeCallId).toBe(customer.callId);
    expect(await seat.engine.swap()).toEqual({ ok: true, value: {} });
    expect(seat.engine.view().calls.activeCallId).toBe(consult.callId);
    expect(await seat.engine.backToCustomer()).toEqual({ ok: true, value: {} });
    expect((await seat.endOf(consult.callId)).call.reason).toBe('hung-up-here');
    expect(seat.engine.view().calls).toMatchObject({ activeCallId: customer.callId, transfer: null });
  });

  it('to a busy colleague brings the customer back', async () => {
    const customer = await answeredCall(pbx, seat);
    pbx.on('INVITE', (invite, reply) => (isNewInvite(invite) ? reply(486, 'Busy Here') : void pbx.answer(invite)));
    await seat.engine.consult(customer.callId, '1002');
    await seat.until('failed', () => transfer()?.phase === 'failed');
    expect(transfer()).toMatchObject({ failure: 'busy' });
    await seat.until('back', () =>
      seat
        .calls()
        .some((call) => call.id === customer.callId && call.phase === 'active' && call.hold === 'none' && !call.holdChanging),
    );
    expect(seat.tells.map((tell) => tell.code)).toEqual(['customer-back']);
  });

  it('refused by the PBX keeps both legs, and may be tried again', async () => {
    const { customer, consult } = await consulting();
    pbx.on('REFER', (_refer, reply) => reply(500, 'Server Internal Error'));
    expect(await seat.engine.completeTransfer()).toMatchObject({ error: { detail: 'unreachable' } });
    expect(transfer()).toMatchObject({ phase: 'talking', failure: 'unreachable' });
    expect(
      seat
        .calls()
        .filter((call) => call.phase === 'active')
        .map((call) => call.id),
    ).toEqual([customer.callId, consult.callId]);
    pbx.on('REFER', null);
    const done = seat.engine.completeTransfer();
    await seat.until('again', () => pbx.count('REFER') === 2);
    notify(customer.dialog, 'SIP/2.0 200 OK', 'terminated');
    expect(await done).toMatchObject({ ok: true });
  });

  it('goes over into a three-way talk', async () => {
    const { customer, consult } = await consulting();
    expect(await seat.engine.startConference()).toEqual({ ok: true, value: {} });
    expect(seat.engine.view().calls.conference).toEqual([customer.callId, consult.callId]);
    expect(await seat.engine.splitConference()).toEqual({ ok: true, value: {} });
    expect(seat.engine.view().calls.activeCallId).toBe(consult.callId);
    expect(transfer()).toMatchObject({ phase: 'talking' });
  });

  it('whose customer hangs up leaves the talk with the colleague', async () => {
    const { customer, consult } = await consulting();
    pbx.request(customer.dialog, 'BYE');
    await seat.endOf(customer.callId);
    expect(transfer()).toMatchObject({ phase: 'failed', failure: 'customer-gone' });
    expect(seat.engine.view().calls.activeCallId).toBe(consult.callId);
  });
});
