import { Invitation, Inviter, type Session, SessionState } from 'sip.js';
import type { CallId } from '#shared/call/call.ts';
import { cleanNumber } from '#shared/call/clean.ts';
import { parseReasons, reasonOfCancel, reasonOfStatus } from '#shared/call/end-reason.ts';
import { holdsUs, readDirection } from '#shared/call/hold.ts';
import { type Context, endCall } from './context.ts';
import { createDescriptionHandler, type DescriptionHandler, type Negotiation } from './description-handler.ts';
import { takeDown } from './hang-up.ts';
import { changedParty } from './identity.ts';
import type { Leg } from './leg.ts';
import { type LegMedia, openLegMedia } from './leg-media.ts';
import { createNegotiator } from './negotiate.ts';
import { isLinkDown } from './unanswered.ts';

/** A leg for a session that has just been made. Its call must be in the book. */
export function createLeg(context: Context, callId: CallId, session: Session): Leg {
  const { clock, random, log } = context.options;
  const negotiator = createNegotiator({
    clock,
    random,
    log,
    session: () => leg.session,
    isLinkUp: () => context.line()?.isUp() === true,
    ownsCallId: session instanceof Inviter,
    silence: (held) => leg.media.setHeld(held),
    onAgreed: (held, settled) => {
      if (context.book.call(callId)?.phase !== 'active') return;
      context.book.dispatch(callId, { type: 'hold-agreed', held, settled, atMs: clock.nowMs() });
    },
    onGone: () => {
      // The PBX forgot the call; the BYE is for SIP.js, which would keep the session for ever.
      endCall(context, callId, 'lost');
      takeDown(context, leg, leg.session);
    },
  });
  const { media, handler } = mediaFor(context, () => leg);
  const settled = Promise.withResolvers<void>();
  const leg: Leg = {
    callId,
    session,
    media,
    handler,
    negotiator,
    endHint: null,
    mediaRefusal: null,
    provisional: false,
    cancelDue: false,
    acceptDue: false,
    replacing: null,
    timers: new Set(),
    settled,
  };
  context.legs.set(callId, leg);
  attach(context, leg, session);
  return leg;
}

/** A connection in the media page with the handler that negotiates for it. */
export function mediaFor(context: Context, legOf: () => Leg): { readonly media: LegMedia; readonly handler: DescriptionHandler } {
  const { media: port, newId, log, clock } = context.options;
  const iceServers = context.line()?.account.iceServers ?? [];
  const media = openLegMedia({ port, newId, log, iceServers });
  const negotiation: Negotiation = {
    heldHere: () => legOf().negotiator.heldHere(),
    takeIceRestart: () => legOf().negotiator.takeIceRestart(),
    onFarDirection: (sdp, asked) => {
      const leg = legOf();
      const { direction, connectionIsNull } = readDirection(sdp);
      // An answer to our own hold can only be recvonly or inactive and says nothing of theirs.
      if (asked === 'sendonly') return;
      if (context.book.call(leg.callId)?.phase === 'active') {
        context.book.dispatch(leg.callId, {
          type: 'held-there',
          held: holdsUs(direction, connectionIsNull),
          atMs: clock.nowMs(),
        });
      }
    },
    onRefused: (code) => {
      legOf().mediaRefusal = code;
    },
  };
  return { media, handler: createDescriptionHandler(media, negotiation, log) };
}

/** A new connection for a call that is not answered yet: SIP.js asks for its handler only then. */
export function remakeMedia(context: Context, leg: Leg): void {
  leg.media.close();
  const { media, handler } = mediaFor(context, () => leg);
  leg.media = media;
  leg.handler = handler;
  leg.mediaRefusal = null;
  const { session } = leg;
  if (session instanceof Invitation && session.state === SessionState.Initial) prepareAnswer(leg, session);
}

/** The answer is made while the phone rings; an INVITE without an offer has to wait for the agent. */
export function prepareAnswer(leg: Leg, invitation: Invitation): void {
  const { request } = invitation;
  if (request.body !== '' && leg.handler.hasDescription(request.getHeader('Content-Type') ?? ''))
    leg.handler.prepare(request.body);
}

