import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePhone, type PhoneRefusal } from '#shared/customer/phone-number.ts';
import { dialStringOf, shownNumber } from '#shared/customer/shown-number.ts';

const beijing = { areaCode: '010', countryCode: '86' };

const accepted: readonly (readonly [input: string, number: string, kind: string, extension?: string])[] = [
  ['13800005678', '8613800005678', 'mobile'],
  ['138 0000 5678', '8613800005678', 'mobile'],
  ['138-0000-5678', '8613800005678', 'mobile'],
  ['138.0000.5678', '8613800005678', 'mobile'],
  ['138·0000·5678', '8613800005678', 'mobile'],
  ['１３８００００５６７８', '8613800005678', 'mobile'],
  ['+86 138 0000 5678', '8613800005678', 'mobile'],
  ['＋８６　１３８００００５６７８', '8613800005678', 'mobile'],
  ['(+86)138-0000-5678', '8613800005678', 'mobile'],
  ['008613800005678', '8613800005678', 'mobile'],
  ['0086-138-0000-5678', '8613800005678', 'mobile'],
  ['8613800005678', '8613800005678', 'mobile'],
  ['013800005678', '8613800005678', 'mobile'],
  ['1795113800005678', '8613800005678', 'mobile'],
  ['17951013800005678', '8613800005678', 'mobile'],
  ['1259313800005678', '8613800005678', 'mobile'],
  ['17911 010 62345678', '861062345678', 'landline'],
  ['\u202d13800005678\u202c', '8613800005678', 'mobile'],
  ['\u200b199 1234 5678', '8619912345678', 'mobile'],
  ['tel:+8613800005678', '8613800005678', 'mobile'],
  ['010-62345678', '861062345678', 'landline'],
  ['(010) 6234-5678', '861062345678', 'landline'],
  ['01062345678', '861062345678', 'landline'],
  ['62345678', '861062345678', 'landline'],
  ['6234 5678', '861062345678', 'landline'],
  ['861062345678', '861062345678', 'landline'],
  ['+86 (0)10 6234 5678', '861062345678', 'landline'],
  ['+86-10-62345678', '861062345678', 'landline'],
  ['0571-87654321', '8657187654321', 'landline'],
  ['0571—87654321', '8657187654321', 'landline'],
  ['0317-2123456', '863172123456', 'landline'],
  ['021 5888 6666', '862158886666', 'landline'],
  ['010-62345678转8001', '861062345678', 'landline', '8001'],
  ['010-62345678 转分机 8001', '861062345678', 'landline', '8001'],
  ['62345678转1', '861062345678', 'landline', '1'],
  ['62345678 ext. 22', '861062345678', 'landline', '22'],
  ['62345678x22', '861062345678', 'landline', '22'],
  ['+861062345678;ext=22', '861062345678', 'landline', '22'],
  ['62345678,8001', '861062345678', 'landline', '8001'],
  ['010-62345678-8001', '861062345678', 'landline', '8001'],
  ['0317-2123456-12', '863172123456', 'landline', '12'],
  ['400-820-8820', '4008208820', 'service'],
  ['4008208820转1', '4008208820', 'service', '1'],
  ['400-820-8820-1', '4008208820', 'service', '1'],
  ['800 820 8820', '8008208820', 'service'],
  ['95533', '95533', 'service'],
  ['95588', '95588', 'service'],
  ['010-95533', '95533', 'service'],
  ['021 12345', '12345', 'service'],
  ['9510 5105', '95105105', 'service'],
  ['95013812345', '95013812345', 'service'],
  ['96116', '96116', 'service'],
  ['966', '966', 'internal'],
  ['10086', '10086', 'service'],
  ['10010', '10010', 'service'],
  ['12345', '12345', 'service'],
  ['12315', '12315', 'service'],
  ['116114', '116114', 'service'],
  ['1069012345678', '1069012345678', 'service'],
  ['114', '114', 'service'],
  ['110', '110', 'emergency'],
  ['119', '119', 'emergency'],
  ['1 2 0', '120', 'emergency'],
  ['122', '122', 'emergency'],
  ['010-110', '110', 'emergency'],
  ['1001', '1001', 'internal'],
  ['600', '600', 'internal'],
  ['8000', '8000', 'internal'],
  ['91001', '91001', 'internal'],
  ['*97', '*97', 'code'],
  ['#31#', '#31#', 'code'],
  ['+1 213 373 4253', '12133734253', 'foreign'],
  ['0012133734253', '12133734253', 'foreign'],
  ['+44 20 7946 0958', '442079460958', 'foreign'],
  ['+852 2123 4567', '85221234567', 'foreign'],
  ['00853 2888 1234', '85328881234', 'foreign'],
];

