import type { FieldOption, TicketKindSpec } from './kinds.ts';

const hourMs = 3_600_000;

export function option(code: string, zh: string, en: string): FieldOption {
  return { code, label: { zh, en } };
}

export const urgencies: readonly FieldOption[] = [
  option('normal', '一般', 'Normal'),
  option('soon', '较急', 'Soon'),
  option('urgent', '紧急', 'Urgent'),
];

export const repair: TicketKindSpec = {
  code: 'repair',
  label: { zh: '报修', en: 'Repair' },
  handOver: 'hand-over',
  story: null,
  needsContact: true,
  clocks: { handOverMs: 2 * hourMs, visitMs: 48 * hourMs },
  fields: [
    { code: 'place', type: 'text', label: { zh: '地点', en: 'Place' }, required: true },
    {
      code: 'fault',
      type: 'choice',
      label: { zh: '故障', en: 'Fault' },
      required: true,
      options: [
        option('leak', '漏水', 'Leak'),
        option('no-water', '无水', 'No water'),
        option('low-pressure', '水压低', 'Low pressure'),
        option('meter', '水表', 'Meter'),
        option('quality', '水质', 'Water quality'),
        option('burst', '爆管', 'Burst pipe'),
        option('other', '其他', 'Other'),
      ],
    },
    { code: 'since', type: 'moment', label: { zh: '何时起', en: 'Since' } },
    { code: 'urgency', type: 'choice', label: { zh: '紧急', en: 'Urgency' }, options: urgencies },
    { code: 'access', type: 'text', label: { zh: '可上门', en: 'Access times' } },
    {
      code: 'warranty',
      type: 'choice',
      label: { zh: '保修', en: 'Warranty' },
      options: [
        option('in', '保修期内', 'In warranty'),
        option('out', '已过保修', 'Out of warranty'),
        option('unknown', '待核实', 'To be checked'),
      ],
    },
    { code: 'photos', type: 'number', label: { zh: '照片(张)', en: 'Photos (number)' } },
  ],
};

export const enquiry: TicketKindSpec = {
  code: 'enquiry',
  label: { zh: '咨询', en: 'Enquiry' },
  handOver: null,
  story: null,
  needsContact: false,
  clocks: { handOverMs: null, visitMs: null },
  fields: [
    {
      code: 'subject',
      type: 'choice',
      label: { zh: '主题', en: 'Subject' },
      required: true,
      options: [
        option('bill', '水费账单', 'Bill'),
        option('opening', '开户', 'Opening an account'),
        option('transfer', '过户', 'Transfer of name'),
        option('outage', '停水', 'Outage'),
        option('price', '水价', 'Price'),
        option('hours', '营业时间', 'Business hours'),
        option('other', '其他', 'Other'),
      ],
    },
    { code: 'answer', type: 'long', label: { zh: '答复', en: 'Answer given' } },
    { code: 'article', type: 'text', label: { zh: '引用知识', en: 'Article used' } },
  ],
};

export const help: TicketKindSpec = {
  code: 'help',
  label: { zh: '求助', en: 'Help' },
  handOver: null,
  story: 'needed',
  needsContact: true,
  clocks: { handOverMs: null, visitMs: null },
  fields: [
    { code: 'needed', type: 'long', label: { zh: '需要什么', en: 'What is needed' } },
    { code: 'who', type: 'text', label: { zh: '谁需要', en: 'Who needs it' } },
    { code: 'age', type: 'number', label: { zh: '年龄', en: 'Age' } },
    { code: 'illness', type: 'text', label: { zh: '身体情况', en: 'Illness' } },
    { code: 'urgency', type: 'choice', label: { zh: '紧急', en: 'Urgency' }, options: urgencies },
    { code: 'promised', type: 'moment', label: { zh: '答应时间', en: 'Promised time' } },
  ],
};

export const query: TicketKindSpec = {
  code: 'query',
  label: { zh: '查询', en: 'Query' },
  handOver: null,
  story: null,
  needsContact: false,
  clocks: { handOverMs: null, visitMs: null },
  fields: [
    {
      code: 'what',
      type: 'choice',
      label: { zh: '查什么', en: 'What' },
      required: true,
      options: [
        option('balance', '余额', 'Balance'),
        option('usage', '用量', 'Usage'),
        option('progress', '工单进度', 'Progress of a ticket'),
        option('outage', '停水', 'Outage'),
        option('article', '知识', 'Article'),
      ],
    },
    { code: 'result', type: 'long', label: { zh: '查询结果', en: 'Result given' } },
  ],
};
