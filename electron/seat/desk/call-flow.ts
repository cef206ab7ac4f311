import type { Call } from '#shared/call/call.ts';
import { isHeldHere } from '#shared/call/hold.ts';
import { closingGuardUntilMs } from '#shared/script/closing-guard.ts';
import { holdRepeatMs } from '#shared/script/hold.ts';
import type { Stage } from '#shared/script/view.ts';
import { unreachable } from '#shared/unreachable.ts';
import type { KeptTalk } from './ports.ts';

/** After the third ring: a ring is 1 s on and 4 s off, timed from the INVITE. ms. domain.md, Opening lines. */
export const lateAfterMs = 15_000;
/** How long nothing may be heard from the agent before the agent is told, ms. */
export const notHeardAfterMs = 8_000;
/**
 * RMS below which a microphone gives digital silence (−70 dB of full scale). A quiet room and a listening agent are above it;
 * a switched-off headset is below.
 */
const silentLevel = 0.0003;

/** What the desk knows about one call beside the call itself: where the talk stands, and its clocks. */
export type CallFlow = {
  readonly phase: Call['phase'];
  readonly direction: Call['direction'];
  readonly offeredAtMs: number;
  readonly answeredAtMs: number | null;
  readonly stage: Stage;
  readonly said: readonly Stage[];
  readonly situationId: string | null;
  /** It has been ringing for long: the opening is to be chosen anew, with thanks for waiting. */
  readonly late: boolean;
  /** On hold by us since, or null. */
  readonly heldSinceMs: number | null;
  readonly holdReminderAtMs: number | null;
  readonly closingGuardUntilMs: number | null;
  readonly mutedSinceMs: number | null;
  readonly silentSinceMs: number | null;
  readonly hasMicrophone: boolean;
  readonly notHeard: 'muted' | 'silent' | 'no-microphone' | null;
};

export type FlowRules = { readonly holdReminderMs: number; readonly closingGuard: boolean };

export type FlowEvent =
  | { readonly kind: 'call'; readonly call: Call; readonly nowMs: number }
  | { readonly kind: 'stage'; readonly stage: Stage; readonly nowMs: number }
  | { readonly kind: 'said'; readonly stage: Stage; readonly said: boolean; readonly nowMs: number }
  | { readonly kind: 'situation'; readonly situationId: string | null }
  /** Level of the agent's microphone, 0…1. */
  | { readonly kind: 'level'; readonly microphone: number; readonly nowMs: number }
  | { readonly kind: 'microphone'; readonly present: boolean }
  | { readonly kind: 'clock'; readonly nowMs: number };

export type FlowEffect = { readonly kind: 'remind-of-hold'; readonly heldMs: number };
export type FlowStep = { readonly flow: CallFlow; readonly effects: readonly FlowEffect[] };

/** `kept`: where the words stood before a crash. */
export function startFlow(call: Call, hasMicrophone: boolean, kept: KeptTalk | null = null): CallFlow {
  return {
    phase: call.phase,
    direction: call.direction,
    offeredAtMs: call.offeredAtMs,
    answeredAtMs: null,
    stage: kept?.stage ?? 'opening',
    said: kept?.said ?? [],
    situationId: kept?.situationId ?? null,
    late: false,
    heldSinceMs: null,
    holdReminderAtMs: null,
    closingGuardUntilMs: null,
    mutedSinceMs: null,
    silentSinceMs: null,
    hasMicrophone,
    notHeard: null,
  };
}

/** Moves the talk by one event. The call moves the stage by itself; the agent may step by hand at any time. */
export function stepFlow(flow: CallFlow, event: FlowEvent, rules: FlowRules): FlowStep {
  switch (event.kind) {
    case 'call':
      return only(heard(followCall(flow, event.call, event.nowMs, rules), event.nowMs));
    case 'stage':
      return only(toStage(flow, event.stage, event.nowMs, rules));
    case 'said':
      return only(tick(flow, event.stage, event.said, event.nowMs, rules));
    case 'situation':
      return only({ ...flow, situationId: event.situationId });
    case 'level':
      return only(heard(listen(flow, event.microphone, event.nowMs), event.nowMs));
    case 'microphone':
      return only(withMicrophone(flow, event.present));
    case 'clock':
      return onClock(flow, event.nowMs);
    default:
      return unreachable(event);
  }
}

/** When the clock has to be shown to this flow next, or null. */
export function nextDueMs(flow: CallFlow): number | null {
  const due = [
    flow.phase === 'ringing' && !flow.late && flow.direction === 'in' ? flow.offeredAtMs + lateAfterMs + 1 : null,
    flow.holdReminderAtMs,
    flow.closingGuardUntilMs,
    flow.notHeard === null && flow.mutedSinceMs !== null ? flow.mutedSinceMs + notHeardAfterMs : null,
    flow.notHeard === null && flow.silentSinceMs !== null ? flow.silentSinceMs + notHeardAfterMs : null,
  ].filter((moment) => moment !== null);
  return due.length === 0 ? null : Math.min(...due);
}

const only = (flow: CallFlow): FlowStep => ({ flow, effects: [] });

