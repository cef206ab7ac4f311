import { describe, expect, it } from 'vitest';
import { ageInYear, honorificOf, howToAddress, surnameOf } from '#shared/customer/address.ts';
import { honorificInEnglish } from '#shared/customer/address-english.ts';

describe('how to address a customer', () => {
  it.each([
    ['王秀兰', 'f', '王女士', 'Ms. Wang'],
    ['李伟', 'm', '李先生', 'Mr. Li'],
    ['欧阳修', 'm', '欧阳先生', 'Mr. Ouyang'],
    ['司马光', 'm', '司马先生', 'Mr. Sima'],
    ['上官婉儿', 'f', '上官女士', 'Ms. Shangguan'],
    ['尉迟恭', 'm', '尉迟先生', 'Mr. Yuchi'],
    ['万俟雪', 'f', '万俟女士', 'Ms. Moqi'],
    ['单田芳', 'm', '单先生', 'Mr. Shan'],
    ['吕芳', 'f', '吕女士', 'Ms. Lü'],
    ['欧阳', 'm', '欧先生', 'Mr. Ou'],
    ['阿依古丽·买买提', 'f', '阿依古丽女士', null],
    ['John Smith', 'm', 'Smith先生', 'Mr. Smith'],
  ] as const)('%s (%s) is %s', (name, sex, zh, en) => {
    expect(howToAddress({ name, sex })).toBe(zh);
    if (en !== null) expect(honorificInEnglish({ name, sex })).toBe(en);
  });

  it.each([
    ['王秀兰', 'unknown'],
    ['清源物业有限公司', 'm'],
    ['枣园路小学校', 'f'],
    ['', 'f'],
    ['12345', 'm'],
    ['<b>x</b>', 'm'],
  ] as const)('%s (%s) is 您, with nothing to put in front of it', (name, sex) => {
    expect(howToAddress({ name, sex })).toBe('您');
    expect(honorificOf({ name, sex })).toBeNull();
    expect(honorificInEnglish({ name, sex })).toBeNull();
  });

  it('takes no surname from an institution', () => {
    expect(surnameOf('朝阳医院')).toBeNull();
  });

  it('tells an age only from a year of birth that can be true', () => {
    expect(ageInYear(1964, 2026)).toBe(62);
    expect(ageInYear(null, 2026)).toBeNull();
    expect(ageInYear(2030, 2026)).toBeNull();
    expect(ageInYear(1800, 2026)).toBeNull();
  });
});
