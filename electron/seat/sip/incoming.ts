import { type Invitation, type Session, SessionState } from 'sip.js';
import type { Refusal } from '#shared/bridge/refusals.ts';
import { type Call, CallId, type EndReason } from '#shared/call/call.ts';
import { admitIncoming, toHoldFor } from '#shared/call/calls.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { type Context, endCall, turnFromTo } from './context.ts';
import { arrivalOf } from './identity.ts';
import type { Leg } from './leg.ts';
import { refusalOfMedia } from './refusals.ts';
import { createLeg, prepareAnswer } from './sessions.ts';

/** An INVITE has arrived. In this turn: 180 goes out, the call is in the view. The answer is made while it rings. */
export function ring(context: Context, invitation: Invitation): void {
  const { clock, newId, policy, log } = context.options;
  const nowMs = clock.nowMs();
  const { ready, autoAnswer, autoAnswerDelayMs, ringTimeoutMs } = policy();
  const arrival = arrivalOf(invitation.request);
  const admission = admitIncoming(context.book.view(), arrival.kind, ready);
  const base = {
    ...arrival,
    id: CallId.parse(newId()),
    direction: 'in' as const,
    practice: context.line()?.account.practice === true,
    offeredAtMs: nowMs,
  };
  if (admission === 'busy' || admission === 'not-ready') {
    invitation.reject({ statusCode: 486 }).catch((error: unknown) => log.warn('reject', { message: String(error) }));
    refusedUnseen(context, base, admission === 'busy' ? 'busy' : 'declined-not-ready');
    return;
  }
  // Only a seat whose agent talks to nobody takes a call without a hand on it.
  const autoAnswerAtMs = autoAnswer && admission === 'ring' ? nowMs + autoAnswerDelayMs : null;
  context.book.add({ ...base, phase: 'ringing', waiting: admission === 'ring-waiting', autoAnswerAtMs });
  invitation.progress({ statusCode: 180 }).catch((error: unknown) => log.warn('progress', { message: String(error) }));
  const leg = createLeg(context, base.id, invitation);
  prepareAnswer(leg, invitation);
  leg.timers.add(clock.after(ringTimeoutMs, () => context.book.dispatch(base.id, { type: 'ring-timeout', atMs: clock.nowMs() })));
  if (autoAnswerAtMs !== null) leg.timers.add(clock.after(autoAnswerDelayMs, () => void autoAnswerNow(context, base.id)));
}

/** A call that never rang is still in the list of calls. */
function refusedUnseen(
  context: Context,
  base: Omit<Extract<Call, { phase: 'ended' }>, 'phase' | 'answeredAtMs' | 'endedAtMs' | 'reason' | 'elsewhere'>,
  reason: EndReason,
): void {
  context.options.log.info('call.refused', { callId: base.id, reason });
  const endedAtMs = context.options.clock.nowMs();
  context.options.onEnded({ ...base, phase: 'ended', answeredAtMs: null, endedAtMs, reason, elsewhere: null }, 0);
}

async function autoAnswerNow(context: Context, id: CallId): Promise<void> {
  const call = context.book.call(id);
  // The agent may have begun another call within the delay.
  if (call?.phase !== 'ringing' || call.waiting) return;
  const answered = await answer(context, id);
  if (answered.ok) context.options.onTell({ level: 'info', code: 'auto-answered', params: {} });
}

/** Click to 200 OK: the answer lies ready, other calls fall silent at once and are held behind it. */
export async function answer(context: Context, id: CallId): Promise<Result<Record<never, never>, Refusal>> {
  const { book, legs } = context;
  const call = book.call(id);
  const leg = legs.get(id);
  if (call === undefined || leg === undefined) return refuse('no-such-call');
  if (call.phase !== 'ringing') return refuse('wrong-state');
  const others = toHoldFor(book.view(), id);
  book.dispatch(id, { type: 'answer', atMs: context.options.clock.nowMs() });
  turnFromTo(context, others, id);
  await leg.settled.promise;
  // Trap 4: accept() also resolves when a CANCEL was faster; only the call's own state tells.
  if (book.call(id)?.phase === 'active') return ok({});
  return leg.mediaRefusal === null
    ? refuse('wrong-state', 'over before it was answered')
    : refuse(refusalOfMedia(leg.mediaRefusal));
}

/** A media page that reloads is back within a second or two; the caller hears the ringing a little longer. */
const PAGE_BACK_WITHIN_MS = 5_000;

/** The effect of answering. */
export function accept(context: Context, leg: Leg): void {
  const { session } = leg;
  if (!isInvitation(session)) return;
  if (leg.media.isStale()) {
    leg.acceptDue = true;
    leg.timers.add(
      context.options.clock.after(PAGE_BACK_WITHIN_MS, () => {
        if (leg.acceptDue) endCall(context, leg.callId, 'media-failed');
      }),
    );
    return;
  }
  leg.acceptDue = false;
  session.accept().then(
    () => {
      if (session.state !== SessionState.Established) leg.settled.resolve();
    },
    (error: unknown) => {
      context.options.log.warn('accept', { message: error instanceof Error ? error.message : 'unknown' });
      endCall(context, leg.callId, leg.mediaRefusal === null ? 'failed' : 'media-failed');
    },
  );
}

/** 486 or 480 while ringing. Never 603: it would stop every other seat's phone too (RFC 3261 §21.6.2). */
export function reject(context: Context, leg: Leg, status: 480 | 486): void {
  if (!isInvitation(leg.session)) return;
  leg.session
    .reject({ statusCode: status })
    .catch((error: unknown) => context.options.log.warn('reject', { message: String(error) }));
}

/** 302 with the new place as Contact. RFC 3261 §21.3.3. */
export function redirect(context: Context, leg: Leg, target: string): void {
  if (!isInvitation(leg.session)) return;
  leg.session
    .reject({ statusCode: 302, extraHeaders: [`Contact: <${target}>`] })
    .catch((error: unknown) => context.options.log.warn('redirect', { message: String(error) }));
}

const isInvitation = (session: Session): session is Invitation => 'accept' in session;
