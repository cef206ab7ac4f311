import { describe, expect, it } from 'vitest';
import { clockText, groupedText, maskedText, readableText, weekdayOf, whenText, yuanText } from '#renderer/screen/ui/format.ts';

const zone = 'Asia/Shanghai';
const at = (text: string): number => Date.parse(`${text}+08:00`);

describe('how figures are read', () => {
  it.each([
    [0, '00:00'],
    [-500, '00:00'],
    [192_900, '03:12'],
    [3_723_000, '1:02:03'],
  ])('%i ms is %s', (ms, text) => {
    expect(clockText(ms)).toBe(text);
  });

  it.each([
    [8640, '¥ 86.40'],
    [5, '¥ 0.05'],
    [123_456_789, '¥ 1,234,567.89'],
    [-4210, '-¥ 42.10'],
  ])('%i fen is %s', (fen, text) => {
    expect(yuanText(fen)).toBe(text);
  });

  it.each([
    ['8613800005678', '138****5678'],
    ['138 0000 5678', '138****5678'],
    ['010-6000 1234', '010-****1234'],
    ['1002', '1002'],
    ['<script>', '<script>'],
  ])('%s is shown covered as %s', (number, text) => {
    expect(maskedText(number)).toBe(text);
  });

  it('a whole number is grouped to be read aloud', () => {
    expect(readableText('13800005678')).toBe('138 0000 5678');
    expect(groupedText('33010045782')).toBe('3301 0045 782');
    expect(groupedText('A-17')).toBe('A-17');
  });

  it('moments are told in the zone of the seat, not of the machine', () => {
    const now = at('2026-11-23T00:05:00');
    expect(whenText(at('2026-11-23T00:01:00'), now, zone)).toBe('00:01');
    expect(whenText(at('2026-11-22T23:59:00'), now, zone)).toBe('11-22');
    expect(whenText(at('2025-12-31T12:00:00'), now, zone)).toBe('2025-12-31');
    expect(weekdayOf(now, zone)).toBe('1');
    expect(weekdayOf(now, 'UTC')).toBe('0');
  });
});
