import { ok, type Result, refuse } from '#shared/result.ts';
import type { Call, CallId, CallsView } from './call.ts';
import { isHeldHere } from './hold.ts';

export const noCalls: CallsView = { calls: [], activeCallId: null, transfer: null, conference: [] };

/** A desk has two ears: more calls than this are refused as busy. Ringing ones count. */
export const MAX_LIVE_CALLS = 4;
const MAX_RINGING = 2;

export const isLive = (call: Call): boolean => call.phase !== 'ended';
export const liveCalls = (view: CallsView): readonly Call[] => view.calls.filter(isLive);
export const callOf = (view: CallsView, id: CallId): Call | undefined => view.calls.find((call) => call.id === id);

/** Does the agent talk, or try to talk, on it: not ringing, not held by us, not on its way out? */
export function isForeground(call: Call): boolean {
  switch (call.phase) {
    case 'answering':
    case 'dialling':
    case 'alerting':
      return true;
    case 'active':
      return !isHeldHere(call.hold);
    default:
      return false;
  }
}

/** Keeps what follows from the calls true: the active call exists and is in the foreground, a conference has at least two active calls. */
function settle(view: CallsView): CallsView {
  const conference = view.conference.filter((id) => callOf(view, id)?.phase === 'active');
  const foreground = view.calls.filter(isForeground);
  const kept = foreground.find((call) => call.id === view.activeCallId) ?? foreground.at(-1);
  return { ...view, activeCallId: kept?.id ?? null, conference: conference.length < 2 ? [] : conference };
}

export function withCall(view: CallsView, call: Call): CallsView {
  const known = view.calls.some((other) => other.id === call.id);
  const calls = known ? view.calls.map((other) => (other.id === call.id ? call : other)) : [...view.calls, call];
  return settle({ ...view, calls });
}

export const withoutCall = (view: CallsView, id: CallId): CallsView =>
  settle({ ...view, calls: view.calls.filter((call) => call.id !== id) });

/** The agent turned to this call (answered, dialled, resumed): it is the active one as soon as it may be. */
export const turnedTo = (view: CallsView, id: CallId): CallsView => settle({ ...view, activeCallId: id });

export const withConference = (view: CallsView, ids: readonly CallId[]): CallsView => settle({ ...view, conference: [...ids] });

export type Admission = 'ring' | 'ring-waiting' | 'busy' | 'not-ready';

/** What to do with an incoming call. Not ready keeps queue calls away; colleagues and direct callers still ring. */
export function admitIncoming(view: CallsView, kind: Call['kind'], ready: boolean): Admission {
  if (kind === 'queue' && !ready) return 'not-ready';
  const live = liveCalls(view);
  if (live.length >= MAX_LIVE_CALLS) return 'busy';
  if (live.filter((call) => call.phase === 'ringing').length >= MAX_RINGING) return 'busy';
  return live.some((call) => call.phase !== 'ringing' && call.phase !== 'ending') ? 'ring-waiting' : 'ring';
}

export const mayPlace = (view: CallsView): boolean => {
  const live = liveCalls(view);
  const beingSetUp = live.some((call) => call.phase === 'dialling' || call.phase === 'alerting' || call.phase === 'answering');
  return live.length < MAX_LIVE_CALLS && !beingSetUp;
};

/** The calls to hold so that the agent can turn to `id` (null: to a new call): one is active at a time. */
export const toHoldFor = (view: CallsView, id: CallId | null): readonly CallId[] =>
  view.calls.filter((call) => call.phase === 'active' && call.id !== id && !isHeldHere(call.hold)).map((call) => call.id);

/** Two calls change places: the active one is held, the one held longest comes back. */
export function swapPlan(view: CallsView): Result<{ hold: CallId | null; resume: CallId }, 'wrong-state'> {
  if (view.conference.length > 0) return refuse('wrong-state', 'in a conference');
  const talking = view.calls.filter((call) => call.phase === 'active');
  const held = talking
    .filter((call) => call.phase === 'active' && isHeldHere(call.hold) && call.id !== view.activeCallId)
    .sort((a, b) => (a.phase === 'active' && b.phase === 'active' ? (a.holdSinceMs ?? 0) - (b.holdSinceMs ?? 0) : 0))[0];
  if (held === undefined) return refuse('wrong-state', 'no held call');
  const front = talking.find((call) => call.id === view.activeCallId);
  return ok({ hold: front?.id ?? null, resume: held.id });
}

/** The two calls of a three-way talk: both answered, both able to hear. */
export function conferencePlan(view: CallsView): Result<{ ids: readonly CallId[] }, 'wrong-state'> {
  const talking = view.calls.filter((call) => call.phase === 'active' && !call.linkDown);
  if (talking.length !== 2 || view.conference.length > 0) return refuse('wrong-state', 'needs exactly two answered calls');
  return ok({ ids: talking.map((call) => call.id) });
}

/** Ringing calls are "waiting" while the agent is on another call: a soft tone instead of a ring. Ids whose flag has to change. */
export function waitingChanges(view: CallsView): readonly { readonly id: CallId; readonly waiting: boolean }[] {
  const busy = view.calls.some((call) => isLive(call) && call.phase !== 'ringing' && call.phase !== 'ending');
  return view.calls.flatMap((call) =>
    call.phase === 'ringing' && call.waiting !== busy ? [{ id: call.id, waiting: busy }] : [],
  );
}
