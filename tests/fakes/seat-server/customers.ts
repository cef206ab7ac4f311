import type { Card } from '#shared/bridge/state.ts';
import { type Contact, type Customer, CustomerId, type Outage } from '#shared/customer/customer.ts';
import type { PlacedTicket } from '#shared/ticket/ticket.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** Invented people of the invented water company. */
export const wang: Customer = {
  id: CustomerId.parse('c-0000'),
  name: '王秀兰',
  sex: 'f',
  birthYear: 1964,
  level: 3,
  accountNumber: '33010045782',
  address: '朝阳区枣园路 46 号院 3-502',
  area: 'zaoyuan',
  phones: [{ number: '8613800005678', label: 'mobile' }],
  tags: ['独居老人', '自动缴费'],
  preferences: '听力不便,请慢讲',
  billing: { monthFen: 8640, usageM3: 12, usageChangeM3: 3, arrearsFen: 4210, arrearsPeriods: 1, asOfMs: 0 },
  updatedAtMs: 0,
};

export const chen: Customer = {
  ...wang,
  id: CustomerId.parse('c-0001'),
  name: '陈立新',
  sex: 'm',
  birthYear: 1988,
  level: 0,
  accountNumber: '33010078215',
  address: '朝阳区枣园路 46 号院 3-503',
  tags: [],
  preferences: '',
  billing: { monthFen: 5200, usageM3: 9.4, usageChangeM3: -1.2, arrearsFen: 0, arrearsPeriods: 0, asOfMs: 0 },
};

export const unknownSex: Customer = {
  ...chen,
  id: CustomerId.parse('c-0002'),
  name: '欧阳若溪',
  sex: 'unknown',
  birthYear: null,
  level: 1,
  accountNumber: '33010099001',
  address: '海淀区学院南路 8 号 12 幢 2 单元 601 室(物业代收)',
  billing: null,
};

/** What a hostile record would try: markup, a template, a long unbroken word. */
export const hostile: Customer = {
  ...wang,
  id: CustomerId.parse('c-0666'),
  name: '<img src=x onerror=alert(1)>{{name}}$t(call:answer)',
  sex: 'unknown',
  address: `"><script>document.title='owned'</script>${'A'.repeat(120)}`,
  preferences: 'javascript:alert(1)',
  tags: ['<b>VIP</b>'],
};

export function openTicket(nowMs: number): PlacedTicket {
  return {
    ticket: {
      id: 't-1',
      number: 'GD-1122-1003-004',
      kind: 'repair',
      callId: null,
      customerId: wang.id,
      contactName: wang.name,
      contactNumber: '8613800005678',
      accountNumber: wang.accountNumber,
      address: wang.address,
      summary: '厨房水表处渗水',
      priority: 'urgent',
      assignee: '抢修二班',
      fields: {},
      status: 'dispatched',
      createdAtMs: nowMs - dayMs,
      createdBy: '1003',
      handOverByMs: nowMs - dayMs + 120 * minuteMs,
      visitByMs: nowMs + 98 * minuteMs,
    },
    place: 'server',
    savedAtMs: nowMs - dayMs,
    arrivedAtMs: nowMs - dayMs + 400,
    reason: null,
  };
}

export function contacts(nowMs: number): Contact[] {
  const about = (id: string, daysAgo: number, kind: Contact['kind'], text: string, agentNumber: string | null): Contact => ({
    id,
    customerId: wang.id,
    atMs: nowMs - daysAgo * dayMs,
    kind,
    text,
    agentNumber,
  });
  return [
    about('k1', 0.9, 'call-in', '2:41 · 报修 厨房水表处渗水', '1003'),
    about('k2', 5, 'sms', '账单提醒 已送达', null),
    about('k3', 21, 'call-in', '1:05 · 咨询 阶梯水价', '1001'),
    about('k4', 64, 'visit', '换表 DN15,旧表读数 1182', null),
    about('k5', 131, 'call-out', '回访 换表满意', '1002'),
  ];
}

export function outage(nowMs: number): Outage {
  return {
    id: 'o-1',
    area: 'zaoyuan',
    kind: 'repair',
    text: '枣园路 40–60 号管道抢修',
    startsAtMs: nowMs - 60 * minuteMs,
    endsAtMs: nowMs + 185 * minuteMs,
  };
}

export function knownCard(nowMs: number, customer: Customer = wang): Card {
  return {
    shownNumber: '13800005678',
    region: '北京 移动',
    match: 'one',
    candidates: [{ customer, reasons: ['number', 'earlier-call'] }],
    customer,
    reasons: ['number', 'earlier-call'],
    openTickets: [openTicket(nowMs)],
    contacts: contacts(nowMs),
    contactsTotal: 23,
    outage: outage(nowMs),
    earlierCalls: 3,
  };
}

export function severalCard(): Card {
  return {
    shownNumber: '01060001234',
    region: '北京 固定电话',
    match: 'several',
    candidates: [
      { customer: wang, reasons: ['same-household', 'earlier-call'] },
      { customer: chen, reasons: ['second-number'] },
      { customer: unknownSex, reasons: ['number'] },
    ],
    customer: null,
    reasons: [],
    openTickets: [],
    contacts: [],
    contactsTotal: 0,
    outage: null,
    earlierCalls: 1,
  };
}

export function strangerCard(): Card {
  return {
    shownNumber: '18655550123',
    region: '安徽 合肥 联通',
    match: 'none',
    candidates: [],
    customer: null,
    reasons: [],
    openTickets: [],
    contacts: [],
    contactsTotal: 0,
    outage: null,
    earlierCalls: 0,
  };
}
