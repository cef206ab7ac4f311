import type { SeatState } from '#shared/bridge/state.ts';
import type { Call, CallsView } from '#shared/call/call.ts';
import { active, callId, desk, draft, idleState, ringing } from './base-state.ts';
import { hostile, knownCard, severalCard, strangerCard } from './customers.ts';
import { script, strangerOpening } from './script.ts';

const minuteMs = 60_000;

function calls(list: Call[], more: Partial<CallsView> = {}): CallsView {
  const talking = list.find((call) => call.phase === 'active' && call.hold === 'none');
  return { calls: list, activeCallId: talking?.id ?? null, transfer: null, conference: [], ...more };
}

function ringingWith(nowMs: number, patch: Partial<SeatState>): SeatState {
  return { ...idleState(nowMs), calls: calls([ringing(nowMs)]), drafts: [draft(callId(1), nowMs)], ...patch };
}

const strangerDraft = (nowMs: number, contactNumber: string) =>
  draft(callId(1), nowMs, { customerId: null, contactName: '', contactNumber, accountNumber: '', address: '' });

function talking(nowMs: number, patch: Partial<SeatState> = {}): SeatState {
  return {
    ...idleState(nowMs),
    calls: calls([active(nowMs)]),
    desks: [desk(callId(1), knownCard(nowMs), script('confirm', ['opening']))],
    drafts: [
      draft(callId(1), nowMs, {
        summary: '昨天报修后仍渗水,地面有积水。客户独居,行动不便,希望今天下午修好。没办法出门。',
        priority: 'high',
        assignee: '抢修二班',
        fields: { place: '朝阳区枣园路 46 号院 3-502', fault: 'leak' },
        changedAtMs: nowMs - 3000,
      }),
    ],
    ...patch,
  };
}

const held = (nowMs: number) => active(nowMs, { hold: 'local', holdSinceMs: nowMs - 84_000 });

/** A consult leg: the colleague whom the agent asks first. */
function consultLeg(nowMs: number) {
  return active(nowMs, {
    id: callId(2),
    direction: 'out',
    kind: 'consult',
    party: { number: '1002', displayName: '赵敏' },
    queue: null,
    answeredAtMs: nowMs - 21_000,
  });
}

function consultation(nowMs: number, phase: 'calling' | 'talking'): SeatState {
  const answered = consultLeg(nowMs);
  const { answeredAtMs: _a, hold: _h, holdSinceMs: _s, holdChanging: _c, muted: _m, media: _d, linkDown: _l, ...base } = answered;
  const leg: Call = phase === 'talking' ? answered : { ...base, phase: 'alerting', earlyMedia: false };
  return talking(nowMs, {
    calls: calls([held(nowMs), leg], {
      transfer: { kind: 'attended', customerCallId: callId(1), consultCallId: callId(2), to: '1002', phase, failure: null },
    }),
    desks: [desk(callId(1), knownCard(nowMs), script('on-hold', ['opening']), { holdReminderAtMs: nowMs + 36_000 })],
  });
}

/** The same call when it is over. */
function over(call: Call, nowMs: number): Call {
  const { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs } = call;
  const base = { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs };
  const times = { answeredAtMs: nowMs - 192_000, endedAtMs: nowMs - 2000 };
  return { ...base, ...times, phase: 'ended', reason: 'hung-up-there', elsewhere: null };
}

