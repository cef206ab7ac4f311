import type { Tell } from '#shared/bridge/events.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { Settings } from '#shared/bridge/settings.ts';
import type { CallDesk, Card } from '#shared/bridge/state.ts';
import type { Call, CallId, CallsView } from '#shared/call/call.ts';
import type { Customer } from '#shared/customer/customer.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { mayHangUp } from '#shared/script/closing-guard.ts';
import type { Clock, Log } from '../ports.ts';
import { type CallFlow, type FlowEvent, nextDueMs } from './call-flow.ts';
import { type EndedCall, isMissed, logEnd, logEntry, logUnseen } from './call-log.ts';
import { bareCard, buildCard, type Caller, callerNumber, chooseCustomer, refreshCard } from './card.ts';
import type { Drafts } from './drafts.ts';
import type { CallLogStore, CardStore, PinnedScript, TalkStore } from './ports.ts';
import { type DeskRecord, openRecord, stepRecord, viewOf, withCard, withDraft } from './record.ts';

/** Desks of ended calls that stay while their ticket is unfinished; the drafts themselves all stay. */
const mostEndedDesks = 3;

export type DeskOptions = {
  readonly store: CardStore & CallLogStore & TalkStore;
  readonly drafts: Drafts;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: () => Settings;
  readonly pinScript: () => PinnedScript;
  readonly hasMicrophone: () => boolean;
  readonly later: (write: () => void) => void;
  readonly tell: (tell: Tell) => void;
  readonly onReminder: () => void;
  /** Desks changed. */
  readonly onChange: () => void;
  /** A line of the call log was written. */
  readonly onLogged: () => void;
};

type Done = Result<Record<never, never>, Refusal>;

export type Desk = {
  readonly views: () => CallDesk[];
  /** Follows the engine. True when a call is new: its card must go out at once. */
  readonly follow: (calls: CallsView) => boolean;
  readonly ended: (call: EndedCall, heldMs: number) => void;
  /** The agent's microphone, 0…1, while the active call is open. */
  readonly level: (activeCallId: CallId | null, microphone: number) => void;
  readonly microphone: (present: boolean) => void;
  readonly move: (callId: CallId, event: Extract<FlowEvent, { kind: 'stage' | 'said' | 'situation' }>) => Done;
  readonly choose: (callId: CallId, customerId: string | null) => Done;
  readonly draftOf: (callId: CallId) => Result<{ draftId: string }, Refusal>;
  /** The agent typed in this draft. */
  readonly drafted: (draftId: string) => void;
  /** A draft is gone: saved, discarded. Its desk goes with it once its call is over. */
  readonly settled: () => void;
  readonly mayHangUp: (callId: CallId, override: boolean) => Done;
  /** Tickets or customers changed below the cards. */
  readonly refresh: () => void;
  readonly close: () => void;
};