const refused: readonly (readonly [input: string, code: PhoneRefusal])[] = [
  ['', 'empty'],
  ['   ', 'empty'],
  ['anonymous', 'withheld'],
  ['Restricted', 'withheld'],
  ['匿名', 'withheld'],
  ['abc', 'not-a-number'],
  ['王秀兰', 'not-a-number'],
  ['1380000567a', 'not-a-number'],
  ['138000<b>05678', 'not-a-number'],
  ["1' or '1'='1", 'not-a-number'],
  ['++8613800005678', 'not-a-number'],
  ['62345678转', 'not-a-number'],
  ['62345678转1234567', 'not-a-number'],
  ['12', 'too-short'],
  ['+86138', 'too-short'],
  ['+1234', 'too-short'],
  ['1380000567', 'unknown-number'],
  ['138000056789', 'unknown-number'],
  ['12800005678', 'unknown-number'],
  ['010-6234567', 'unknown-number'],
  ['010-12345678', 'unknown-number'],
  ['000000', 'too-short'],
  ['026-62345678', 'unknown-number'],
  ['+999123456789', 'unknown-number'],
  ['1'.repeat(30), 'too-long'],
  ['+12345678901234567', 'too-long'],
  ['9'.repeat(100), 'too-long'],
];

describe('a telephone number', () => {
  const rows = accepted.map(([input, number, kind, extension = null]) => ({ input, number, kind, extension }));
  it.each(rows)('$input is kept as $number, a $kind', ({ input, ...phone }) => {
    expect(normalisePhone(input, beijing)).toEqual({ ok: true, value: phone });
  });

  it.each(refused)('%j is refused as %s', (input, code) => {
    const result = normalisePhone(input, beijing);
    expect(result.ok ? result.value : result.error.code).toBe(code);
  });

  it('without an area code takes the one of the seat', () => {
    expect(normalisePhone('87654321', { areaCode: '0571', countryCode: '86' })).toMatchObject({
      value: { number: '8657187654321' },
    });
    expect(normalisePhone('2123456', { areaCode: '0317', countryCode: '86' })).toMatchObject({
      value: { number: '863172123456' },
    });
  });

  it('of seven digits is refused where numbers have eight', () => {
    expect(normalisePhone('2123456', beijing).ok).toBe(false);
  });

  it('is read by the plan of another country when the seat stands there', () => {
    expect(normalisePhone('213 373 4253', { areaCode: '', countryCode: '1' })).toMatchObject({
      value: { number: '12133734253', kind: 'foreign' },
    });
  });

  it('keeps its canonical form when normalised again; one from abroad needs its + or 00', () => {
    for (const [, number, kind] of accepted) {
      if (kind === 'foreign') expect(normalisePhone(`+${number}`, beijing)).toMatchObject({ value: { number } });
      else expect(normalisePhone(number, beijing)).toMatchObject({ value: { number } });
    }
  });

  it('comes back the same from the form in which it is shown and from the form in which it is dialled', () => {
    for (const [, number] of accepted) {
      expect(normalisePhone(shownNumber(number), beijing)).toMatchObject({ value: { number } });
      expect(normalisePhone(dialStringOf(number), beijing)).toMatchObject({ value: { number } });
    }
  });

  it('is never thrown at by any text, and what it accepts is a dial string', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[+0-9 \-转x()]{1,30}$/)), (input) => {
        const result = normalisePhone(input, beijing);
        if (result.ok) expect(result.value.number).toMatch(/^[\d*#]{2,20}$/);
      }),
      { numRuns: 2000 },
    );
  });
});
