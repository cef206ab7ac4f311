import { defaultSettings } from '#shared/bridge/settings.ts';
import type { CallDesk, Card, SeatState } from '#shared/bridge/state.ts';
import { type Call, CallId } from '#shared/call/call.ts';
import type { ScriptView } from '#shared/script/view.ts';
import type { TicketDraft } from '#shared/ticket/ticket.ts';

type Active = Extract<Call, { phase: 'active' }>;
type Ringing = Extract<Call, { phase: 'ringing' }>;

export const callId = (n: number): CallId => CallId.parse(`call-${n}`);

/** A seat in the middle of an ordinary day: registered, ready, everything sent. */
export function idleState(nowMs: number): SeatState {
  return {
    identity: {
      agentNumber: '1001',
      name: '李晓雯',
      role: 'agent',
      team: '一组',
      brand: '清源水务',
      outgoingNumbers: ['01095598', '01060009559'],
    },
    agent: { phase: 'ready', sinceMs: nowMs - 192_000 },
    line: { phase: 'registered', sinceMs: nowMs - 3_600_000 },
    pbx: { label: 'pbx.qingyuan.example', practice: false },
    centre: {
      phase: 'online',
      sinceMs: nowMs - 3_600_000,
      trouble: null,
      waitingOperations: 0,
      parkedOperations: 0,
      lastContactAtMs: nowMs - 2000,
      loading: null,
    },
    calls: { calls: [], activeCallId: null, transfer: null, conference: [] },
    desks: [],
    drafts: [],
    missedUnseen: 2,
    media: {
      page: 'ready',
      microphone: 'ok',
      microphones: [
        { id: 'default', label: '默认 - 耳麦' },
        { id: 'm1', label: 'Jabra Evolve 40' },
      ],
      speakers: [
        { id: 'default', label: '默认 - 耳麦' },
        { id: 's1', label: 'Jabra Evolve 40' },
        { id: 's2', label: '内置扬声器' },
      ],
      soundBlocked: false,
    },
    practice: { on: false, rhythm: 'off', nextRingAtMs: null },
    colleagues: [
      { number: '1002', name: '赵敏', pinyin: 'zhaomin zm', kind: 'colleague', note: '一组' },
      { number: '1003', name: '孙建国', pinyin: 'sunjianguo sjg', kind: 'colleague', note: '一组' },
      { number: '1100', name: '周丽', pinyin: 'zhouli zl', kind: 'colleague', note: '班长' },
      { number: '6001', name: '报修队列', pinyin: 'baoxiu bx', kind: 'queue', note: '' },
      { number: '01088886666', name: '抢修二班', pinyin: 'qiangxiuerban qxeb', kind: 'external', note: '值班电话' },
    ],
    notices: [
      {
        id: 'n1',
        title: '枣园路 40–60 号抢修,预计下午恢复',
        text: '枣园路 40–60 号供水主管道抢修,影响约 600 户。客户来电请告知临时供水点:枣园路 52 号门口。',
        publishedAtMs: nowMs - 5_400_000,
        read: false,
      },
      {
        id: 'n2',
        title: '12 月起水费可用数字人民币缴纳',
        text: '营业厅与线上渠道同步开通,办理口径见知识库。',
        publishedAtMs: nowMs - 90_000_000,
        read: true,
      },
    ],
    today: { answered: 31, missed: 1, placed: 6, within15s: 30, talkMs: 31 * 168_000, tickets: 18 },
    settings: { ...defaultSettings, theme: 'light' },
    shell: 'web',
  };
}

export function ringing(nowMs: number, more: Partial<Ringing> = {}): Ringing {
  return {
    id: callId(1),
    direction: 'in',
    party: { number: '13800005678', displayName: '' },
    dialled: '95598',
    queue: { name: '报修', waitedMs: 14_000 },
    linkedId: null,
    kind: 'queue',
    practice: false,
    offeredAtMs: nowMs - 7000,
    phase: 'ringing',
    waiting: false,
    autoAnswerAtMs: null,
    ...more,
  };
}

export function active(nowMs: number, more: Partial<Active> = {}): Active {
  const { waiting: _waiting, autoAnswerAtMs: _autoAnswerAtMs, ...base } = ringing(nowMs);
  return {
    ...base,
    phase: 'active',
    offeredAtMs: nowMs - 199_000,
    answeredAtMs: nowMs - 192_000,
    hold: 'none',
    holdSinceMs: null,
    holdChanging: false,
    muted: false,
    media: 'ok',
    linkDown: false,
    ...more,
  };
}

export function desk(id: CallId, card: Card, script: ScriptView, more: Partial<CallDesk> = {}): CallDesk {
  return {
    callId: id,
    card,
    script,
    draftId: `draft-${id}`,
    holdReminderAtMs: null,
    closingGuardUntilMs: null,
    notHeard: null,
    ...more,
  };
}

export function draft(id: CallId, nowMs: number, more: Partial<TicketDraft> = {}): TicketDraft {
  return {
    id: `draft-${id}`,
    number: 'GD-1123-1001-019',
    kind: 'repair',
    callId: id,
    customerId: 'c-0000',
    contactName: '王秀兰',
    contactNumber: '13800005678',
    accountNumber: '33010045782',
    address: '朝阳区枣园路 46 号院 3-502',
    summary: '',
    priority: 'normal',
    assignee: '',
    fields: {},
    openedAtMs: nowMs - 7000,
    changedAtMs: nowMs - 7000,
    ...more,
  };
}
