import type { Calendar } from './calendar.ts';
import { addDays } from './local-time.ts';
import type { Pack, Words } from './pack.ts';
import type { Facts } from './rules.ts';

export type Wish = {
  readonly words: Words;
  readonly about: Words | null;
  readonly reason: 'festival-near' | 'weekend';
};

/**
 * What to wish before goodbye: a festival of today or of the next days (the nearest; the order of the pack on one day), else the
 * weekend, from Friday noon until Sunday, unless people work on the day in question. Nothing on a solemn day.
 */
export function closingWish(wishes: Pack['wishes'], calendar: Calendar, facts: Facts): Wish | null {
  if (facts.solemn) return null;
  const today = facts.day.date;
  for (let ahead = 0; ahead <= wishes.nearDays; ahead += 1) {
    const { festivals } = calendar.dayOf(addDays(today, ahead));
    const near = wishes.festivals.find((entry) => festivals.includes(entry.festival));
    if (near) return { words: near.words, about: near.about, reason: 'festival-near' };
  }
  return isWeekend(wishes.fridayFromMinute, calendar, facts) ? { words: wishes.weekend, about: null, reason: 'weekend' } : null;
}

function isWeekend(fridayFromMinute: number, calendar: Calendar, facts: Facts): boolean {
  const { weekday, off, date } = facts.day;
  if (weekday >= 6) return off;
  // Friday wishes a weekend that begins tomorrow: not when Saturday was exchanged for another day.
  return weekday === 5 && facts.minute >= fridayFromMinute && calendar.dayOf(addDays(date, 1)).off;
}
