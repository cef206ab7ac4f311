import { Inviter, type Session, SessionState } from 'sip.js';
import { type Context, endCall } from './context.ts';
import type { SavedDialog } from './engine.ts';
import { takeDown } from './hang-up.ts';
import type { Leg } from './leg.ts';
import { attach, createLeg, forget, inviteDelegate, remakeMedia } from './sessions.ts';
import { addressOf, parseUri } from './targets.ts';

const MAX_TRIES = 3;
const TRY_AGAIN_MS = 500;
/** The PBX ends the replaced leg by itself; if it does not, we do. */
const OLD_LEG_ENDS_WITHIN_MS = 3_000;
/** A dialog older than this is not looked for: Asterisk ends a silent call after two minutes. */
const SAVED_IS_USEFUL_MS = 5 * 60_000;

/** Identifiers of a dialog as the PBX has to find it. RFC 3891 §3: to-tag is the recipient's own, that is our remote tag. */
type Replaced = Pick<SavedDialog, 'sipCallId' | 'localTag' | 'remoteTag' | 'remoteTarget'>;

/**
 * An INVITE that takes the place of a dialog. Asterisk looks the Request-URI up in its dialplan before it looks at Replaces, and knows
 * the dialog's own target there as little as any other stranger (404): our own number is one that it does know. A PBX that goes by the
 * target instead is asked that way in turn. `Require` keeps one that knows no Replaces from simply calling us.
 */
function replacingInviter(context: Context, replaced: Replaced, attempt: number): Inviter | null {
  const line = context.line();
  const userAgent = line?.userAgent;
  if (line === null || userAgent === null || userAgent === undefined) return null;
  const { sipCallId, remoteTag, localTag } = replaced;
  const target = attempt % 2 === 1 ? addressOf(line.account) : parseUri(replaced.remoteTarget);
  if (target === null) return null;
  return new Inviter(userAgent, target, {
    earlyMedia: true,
    extraHeaders: [`Replaces: ${sipCallId};to-tag=${remoteTag};from-tag=${localTag}`, 'Require: replaces'],
  });
}

/**
 * The media page is gone or has no way to its far side any more: the same call goes on over a new leg that replaces the old one at the
 * PBX (a re-INVITE would not bring DTLS back). The customer hears a short gap.
 */
export function replaceLeg(context: Context, leg: Leg, attempt = 1): void {
  const { options, book } = context;
  const call = book.call(leg.callId);
  const old = leg.session;
  const dialog = old.dialog;
  if (call?.phase !== 'active' || leg.replacing !== null || old.state !== SessionState.Established || dialog === undefined)
    return;
  book.dispatch(leg.callId, { type: 'media', media: 'lost' });
  if (context.line()?.isUp() !== true || options.media.pageId() === null) return;

  const { callId: sipCallId, localTag, remoteTag } = dialog;
  const inviter = replacingInviter(
    context,
    { sipCallId, localTag, remoteTag, remoteTarget: dialog.remoteTarget.toString() },
    attempt,
  );
  if (inviter === null) return;
  leg.replacing = inviter;
  remakeMedia(context, leg);
  options.log.info('replace', { callId: leg.callId, attempt });

  inviter.stateChange.addListener((state) => {
    if (state === SessionState.Established) takeOver(context, leg, old, inviter);
  });
  const refused = (status: number) => {
    leg.replacing = null;
    options.log.warn('replace.refused', { callId: leg.callId, status, attempt });
    const gone = status === 481 || old.state !== SessionState.Established;
    if (!gone && attempt < MAX_TRIES) {
      leg.timers.add(options.clock.after(TRY_AGAIN_MS * attempt, () => replaceLeg(context, leg, attempt + 1)));
      return;
    }
    endCall(context, leg.callId, gone ? 'lost' : 'media-failed');
    takeDown(context, leg, old);
    forget(context, leg);
  };
  inviter
    .invite({
      requestDelegate: { onReject: ({ message }) => refused(message.statusCode ?? 500), onRedirect: () => refused(302) },
    })
    .catch(() => refused(0));
}

