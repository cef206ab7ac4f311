import type { Contact, MatchReason } from '#shared/customer/customer.ts';
import type { PlacedTicket, TicketKind, TicketStatus } from '#shared/ticket/ticket.ts';

const reason = {
  number: '号码相符',
  'second-number': '备用号码相符',
  'same-household': '同一住址',
  chosen: '坐席选定',
  'earlier-call': '曾用此号来电',
  account: '户号相符',
} satisfies Record<MatchReason, string>;

const contact = {
  'call-in': '来电',
  'call-out': '去电',
  sms: '短信',
  visit: '上门',
  note: '备注',
} satisfies Record<Contact['kind'], string>;

const kind = {
  repair: '报修',
  enquiry: '咨询',
  complaint: '投诉',
  help: '求助',
  'tip-off': '举报',
  query: '查询',
  suggestion: '建议',
} satisfies Record<TicketKind, string>;

const status = {
  registered: '已登记',
  dispatched: '已派',
  'in-progress': '处理中',
  feedback: '待反馈',
  closed: '已销账',
} satisfies Record<TicketStatus, string>;

const place = {
  here: '在本机',
  server: '在中心',
  parked: '被退回',
} satisfies Record<PlacedTicket['place'], string>;

export const customer = {
  panel: '客户',
  title: { f: '女士', m: '先生' },
  age: '{{age}} 岁',
  vip: 'VIP {{level}} 级',
  address: '称呼',
  account: '户号',
  home: '地址',
  phone: '电话',
  phones: { mobile: '手机', home: '家里', work: '单位', other: '其他' },
  came: '来自',
  queue: '{{queue}} 队列,等了 {{waited}}',
  dialled: '拨 {{number}}',
  outgoing: '本坐席呼出',
  reason,
  earlierCalls: '此号来过 {{count}} 次',
  firstCall: '此号首次来电',
  chooseAgain: '重选',
  billing: {
    month: '本月水费',
    usage: '用量',
    arrears: '欠费',
    arrearsOf: '欠费 {{count}} 期',
    noArrears: '无欠费',
    none: '暂无账务资料',
  },
  outage: {
    repair: '所在区域抢修中',
    planned: '所在区域计划停水',
    'low-pressure': '所在区域水压偏低',
    until: '预计 {{time}} 恢复',
    from: '{{time}} 开始',
  },
  openTickets: '未结工单',
  noOpenTickets: '没有未结工单',
  urge: '催办',
  due: '约定 {{time}} 前',
  overdue: '已超约定 {{time}}',
  assignedTo: '{{status}} {{who}}',
  contacts: '往来',
  contactsOf: '共 {{count}} 条',
  noContacts: '没有往来记录',
  contact,
  kind,
  status,
  place,
  by: '{{agent}} 接',
  several: '这个号码对应 {{count}} 位客户',
  severalHint: '先问清是哪一位,再点选;不影响接听。',
  noneOfThem: '都不是',
  stranger: '没有登记过的号码',
  strangerHint: '照常接听;问到姓名或户号后,可在这里找到客户。',
  region: '归属地',
  find: '姓名、拼音、户号、号码、地址',
  findLabel: '查找客户',
  finder: {
    begin: '输入几个字就开始找',
    beginText: '姓名、拼音或首字母、户号、电话、地址的一部分都可以。',
    searching: '正在查找…',
    none: '没有找到“{{text}}”',
    noneText: '换个写法试试:姓名首字母、户号后几位、电话后四位、门牌号。',
    noneLoading: '客户资料还在载入,稍后再找一次。',
    failed: '现在查不了',
    choose: '就是这位来电',
    ticket: '开工单',
    dial: '拨号',
    move: '选择',
    close: '关闭',
  },
  findNone: '没有找到。可直接在工单里填写联系人。',
};
