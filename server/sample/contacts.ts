import type { Contact } from '#shared/customer/customer.ts';
import { sampleCustomer } from './customers.ts';
import { mix, pick } from './mix.ts';

const dayMs = 86_400_000;

/** The kind is named by the screen: the text only says what it was about. */
const lines: readonly (readonly [Contact['kind'], string])[] = [
  ['call-in', '1:05 · 咨询 阶梯水价'],
  ['call-in', '2:41 · 报修 渗水'],
  ['call-in', '0:48 · 查询 水费余额'],
  ['call-in', '3:20 · 报修 水压低'],
  ['call-out', '回访 1:30 · 已恢复,态度满意'],
  ['call-out', '0:40 · 确认上门时间'],
  ['sms', '账单提醒 已送达'],
  ['sms', '停水通知 已送达'],
  ['visit', '更换表前阀门'],
  ['note', '家中有宠物,上门前请电话'],
];

const agents = ['1001', '1002', '1003'];

/** What passed between us and a customer before `nowMs`, newest first: three lines for customer 0, none to four for the others. */
export function sampleContacts(index: number, nowMs: number): Contact[] {
  const customerId = sampleCustomer(index).id;
  if (index === 0)
    return [
      { id: 'k-0-1', customerId, atMs: nowMs - 0.9 * dayMs, kind: 'call-in', text: '2:41 · 报修 渗水', agentNumber: '1003' },
      { id: 'k-0-2', customerId, atMs: nowMs - 18 * dayMs, kind: 'sms', text: '账单提醒 已送达', agentNumber: null },
      {
        id: 'k-0-3',
        customerId,
        atMs: nowMs - 47 * dayMs,
        kind: 'call-in',
        text: '1:05 · 咨询 阶梯水价',
        agentNumber: '1001',
      },
    ];
  const count = mix(index, 61) % 5;
  const contacts: Contact[] = [];
  for (let at = 0; at < count; at++) {
    const [kind, text] = pick(lines, mix(index, 62 + at));
    const daysAgo = 2 + at * 30 + (mix(index, 70 + at) % 28);
    const agentNumber = kind === 'sms' ? null : pick(agents, mix(index, 80 + at));
    contacts.push({ id: `k-${index}-${at + 1}`, customerId, atMs: nowMs - daysAgo * dayMs, kind, text, agentNumber });
  }
  return contacts;
}
