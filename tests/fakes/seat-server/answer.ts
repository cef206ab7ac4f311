import type { CallLogEntry, RequestName } from '#shared/bridge/requests.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import type { Call, CallId } from '#shared/call/call.ts';
import { type Result, refuse } from '#shared/result.ts';
import { callId } from './base-state.ts';
import { chen, openTicket, unknownSex, wang } from './customers.ts';

/** What a request answers, and the state that follows; null when the state stays as it is. */
export type Answer = { readonly result: Result<unknown>; readonly next: SeatState | null };

const done: Result<unknown> = { ok: true, value: {} };
const says = (value: unknown): Answer => ({ result: { ok: true, value }, next: null });

type Params = Readonly<Record<string, unknown>>;

function changeCall(state: SeatState, id: unknown, change: (call: Call) => Call): Answer {
  const known = state.calls.calls.some((call) => call.id === id);
  if (!known) return { result: refuse('no-such-call'), next: null };
  const calls = state.calls.calls.map((call) => (call.id === id ? change(call) : call));
  const talking = calls.find((call) => call.phase === 'active' && (call.hold === 'none' || call.hold === 'remote'));
  return { result: done, next: { ...state, calls: { ...state.calls, calls, activeCallId: talking?.id ?? null } } };
}

const answered = (call: Call, nowMs: number): Call =>
  call.phase === 'ringing'
    ? {
        id: call.id,
        direction: call.direction,
        party: call.party,
        dialled: call.dialled,
        queue: call.queue,
        linkedId: call.linkedId,
        kind: call.kind,
        practice: call.practice,
        offeredAtMs: call.offeredAtMs,
        phase: 'active',
        answeredAtMs: nowMs,
        hold: 'none',
        holdSinceMs: null,
        holdChanging: false,
        muted: false,
        media: 'ok',
        linkDown: false,
      }
    : call;

function entry(n: number, nowMs: number, more: Partial<CallLogEntry>): CallLogEntry {
  const offeredAtMs = nowMs - n * 1_900_000;
  return {
    id: callId(100 + n),
    direction: 'in',
    party: { number: '13800005678', displayName: '' },
    customerId: 'c-0000',
    customerName: '王秀兰',
    queueName: '报修',
    offeredAtMs,
    answeredAtMs: offeredAtMs + 6000,
    endedAtMs: offeredAtMs + 166_000,
    heldMs: 0,
    reason: 'hung-up-there',
    elsewhere: null,
    toCallBack: false,
    practice: false,
    ...more,
  };
}

export function callLog(nowMs: number): CallLogEntry[] {
  const missed = { answeredAtMs: null, customerId: null, customerName: null, toCallBack: true };
  return [
    entry(1, nowMs, { ...missed, party: { number: '18655550123', displayName: '' }, reason: 'not-answered' }),
    entry(2, nowMs, {}),
    entry(3, nowMs, { ...missed, party: { number: '01060001234', displayName: '' }, reason: 'cancelled-by-caller' }),
    entry(4, nowMs, { direction: 'out', queueName: null, customerName: '陈立新', reason: 'hung-up-here', heldMs: 42_000 }),
    entry(5, nowMs, { ...missed, toCallBack: false, reason: 'answered-elsewhere', elsewhere: '1002' }),
    entry(6, nowMs, { direction: 'out', queueName: null, answeredAtMs: null, reason: 'busy' }),
  ];
}

/** A seat in miniature: enough to see buttons do something. The rules of the real seat are not here. */
export function answerRequest(state: SeatState, name: RequestName, params: Params, nowMs: number): Answer {
  const id = params.callId;
  switch (name) {
    case 'seat.open':
      return says(state);
    case 'call.answer':
      return changeCall(state, id, (call) => answered(call, nowMs));
    case 'call.decline':
    case 'call.hang-up': {
      const without = (list: readonly { callId: CallId }[]) => list.filter((one) => one.callId !== id);
      const calls = state.calls.calls.filter((call) => call.id !== id);
      const desks = state.desks.filter((one) => without([one]).length > 0);
      return { result: done, next: { ...state, calls: { calls, activeCallId: null, transfer: null, conference: [] }, desks } };
    }
    case 'call.hold':
      return changeCall(state, id, (call) => (call.phase === 'active' ? { ...call, hold: 'local', holdSinceMs: nowMs } : call));
    case 'call.resume':
      return changeCall(state, id, (call) => (call.phase === 'active' ? { ...call, hold: 'none', holdSinceMs: null } : call));
    case 'call.mute':
      return changeCall(state, id, (call) => (call.phase === 'active' ? { ...call, muted: params.muted === true } : call));
    case 'agent.ready':
      return { result: done, next: { ...state, agent: { phase: 'ready', sinceMs: nowMs } } };
    case 'agent.not-ready':
      return { result: done, next: { ...state, agent: { phase: 'not-ready', sinceMs: nowMs, reason: 'break' } } };
    case 'call.place':
    case 'transfer.consult':
      return says({ callId: callId(2) });
    case 'customer.find':
      return says({ customers: [wang, chen, unknownSex] });
    case 'draft.open':
      return says({ draftId: 'draft-call-1' });
    case 'draft.change':
      return says({ changedAtMs: nowMs });
    case 'ticket.save':
      return says({ ticketId: 't-2' });
    case 'ticket.list':
      return says({ tickets: [openTicket(nowMs)] });
    case 'log.calls':
      return says({ calls: callLog(nowMs) });
    case 'connection.get':
      return says({
        pbxUrl: 'wss://pbx.qingyuan.example/ws',
        sipUser: '1001',
        sipDomain: 'qingyuan.example',
        centreUrl: 'https://centre.qingyuan.example',
        agentNumber: '1001',
        hasSipPassword: true,
      });
    default:
      return { result: done, next: null };
  }
}
