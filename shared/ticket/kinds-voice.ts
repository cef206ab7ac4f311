import type { TicketKindSpec } from './kinds.ts';
import { option } from './kinds-service.ts';

const hourMs = 3_600_000;

export const complaint: TicketKindSpec = {
  code: 'complaint',
  label: { zh: '投诉', en: 'Complaint' },
  handOver: 'verify',
  story: 'happened',
  needsContact: true,
  clocks: { handOverMs: 2 * hourMs, visitMs: 48 * hourMs },
  fields: [
    {
      code: 'about',
      type: 'choice',
      label: { zh: '投诉对象', en: 'About' },
      required: true,
      options: [
        option('staff', '工作人员', 'Staff'),
        option('bill', '账单', 'Bill'),
        option('repair', '维修', 'Repair'),
        option('quality', '水质', 'Water quality'),
        option('waiting', '等候', 'Waiting'),
        option('other', '其他', 'Other'),
      ],
    },
    { code: 'when', type: 'moment', label: { zh: '发生时间', en: 'When' } },
    { code: 'happened', type: 'long', label: { zh: '经过', en: 'What happened' } },
    { code: 'asked', type: 'long', label: { zh: '诉求', en: 'What is asked for' } },
    { code: 'promised', type: 'moment', label: { zh: '答应时间', en: 'Promised time' } },
    { code: 'earlier', type: 'text', label: { zh: '关联工单', en: 'Earlier ticket' } },
  ],
};

export const tipOff: TicketKindSpec = {
  code: 'tip-off',
  label: { zh: '举报', en: 'Tip-off' },
  handOver: null,
  story: null,
  needsContact: false,
  clocks: { handOverMs: null, visitMs: null },
  fields: [
    {
      code: 'about',
      type: 'choice',
      label: { zh: '举报内容', en: 'About' },
      required: true,
      options: [
        option('theft', '盗用水', 'Water theft'),
        option('damage', '损坏设施', 'Damage'),
        option('building', '压占管线', 'Building over a pipe'),
        option('staff', '工作人员', 'Staff'),
        option('other', '其他', 'Other'),
      ],
    },
    { code: 'place', type: 'text', label: { zh: '地点', en: 'Place' }, required: true },
    { code: 'evidence', type: 'long', label: { zh: '线索', en: 'Evidence' } },
    { code: 'anonymous', type: 'flag', label: { zh: '匿名', en: 'Anonymous' } },
    { code: 'mayContact', type: 'flag', label: { zh: '可以联系', en: 'May be contacted' } },
  ],
};

export const suggestion: TicketKindSpec = {
  code: 'suggestion',
  label: { zh: '建议', en: 'Suggestion' },
  handOver: null,
  story: 'text',
  needsContact: false,
  clocks: { handOverMs: null, visitMs: null },
  fields: [
    { code: 'about', type: 'text', label: { zh: '关于', en: 'About' } },
    { code: 'text', type: 'long', label: { zh: '建议内容', en: 'Suggestion' } },
    { code: 'mayContact', type: 'flag', label: { zh: '可以联系', en: 'May be contacted' } },
  ],
};
