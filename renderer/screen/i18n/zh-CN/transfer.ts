import type { TransferFailure } from '#shared/call/call.ts';

/** The transfer picker. */
export const transfer = {
  title: '转接',
  held: '客户正在听音乐等候',
  holding: '正在请客户稍候',
  filter: '姓名、拼音、首字母或号码',
  kind: { colleague: '同事', queue: '队列', recent: '最近通话', external: '常用号码', typed: '拨这个号码' },
  elsewhere: {
    title: '转到别处',
    rings: '来电还在响铃,不接听就转走。客户听到的仍是回铃音。',
    send: '转过去',
    close: '不转',
  },
  consult: '先说后转',
  blind: '直接转',
  keys: { move: '选择', consult: '先和对方说', blind: '直接转过去', close: '返回客户' },
  empty: '没有符合的人或号码',
  emptyText: '可以直接输入要转的号码。',
  noColleagues: '还没有同事名单',
  noColleaguesText: '连上中心后会自动取得;现在可以直接输入号码。',
  failure: {
    busy: '{{to}} 占线,客户已回到您这里。',
    'not-found': '没有 {{to}} 这个号码,客户已回到您这里。',
    'no-answer': '{{to}} 没有人接,客户已回到您这里。',
    rejected: '{{to}} 没有接受,客户已回到您这里。',
    unreachable: '{{to}} 现在联系不上,客户已回到您这里。',
    'customer-gone': '客户已经挂断,请按号码回拨。',
    'not-allowed': '不允许转到 {{to}},客户已回到您这里。',
    'link-down': '线路中断,没有转成。恢复后请再试。',
    failed: '没有转成,客户已回到您这里。',
  } satisfies Record<TransferFailure, string>,
};
