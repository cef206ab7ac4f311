import { kindSpec } from '#shared/ticket/kinds.ts';
import type { TicketKind } from '#shared/ticket/ticket.ts';
import { dayNumber, localMoment } from './local-time.ts';

/** When the customer will hear from us: what was promised, else the hand-over clock of the kind from now; null without either. */
export function promiseOf(kind: TicketKind | null, promisedAtMs: number | null, nowMs: number): number | null {
  if (promisedAtMs !== null) return promisedAtMs;
  const clock = kind === null ? null : kindSpec(kind).clocks.handOverMs;
  return clock === null ? null : nowMs + clock;
}

/** A moment as it is said on the telephone: 今天15:20, 明天09:10, 11月25日10:00; in English 15:20 today. */
export function momentInWords(atMs: number, nowMs: number, timeZone: string, language: 'zh-CN' | 'en'): string {
  const at = localMoment(atMs, timeZone);
  const days = dayNumber(at) - dayNumber(localMoment(nowMs, timeZone));
  const clock = `${String(Math.floor(at.minute / 60)).padStart(2, '0')}:${String(at.minute % 60).padStart(2, '0')}`;
  if (language === 'en') {
    const day = days === 0 ? 'today' : days === 1 ? 'tomorrow' : `on ${at.year}-${at.month}-${at.day}`;
    return `${clock} ${day}`;
  }
  const day = days === 0 ? '今天' : days === 1 ? '明天' : days === 2 ? '后天' : `${at.month}月${at.day}日`;
  return `${day}${clock}`;
}
