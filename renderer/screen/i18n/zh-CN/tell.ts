import type { Tell } from '#shared/bridge/events.ts';

/** Said once, when it happens. Parameters come from the seat; a missing one leaves its place empty. */
export const tell = {
  'call-ended': '通话结束',
  'missed-call': '有一通未接来电 {{number}}',
  'transfer-done': '已转接到 {{to}}',
  'transfer-failed': '没有转成,客户已回到您这里',
  'customer-back': '客户已回到您这里',
  'call-restored': '通话已恢复',
  'call-lost': '通话中断了,请按号码回拨',
  'device-gone': '正在用的耳麦拔掉了,已换用系统默认设备',
  'device-changed': '已改用 {{label}}',
  'ticket-saved': '工单 {{number}} 已存在本机',
  'ticket-on-server': '工单 {{number}} 已到中心',
  'ticket-parked': '工单 {{number}} 被中心退回,请到“工单”里查看',
  'draft-recovered': '上次没写完的工单已找回',
  'auto-answered': '已自动接听',
  'hold-reminder': '客户等候已到时限,请回来说一声',
  'taken-over': '线路已转到本坐席',
  'disk-full': '本机磁盘已满,新的内容存不下,请尽快清理',
  'malformed-sip': '收到一条格式不对的线路消息,已忽略',
  'cache-rebuilt': '客户资料缓存已重建',
} satisfies Record<Tell['code'], string>;
