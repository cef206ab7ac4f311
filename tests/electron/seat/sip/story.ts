import type { CallId } from '#shared/call/call.ts';
import type { BenchSeat } from './bench-seat.ts';
import type { Dialog, ScriptedPbx } from './scripted-pbx.ts';
import { headerOf, type SipMessage, tagOf } from './sip-text.ts';

export type Talk = { readonly callId: CallId; readonly dialog: Dialog };

/** An incoming call, answered and acknowledged. */
export async function answeredCall(
  pbx: ScriptedPbx,
  seat: BenchSeat,
  headers: readonly string[] = [],
  from?: string,
): Promise<Talk> {
  const mark = pbx.received.length;
  const known = new Set(seat.calls().map((call) => call.id));
  const { dialog } = pbx.invite(headers, from);
  const ringing = await seat.until('ring', () => seat.calls().find((call) => call.phase === 'ringing' && !known.has(call.id)));
  const answered = await seat.engine.answer(ringing.id);
  if (!answered.ok) throw new Error(`not answered: ${answered.error.code}`);
  const accepted = await pbx.saw(
    '200 to INVITE',
    (one) => one.status === 200 && headerOf(one, 'call-id') === dialog.callId,
    mark,
  );
  pbx.acknowledge(dialog, accepted);
  return { callId: ringing.id, dialog };
}

/** An outgoing call, answered by the far side. */
export async function placedCall(pbx: ScriptedPbx, seat: BenchSeat, number = '13800001111'): Promise<Talk> {
  const mark = pbx.received.length;
  let dialog: Dialog | null = null;
  pbx.on('INVITE', (invite) => {
    if (tagOf(headerOf(invite, 'to')) === null) dialog = pbx.dialogOf(invite, pbx.answer(invite));
    else pbx.answer(invite);
  });
  const placed = await seat.engine.place(number, null);
  if (!placed.ok) throw new Error(`not placed: ${placed.error.code}`);
  const { callId } = placed.value;
  await seat.callIs(callId, 'active');
  await pbx.sawRequest('ACK', mark);
  pbx.on('INVITE', null);
  if (dialog === null) throw new Error('no dialog');
  return { callId, dialog };
}

export const isReInvite = (message: SipMessage): boolean =>
  message.status === null && message.method === 'INVITE' && tagOf(headerOf(message, 'to')) !== null;
export const isNewInvite = (message: SipMessage): boolean =>
  message.status === null && message.method === 'INVITE' && tagOf(headerOf(message, 'to')) === null;
export const directionOf = (message: SipMessage): string | undefined =>
  /^a=(sendrecv|sendonly|recvonly|inactive)/m.exec(message.body)?.[1];

/** Everything under way has had its turn. */
export const settle = (ms = 30): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
