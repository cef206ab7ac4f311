import { describe, expect, it } from 'vitest';
import { choose, momentOf, momentText, readMoment } from '#renderer/screen/features/ticket/moments.ts';

const zone = 'Asia/Shanghai';
/** 2026-12-31 16:05 UTC is five past midnight on New Year's Day in Shanghai. */
const newYearMs = Date.UTC(2026, 11, 31, 16, 5);
const shown = (ms: number | null): string | null => (ms === null ? null : momentText(ms, zone));

describe('a moment of the ticket', () => {
  it('is chosen in the seat’s own time zone, over midnight and the change of year', () => {
    expect(shown(choose('now', newYearMs, zone))).toBe('2027-01-01 00:05');
    expect(shown(choose('yesterday', newYearMs, zone))).toBe('2026-12-31 00:05');
    expect(shown(choose('this-morning', newYearMs, zone))).toBe('2027-01-01 08:00');
    expect(shown(choose('tomorrow-morning', newYearMs, zone))).toBe('2027-01-02 09:00');
  });

  it.each([
    ['2026-11-21 15:40', '2026-11-21 15:40'],
    ['11-21 15:40', '2027-11-21 15:40'],
    ['11/21 9:05', '2027-11-21 09:05'],
    ['11月21日 15:40', '2027-11-21 15:40'],
    ['15:40', '2027-01-01 15:40'],
    ['1540', '2027-01-01 15:40'],
    ['2026-12-30', '2026-12-30 00:00'],
  ])('is read from what people type: %s', (typed, moment) => {
    expect(shown(readMoment(typed, newYearMs, zone))).toBe(moment);
  });

  it.each(['', '25:00', '2026-02-30 10:00', '13-01', '昨天', '15:4', '1234567'])('is not made of %s', (typed) => {
    expect(readMoment(typed, newYearMs, zone)).toBeNull();
  });

  it('survives a zone that changes its clocks', () => {
    const inBerlin = momentOf({ year: 2026, month: 3, day: 29, minute: 12 * 60 }, 'Europe/Berlin');
    expect(new Date(inBerlin).toISOString()).toBe('2026-03-29T10:00:00.000Z');
  });
});
