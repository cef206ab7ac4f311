import { describe, expect, it } from 'vitest';
import { numberIn, targetsFor } from '#renderer/screen/features/transfer/targets.ts';

const from = {
  colleagues: [
    { number: '1002', name: '张伟', pinyin: 'zhang wei', kind: 'colleague' as const, note: '抢修组' },
    { number: '1003', name: '李婷', pinyin: 'li ting', kind: 'colleague' as const, note: '账务组' },
    { number: '8000', name: '抢修队列', pinyin: 'qiang xiu dui lie', kind: 'queue' as const, note: '' },
    { number: '02212345678', name: '自来水厂', pinyin: 'zi lai shui chang', kind: 'external' as const, note: '' },
    { number: '1001', name: '我', pinyin: 'wo', kind: 'colleague' as const, note: '' },
  ],
  recent: [{ number: '13800005678', name: '王秀兰' }],
  ownNumber: '1001',
};
const found = (typed: string): string[] => targetsFor(typed, from).map((target) => target.key);

describe('the transfer picker', () => {
  it('offers everyone but oneself, colleagues first, before anything is typed', () => {
    expect(found('')).toEqual(['colleague:1002', 'colleague:1003', 'queue:8000', 'recent:13800005678', 'external:02212345678']);
  });

  it.each([
    ['张', 'colleague:1002'],
    ['zhang', 'colleague:1002'],
    ['zhangw', 'colleague:1002'],
    ['zw', 'colleague:1002'],
    ['LT', 'colleague:1003'],
    ['账务', 'colleague:1003'],
    ['qx', 'queue:8000'],
    ['5678', 'recent:13800005678'],
  ])('finds by name, pinyin, initials, team or part of a number: %s', (typed, key) => {
    expect(found(typed)[0]).toBe(key);
  });

  it('offers the typed number itself when nobody has exactly it', () => {
    expect(found('138 1234-5678')).toEqual(['typed:13812345678']);
    expect(found('1002')).toEqual(['colleague:1002']);
    expect(found('100')).toEqual(['colleague:1002', 'colleague:1003', 'typed:100']);
  });

  it('takes no garbage for a number', () => {
    expect(['abc', '12;34', '<b>1</b>', '+', '', '9'.repeat(40)].map(numberIn)).toEqual([null, null, null, null, null, null]);
    expect(numberIn('138 0000-5678')).toBe('13800005678');
  });
});
