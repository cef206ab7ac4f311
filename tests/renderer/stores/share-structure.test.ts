import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shareStructure } from '#renderer/screen/stores/share-structure.ts';

const json = fc.jsonValue({ maxDepth: 4 });

describe('sharing what did not change', () => {
  it('always says what the new value says', () => {
    fc.assert(
      fc.property(json, json, (before, after) => {
        expect(shareStructure(before, after)).toEqual(after);
      }),
    );
  });

  it('is the old value itself when nothing changed', () => {
    fc.assert(
      fc.property(json, (value) => {
        expect(shareStructure(value, structuredClone(value))).toBe(value);
      }),
    );
  });

  it('keeps the parts beside a change', () => {
    const before = { one: { deep: [1, 2] }, two: { deep: [3] } };
    const after = shareStructure(before, { one: { deep: [1, 2] }, two: { deep: [4] } });
    expect(after.one).toBe(before.one);
    expect(after.two).not.toBe(before.two);
  });

  it('sees a key that is gone and a list that is shorter', () => {
    expect(shareStructure({ a: 1, b: undefined }, { a: 1 })).toEqual({ a: 1 });
    expect(Object.keys(shareStructure<object>({ a: 1, b: 2 }, { a: 1 }))).toEqual(['a']);
    expect(shareStructure([1, 2, 3], [1, 2])).toEqual([1, 2]);
  });
});
