import type { Role } from '#shared/agent/agent.ts';
import type { Colleague } from '#shared/bridge/state.ts';

export const sampleBrand = '清源水务';

type SampleAgent = {
  readonly agentNumber: string;
  readonly name: string;
  readonly pinyin: string;
  readonly role: Role;
  readonly team: string;
  readonly note: string;
};

export const sampleAgents: readonly SampleAgent[] = [
  { agentNumber: '1001', name: '周敏', pinyin: 'zhou min', role: 'agent', team: '白班一组', note: '综合' },
  { agentNumber: '1002', name: '李强', pinyin: 'li qiang', role: 'agent', team: '白班一组', note: '报修' },
  { agentNumber: '1003', name: '赵雪', pinyin: 'zhao xue', role: 'agent', team: '白班二组', note: '账单' },
  { agentNumber: '1100', name: '陈立新', pinyin: 'chen li xin', role: 'lead', team: '白班一组', note: '班长' },
  { agentNumber: '1900', name: '黄文', pinyin: 'huang wen', role: 'administrator', team: '运行', note: '系统管理' },
];

/** Known to everybody who reads the sample: only a centre started with NINHAO_SAMPLE=1 has these people. */
export function samplePassword(agentNumber: string): string {
  return `ninhao-${agentNumber}`;
}

/** Numbers that sample seats may present, the first by default. */
export const sampleOutgoingNumbers: readonly string[] = ['01096116', '01062290000'];

/** Who can be reached from the transfer picker: people, queues, and desks outside. */
export function sampleColleagues(): Colleague[] {
  const people = sampleAgents.map(
    ({ agentNumber, name, pinyin, note }): Colleague => ({ number: agentNumber, name, pinyin, kind: 'colleague', note }),
  );
  const others: readonly Colleague[] = [
    { number: '6001', name: '报修', pinyin: 'bao xiu', kind: 'queue', note: '技能组' },
    { number: '6002', name: '账单与水价', pinyin: 'zhang dan yu shui jia', kind: 'queue', note: '技能组' },
    { number: '6003', name: '投诉', pinyin: 'tou su', kind: 'queue', note: '技能组,班长在组' },
    { number: '600', name: '回声测试', pinyin: 'hui sheng ce shi', kind: 'external', note: '听到自己的声音' },
    { number: '01062290011', name: '抢修二班', pinyin: 'qiang xiu er ban', kind: 'external', note: '清源区' },
    { number: '01062290021', name: '抢修五班', pinyin: 'qiang xiu wu ban', kind: 'external', note: '望河区' },
    { number: '01062290030', name: '水质化验室', pinyin: 'shui zhi hua yan shi', kind: 'external', note: '工作日白天' },
    { number: '01062290040', name: '营业大厅', pinyin: 'ying ye da ting', kind: 'external', note: '开户、过户' },
  ];
  return [...people, ...others];
}
