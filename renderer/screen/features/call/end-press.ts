import type { CallDesk } from '#shared/bridge/state.ts';
import type { Call, CallId } from '#shared/call/call.ts';

/** The second press of the end button must follow within this time, ms (ui.md, Keys). */
export const secondPressMs = 1000;

export type Armed = { readonly callId: CallId; readonly untilMs: number } | null;

/** What a press of the end button does: asks for a second press, or ends the call (over the guard, which is logged). */
export type EndPress = { readonly do: 'arm'; readonly armed: Armed } | { readonly do: 'hang-up'; readonly override: boolean };

type PressInput = {
  readonly call: Call;
  readonly desk: CallDesk | null;
  readonly confirmEnd: boolean;
  readonly armed: Armed;
  readonly nowMs: number;
};

export function isGuarded(desk: Pick<CallDesk, 'closingGuardUntilMs'> | null, nowMs: number): boolean {
  return desk?.closingGuardUntilMs != null && nowMs < desk.closingGuardUntilMs;
}

/** Pure. A call that nobody answered yet, or a colleague's leg, ends at the first press: no customer is cut off by it. */
export function pressEnd({ call, desk, confirmEnd, armed, nowMs }: PressInput): EndPress {
  const guarded = isGuarded(desk, nowMs);
  const customerOnLine = call.phase === 'active' && call.kind !== 'consult';
  const second = armed !== null && armed.callId === call.id && nowMs <= armed.untilMs;
  if ((guarded || (confirmEnd && customerOnLine)) && !second) {
    return { do: 'arm', armed: { callId: call.id, untilMs: nowMs + secondPressMs } };
  }
  return { do: 'hang-up', override: guarded };
}
