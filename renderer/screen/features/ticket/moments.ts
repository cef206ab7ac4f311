import { addDays, dayNumber, type LocalMoment, localMoment } from '#shared/script/local-time.ts';

type WallClock = Pick<LocalMoment, 'year' | 'month' | 'day' | 'minute'>;

const minuteMs = 60_000;
const two = (value: number): string => String(value).padStart(2, '0');

/** The wall clock as if it were UTC, ms: for arithmetic between wall clocks only. */
function asUtcMs(wall: WallClock): number {
  return dayNumber(wall) * 86_400_000 + wall.minute * minuteMs;
}

/** The moment at which a time zone's clocks show this, ms. In the hour that a change of clocks skips, the one after it. */
export function momentOf(wall: WallClock, timeZone: string): number {
  const wanted = asUtcMs(wall);
  let guess = wanted;
  // Twice: the first step lands within the zone's offset, the second mends a change of clocks between.
  for (let round = 0; round < 2; round += 1) guess += wanted - asUtcMs(localMoment(guess, timeZone));
  return guess;
}

/** "2026-11-21 15:40" in the seat's own zone. */
export function momentText(atMs: number, timeZone: string): string {
  const { year, month, day, minute } = localMoment(atMs, timeZone);
  return `${year}-${two(month)}-${two(day)} ${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** What people type for a moment, ms: "2026-11-21 15:40", "11-21 15:40", "11/21", "15:40", "1540" (today). Null when it is none. */
export function readMoment(text: string, nowMs: number, timeZone: string): number | null {
  const now = localMoment(nowMs, timeZone);
  const plain = text
    .normalize('NFKC')
    .trim()
    .replaceAll(/[./年月]/g, '-')
    .replaceAll('日', '');
  const parts = /^(?:(?:(\d{4})-)?(\d{1,2})-(\d{1,2}))?\s*(?:(\d{1,2}):?(\d{2}))?$/.exec(plain);
  if (!parts || plain === '') return null;
  const [, year, month, day, hour, minute] = parts.map((part) => (part === undefined ? undefined : Number(part)));
  const wall = {
    year: year ?? now.year,
    month: month ?? now.month,
    day: day ?? now.day,
    minute: (hour ?? 0) * 60 + (minute ?? 0),
  };
  const isClock = (hour ?? 0) < 24 && (minute ?? 0) < 60;
  const sameDay = addDays(wall, 0);
  const isDate = sameDay.month === wall.month && sameDay.day === wall.day;
  return isClock && isDate ? momentOf(wall, timeZone) : null;
}

export type MomentChoice = 'now' | 'this-morning' | 'yesterday' | 'this-afternoon' | 'tomorrow-morning';

/** The choices offered beside a moment: the past for "since when", the future for a promised time. */
export function momentChoices(direction: 'past' | 'future'): readonly MomentChoice[] {
  return direction === 'past' ? ['now', 'this-morning', 'yesterday'] : ['this-afternoon', 'tomorrow-morning'];
}

/** A choice as a moment, ms. Morning is 08:00, afternoon is its end at 17:00, a promised morning 09:00. */
export function choose(choice: MomentChoice, nowMs: number, timeZone: string): number {
  const now = localMoment(nowMs, timeZone);
  switch (choice) {
    case 'now':
      return momentOf(now, timeZone);
    case 'this-morning':
      return momentOf({ ...now, minute: 8 * 60 }, timeZone);
    case 'this-afternoon':
      return momentOf({ ...now, minute: 17 * 60 }, timeZone);
    case 'yesterday':
      return momentOf({ ...addDays(now, -1), minute: now.minute }, timeZone);
    case 'tomorrow-morning':
      return momentOf({ ...addDays(now, 1), minute: 9 * 60 }, timeZone);
  }
}