function followCall(flow: CallFlow, call: Call, nowMs: number, rules: FlowRules): CallFlow {
  if (call.phase !== 'active') {
    const answeredAtMs = call.phase === 'answering' ? call.pressedAtMs : flow.answeredAtMs;
    return { ...quiet(flow), phase: call.phase, answeredAtMs };
  }
  const heldHere = isHeldHere(call.hold);
  const heldSinceMs = heldHere ? (flow.heldSinceMs ?? call.holdSinceMs ?? nowMs) : null;
  const moved: CallFlow = {
    ...flow,
    phase: call.phase,
    answeredAtMs: flow.answeredAtMs ?? call.answeredAtMs,
    heldSinceMs,
    mutedSinceMs: call.muted && !heldHere ? (flow.mutedSinceMs ?? nowMs) : null,
    silentSinceMs: call.muted || heldHere ? null : flow.silentSinceMs,
  };
  if (heldSinceMs !== null && flow.heldSinceMs === null) {
    return { ...enter(moved, 'on-hold'), holdReminderAtMs: heldSinceMs + rules.holdReminderMs, closingGuardUntilMs: null };
  }
  if (!heldHere && flow.heldSinceMs !== null) return { ...enter(moved, 'back'), holdReminderAtMs: null };
  return moved;
}

/** The clocks of a talk stop when there is no talk. */
function quiet(flow: CallFlow): CallFlow {
  return {
    ...flow,
    heldSinceMs: null,
    holdReminderAtMs: null,
    closingGuardUntilMs: null,
    mutedSinceMs: null,
    silentSinceMs: null,
    notHeard: null,
  };
}

/** A stage that is entered again has not been said again. */
function enter(flow: CallFlow, stage: Stage): CallFlow {
  return { ...flow, stage, said: flow.said.filter((other) => other !== stage), situationId: null };
}

function toStage(flow: CallFlow, stage: Stage, nowMs: number, rules: FlowRules): CallFlow {
  const moved = { ...flow, stage, situationId: null };
  return { ...moved, closingGuardUntilMs: stage === 'closing' ? guardFrom(moved, nowMs, rules) : null };
}

/** Ticking the closing line starts its five seconds anew: only now was it said. */
function tick(flow: CallFlow, stage: Stage, said: boolean, nowMs: number, rules: FlowRules): CallFlow {
  const others = flow.said.filter((other) => other !== stage);
  const ticked = { ...flow, said: said ? [...others, stage] : others };
  const restarts = stage === 'closing' && said && flow.stage === 'closing';
  return restarts ? { ...ticked, closingGuardUntilMs: guardFrom(ticked, nowMs, rules) } : ticked;
}

function guardFrom(flow: CallFlow, nowMs: number, rules: FlowRules): number | null {
  return rules.closingGuard && flow.phase === 'active' ? closingGuardUntilMs(nowMs) : null;
}

function listen(flow: CallFlow, microphone: number, nowMs: number): CallFlow {
  if (flow.phase !== 'active' || flow.heldSinceMs !== null || flow.mutedSinceMs !== null) return flow;
  if (microphone >= silentLevel) return flow.silentSinceMs === null ? flow : { ...flow, silentSinceMs: null };
  return flow.silentSinceMs === null ? { ...flow, silentSinceMs: nowMs } : flow;
}

function withMicrophone(flow: CallFlow, present: boolean): CallFlow {
  const moved = { ...flow, hasMicrophone: present };
  if (!present) return { ...moved, notHeard: flow.phase === 'active' && flow.heldSinceMs === null ? 'no-microphone' : null };
  return { ...moved, notHeard: flow.notHeard === 'no-microphone' ? null : flow.notHeard };
}

/** Works out anew whether the agent is heard. A missing microphone is told at once, the rest after eight seconds. */
function heard(flow: CallFlow, nowMs: number): CallFlow {
  return { ...flow, notHeard: whyNotHeard(flow, nowMs) };
}

function whyNotHeard(flow: CallFlow, nowMs: number): CallFlow['notHeard'] {
  if (flow.phase !== 'active' || flow.heldSinceMs !== null) return null;
  if (!flow.hasMicrophone) return 'no-microphone';
  if (flow.mutedSinceMs !== null) return nowMs - flow.mutedSinceMs >= notHeardAfterMs ? 'muted' : null;
  if (flow.silentSinceMs !== null) return nowMs - flow.silentSinceMs >= notHeardAfterMs ? 'silent' : null;
  return null;
}

function onClock(flow: CallFlow, nowMs: number): FlowStep {
  const late = flow.late || (flow.phase === 'ringing' && flow.direction === 'in' && nowMs - flow.offeredAtMs > lateAfterMs);
  const guardOver = flow.closingGuardUntilMs !== null && nowMs >= flow.closingGuardUntilMs;
  const moved = heard({ ...flow, late, closingGuardUntilMs: guardOver ? null : flow.closingGuardUntilMs }, nowMs);
  if (flow.holdReminderAtMs === null || nowMs < flow.holdReminderAtMs) return only(moved);
  return {
    flow: { ...moved, holdReminderAtMs: flow.holdReminderAtMs + holdRepeatMs },
    effects: [{ kind: 'remind-of-hold', heldMs: nowMs - (flow.heldSinceMs ?? nowMs) }],
  };
}