function takeOver(context: Context, leg: Leg, old: Session, inviter: Inviter): void {
  const { options, book } = context;
  leg.replacing = null;
  const call = book.call(leg.callId);
  if (call?.phase !== 'active') {
    takeDown(context, leg, inviter);
    return;
  }
  leg.session = inviter;
  leg.endHint = null;
  attach(context, leg, inviter);
  if (call.muted) leg.media.setMuted(true);
  leg.negotiator.startOver();
  saveDialog(context, leg);
  leg.timers.add(options.clock.after(OLD_LEG_ENDS_WITHIN_MS, () => takeDown(context, leg, old)));
}

/** Kept on disk while the call lives: the way back after a crash of the whole seat. */
export function saveDialog(context: Context, leg: Leg): void {
  const call = context.book.call(leg.callId);
  const dialog = leg.session.dialog;
  if (call?.phase !== 'active' || dialog === undefined) return;
  context.options.dialogs.put({
    callId: leg.callId,
    sipCallId: dialog.callId,
    localTag: dialog.localTag,
    remoteTag: dialog.remoteTag,
    remoteTarget: dialog.remoteTarget.toString(),
    call,
    savedAtMs: context.options.clock.nowMs(),
  });
}

/** After a crash: every call that the PBX still has comes back with its own id; the others are reported as lost. */
export function restoreSaved(context: Context): void {
  const { options } = context;
  for (const saved of options.dialogs.list()) {
    if (context.book.call(saved.callId) !== undefined) continue;
    if (options.clock.nowMs() - saved.savedAtMs > SAVED_IS_USEFUL_MS) lose(context, saved);
    else restore(context, saved);
  }
}

function restore(context: Context, saved: SavedDialog): void {
  const { call } = saved;
  const inviter = call.phase === 'active' ? replacingInviter(context, saved, 1) : null;
  if (inviter === null || call.phase !== 'active') {
    lose(context, saved);
    return;
  }
  context.book.add({
    ...call,
    media: 'lost',
    linkDown: false,
    hold: call.hold === 'both' ? 'local' : call.hold === 'remote' ? 'none' : call.hold,
    holdChanging: false,
  });
  const leg = createLeg(context, saved.callId, inviter);
  askBack(context, leg, saved, inviter, 1);
}

/** One INVITE of the way back. What refuses one of the two addresses may know the other, as in `replaceLeg`. */
function askBack(context: Context, leg: Leg, saved: SavedDialog, inviter: Inviter, attempt: number): void {
  const { options, book } = context;
  const { call } = saved;
  // The end of a try is not the end of the call.
  leg.replacing = inviter;
  inviter.stateChange.addListener((state) => {
    if (state !== SessionState.Established) return;
    leg.replacing = null;
    if (call.phase === 'active' && call.muted) leg.media.setMuted(true);
    if (call.phase === 'active' && (call.hold === 'local' || call.hold === 'both')) void leg.negotiator.setHeld(true);
    saveDialog(context, leg);
    options.onTell({ level: 'success', code: 'call-restored', params: {} });
  });
  const refused = (status: number) => {
    const isWanted = book.call(saved.callId)?.phase === 'active';
    const next = isWanted && status !== 481 && attempt < MAX_TRIES ? replacingInviter(context, saved, attempt + 1) : null;
    options.log.warn('restore.refused', { callId: saved.callId, status, attempt });
    if (next !== null && options.media.pageId() !== null) {
      leg.session = next;
      remakeMedia(context, leg);
      attach(context, leg, next);
      askBack(context, leg, saved, next, attempt + 1);
      return;
    }
    endCall(context, saved.callId, 'lost');
    forget(context, leg);
    if (isWanted) options.onTell({ level: 'warning', code: 'call-lost', params: {} });
  };
  const delegate = inviteDelegate(context, leg, inviter);
  inviter
    .invite({
      requestDelegate: {
        ...delegate,
        onReject: ({ message }) => refused(message.statusCode ?? 500),
        onRedirect: () => refused(302),
      },
    })
    .catch(() => refused(0));
}

function lose(context: Context, saved: SavedDialog): void {
  const { options } = context;
  options.dialogs.remove(saved.callId);
  const { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs } = saved.call;
  const answeredAtMs = 'answeredAtMs' in saved.call ? saved.call.answeredAtMs : null;
  const base = { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs };
  options.onEnded({ ...base, phase: 'ended', answeredAtMs, endedAtMs: saved.savedAtMs, reason: 'lost', elsewhere: null }, 0);
  options.onTell({ level: 'warning', code: 'call-lost', params: {} });
}
