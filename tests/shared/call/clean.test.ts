import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Party } from '#shared/call/call.ts';
import { cleanDigits, cleanNumber, cleanParty, cleanSeconds, cleanText, isDialString } from '#shared/call/clean.ts';

describe('text from a header', () => {
  it.each([
    ['王秀兰', 80, '王秀兰'],
    ['  a \t b\r\nc ', 80, 'a b c'],
    ['<b>x</b>', 80, '<b>x</b>'],
    ['\u202e000-5678\u202c', 80, '000-5678'],
    ['a\u0000b\u001bc\u009fd', 80, 'a b c d'],
    ['x'.repeat(200), 80, 'x'.repeat(80)],
    ['𠮷'.repeat(50), 5, '𠮷𠮷'],
  ])('%j becomes %j', (raw, limit, expected) => {
    expect(cleanText(raw, limit)).toBe(expected);
  });

  it('is one line without controls, within its limit, whatever comes', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string({ unit: 'binary', maxLength: 4000 }), fc.anything()),
        fc.integer({ min: 1, max: 200 }),
        (raw, limit) => {
          const text = cleanText(raw, limit);
          expect(text.length).toBeLessThanOrEqual(limit);
          expect(text).not.toMatch(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u);
          expect(text.isWellFormed()).toBe(true);
          expect(cleanText(text, limit)).toBe(text);
        },
      ),
    );
  });

  it('gives a party that fits its schema, and no name that only repeats the number', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (number, name) => {
        expect(Party.safeParse(cleanParty(number, name)).success).toBe(true);
      }),
    );
    expect(cleanParty('1002', '1002')).toEqual({ number: '1002', displayName: '' });
    expect(cleanNumber(' 138 0000\t5678 ')).toBe('13800005678');
  });
});

describe('numbers and digits', () => {
  it.each([
    ['12', 12_000],
    ['0', 0],
    ['1.5', 1_500],
    ['-5', 0],
    ['1e9', 0],
    ['9999999', 86_400_000],
    ['', 0],
    [undefined, 0],
    ['<12>', 0],
  ])('waiting time %j is %i ms', (raw, expected) => {
    expect(cleanSeconds(raw)).toBe(expected);
  });

  it.each([
    ['13800005678', true],
    ['*21#', true],
    ['+8613800005678', true],
    ['practice', true],
    ['', false],
    ['1 2', false],
    ['1@x', false],
    ['1;x=y', false],
    ['1%0d', false],
    ['1\r\n', false],
    ['1>', false],
    ['1'.repeat(65), false],
  ])('%j may be dialled: %s', (number, expected) => {
    expect(isDialString(number)).toBe(expected);
  });

  it('keeps what a key pad can send', () => {
    expect(cleanDigits('1a2*#x9 d')).toBe('1A2*#9D');
    expect(cleanDigits('5'.repeat(50))).toHaveLength(32);
  });
});
