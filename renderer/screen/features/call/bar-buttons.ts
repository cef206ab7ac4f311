import type { SeatState } from '#shared/bridge/state.ts';
import type { Call, CallsView } from '#shared/call/call.ts';
import { currentCall, isHeldHere, ringingCall } from '../../stores/call-focus.ts';

/** What each of the fixed buttons means at this moment. They change state, never place. */
export type BarButtons = {
  readonly answer: boolean;
  readonly hold: { readonly on: boolean; readonly held: boolean; readonly busy: boolean };
  readonly mute: { readonly on: boolean; readonly muted: boolean };
  readonly keypad: boolean;
  /** Of the talk, or, while nobody is talked with, of the call that rings: it is sent elsewhere unanswered. */
  readonly transfer: boolean;
  readonly conference: { readonly on: boolean; readonly joined: boolean };
  readonly dial: boolean;
  /** decline while only a ringing call is there, else end. */
  readonly end: { readonly on: boolean; readonly declines: boolean };
};

const established = (call: Call): boolean => call.phase === 'active';

const liveCalls = (view: CallsView): number => view.calls.filter((call) => call.phase !== 'ended').length;

/** The call that transfer acts on: the customer talked with, or a ringing caller when there is no other call; null when none can be sent. */
export function transferable(view: CallsView): Call | null {
  const current = currentCall(view);
  const transferring = view.transfer !== null && view.transfer.phase !== 'failed';
  if (transferring || view.conference.length > 0 || liveCalls(view) > 1) return null;
  if (current === null) return ringingCall(view);
  return current.phase === 'active' && current.kind !== 'consult' ? current : null;
}

/** Pure: the state of the seat decides what can be pressed. */
export function barButtons(state: Pick<SeatState, 'calls' | 'line'>): BarButtons {
  const view = state.calls;
  const current = currentCall(view);
  const ringing = ringingCall(view);
  const talk = current?.phase === 'active' ? current : null;
  const both = view.calls.filter(established).length >= 2;
  const joined = view.conference.length > 0;
  const live = liveCalls(view);
  return {
    answer: ringing !== null,
    hold: { on: talk !== null && !talk.holdChanging, held: talk !== null && isHeldHere(talk), busy: talk?.holdChanging ?? false },
    mute: { on: talk !== null, muted: talk?.muted ?? false },
    keypad: talk !== null || (current?.phase === 'alerting' && current.earlyMedia),
    transfer: transferable(view) !== null,
    conference: { on: joined || (both && view.transfer?.phase !== 'completing'), joined },
    dial: state.line.phase === 'registered' && live < 2 && ringing === null,
    end: {
      on: (current !== null && current.phase !== 'ending') || ringing !== null,
      declines: current === null && ringing !== null,
    },
  };
}
