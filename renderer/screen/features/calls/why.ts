import type { CallLogEntry } from '#shared/bridge/requests.ts';

/** The sentence that says how a call ended; its key in the catalogue, with what it mentions. */
export type Why = {
  readonly key: WhyKey;
  readonly params: Readonly<Record<string, string | number>>;
  readonly tone: 'plain' | 'missed' | 'trouble';
};

export type WhyKey =
  | 'live'
  | 'talked'
  | 'hungUpHere'
  | 'hungUpThere'
  | 'transferred'
  | 'lost'
  | 'mediaFailed'
  | 'seatClosed'
  | 'failed'
  | 'missedAfter'
  | 'missedCallerGone'
  | 'missedDeclined'
  | 'missedNotReady'
  | 'elsewhere'
  | 'elsewhereBy'
  | 'redirected'
  | 'seatOffline'
  | 'outCancelled'
  | 'outBusy'
  | 'outRejected'
  | 'outNotFound'
  | 'outUnreachable'
  | 'outNoAnswer'
  | 'outNotAllowed';

/** Was it a call to this seat that nobody here took? Calls that a colleague took, or that were sent on, are not missed. */
export function isMissed(call: CallLogEntry): boolean {
  if (call.direction !== 'in' || call.answeredAtMs !== null || call.endedAtMs === null) return false;
  return call.reason !== 'answered-elsewhere' && call.reason !== 'redirected' && call.reason !== 'declined';
}

function whyTalked(call: CallLogEntry): WhyKey {
  switch (call.reason) {
    case 'hung-up-here':
      return 'hungUpHere';
    case 'hung-up-there':
      return 'hungUpThere';
    case 'transferred':
      return 'transferred';
    case 'lost':
      return 'lost';
    case 'media-failed':
      return 'mediaFailed';
    case 'seat-closed':
      return 'seatClosed';
    default:
      return 'talked';
  }
}

function whyMissed(call: CallLogEntry): WhyKey {
  switch (call.reason) {
    case 'declined':
      return 'missedDeclined';
    case 'declined-not-ready':
      return 'missedNotReady';
    case 'cancelled-by-caller':
    case 'hung-up-there':
      return 'missedCallerGone';
    case 'answered-elsewhere':
      return call.elsewhere ? 'elsewhereBy' : 'elsewhere';
    case 'redirected':
      return 'redirected';
    case 'seat-closed':
    case 'lost':
    case 'unreachable':
      return 'seatOffline';
    case 'media-failed':
      return 'mediaFailed';
    case 'failed':
      return 'failed';
    default:
      return 'missedAfter';
  }
}

function whyNotReached(call: CallLogEntry): WhyKey {
  switch (call.reason) {
    case 'busy':
      return 'outBusy';
    case 'rejected':
    case 'declined':
      return 'outRejected';
    case 'not-found':
      return 'outNotFound';
    case 'unreachable':
    case 'lost':
      return 'outUnreachable';
    case 'no-answer':
    case 'not-answered':
      return 'outNoAnswer';
    case 'not-allowed':
      return 'outNotAllowed';
    case 'cancelled-here':
    case 'hung-up-here':
      return 'outCancelled';
    case 'media-failed':
      return 'mediaFailed';
    default:
      return 'failed';
  }
}

/** Reasons that point at the seat, its line or its devices rather than at the people. */
const troubles: ReadonlySet<WhyKey> = new Set(['lost', 'mediaFailed', 'seatClosed', 'failed', 'seatOffline', 'outNotAllowed']);

/** How a call ended, in the terms of the agent. */
export function whyOf(call: CallLogEntry): Why {
  if (call.endedAtMs === null) return { key: 'live', params: {}, tone: 'plain' };
  const key = call.answeredAtMs !== null ? whyTalked(call) : call.direction === 'in' ? whyMissed(call) : whyNotReached(call);
  const seconds = Math.round((call.endedAtMs - call.offeredAtMs) / 1000);
  const tone = isMissed(call) ? 'missed' : troubles.has(key) ? 'trouble' : 'plain';
  return { key, params: { seconds, who: call.elsewhere ?? '' }, tone };
}
