import type { CallDesk, SeatState } from '#shared/bridge/state.ts';
import type { Call, CallId, CallsView } from '#shared/call/call.ts';

export type RingingCall = Extract<Call, { phase: 'ringing' }>;

export function callById(view: CallsView, id: CallId | null): Call | null {
  return view.calls.find((call) => call.id === id) ?? null;
}

export function isHeldHere(call: Call): boolean {
  return call.phase === 'active' && (call.hold === 'local' || call.hold === 'both');
}

/** The call that answer takes: the one that has rung longest. */
export function ringingCall(view: CallsView): RingingCall | null {
  return view.calls.find((call): call is RingingCall => call.phase === 'ringing') ?? null;
}

/** The call that hold, mute, transfer and end act on: the one talked on, else one being set up, else one on hold. */
export function currentCall(view: CallsView): Call | null {
  const setUp = view.calls.find((call) => call.phase === 'dialling' || call.phase === 'alerting' || call.phase === 'answering');
  const held = view.calls.find((call) => call.phase === 'active');
  const ending = view.calls.find((call) => call.phase === 'ending');
  return callById(view, view.activeCallId) ?? setUp ?? held ?? ending ?? null;
}

/** A second leg shows the desk of the customer for whom it was made. */
function customerCallOf(view: CallsView, call: Call): Call {
  if (call.kind !== 'consult') return call;
  return callById(view, view.transfer?.customerCallId ?? null) ?? view.calls.find((one) => one.kind !== 'consult') ?? call;
}

/** Of calls that are over, the one of a customer: an ended second leg never takes the desk from the customer it was made for. */
function lastCustomerCall(view: CallsView): Call | null {
  return view.calls.findLast((call) => call.kind !== 'consult') ?? null;
}

/**
 * The call whose customer, script and ticket lie on the desk: the agent's choice while it lasts, else the one talked on, else the
 * one that rings, else what is left. A waiting call does not push the present customer off the desk.
 */
export function deskCallId(view: CallsView, chosen: CallId | null): CallId | null {
  const picked = callById(view, chosen);
  if (picked && picked.phase !== 'ended') return customerCallOf(view, picked).id;
  const current = currentCall(view);
  const shown = current ? customerCallOf(view, current) : (ringingCall(view) ?? lastCustomerCall(view));
  return shown?.id ?? null;
}

export function deskOf(desks: readonly CallDesk[], id: CallId | null): CallDesk | null {
  return desks.find((desk) => desk.callId === id) ?? null;
}

export type CallParty = { readonly name: string; readonly sex: 'f' | 'm' | 'unknown'; readonly number: string };

/** Who is at the other end, as far as is known: the customer, a colleague, what the PBX says, or the number alone (name ''). */
export function partyOf(state: Pick<SeatState, 'desks' | 'colleagues'>, call: Call): CallParty {
  const card = deskOf(state.desks, call.id)?.card;
  const number = card?.shownNumber ?? call.party.number;
  if (card?.customer) return { name: card.customer.name, sex: card.customer.sex, number };
  const colleague = state.colleagues.find((one) => one.number === call.party.number);
  return { name: colleague?.name ?? call.party.displayName, sex: 'unknown', number };
}

/** Calls over which a page must not be closed without asking. */
export function isLive(call: Call): boolean {
  return call.phase !== 'ended';
}

/** A ring is one second on and four off. */
const ringMs = 5000;

/** Which ring is sounding, from 1. */
export function ringCount(offeredAtMs: number, nowMs: number): number {
  return Math.max(1, Math.floor((nowMs - offeredAtMs) / ringMs) + 1);
}
