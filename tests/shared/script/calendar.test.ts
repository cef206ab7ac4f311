import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCalendar, type Festival, festivalsOf } from '#shared/script/calendar.ts';
import { addDays, dateOfDay, dayNumber, isoDate, isTimeZone, localMoment } from '#shared/script/local-time.ts';
import { calendar, pack } from './moment.ts';

const codes: Readonly<Record<string, Festival>> = {
  元旦: 'new-year',
  除夕: 'eve',
  春节: 'spring',
  元宵: 'lantern',
  清明: 'qingming',
  劳动节: 'labour',
  端午: 'dragon-boat',
  中秋: 'mid-autumn',
  国庆: 'national',
};

function date(iso: string) {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  return { year, month, day };
}

const rows = readFileSync(new URL('./data/festivals.csv', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .slice(1)
  .map((line) => line.split(','))
  .map(([year = '', festival = '', day = '']) => ({ year: Number(year), festival, day }));

describe('the calendar', () => {
  it('was checked against all 108 dates of twelve years', () => {
    expect(rows).toHaveLength(108);
  });

  it.each(rows)('has $festival on $day', ({ festival, day }) => {
    expect(festivalsOf(date(day))).toContain(codes[festival]);
  });

  it('has each festival of a single day on no other day of 2024 to 2035', () => {
    const single = rows.filter(({ festival }) => festival !== '春节' && festival !== '国庆');
    const expected = new Set(single.map(({ festival, day }) => `${codes[festival]} ${day}`));
    const found = new Set<string>();
    const last = dayNumber(date('2035-12-31'));
    for (let number = dayNumber(date('2024-01-01')); number <= last; number += 1) {
      const day = dateOfDay(number);
      for (const festival of festivalsOf(day)) {
        if (festival !== 'spring' && festival !== 'national') found.add(`${festival} ${isoDate(day)}`);
      }
    }
    expect([...found].sort()).toEqual([...expected].sort());
  });

  it('counts Spring Festival from the first to the seventh day, and National Day from 1 to 7 October', () => {
    for (let ahead = 0; ahead < 7; ahead += 1) {
      expect(festivalsOf(addDays(date('2026-02-17'), ahead))).toContain('spring');
      expect(festivalsOf(addDays(date('2026-10-01'), ahead))).toContain('national');
    }
    expect(festivalsOf(date('2026-02-24'))).toEqual([]);
    expect(festivalsOf(date('2026-10-08'))).toEqual([]);
  });

  it('repeats no festival in a leap month: 2028-06-27, 闰五月初五, is not 端午', () => {
    expect(festivalsOf(date('2028-06-27'))).toEqual([]);
    expect(festivalsOf(date('2028-05-28'))).toEqual(['dragon-boat']);
  });

  it.each(['2025-08-29', '2033-12-22'])('finds nothing on %s, inside another leap month', (iso) => {
    expect(festivalsOf(date(iso))).toEqual([]);
  });
});

describe('statutory days', () => {
  it.each([
    ['2026-02-14', false, 'a Saturday exchanged for Spring Festival'],
    ['2026-02-16', true, 'a Monday of Spring Festival'],
    ['2026-01-04', false, 'a Sunday exchanged for New Year'],
    ['2026-01-02', true, 'a Friday given off'],
    ['2026-11-21', true, 'an ordinary Saturday'],
    ['2026-11-23', false, 'an ordinary Monday'],
    ['2025-10-08', true, 'the last day of the National Day holiday'],
    ['2024-05-11', false, 'a Saturday exchanged for Labour Day'],
  ])('%s off: %s, %s', (iso, off) => {
    expect(calendar.dayOf(date(iso))).toMatchObject({ off, statutoryKnown: true });
  });

  it('of a year without data are the weekends and festivals of the calendar, and the day says so', () => {
    expect(calendar.dayOf(date('2027-02-06'))).toMatchObject({ off: true, statutoryKnown: false });
    expect(calendar.dayOf(date('2027-10-01'))).toMatchObject({ off: true, statutoryKnown: false });
    expect(calendar.dayOf(date('2027-03-01'))).toMatchObject({ off: false, statutoryKnown: false });
  });

  it('of the table are all days of the weekend when worked, and name no day both off and worked', () => {
    for (const year of pack.days.years) {
      for (const day of year.work) {
        expect([6, 7]).toContain(calendar.dayOf(date(day)).weekday);
        expect(year.off.some(({ from, to }) => from <= day && day <= to)).toBe(false);
      }
    }
  });

  it('can be added for a new year', () => {
    const years = [...pack.days.years, { year: 2027, off: [], work: ['2027-02-06'] }];
    const edited = createCalendar({ ...pack.days, years });
    expect(edited.dayOf(date('2027-02-06'))).toMatchObject({ off: false, statutoryKnown: true });
  });
});

describe('the wall clock of a time zone', () => {
  it('changes day and year at local midnight', () => {
    const at = Date.parse('2026-12-31T16:00:00Z');
    expect(localMoment(at - 1, 'Asia/Shanghai')).toEqual({ year: 2026, month: 12, day: 31, minute: 1439, weekday: 4 });
    expect(localMoment(at, 'Asia/Shanghai')).toEqual({ year: 2027, month: 1, day: 1, minute: 0, weekday: 5 });
    expect(localMoment(at, 'Asia/Urumqi')).toMatchObject({ year: 2026, day: 31, minute: 22 * 60 });
  });

  it('that does not exist is the one of Shanghai', () => {
    expect(isTimeZone('Mars/Olympus')).toBe(false);
    expect(isTimeZone('Asia/Tokyo')).toBe(true);
    const at = Date.parse('2026-11-23T00:00:00Z');
    expect(localMoment(at, 'Mars/Olympus')).toEqual(localMoment(at, 'Asia/Shanghai'));
  });

  it('numbers days as the calendar does, both ways', () => {
    for (const iso of ['1970-01-01', '2000-02-29', '2024-02-29', '2026-11-23', '2100-03-01']) {
      expect(dayNumber(date(iso)) * 86_400_000).toBe(Date.parse(`${iso}T00:00:00Z`));
      expect(isoDate(dateOfDay(dayNumber(date(iso))))).toBe(iso);
    }
  });
});