export function createDesk(options: DeskOptions): Desk {
  const { clock, drafts, store } = options;
  let records: ReadonlyMap<CallId, DeskRecord> = new Map();
  let cancelDue: (() => void) | null = null;

  function put(record: DeskRecord): void {
    records = new Map(records).set(record.callId, record);
  }

  function step(record: DeskRecord, event: FlowEvent): DeskRecord {
    const { holdReminderMs, closingGuard } = options.settings();
    const stepped = stepRecord(record, event, { holdReminderMs, closingGuard }, clock.nowMs());
    if (stepped.record === record) return record;
    put(stepped.record);
    keepTalk(record.flow, stepped.record);
    for (const { heldMs } of stepped.effects) {
      options.tell({ level: 'warning', code: 'hold-reminder', params: { callId: record.callId, heldMs } });
      options.onReminder();
    }
    return stepped.record;
  }

  function keepTalk(before: CallFlow, { callId, flow }: DeskRecord): void {
    const { stage, said, situationId, phase } = flow;
    const same = stage === before.stage && said === before.said && situationId === before.situationId;
    if (same || phase === 'ended') return;
    options.later(() => store.saveTalk(callId, { stage, said, situationId }, clock.nowMs()));
  }

  /** One timer for all desks: the next moment at which any of them changes by itself. */
  function changed(): void {
    cancelDue?.();
    cancelDue = null;
    const due = [...records.values()].map(({ flow }) => nextDueMs(flow)).filter((moment) => moment !== null);
    if (due.length > 0) {
      cancelDue = clock.after(Math.max(0, Math.min(...due) - clock.nowMs()), () => {
        for (const record of records.values()) step(record, { kind: 'clock', nowMs: clock.nowMs() });
        changed();
      });
    }
    options.onChange();
  }

  function open(call: Call): void {
    const nowMs = clock.nowMs();
    const { areaCode, language } = options.settings();
    const number = callerNumber(call.party.number, areaCode);
    const card = readCard({ number, offeredAtMs: call.offeredAtMs, language }, nowMs);
    // A ringing call is new; of any other the words may stand somewhere since before a crash.
    const kept = call.phase === 'ringing' ? null : store.talkOf(call.id);
    const hasMicrophone = options.hasMicrophone();
    const base = openRecord({ call, number, card, pinned: options.pinScript(), hasMicrophone, kept, nowMs });
    put(base);
    if (call.kind === 'consult') return;
    dropStale();
    // After a crash the call comes back, and its draft is still there.
    const draft = drafts.ofCall(call.id) ?? drafts.open({ id: call.id, callerNumber: number }, card.customer);
    put({ ...base, draftId: draft.id });
    const entry = logEntry(call, number, card.customer);
    options.later(() => {
      if (!store.updateCall(call.id, { answeredAtMs: entry.answeredAtMs, endedAtMs: null, reason: null }))
        store.insertCall(entry);
      options.onLogged();
    });
  }

  /** A damaged cache is rebuilt by the sync; until then a caller has a number and no name. */
  function readCard(caller: Caller, nowMs: number): Card {
    try {
      return buildCard(store, caller, nowMs);
    } catch (cause) {
      options.log.error('card.unreadable', { cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
      return bareCard(caller);
    }
  }

  /** A new call needs the desk: forms of earlier calls in which nobody typed anything go. */
  function dropStale(): void {
    for (const record of records.values()) {
      if (record.flow.phase !== 'ended' || record.draftId === null) continue;
      if (drafts.dropUntouched(record.draftId, record.card.customer)) forget(record.callId);
    }
    const ended = [...records.values()].filter(({ flow }) => flow.phase === 'ended');
    for (const record of ended.slice(0, Math.max(0, ended.length - mostEndedDesks))) forget(record.callId);
  }

  function forget(callId: CallId): void {
    const rest = new Map(records);
    rest.delete(callId);
    records = rest;
  }

  function sweep(calls: CallsView): void {
    for (const record of records.values()) {
      if (calls.calls.some((call) => call.id === record.callId)) continue;
      if (record.draftId === null || drafts.find(record.draftId) === null) forget(record.callId);
    }
  }

  let last: CallsView = { calls: [], activeCallId: null, transfer: null, conference: [] };

  return {
    views: () => [...records.values()].map(viewOf),
    follow: (calls) => {
      last = calls;
      let isNew = false;
      for (const call of calls.calls) {
        const known = records.get(call.id);
        if (known === undefined && call.phase !== 'ended') {
          isNew = true;
          open(call);
        }
        const record = records.get(call.id);
        if (record === undefined) continue;
        const wasAnswered = record.flow.phase === 'active';
        step(record, { kind: 'call', call, nowMs: clock.nowMs() });
        if (!wasAnswered && call.phase === 'active' && call.kind !== 'consult') {
          options.later(() => {
            store.updateCall(call.id, { answeredAtMs: call.answeredAtMs });
            options.onLogged();
          });
        }
      }
      sweep(calls);
      changed();
      return isNew;
    },
    ended: (call, heldMs) => {
      const record = records.get(call.id);
      if (record !== undefined) step(record, { kind: 'call', call, nowMs: clock.nowMs() });
      if (call.kind !== 'consult') {
        options.later(() => {
          if (!store.updateCall(call.id, logEnd(call, heldMs))) logUnseen(store, call, options.settings().areaCode);
          options.onLogged();
        });
      }
      if (record !== undefined) options.later(() => store.removeTalk(call.id));
      if (record !== undefined && isMissed(call)) {
        const params = { callId: call.id, reason: call.reason, number: record.card.shownNumber };
        options.tell({ level: 'warning', code: 'missed-call', params });
      }
      const nobodySpoke = call.answeredAtMs === null;
      if (nobodySpoke && record !== undefined && record.draftId !== null)
        drafts.dropUntouched(record.draftId, record.card.customer);
      sweep(last);
      changed();
    },
    level: (activeCallId, microphone) => {
      const record = activeCallId === null ? undefined : records.get(activeCallId);
      if (record === undefined) return;
      const before = record.flow;
      const after = step(record, { kind: 'level', microphone, nowMs: clock.nowMs() }).flow;
      if (after.notHeard !== before.notHeard || after.silentSinceMs !== before.silentSinceMs) changed();
    },
    microphone: (present) => {
      for (const record of records.values()) step(record, { kind: 'microphone', present });
      changed();
    },
    move: (callId, event) => {
      const record = records.get(callId);
      if (record === undefined) return refuse('no-such-call');
      if (event.kind === 'situation' && !record.script.situations.some(({ id }) => id === event.situationId)) {
        return refuse('bad-request', 'situationId');
      }
      step(record, event);
      changed();
      return ok({});
    },
    choose: (callId, customerId) => {
      const record = records.get(callId);
      if (record === undefined) return refuse('no-such-call');
      const customer: Customer | null = customerId === null ? null : store.customerById(customerId);
      if (customerId !== null && customer === null) return refuse('no-such-customer');
      const nowMs = clock.nowMs();
      const card = chooseCustomer(store, record.card, customer, nowMs);
      put(withCard(record, card, nowMs));
      if (record.draftId !== null) drafts.recustomer(record.draftId, customer, record.card.customer);
      options.later(() => {
        store.updateCall(callId, { customerId: customer?.id ?? null, customerName: customer?.name ?? null });
        options.onLogged();
      });
      changed();
      return ok({});
    },
    draftOf: (callId) => {
      const record = records.get(callId);
      if (record === undefined) return refuse('no-such-call');
      const known = record.draftId === null ? null : drafts.find(record.draftId);
      const draft = known ?? drafts.open({ id: callId, callerNumber: record.number }, record.card.customer);
      put(withDraft(record, draft.id, record.kind, clock.nowMs()));
      changed();
      return ok({ draftId: draft.id });
    },
    drafted: (draftId) => {
      const record = [...records.values()].find((candidate) => candidate.draftId === draftId);
      const draft = drafts.find(draftId);
      if (record === undefined || draft === null || draft.kind === record.kind) return;
      put(withDraft(record, draftId, draft.kind, clock.nowMs()));
      changed();
    },
    settled: () => {
      for (const record of records.values()) {
        if (record.draftId !== null && drafts.find(record.draftId) === null) put({ ...record, draftId: null });
      }
      sweep(last);
      changed();
    },
    mayHangUp: (callId, override) => {
      const guardUntilMs = records.get(callId)?.flow.closingGuardUntilMs ?? null;
      const may = mayHangUp({ guardUntilMs, nowMs: clock.nowMs(), override });
      if (!may.ok) return may;
      if (may.value.overridden) options.log.info('call.guard-overridden', { callId });
      return ok({});
    },
    refresh: () => {
      const nowMs = clock.nowMs();
      for (const record of records.values()) put(withCard(record, refreshCard(store, record.card, nowMs), nowMs));
      if (records.size > 0) changed();
    },
    close: () => cancelDue?.(),
  };
}
