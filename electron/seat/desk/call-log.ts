import type { Call, EndReason } from '#shared/call/call.ts';
import type { Customer } from '#shared/customer/customer.ts';
import { callerNumber } from './card.ts';
import type { CallLogStore, LoggedCall } from './ports.ts';

export type EndedCall = Extract<Call, { phase: 'ended' }>;

/** The line of the log as it is written at the first ring or the dialling. */
export function logEntry(call: Call, number: string, customer: Customer | null): LoggedCall {
  return {
    id: call.id,
    direction: call.direction,
    party: { ...call.party, number },
    customerId: customer?.id ?? null,
    customerName: customer?.name ?? null,
    queueName: call.queue?.name ?? null,
    offeredAtMs: call.offeredAtMs,
    answeredAtMs: call.phase === 'active' ? call.answeredAtMs : null,
    endedAtMs: null,
    heldMs: 0,
    reason: null,
    elsewhere: null,
    practice: call.practice,
  };
}

/** What the end of a call adds to its line. */
export function logEnd(call: EndedCall, heldMs: number): Partial<LoggedCall> {
  return {
    answeredAtMs: call.answeredAtMs,
    endedAtMs: call.endedAtMs,
    heldMs,
    reason: call.reason,
    elsewhere: call.elsewhere,
  };
}

/** Ends of an unanswered call that the agent chose, or in which somebody else spoke with the caller. */
const explained: ReadonlySet<EndReason> = new Set(['answered-elsewhere', 'declined', 'redirected', 'transferred']);

/** Nobody spoke with the caller. The journal's own column says the same. */
export function isMissed(call: EndedCall): boolean {
  return call.direction === 'in' && call.kind !== 'consult' && call.answeredAtMs === null && !explained.has(call.reason);
}

/** Calls that a crash left without an end are over; one that comes back by its saved dialog is taken up again. */
export function closeUnfinished(store: Pick<CallLogStore, 'listCalls' | 'updateCall'>, nowMs: number): void {
  for (const call of store.listCalls({ limit: 50 })) {
    if (call.endedAtMs === null) store.updateCall(call.id, { endedAtMs: nowMs, reason: 'lost' });
  }
}

/** A queue tries a seat that is not ready every few seconds, for the same waiting caller. ms. */
const sameCallerMs = 600_000;

/**
 * A call that ended before it rang here: all lines busy, or a queue call while the agent is not ready. One line a waiting caller,
 * however often the queue tries.
 */
export function logUnseen(store: CallLogStore, call: EndedCall, areaCode: string): void {
  const entry = { ...logEntry(call, callerNumber(call.party.number, areaCode), null), ...logEnd(call, 0) };
  const before = store
    .listCalls({ limit: 20 })
    .find(
      (other) =>
        other.reason === 'declined-not-ready' &&
        other.reason === call.reason &&
        other.party.number === entry.party.number &&
        call.offeredAtMs - other.offeredAtMs < sameCallerMs,
    );
  if (before === undefined) store.insertCall(entry);
  else store.updateCall(before.id, { endedAtMs: call.endedAtMs });
}
