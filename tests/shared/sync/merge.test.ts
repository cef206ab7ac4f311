import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FieldChanges, fieldVersionsAfter, mergeOperation, type VersionedRow } from '#shared/sync/merge.ts';
import { sameValue } from '#shared/sync/same-value.ts';

const row = (data: Record<string, unknown>, fieldVersions: Record<string, number> = {}, version = 5): VersionedRow => ({
  version,
  fieldVersions,
  data,
});
const merge = (held: VersionedRow, baseVersion: number, changes: FieldChanges) => mergeOperation(held, { baseVersion, changes });

describe('one operation on one row', () => {
  it('takes a field that nobody touched since its base, whatever the operation thought of it', () => {
    const merged = merge(row({ address: 'a' }, { address: 3 }), 3, { address: { old: 'stale', new: 'b' } });
    expect(merged).toEqual({ data: { address: 'b' }, conflicts: [], overruled: [] });
  });

  it.each(['address', 'contactNumber', 'summary', 'resolution', 'phones'])(
    'hands back a touched %s with base, mine and theirs',
    (field) => {
      const merged = merge(row({ [field]: 'theirs' }, { [field]: 4 }), 3, { [field]: { old: 'base', new: 'mine' } });
      expect(merged.conflicts).toEqual([{ field, base: 'base', mine: 'mine', theirs: 'theirs' }]);
      expect(merged.data).toEqual({ [field]: 'theirs' });
    },
  );

  it('takes the rest of an operation in conflict', () => {
    const held = row({ summary: 'theirs', priority: 'normal' }, { summary: 5 });
    const merged = merge(held, 4, { summary: { old: 'a', new: 'b' }, priority: { old: 'normal', new: 'urgent' } });
    expect(merged.data).toEqual({ summary: 'theirs', priority: 'urgent' });
    expect(merged.conflicts.map(({ field }) => field)).toEqual(['summary']);
  });

  it.each(['tags', 'assignee', 'status'])('lets the later arrival win for %s, and says what it overruled', (field) => {
    const merged = merge(row({ [field]: ['x'] }, { [field]: 5 }), 4, { [field]: { old: [], new: ['y'] } });
    expect(merged).toEqual({ data: { [field]: ['y'] }, conflicts: [], overruled: [{ field, lost: ['x'], won: ['y'] }] });
  });

  it('merges the answers of a form code by code', () => {
    const held = row({ fields: { place: 'kitchen', who: 'neighbour', age: 3 } }, { fields: 5 });
    const merged = merge(held, 4, {
      fields: { old: { place: 'hall', age: 3, who: 'x' }, new: { place: 'hall', needed: 'pump', who: 'y' } },
    });
    expect(merged.data).toEqual({ fields: { place: 'kitchen', who: 'neighbour', needed: 'pump' } });
    expect(merged.conflicts).toEqual([{ field: 'fields.who', base: 'x', mine: 'y', theirs: 'neighbour' }]);
  });

  it('changes neither the id nor a prototype', () => {
    const evil = JSON.parse('{"__proto__": {"old": null, "new": {"admin": true}}, "id": {"old": "a", "new": "b"}}');
    const merged = merge(row({ id: 'a' }), 5, { ...evil, fields: { old: {}, new: JSON.parse('{"__proto__": 1}') } });
    expect(merged.data).toEqual({ id: 'a', fields: {} });
    expect(Object.getPrototypeOf(merged.data)).toBe(Object.prototype);
  });
});

const value = fc.oneof(fc.constantFrom('a', 'b', 'c', 'd'), fc.constant(null), fc.integer({ min: 0, max: 3 }));
const plain = fc.constantFrom('summary', 'address', 'contactNumber', 'priority', 'tags', 'assignee');
const items = fc.uniqueArray(fc.record({ id: fc.constantFrom('1', '2', '3', '4', '5'), text: fc.constant('t') }), {
  selector: ({ id }) => id,
});
const listField = fc.constantFrom('comments', 'calls', 'attachments');
const data = fc
  .tuple(fc.dictionary(plain, value), fc.dictionary(listField, items))
  .map(([fields, lists]) => ({ ...fields, ...lists }));
