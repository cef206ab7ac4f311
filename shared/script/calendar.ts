import { Solar } from 'lunar-typescript';
import { z } from 'zod';
import { addDays, isoDate, type LocalDate, weekdayOf } from './local-time.ts';

/** new-year 元旦, eve 除夕, spring 初一 to 初七, lantern 元宵, qingming 清明, labour 1 May, national 1 to 7 October. */
export const Festival = z.enum([
  'new-year',
  'eve',
  'spring',
  'lantern',
  'qingming',
  'labour',
  'dragon-boat',
  'mid-autumn',
  'national',
]);
export type Festival = z.infer<typeof Festival>;

const isoDay = z.string().regex(/^\d{4}-\d\d-\d\d$/);

/** Published each autumn for the year to come; an administrator adds a year to the table. Days inclusive. */
export const StatutoryYear = z.object({
  year: z.number().int(),
  off: z.array(z.object({ name: z.string().max(40), from: isoDay, to: isoDay })).max(30),
  /** Exchanged working days 调休: days of a weekend on which people work. */
  work: z.array(isoDay).max(30),
});
export const DayTable = z.object({
  years: z.array(StatutoryYear).max(200),
  /** Days of national mourning: no festive word. */
  mourning: z.array(z.object({ name: z.string().max(60), from: isoDay, to: isoDay })).max(100),
});
export type DayTable = z.infer<typeof DayTable>;

export type Day = {
  readonly date: LocalDate;
  /** 1 Monday … 7 Sunday. */
  readonly weekday: number;
  readonly festivals: readonly Festival[];
  readonly mourning: boolean;
  /** A day off by statute or weekend; an exchanged working day is none. */
  readonly off: boolean;
  /** false: this year's statutory days are not in the table, and `off` is the calendar's weekends and festivals only. */
  readonly statutoryKnown: boolean;
};

export type Calendar = { readonly dayOf: (date: LocalDate) => Day };

/** A calendar over a table of statutory days. Remembers the days it was asked for; the answer depends on the date alone. */
export function createCalendar(table: DayTable): Calendar {
  const years = new Map(table.years.map((year) => [year.year, year]));
  const days = new Map<string, Day>();
  return {
    dayOf: (date) => {
      const key = isoDate(date);
      const known = days.get(key);
      if (known) return known;
      // A seat asks for a few days around today; a walk over decades must not keep them all.
      if (days.size > 400) days.clear();
      const day = describeDay(date, key, years.get(date.year), table.mourning);
      days.set(key, day);
      return day;
    },
  };
}

function describeDay(
  date: LocalDate,
  key: string,
  year: DayTable['years'][number] | undefined,
  mourning: DayTable['mourning'],
): Day {
  const within = (span: { from: string; to: string }): boolean => span.from <= key && key <= span.to;
  const festivals = festivalsOf(date);
  const weekday = weekdayOf(date);
  const off = year
    ? !year.work.includes(key) && (weekday >= 6 || year.off.some(within))
    : weekday >= 6 || festivals.some((festival) => festival !== 'lantern');
  return { date, weekday, festivals, mourning: mourning.some(within), off, statutoryKnown: year !== undefined };
}

/** By the Chinese calendar of lunar-typescript (Intl's is wrong for 2027 and 2030). A leap month repeats no festival. */
export function festivalsOf(date: LocalDate): readonly Festival[] {
  const found: Festival[] = [];
  const lunar = Solar.fromYmd(date.year, date.month, date.day).getLunar();
  // Leap months are negative here, so 闰五月 is −5 and equals no month of a festival.
  const month = lunar.getMonth();
  const day = lunar.getDay();
  if (isLunarNewYear(addDays(date, 1))) found.push('eve');
  if (month === 1 && day <= 7) found.push('spring');
  if (month === 1 && day === 15) found.push('lantern');
  if (lunar.getJieQi() === '清明') found.push('qingming');
  if (month === 5 && day === 5) found.push('dragon-boat');
  if (month === 8 && day === 15) found.push('mid-autumn');
  if (date.month === 1 && date.day === 1) found.push('new-year');
  if (date.month === 5 && date.day === 1) found.push('labour');
  if (date.month === 10 && date.day <= 7) found.push('national');
  return found;
}

function isLunarNewYear(date: LocalDate): boolean {
  const lunar = Solar.fromYmd(date.year, date.month, date.day).getLunar();
  return lunar.getMonth() === 1 && lunar.getDay() === 1;
}