/** Turns what SIP.js reports of this session into events of the call. A session that was replaced reports nothing any more. */
export function attach(context: Context, leg: Leg, session: Session): void {
  const { book, options } = context;
  const isCurrent = () => leg.session === session;

  session.delegate = {
    onAck: () => leg.negotiator.wake(),
    onBye: (bye) => {
      if (isCurrent()) leg.endHint ??= { reason: 'hung-up-there', elsewhere: null };
      void bye.accept();
    },
    onCancel: (cancel) => {
      const reason = reasonOfCancel(parseReasons(cancel.request.getHeaders('Reason')));
      const elsewhere = cleanNumber(cancel.request.getHeader('X-Answered-By')) || null;
      leg.endHint ??= { reason, elsewhere: reason === 'answered-elsewhere' ? elsewhere : null };
    },
    onInvite: (request) => {
      const party = changedParty(request);
      if (isCurrent() && party !== null) book.dispatch(leg.callId, { type: 'party', party });
    },
    // SIP.js would follow a REFER by itself: nobody outside makes this seat dial.
    onRefer: (referral) => void referral.reject({ statusCode: 403 }),
    onNotify: (notification) => void notification.accept(),
    onInfo: (info) => void info.accept(),
    onMessage: (message) => void message.accept(),
  };
  session.stateChange.addListener((state) => {
    if (state === SessionState.Terminated) leg.negotiator.wake();
    if (!isCurrent()) return;
    if (state === SessionState.Established) onEstablished(context, leg);
    if (state === SessionState.Terminated && leg.replacing === null) onTerminated(context, leg, session);
  });
  options.log.info('session', { callId: leg.callId, incoming: session instanceof Invitation });
}

function onEstablished(context: Context, leg: Leg): void {
  const stepped = context.book.dispatch(leg.callId, { type: 'established', atMs: context.options.clock.nowMs() });
  leg.settled.resolve();
  // The call was given up and shown as ended before this 200 came.
  if (stepped === null || stepped.call.phase === 'ended') takeDown(context, leg, leg.session);
}

function onTerminated(context: Context, leg: Leg, session: Session): void {
  const say = () => {
    const fallback = leg.mediaRefusal !== null ? 'media-failed' : 'failed';
    const { reason, elsewhere } = leg.endHint ?? { reason: fallback, elsewhere: null };
    endCall(context, leg.callId, reason, elsewhere);
    forget(context, leg);
  };
  // SIP.js reports the refusal of an outgoing call right after its end: the reason comes with it.
  if (session instanceof Inviter && leg.endHint === null) queueMicrotask(say);
  else say();
}

/** Nothing of this leg is left behind: timers, connection, entry. */
export function forget(context: Context, leg: Leg): void {
  for (const cancel of leg.timers) cancel();
  leg.timers.clear();
  leg.media.close();
  leg.settled.resolve();
  if (context.legs.get(leg.callId) === leg) context.legs.delete(leg.callId);
}

/** What an outgoing INVITE of this leg reports beside the session's state. */
export function inviteDelegate(context: Context, leg: Leg, inviter: Inviter) {
  const provisional = () => {
    leg.provisional = true;
    if (!leg.cancelDue || inviter.state !== SessionState.Establishing) return;
    leg.cancelDue = false;
    inviter.cancel().catch((error: unknown) => context.options.log.warn('cancel', { message: String(error) }));
  };
  return {
    onTrying: provisional,
    onProgress: ({ message }: { message: { statusCode: number | undefined; body: string } }) => {
      provisional();
      if (leg.session !== inviter) return;
      context.book.dispatch(leg.callId, { type: 'provisional', earlyMedia: message.body !== '' && message.statusCode !== 180 });
    },
    onReject: ({ message }: RefusedInvite) => refusedInvite(context, leg, inviter, message),
    onRedirect: ({ message }: RefusedInvite) => refusedInvite(context, leg, inviter, message),
  };
}

type RefusedInvite = {
  readonly message: {
    readonly statusCode: number | undefined;
    readonly data: string | undefined;
    readonly hasHeader: (name: string) => boolean;
    readonly getHeaders: (name: string) => string[];
  };
};

function refusedInvite(context: Context, leg: Leg, inviter: Inviter, message: RefusedInvite['message']): void {
  if (leg.session !== inviter) return;
  const rang = context.book.call(leg.callId)?.phase === 'alerting';
  const reason = isLinkDown(message)
    ? 'lost'
    : reasonOfStatus(message.statusCode ?? 500, parseReasons(message.getHeaders('Reason')), rang);
  leg.endHint ??= { reason, elsewhere: null };
  endCall(context, leg.callId, leg.endHint.reason);
}
