import type { CallId } from '#shared/call/call.ts';
import type { MediaEvent } from '../ports.ts';
import type { Context } from './context.ts';
import { sendDueByes } from './hang-up.ts';
import { accept } from './incoming.ts';
import type { Leg } from './leg.ts';
import { replaceLeg, restoreSaved } from './restore.ts';
import { remakeMedia } from './sessions.ts';

/** A path that is lost for a moment often comes back by itself (Wi-Fi roaming); after this we ask for a new one. */
const DISCONNECTED_FOR_MS = 1_000;
/** An ICE restart that has not connected by then gives way to a new leg. */
const RESTART_WITHIN_MS = 4_000;

/** The connection to the PBX broke: talk goes on, calls that were not yet answered are gone. */
export function linkDown(context: Context): void {
  const atMs = context.options.clock.nowMs();
  for (const { id } of context.book.view().calls) context.book.dispatch(id, { type: 'link', up: false, atMs });
}

/** Registered (again): hang-ups go out, and every call is asked after (trap 6), because the far side's BYE may have met a dead link. */
export function linkUp(context: Context): void {
  const { book, legs, options } = context;
  sendDueByes(context);
  for (const call of book.view().calls) {
    const wasDown = call.phase === 'active' && call.linkDown;
    book.dispatch(call.id, { type: 'link', up: true, atMs: options.clock.nowMs() });
    const leg = legs.get(call.id);
    if (!wasDown || leg === undefined) continue;
    if (leg.media.isStale()) replaceLeg(context, leg);
    else void leg.negotiator.refresh();
  }
  if (options.media.pageId() !== null) restoreSaved(context);
}

/** What the media page says about the calls. */
export function mediaSaid(context: Context, event: MediaEvent): void {
  switch (event.name) {
    case 'hello':
      pageCame(context);
      return;
    case 'gone':
      for (const leg of context.legs.values()) context.book.dispatch(leg.callId, { type: 'media', media: 'lost' });
      return;
    case 'connection': {
      const leg = [...context.legs.values()].find((one) => one.media.pcId === event.payload.pcId);
      if (leg !== undefined) connectionMoved(context, leg, event.payload.state);
      return;
    }
    default:
      return;
  }
}

function pageCame(context: Context): void {
  void context.options.media.request('warm', {}).then((warmed) => {
    if (!warmed.ok) context.options.log.warn('media.warm', { code: warmed.error.code });
  });
  for (const leg of context.legs.values()) {
    if (!leg.media.isStale()) continue;
    const phase = context.book.call(leg.callId)?.phase;
    if (phase === 'ringing') remakeMedia(context, leg);
    else if (phase === 'answering' && leg.acceptDue) {
      remakeMedia(context, leg);
      accept(context, leg);
    } else replaceLeg(context, leg);
  }
  if (context.line()?.isUp() === true) restoreSaved(context);
}

type ConnectionState = Extract<MediaEvent, { name: 'connection' }>['payload']['state'];

function connectionMoved(context: Context, leg: Leg, state: ConnectionState): void {
  const { book, options } = context;
  const { pcId } = leg.media;
  options.log.info('media.connection', { callId: leg.callId, state });
  if (state === 'connected') {
    book.dispatch(leg.callId, { type: 'media', media: 'ok' });
    healthy.set(leg, pcId);
    return;
  }
  if (state !== 'disconnected' && state !== 'failed') return;
  healthy.delete(leg);
  const afterMs = state === 'failed' ? 0 : DISCONNECTED_FOR_MS;
  leg.timers.add(options.clock.after(afterMs, () => mend(context, leg, pcId)));
}

/** Legs whose connection is known to be good, with that connection. */
const healthy = new WeakMap<Leg, string>();

/** First a restart of ICE on the same connection (RFC 8839 §4.4.1.1.1); if that does not help, a new leg. */
function mend(context: Context, leg: Leg, pcId: string): void {
  const isDone = (id: CallId) =>
    healthy.get(leg) === pcId || leg.media.pcId !== pcId || context.book.call(id)?.phase !== 'active';
  if (isDone(leg.callId)) return;
  context.book.dispatch(leg.callId, { type: 'media', media: 'lost' });
  if (context.line()?.isUp() !== true) return;
  void leg.negotiator.restartIce();
  leg.timers.add(
    context.options.clock.after(RESTART_WITHIN_MS, () => {
      if (!isDone(leg.callId)) replaceLeg(context, leg);
    }),
  );
}
