import { Core, Invitation, Inviter, type Session, SessionState } from 'sip.js';
import { type Context, type DueBye, endCall } from './context.ts';
import type { Leg } from './leg.ts';
import { parseUri } from './targets.ts';
import { isLinkDown } from './unanswered.ts';

/** The screen does not wait longer than this for the PBX to confirm an end; the session is taken down in the background. */
const SHOW_ENDING_MS = 2_000;

/** Ends the session by whatever its state allows: CANCEL, a refusal, or BYE. The call is `ending`; its end is reported here. */
export function hangUp(context: Context, leg: Leg): void {
  const limit = context.options.clock.after(SHOW_ENDING_MS, () => endCall(context, leg.callId, 'hung-up-here'));
  leg.timers.add(limit);
  takeDown(context, leg, leg.session);
}

/** The same for a session whose call is no longer shown, or is one of two of a call. Never throws. */
export function takeDown(context: Context, leg: Leg, session: Session): void {
  switch (session.state) {
    case SessionState.Initial:
    case SessionState.Establishing:
      if (session instanceof Inviter) cancel(context, leg, session);
      else if (session instanceof Invitation) quietly(context, 'reject', session.reject({ statusCode: 486 }));
      return;
    case SessionState.Established:
      bye(context, session);
      return;
    default:
      return;
  }
}

/** Trap 3: before the first 1xx SIP.js would only mark the session cancelled, and the far phone would go on ringing. */
function cancel(context: Context, leg: Leg, inviter: Inviter): void {
  if (inviter.state === SessionState.Establishing && !leg.provisional) leg.cancelDue = true;
  else quietly(context, 'cancel', inviter.cancel());
}

/** Trap 5: a BYE without a connection is lost and the PBX keeps the call. It is kept and sent by `sendDueByes`. */
function bye(context: Context, session: Session): void {
  const { dialog } = session;
  if (!(dialog instanceof Core.SessionDialog)) return;
  const due: DueBye = {
    callId: dialog.callId,
    localTag: dialog.localTag,
    remoteTag: dialog.remoteTag,
    localUri: dialog.localURI.toString(),
    remoteUri: dialog.remoteURI.toString(),
    remoteTarget: dialog.remoteTarget.toString(),
    routeSet: dialog.routeSet,
    // Beyond the BYE that SIP.js will number, and a second try of it with credentials.
    cseq: (dialog.localSequenceNumber ?? 0) + 10,
  };
  const sent = session.bye({
    requestDelegate: {
      onReject: ({ message }) => {
        if (isLinkDown(message)) context.dueByes.push(due);
      },
    },
  });
  quietly(context, 'bye', sent);
}

/** Hang-ups that a broken link swallowed, sent again now that it is back. 481 means that the PBX had noticed by itself. */
export function sendDueByes(context: Context): void {
  const userAgent = context.line()?.userAgent;
  if (userAgent === null || userAgent === undefined) return;
  const core = userAgent.userAgentCore;
  for (const due of context.dueByes.splice(0)) {
    const target = parseUri(due.remoteTarget);
    const local = parseUri(due.localUri);
    const remote = parseUri(due.remoteUri);
    if (target === null || local === null || remote === null) continue;
    const { callId, cseq, localTag: fromTag, remoteTag: toTag, routeSet } = due;
    const message = core.makeOutgoingRequestMessage('BYE', target, local, remote, { callId, cseq, fromTag, toTag, routeSet });
    core.request(message, {
      onReject: ({ message: response }) => {
        if (isLinkDown(response)) context.dueByes.push({ ...due, cseq: due.cseq + 10 });
      },
    });
  }
}

function quietly(context: Context, what: string, done: Promise<unknown>): void {
  done.catch((error: unknown) =>
    context.options.log.warn('session', { what, message: error instanceof Error ? error.message : 'unknown' }),
  );
}
