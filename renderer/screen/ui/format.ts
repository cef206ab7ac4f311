import { shownNumber } from '#shared/customer/shown-number.ts';

/** Clocks, moments, money and numbers as the agent reads them. Pure: the moment and the zone come from outside. */

const two = (n: number): string => String(n).padStart(2, '0');

/** 192_000 → "03:12"; an hour and more → "1:02:03". Never negative. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  return hours > 0 ? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}` : `${two(minutes)}:${two(seconds % 60)}`;
}

/** Money in fen → "¥ 86.40"; grouped by thousands. */
export function yuanText(fen: number): string {
  const sign = fen < 0 ? '-' : '';
  const yuan = Math.floor(Math.abs(fen) / 100);
  return `${sign}¥ ${String(yuan).replace(/\B(?=(\d{3})+$)/g, ',')}.${two(Math.abs(fen) % 100)}`;
}

/** Account number in groups that can be read aloud: "33010045782" → "3301 0045 782". */
export function groupedText(digits: string): string {
  return /^\d+$/.test(digits) ? digits.replace(/(\d{4})(?=\d)/g, '$1 ') : digits;
}

/** A number as the seat, the PBX or the billing system writes it → E.164 without '+', as far as that can be seen from it alone. */
function plainDigits(number: string): string {
  const digits = number.replace(/[\s()+-]/g, '');
  if (/^1[3-9]\d{9}$/.test(digits)) return `86${digits}`;
  return /^0\d{9,11}$/.test(digits) ? `86${digits.slice(1)}` : digits;
}

/** "13800005678" → "138****5678", "010-6000 1234" → "010-****1234"; short numbers and what is no number stay as they are. */
export function maskedText(number: string): string {
  const digits = plainDigits(number);
  return /^\d+$/.test(digits) ? shownNumber(digits, { masked: true }) : number;
}

/** "8613800005678" → "138 0000 5678": the whole number in groups that can be read aloud. */
export function readableText(number: string): string {
  const digits = plainDigits(number);
  return /^\d+$/.test(digits) ? shownNumber(digits) : number;
}

type Parts = {
  readonly year: string;
  readonly month: string;
  readonly day: string;
  readonly hour: string;
  readonly minute: string;
};

function partsIn(timeZone: string, ms: number): Parts {
  const parts = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(ms);
  const of = (type: Intl.DateTimeFormatPartTypes): string => parts.find((part) => part.type === type)?.value ?? '';
  return { year: of('year'), month: of('month'), day: of('day'), hour: of('hour'), minute: of('minute') };
}

/** "13:22" in the seat's own zone. */
export function timeText(ms: number, timeZone: string): string {
  const { hour, minute } = partsIn(timeZone, ms);
  return `${hour}:${minute}`;
}

/** "11-23" in the seat's own zone. */
export function dayText(ms: number, timeZone: string): string {
  const { month, day } = partsIn(timeZone, ms);
  return `${month}-${day}`;
}

/** Today "13:22", this year "11-18", earlier "2025-11-18". */
export function whenText(ms: number, nowMs: number, timeZone: string): string {
  const then = partsIn(timeZone, ms);
  const now = partsIn(timeZone, nowMs);
  if (then.year !== now.year) return `${then.year}-${then.month}-${then.day}`;
  return then.month === now.month && then.day === now.day ? `${then.hour}:${then.minute}` : `${then.month}-${then.day}`;
}

const weekdays: readonly string[] = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
export type Weekday = '0' | '1' | '2' | '3' | '4' | '5' | '6';
const weekdayKeys = ['0', '1', '2', '3', '4', '5', '6'] as const satisfies readonly Weekday[];

/** "0" for Sunday … "6" for Saturday, in the given zone. */
export function weekdayOf(ms: number, timeZone: string): Weekday {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short' }).format(ms);
  return weekdayKeys[weekdays.indexOf(name)] ?? '0';
}
