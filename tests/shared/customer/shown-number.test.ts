import { describe, expect, it } from 'vitest';
import { numberFromLink } from '#shared/customer/phone-link.ts';
import { regionOf } from '#shared/customer/region.ts';
import { dialStringOf, shownNumber } from '#shared/customer/shown-number.ts';

describe('a number on the screen', () => {
  it.each([
    ['8613800005678', '138 0000 5678', '138****5678', '13800005678'],
    ['861062345678', '010-6234 5678', '010-****5678', '01062345678'],
    ['863172123456', '0317-212 3456', '0317-****3456', '03172123456'],
    ['4008208820', '400-820-8820', '4008208820', '4008208820'],
    ['95533', '95533', '95533', '95533'],
    ['1001', '1001', '1001', '1001'],
    ['12133734253', '+12133734253', '+12****4253', '0012133734253'],
    ['*97', '*97', '*97', '*97'],
    ['', '', '', ''],
  ])('%s is grouped as %s, masked as %s and dialled as %s', (number, grouped, masked, dialled) => {
    expect(shownNumber(number)).toBe(grouped);
    expect(shownNumber(number, { masked: true })).toBe(masked);
    expect(dialStringOf(number)).toBe(dialled);
  });

  it.each([
    ['8613800005678', '手机 · 移动', 'Mobile · China Mobile'],
    ['8618612345678', '手机 · 联通', 'Mobile · China Unicom'],
    ['8618912345678', '手机 · 电信', 'Mobile · China Telecom'],
    ['8619212345678', '手机 · 广电', 'Mobile · China Broadnet'],
    ['861062345678', '北京', 'Beijing'],
    ['8657187654321', '杭州', 'Hangzhou'],
    ['863992123456', '0399', '0399'],
    ['95533', null, null],
    ['1001', null, null],
  ])('%s belongs to %s', (number, zh, en) => {
    expect(regionOf(number)).toBe(zh);
    expect(regionOf(number, 'en')).toBe(en);
  });
});

describe('a link that asks to dial', () => {
  it.each([
    ['tel:+8613800005678', '+8613800005678'],
    ['tel:010-62345678', '010-62345678'],
    ['TEL:95533', '95533'],
    ['tel:+86-10-62345678;ext=8001', '+86-10-62345678转8001'],
    ['tel:138%200000%205678', '138 0000 5678'],
    ['tel:*97', '*97'],
    ['sip:1002@pbx.example', '1002'],
    ['sips:1002:secret@pbx.example;transport=wss?Subject=x', '1002'],
    ['tel://95533', '95533'],
  ])('%s offers %s', (link, number) => {
    expect(numberFromLink(link)).toEqual({ ok: true, value: number });
  });

  it.each([
    'http://example.org',
    'tel:',
    'tel:---',
    'sip:practice@pbx.example',
    'tel:%E0%A4%A',
    'tel:1001%0d%0aVia:',
    'tel:<script>',
    `tel:${'1'.repeat(300)}`,
    '--switch',
    'javascript:alert(1)',
  ])('%s offers nothing', (link) => {
    expect(numberFromLink(link).ok).toBe(false);
  });
});
