import type { Call, CallId, CallsView } from '#shared/call/call.ts';
import { callOf, noCalls, turnedTo, waitingChanges, withCall, withConference, withoutCall } from '#shared/call/calls.ts';
import { isHeldHere } from '#shared/call/hold.ts';
import { type CallEffect, type CallEvent, type Stepped, step } from '#shared/call/step.ts';
import { stepTransfer, type TransferEffect, type TransferEvent } from '#shared/call/transfer.ts';
import type { Clock, Log } from '../ports.ts';

/** How long the screen may show the end of a call before it leaves the list. */
const SHOW_ENDED_MS = 5_000;

export type Book = {
  readonly view: () => CallsView;
  readonly call: (id: CallId) => Call | undefined;
  readonly add: (call: Call) => void;
  readonly dispatch: (id: CallId, event: CallEvent) => Stepped | null;
  readonly transfer: (event: TransferEvent) => boolean;
  readonly turnTo: (id: CallId) => void;
  readonly setConference: (ids: readonly CallId[]) => void;
  /** Time on local hold so far, ms. */
  readonly heldMs: (id: CallId) => number;
  readonly close: () => void;
};

export type BookOptions = {
  readonly clock: Clock;
  readonly log: Log;
  /** Same turn as the change. */
  readonly onChange: () => void;
  readonly run: (id: CallId, effect: CallEffect, call: Call) => void;
  readonly runTransfer: (effect: TransferEffect) => void;
  /** After the effects of every step that changed the call. */
  readonly onStep: (call: Call, before: Call) => void;
  readonly onConferenceOver: () => void;
};

/** The one place where calls change: events go in, the rules of `shared/call` decide, effects come out, the view is told. */
export function createBook(options: BookOptions): Book {
  const { clock, log } = options;
  let view = noCalls;
  const held = new Map<CallId, { totalMs: number; sinceMs: number | null }>();
  const pruning = new Map<CallId, () => void>();

  function commit(next: CallsView): void {
    if (next === view) return;
    const hadConference = view.conference.length > 0;
    view = next;
    for (const { id, waiting } of waitingChanges(view)) {
      const call = callOf(view, id);
      if (call !== undefined) view = withCall(view, step(call, { type: 'waiting', waiting }).call);
    }
    options.onChange();
    if (hadConference && view.conference.length === 0) options.onConferenceOver();
  }

  function countHold(before: Call, after: Call): void {
    const nowMs = clock.nowMs();
    const was = before.phase === 'active' && isHeldHere(before.hold);
    const is = after.phase === 'active' && isHeldHere(after.hold);
    const time = held.get(after.id) ?? { totalMs: 0, sinceMs: null };
    if (is && !was) held.set(after.id, { totalMs: time.totalMs, sinceMs: nowMs });
    if (was && !is) held.set(after.id, { totalMs: time.totalMs + nowMs - (time.sinceMs ?? nowMs), sinceMs: null });
  }

  function pruneLater(id: CallId): void {
    const cancel = clock.after(SHOW_ENDED_MS, () => {
      pruning.delete(id);
      held.delete(id);
      commit(withoutCall(view, id));
    });
    pruning.set(id, cancel);
  }

  return {
    view: () => view,
    call: (id) => callOf(view, id),
    add: (call) => {
      log.info('call', { callId: call.id, phase: call.phase, kind: call.kind, direction: call.direction });
      commit(withCall(view, call));
    },
    dispatch: (id, event) => {
      const before = callOf(view, id);
      if (before === undefined) {
        log.info('call.unknown', { callId: id, event: event.type });
        return null;
      }
      const stepped = step(before, event);
      const { call } = stepped;
      if (stepped.ignored) {
        log.info('call.ignored', { callId: id, phase: before.phase, event: event.type });
        return stepped;
      }
      countHold(before, call);
      if (call.phase === 'ended') pruneLater(id);
      if (call.phase !== before.phase) {
        log.info('call', { callId: id, phase: call.phase, ...(call.phase === 'ended' ? { reason: call.reason } : {}) });
      }
      commit(withCall(view, call));
      for (const effect of stepped.effects) options.run(id, effect, call);
      options.onStep(call, before);
      return stepped;
    },
    transfer: (event) => {
      const { transfer, effects, ignored } = stepTransfer(view.transfer, event);
      if (ignored) {
        log.info('transfer.ignored', { event: event.type, phase: view.transfer?.phase ?? 'none' });
        return false;
      }
      log.info('transfer', { event: event.type, phase: transfer?.phase ?? 'none' });
      commit({ ...view, transfer });
      for (const effect of effects) options.runTransfer(effect);
      return true;
    },
    turnTo: (id) => commit(turnedTo(view, id)),
    setConference: (ids) => commit(withConference(view, ids)),
    heldMs: (id) => {
      const time = held.get(id);
      if (time === undefined) return 0;
      return time.totalMs + (time.sinceMs === null ? 0 : clock.nowMs() - time.sinceMs);
    },
    close: () => {
      for (const cancel of pruning.values()) cancel();
      pruning.clear();
    },
  };
}