const anyRow = fc
  .tuple(data, fc.dictionary(plain, fc.integer({ min: 1, max: 6 })))
  .map(([held, versions]) => row(held, versions, 6));
const change = fc.record({ old: value, new: value });
const operation = fc.record({
  baseVersion: fc.integer({ min: 0, max: 7 }),
  changes: fc
    .tuple(fc.dictionary(plain, change), fc.dictionary(listField, fc.record({ old: items, new: items })))
    .map(([fields, lists]): FieldChanges => ({ ...fields, ...lists })),
});
type AnyOperation = { baseVersion: number; changes: FieldChanges };

const applied = (held: VersionedRow, one: AnyOperation): VersionedRow => {
  const merged = mergeOperation(held, one);
  const version = held.version + 1;
  return { version, data: merged.data, fieldVersions: fieldVersionsAfter(held, merged.data, version) };
};

/** Every item of both lists is in the merged one. */
function keepsAll(merged: unknown, ...lists: unknown[]): boolean {
  const there = Array.isArray(merged) ? merged : [];
  return lists.every((list) => !Array.isArray(list) || list.every((item) => there.some((other) => sameValue(other, item))));
}

/** The value wanted is there, or a conflict names it with the one that stayed. */
function isAnswered(held: VersionedRow, merged: ReturnType<typeof mergeOperation>, field: string, wanted: unknown): boolean {
  const named = merged.conflicts.find((conflict) => conflict.field === field);
  if (named === undefined) return sameValue(merged.data[field], wanted);
  return sameValue([named.mine, named.theirs], [wanted ?? null, held.data[field] ?? null]);
}

/** A value of somebody else that the operation did not know, and that went, is named. */
function isNamed(held: VersionedRow, merged: ReturnType<typeof mergeOperation>, field: string, one: AnyOperation): boolean {
  const was = held.data[field];
  const known = (held.fieldVersions[field] ?? 1) <= one.baseVersion || sameValue(was, one.changes[field]?.old);
  if (known || sameValue(was, merged.data[field])) return true;
  return merged.overruled.some((gone) => gone.field === field && sameValue(gone.lost, was));
}

describe('whatever the operations', () => {
  it('the same one a second time changes nothing more', () => {
    fc.assert(
      fc.property(anyRow, operation, (held, one) => {
        const once = applied(held, one);
        expect(sameValue(applied(once, one).data, once.data)).toBe(true);
      }),
    );
  });

  it('nothing is lost in silence: each value wanted is there or in conflict, each value there before is there, wanted away, or named', () => {
    fc.assert(
      fc.property(anyRow, operation, (held, one) => {
        const merged = mergeOperation(held, one);
        for (const [field, wanted] of Object.entries(one.changes)) {
          const isList = ['comments', 'calls', 'attachments'].includes(field);
          if (isList) expect(keepsAll(merged.data[field], wanted.new, held.data[field])).toBe(true);
          else expect([isAnswered(held, merged, field, wanted.new), isNamed(held, merged, field, one)]).toEqual([true, true]);
        }
        for (const field of Object.keys(held.data))
          if (!(field in one.changes)) expect(merged.data[field]).toEqual(held.data[field]);
      }),
    );
  });

  it('lists come out the same in any order of arrival', () => {
    const lists = fc.array(fc.tuple(listField, items), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(lists, fc.infiniteStream(fc.nat()), (added, draws) => {
        const operations = added.map(([field, list]) => ({ baseVersion: 1, changes: { [field]: { old: [], new: list } } }));
        const shuffled = operations
          .map((one) => ({ one, at: draws.next().value ?? 0 }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        const start = row({}, {}, 1);
        expect(shuffled.reduce(applied, start).data).toEqual(operations.reduce(applied, start).data);
      }),
    );
  });

  it('operations on different fields come out the same in either order', () => {
    fc.assert(
      fc.property(anyRow, operation, operation, (held, one, two) => {
        const others = Object.fromEntries(Object.entries(two.changes).filter(([field]) => !(field in one.changes)));
        const apart = { ...two, changes: others };
        // A base from before the row's version: what the other one changes meanwhile must not matter.
        expect(sameValue(applied(applied(held, one), apart).data, applied(applied(held, apart), one).data)).toBe(true);
      }),
    );
  });
});
