import type { Outage } from '#shared/customer/customer.ts';
import { firstArea } from './places.ts';

const hourMs = 3_600_000;

/** Interruptions of supply around a moment: in the area of customer 0 a repair is running at `nowMs`. */
export function sampleOutages(nowMs: number): Outage[] {
  const list: readonly (Omit<Outage, 'id' | 'startsAtMs' | 'endsAtMs'> & { from: number; to: number })[] = [
    {
      area: firstArea.area,
      kind: 'repair',
      text: '枣园路 40–60 号主管漏水抢修,抢修二班在现场;枣园路口有临时供水点',
      from: -2,
      to: 3,
    },
    { area: '双桥', kind: 'planned', text: '双桥西里更换阀门,计划停水', from: 20, to: 26 },
    { area: '科学园', kind: 'low-pressure', text: '科苑一路泵站检修,高层水压偏低', from: -5, to: 7 },
    { area: '望河', kind: 'planned', text: '望河大道管网冲洗,可能短时水色发黄,放水几分钟即可', from: 44, to: 48 },
    { area: '松涛', kind: 'repair', text: '松涛北街消火栓漏水,已修复', from: -30, to: -24 },
  ];
  return list.map(({ from, to, ...outage }, at) => ({
    ...outage,
    id: `o-${at + 1}`,
    startsAtMs: nowMs + from * hourMs,
    endsAtMs: nowMs + to * hourMs,
  }));
}
