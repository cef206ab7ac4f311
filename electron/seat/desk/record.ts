import type { CallDesk, Card } from '#shared/bridge/state.ts';
import type { Call, CallId } from '#shared/call/call.ts';
import type { ScriptView } from '#shared/script/view.ts';
import type { TicketDraft } from '#shared/ticket/ticket.ts';
import { type CallFlow, type FlowEffect, type FlowEvent, type FlowRules, startFlow, stepFlow } from './call-flow.ts';
import type { KeptTalk, PinnedScript } from './ports.ts';

/** All that the desk keeps of one call. */
export type DeskRecord = {
  readonly callId: CallId;
  readonly call: Call;
  /** Normalised; '' when withheld. */
  readonly number: string;
  readonly card: Card;
  readonly flow: CallFlow;
  readonly pinned: PinnedScript;
  readonly script: ScriptView;
  readonly draftId: string | null;
  /** The kind of its draft, once the agent typed in it. */
  readonly kind: TicketDraft['kind'] | null;
};

type Opening = {
  readonly call: Call;
  readonly number: string;
  readonly card: Card;
  readonly pinned: PinnedScript;
  readonly hasMicrophone: boolean;
  /** Where the words stood before a crash. */
  readonly kept: KeptTalk | null;
  readonly nowMs: number;
};

export function openRecord(from: Opening): DeskRecord {
  const { call, number, card, pinned } = from;
  const flow = startFlow(call, from.hasMicrophone, from.kept);
  const bare = { callId: call.id, call, number, card, flow, pinned, draftId: null, kind: null };
  return { ...bare, script: speak(bare, from.nowMs) };
}

/** One event on one call. The words are chosen anew only when something they depend on changed. */
export function stepRecord(
  record: DeskRecord,
  event: FlowEvent,
  rules: FlowRules,
  nowMs: number,
): { readonly record: DeskRecord; readonly effects: readonly FlowEffect[] } {
  const { flow, effects } = stepFlow(record.flow, event, rules);
  const call = event.kind === 'call' ? event.call : record.call;
  const moved = { ...record, call, flow };
  const changed =
    flow.stage !== record.flow.stage ||
    flow.said !== record.flow.said ||
    flow.situationId !== record.flow.situationId ||
    flow.late !== record.flow.late ||
    flow.answeredAtMs !== record.flow.answeredAtMs;
  return { record: changed ? { ...moved, script: speak(moved, nowMs) } : moved, effects };
}

export function withCard(record: DeskRecord, card: Card, nowMs: number): DeskRecord {
  const moved = { ...record, card };
  return card.customer === record.card.customer ? moved : { ...moved, script: speak(moved, nowMs) };
}

export function withDraft(record: DeskRecord, draftId: string | null, kind: DeskRecord['kind'], nowMs: number): DeskRecord {
  const moved = { ...record, draftId, kind };
  return kind === record.kind ? moved : { ...moved, script: speak(moved, nowMs) };
}

export function viewOf(record: DeskRecord): CallDesk {
  const { callId, card, script, draftId, flow } = record;
  const { holdReminderAtMs, closingGuardUntilMs, notHeard } = flow;
  return { callId, card, script, draftId, holdReminderAtMs, closingGuardUntilMs, notHeard };
}

type Speaking = Pick<DeskRecord, 'call' | 'card' | 'flow' | 'pinned' | 'kind'>;

function speak({ call, card, flow, pinned, kind }: Speaking, nowMs: number): ScriptView {
  return pinned({
    nowMs,
    direction: call.direction,
    queue: call.queue?.name ?? null,
    dialled: call.dialled,
    customer: card.customer,
    ringingSinceMs: call.offeredAtMs,
    answeredAtMs: flow.answeredAtMs,
    kind,
    stage: flow.stage,
    said: flow.said,
    situationId: flow.situationId,
  });
}
