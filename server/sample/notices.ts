import type { z } from 'zod';
import type { Notice } from '#shared/bridge/state.ts';

const hourMs = 3_600_000;

/** Messages to all seats, newest first. */
export function sampleNotices(nowMs: number): z.infer<typeof Notice>[] {
  const list: readonly (readonly [number, string, string])[] = [
    [
      1,
      '枣园路抢修',
      '枣园路 40–60 号主管漏水,抢修二班已在现场。来电请告知临时供水点设在枣园路口;登记报修时请注明楼号与联系电话,不必重复派单。',
    ],
    [5, '科苑一路水压偏低', '泵站检修至今晚,八层以上住户水压偏低。属计划检修,登记查询即可,不派抢修。'],
    [26, '冬季水表防冻提示', '气温将降到零下。请提醒表井在室外的客户包裹水表和阀门;已冻住的不要用开水浇。'],
    [50, '阶梯水价问答已更新', '第二、三阶梯的起算水量与人口多于五人的家庭加量办法,以知识库最新一版为准。'],
    [98, '回访用语调整', '报修结案回访先问是否恢复用水,再问到场时间与态度;未接通的按三个不同时段再拨。'],
  ];
  return list.map(([hoursAgo, title, text], at) => ({
    id: `n-${at + 1}`,
    title,
    text,
    publishedAtMs: nowMs - hoursAgo * hourMs,
    read: false,
  }));
}