/** Every state that a screen has to draw, by name; each is the whole state at `nowMs`. */
export const scenes = {
  idle: (nowMs) => idleState(nowMs),
  practice: (nowMs) => ({
    ...idleState(nowMs),
    pbx: { label: '练习线路', practice: true },
    practice: { on: true, rhythm: 'steady', nextRingAtMs: nowMs + 9000 },
    missedUnseen: 0,
    notices: [],
    today: { answered: 0, missed: 0, placed: 0, within15s: 0, talkMs: 0, tickets: 0 },
  }),
  'not-ready': (nowMs) => ({
    ...idleState(nowMs),
    agent: { phase: 'not-ready', sinceMs: nowMs - 725_000, reason: 'meal' },
    drafts: [draft(callId(9), nowMs, { callId: null, summary: '水表倒转,要求校表', number: 'GD-1123-1001-017' })],
  }),
  ringing: (nowMs) => ringingWith(nowMs, { desks: [desk(callId(1), knownCard(nowMs), script('opening'))] }),
  'ringing-several': (nowMs) =>
    ringingWith(nowMs, {
      calls: calls([ringing(nowMs, { party: { number: '01060001234', displayName: '' } })]),
      drafts: [strangerDraft(nowMs, '01060001234')],
      desks: [desk(callId(1), severalCard(), script('opening', [], strangerOpening))],
    }),
  'ringing-none': (nowMs) =>
    ringingWith(nowMs, {
      calls: calls([ringing(nowMs, { party: { number: '18655550123', displayName: '' }, queue: null, kind: 'direct' })]),
      drafts: [strangerDraft(nowMs, '18655550123')],
      desks: [desk(callId(1), strangerCard(), script('opening', [], strangerOpening))],
    }),
  'ringing-hostile': (nowMs) =>
    ringingWith(nowMs, {
      calls: calls([ringing(nowMs, { party: { number: '13800005678', displayName: '<script>alert(1)</script>' } })]),
      desks: [desk(callId(1), knownCard(nowMs, hostile), script('opening', [], `您好!${'长'.repeat(220)}<b>{x}</b>`))],
    }),
  'ringing-practice': (nowMs) =>
    ringingWith(nowMs, {
      pbx: { label: '练习线路', practice: true },
      practice: { on: true, rhythm: 'slow', nextRingAtMs: null },
      calls: calls([ringing(nowMs, { practice: true })]),
      desks: [desk(callId(1), knownCard(nowMs), script('opening'))],
    }),
  talking: (nowMs) => talking(nowMs),
  'talking-muted': (nowMs) =>
    talking(nowMs, {
      calls: calls([active(nowMs, { muted: true })]),
      desks: [desk(callId(1), knownCard(nowMs), script('confirm', ['opening']), { notHeard: 'muted' })],
    }),
  'talking-waiting': (nowMs) =>
    talking(nowMs, {
      calls: calls([
        active(nowMs),
        ringing(nowMs, { id: callId(2), waiting: true, party: { number: '18655550123', displayName: '' } }),
      ]),
      desks: [
        desk(callId(1), knownCard(nowMs), script('confirm', ['opening'])),
        desk(callId(2), strangerCard(), script('opening'), { draftId: null }),
      ],
    }),
  'link-down': (nowMs) =>
    talking(nowMs, {
      calls: calls([active(nowMs, { linkDown: true })]),
      line: { phase: 'down', sinceMs: nowMs - 4000, trouble: 'dropped', nextTryAtMs: nowMs + 2000, attempt: 2 },
    }),
  'closing-guard': (nowMs) =>
    talking(nowMs, {
      desks: [
        desk(callId(1), knownCard(nowMs), script('closing', ['opening', 'confirm', 'ask-more', 'closing']), {
          closingGuardUntilMs: nowMs + 5000,
        }),
      ],
    }),
  hold: (nowMs) =>
    talking(nowMs, {
      calls: calls([held(nowMs)]),
      desks: [
        desk(callId(1), knownCard(nowMs), script('on-hold', ['opening', 'ask-wait']), { holdReminderAtMs: nowMs + 36_000 }),
      ],
    }),
  'hold-over': (nowMs) =>
    talking(nowMs, {
      calls: calls([active(nowMs, { hold: 'local', holdSinceMs: nowMs - 131_000 })]),
      desks: [desk(callId(1), knownCard(nowMs), script('on-hold', ['opening']), { holdReminderAtMs: nowMs + 109_000 })],
    }),
  'held-by-far-side': (nowMs) =>
    talking(nowMs, { calls: calls([active(nowMs, { hold: 'remote', holdSinceMs: nowMs - 12_000 })]) }),
  'transfer-calling': (nowMs) => consultation(nowMs, 'calling'),
  'transfer-talking': (nowMs) => consultation(nowMs, 'talking'),
  'transfer-ended': (nowMs) => talking(nowMs, { calls: calls([over(active(nowMs), nowMs), over(consultLeg(nowMs), nowMs)]) }),
  'transfer-blind': (nowMs) =>
    talking(nowMs, {
      calls: calls([held(nowMs)], {
        transfer: { kind: 'blind', customerCallId: callId(1), to: '1003', phase: 'ringing', failure: null },
      }),
    }),
  'transfer-failed': (nowMs) =>
    talking(nowMs, {
      calls: calls([held(nowMs)], {
        transfer: { kind: 'blind', customerCallId: callId(1), to: '1003', phase: 'failed', failure: 'busy' },
      }),
    }),
  'three-way': (nowMs) =>
    talking(nowMs, {
      calls: calls([active(nowMs), consultLeg(nowMs)], { conference: [callId(1), callId(2)], activeCallId: callId(1) }),
    }),
  'two-calls': (nowMs) =>
    talking(nowMs, {
      calls: calls([
        held(nowMs),
        active(nowMs, { id: callId(2), party: { number: '18655550123', displayName: '' }, answeredAtMs: nowMs - 30_000 }),
      ]),
      desks: [
        desk(callId(1), knownCard(nowMs), script('on-hold', ['opening'])),
        desk(callId(2), strangerCard(), script('opening'), { draftId: null }),
      ],
    }),
  dialling: (nowMs) => {
    const { waiting: _w, autoAnswerAtMs: _a, ...base } = ringing(nowMs);
    return talking(nowMs, {
      calls: calls([{ ...base, direction: 'out', queue: null, kind: 'direct', phase: 'alerting', earlyMedia: false }]),
      desks: [
        desk(
          callId(1),
          knownCard(nowMs),
          script('opening', [], '您好,请问是王秀兰女士吗?我是清源水务客服1001号。现在方便接听吗?'),
        ),
      ],
    });
  },
  ended: (nowMs) => talking(nowMs, { calls: calls([over(active(nowMs), nowMs)]) }),
  'centre-offline': (nowMs) => ({
    ...idleState(nowMs),
    centre: {
      phase: 'offline',
      sinceMs: nowMs - 17 * minuteMs,
      trouble: 'unreachable',
      waitingOperations: 4,
      parkedOperations: 1,
      lastContactAtMs: nowMs - 17 * minuteMs,
      loading: null,
    },
  }),
  'signed-out': (nowMs) => ({
    ...idleState(nowMs),
    identity: null,
    centre: { ...idleState(nowMs).centre, phase: 'signed-out', trouble: 'wrong-password' },
    line: { phase: 'off', sinceMs: nowMs - 5000 },
  }),
  'line-down': (nowMs) => ({
    ...idleState(nowMs),
    line: { phase: 'down', sinceMs: nowMs - 40_000, trouble: 'timed-out', nextTryAtMs: nowMs + 12_000, attempt: 6 },
  }),
  elsewhere: (nowMs) => ({
    ...idleState(nowMs),
    line: { phase: 'elsewhere', sinceMs: nowMs - 20_000, where: '10.2.8.44' },
  }),
  loading: (nowMs) => ({
    ...idleState(nowMs),
    centre: { ...idleState(nowMs).centre, loading: { rows: 412_000, total: 1_000_000 } },
  }),
  'microphone-refused': (nowMs) => ({ ...idleState(nowMs), media: { ...idleState(nowMs).media, microphone: 'refused' } }),
  'microphone-none': (nowMs) => ({
    ...idleState(nowMs),
    media: { ...idleState(nowMs).media, microphone: 'none', microphones: [] },
  }),
  'sound-blocked': (nowMs) => ({ ...idleState(nowMs), media: { ...idleState(nowMs).media, soundBlocked: true } }),
} as const satisfies Record<string, (nowMs: number) => SeatState>;

export type SceneName = keyof typeof scenes;

export function isSceneName(name: string): name is SceneName {
  return Object.hasOwn(scenes, name);
}
