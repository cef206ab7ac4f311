import type { PracticeState } from '#shared/bridge/state.ts';

/** The practice page. The callers are those of server/practice; one without a name here is shown by its own. */
export const practice = {
  title: '练习线路',
  badge: '练习',
  what: '来电的都是虚拟客户:他们会说话、等候、被转接、挂断。不会打到外面,也不会惊动真实客户。',
  off: '现在接的是真实线路',
  offText: '练习只在练习线路上进行。要练习,请到“设置 · 连接”里回到练习线路。',
  toSettings: '去设置',
  ringNow: '现在来一通',
  ringNowText: '按下后一两秒就会响铃。',
  anyone: '随机一位',
  choose: '指定来电的客户',
  rhythm: '自动来电',
  rhythmText: '挂断后按这个节奏再来一通。',
  rhythms: { off: '不自动来', slow: '慢 · 3 分钟', steady: '适中 · 1 分钟', busy: '忙 · 20 秒' } satisfies Record<
    PracticeState['rhythm'],
    string
  >,
  next: '下一通',
  nextNone: '不会自动来电,按上面的按钮。',
  nextUnknown: '按所选节奏随时会来。',
  nextOnCall: '这通结束后再排下一通。',
  numbers: '可以拨打的号码',
  numbersText: '点一下就会放进拨号键盘。',
  dial: {
    colleague: { name: '同事', what: '会接听,可练先说后转、三方' },
    echo: { name: '回声', what: '您说什么就听到什么,检查耳麦' },
    busy: { name: '占线', what: '转接失败,客户回到您这里' },
    away: { name: '无人接听', what: '一直响铃没有人接' },
  },
  personas: {
    leak: { name: '漏水报修', what: '老客户,厨房水表处渗水' },
    bill: { name: '水费疑问', what: '这个月水费比上月高' },
    complaint: { name: '投诉等待', what: '等了很久,情绪激动,说话快' },
    'no-water': { name: '家里停水', what: '老年客户,请慢讲' },
    transfer: { name: '要求转接', what: '要找负责过户的同事' },
    outage: { name: '停水公告', what: '直接打来,问何时恢复' },
    suggestion: { name: '提建议', what: '慢慢说,请耐心听' },
    pressure: { name: '水压低', what: '高层住户,早晚水小' },
    progress: { name: '问工单进度', what: '报过修,来问到哪一步了' },
    silent: { name: '无声电话', what: '不说话,练无声电话的处理' },
  },
};
