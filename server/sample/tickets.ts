import type { Ticket, TicketStatus } from '#shared/ticket/ticket.ts';
import { sampleCustomer } from './customers.ts';
import { mix, pick } from './mix.ts';

const hourMs = 3_600_000;

type Story = Pick<Ticket, 'kind' | 'summary' | 'priority' | 'assignee' | 'fields'>;

const stories: readonly Story[] = [
  {
    kind: 'repair',
    summary: '厨房水表接头处渗水,地面有积水。',
    priority: 'high',
    assignee: '抢修二班',
    fields: { place: '厨房水表处', fault: 'leak' },
  },
  {
    kind: 'repair',
    summary: '水压低,早晚高峰热水器不能点火。',
    priority: 'normal',
    assignee: '抢修五班',
    fields: { place: '全屋', fault: 'low-pressure' },
  },
  {
    kind: 'enquiry',
    summary: '问第二阶梯起算水量,已按知识库答复。',
    priority: 'normal',
    assignee: '',
    fields: { subject: 'bill', answer: '按年累计水量计算,已说明本户用量' },
  },
  {
    kind: 'complaint',
    summary: '反映抄表员未入户却估抄,要求核实并回复。',
    priority: 'high',
    assignee: '营业管理部',
    fields: { about: 'bill' },
  },
  {
    kind: 'query',
    summary: '查询报修工单进度,已告知预计到场时间。',
    priority: 'normal',
    assignee: '',
    fields: { what: 'progress', result: '已告知' },
  },
  {
    kind: 'tip-off',
    summary: '反映工地夜间从消火栓接水。',
    priority: 'normal',
    assignee: '稽查队',
    fields: { about: 'theft', place: '工地大门旁消火栓', anonymous: true },
  },
];

const statuses: readonly TicketStatus[] = ['registered', 'dispatched', 'in-progress', 'feedback', 'closed', 'closed', 'closed'];

/** Verified or handed over within 2 h, visited within 48 h (complaint and repair); the other kinds have no such clock. */
function clocks(kind: Ticket['kind'], createdAtMs: number): Pick<Ticket, 'handOverByMs' | 'visitByMs'> {
  if (kind !== 'complaint' && kind !== 'repair') return { handOverByMs: null, visitByMs: null };
  return { handOverByMs: createdAtMs + 2 * hourMs, visitByMs: createdAtMs + 48 * hourMs };
}

/** Day of a moment as MMDD in China's time, which the shown number of a ticket carries. */
function monthDay(atMs: number): string {
  const local = new Date(atMs + 8 * hourMs);
  return `${String(local.getUTCMonth() + 1).padStart(2, '0')}${String(local.getUTCDate()).padStart(2, '0')}`;
}

/** The ticket of an index, opened before `nowMs`. Ticket 0 is the open repair of customer 0, of yesterday afternoon. */
export function sampleTicket(index: number, nowMs: number): Ticket {
  const customerIndex = index === 0 ? 0 : 1 + (mix(index, 91) % 9_999);
  const customer = sampleCustomer(customerIndex);
  const story = index === 0 ? stories[0] : pick(stories, mix(index, 92));
  if (!story) throw new Error('the sample has no story');
  const createdAtMs = Math.floor(nowMs - (index === 0 ? 21.7 : 1 + (mix(index, 93) % 700)) * hourMs);
  const createdBy = index === 0 ? '1003' : pick(['1002', '1003'], mix(index, 94));
  return {
    id: `t-${String(index).padStart(5, '0')}`,
    number: `GD-${monthDay(createdAtMs)}-${createdBy}-S${String(index).padStart(3, '0')}`,
    callId: null,
    customerId: customer.id,
    contactName: customer.name,
    contactNumber: customer.phones[0]?.number ?? '',
    accountNumber: customer.accountNumber,
    address: customer.address,
    ...story,
    status: index === 0 ? 'dispatched' : pick(statuses, mix(index, 95)),
    createdAtMs,
    createdBy,
    ...clocks(story.kind, createdAtMs),
  };
}
