import { canonical, sameValue } from './same-value.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A row as merging sees it. `fieldVersions`: the row's version in which a field changed last; 1 for one that is not named. */
export type VersionedRow = {
  readonly version: number;
  readonly fieldVersions: Readonly<Record<string, number>>;
  readonly data: Fields;
};

export type FieldChanges = Readonly<Record<string, { readonly old?: unknown; readonly new?: unknown }>>;

/** A field that two people changed from one base: what it was, what this operation wants, what is there. */
export type FieldConflict = {
  readonly field: string;
  readonly base: unknown;
  readonly mine: unknown;
  readonly theirs: unknown;
};

/** A value of somebody else that gave way to a later arrival. */
export type Overruled = { readonly field: string; readonly lost: unknown; readonly won: unknown };

export type Merged = {
  /** The row with all of the operation that is in no conflict. */
  readonly data: Fields;
  readonly conflicts: readonly FieldConflict[];
  readonly overruled: readonly Overruled[];
};

/** How a field that others touched since the base is brought together (sync.md, Merging). */
type Rule = 'union' | 'last-arrival' | 'by-code' | 'conflict';

const rules: Readonly<Record<string, Rule>> = {
  comments: 'union',
  calls: 'union',
  attachments: 'union',
  tags: 'last-arrival',
  assignee: 'last-arrival',
  // Moves are checked against the state machine by whoever decides; a legal one is the newest word.
  status: 'last-arrival',
  fields: 'by-code',
};

const ruleOf = (field: string): Rule => (Object.hasOwn(rules, field) ? (rules[field] ?? 'conflict') : 'conflict');

function keyOf(item: unknown): string {
  const id = typeof item === 'object' && item !== null && 'id' in item ? item.id : undefined;
  return typeof id === 'string' ? id : canonical(item);
}

/** Both lists, each item once by its id (or its value), in the order of the ids: the same whichever came first. Nothing is taken away. */
function union(theirs: unknown, mine: unknown): unknown[] {
  const items = new Map<string, unknown>();
  for (const list of [mine, theirs]) if (Array.isArray(list)) for (const item of list) items.set(keyOf(item), item);
  return [...items].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, item]) => item);
}

const asMap = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};

/** The answers of a form, each code for itself: compared by value, as the codes have no versions. */
function mergeCodes(field: string, theirs: unknown, change: FieldChanges[string]): { value: Fields; conflicts: FieldConflict[] } {
  const [base, mine, held] = [asMap(change.old), asMap(change.new), asMap(theirs)];
  const value: Record<string, unknown> = { ...held };
  const conflicts: FieldConflict[] = [];
  for (const code of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    if (code === '__proto__' || sameValue(base[code], mine[code]) || sameValue(held[code], mine[code])) continue;
    if (!sameValue(held[code], base[code]))
      conflicts.push({
        field: `${field}.${code}`,
        base: base[code] ?? null,
        mine: mine[code] ?? null,
        theirs: held[code] ?? null,
      });
    else if (Object.hasOwn(mine, code)) value[code] = mine[code];
    else delete value[code];
  }
  return { value, conflicts };
}

/**
 * One operation merged into one row, field by field (sync.md, Merging). A field that nobody touched since the operation's base
 * version, or that has the value the operation started from, is taken. Otherwise: comments, calls and attachments are united (always),
 * form answers merged code by code, tags, assignee and status overruled by what arrives later, and everything else is a conflict.
 * Pure, and never silent: what is not in `data` is in `conflicts`, and what `data` lost is in `overruled`.
 */
export function mergeOperation(row: VersionedRow, operation: { baseVersion: number; changes: FieldChanges }): Merged {
  const data: Record<string, unknown> = { ...row.data };
  const conflicts: FieldConflict[] = [];
  const overruled: Overruled[] = [];
  for (const [field, change] of Object.entries(operation.changes)) {
    if (field === 'id' || field === '__proto__') continue;
    const theirs = row.data[field] ?? null;
    const [base, mine] = [change.old ?? null, change.new ?? null];
    const rule = ruleOf(field);
    if (rule === 'union') {
      data[field] = union(theirs, mine);
      continue;
    }
    if (sameValue(theirs, mine)) continue;
    const untouched = (row.fieldVersions[field] ?? 1) <= operation.baseVersion || sameValue(theirs, base);
    if (rule === 'by-code') {
      const merged = mergeCodes(field, theirs, change);
      data[field] = merged.value;
      conflicts.push(...merged.conflicts);
    } else if (untouched || rule === 'last-arrival') {
      if (!untouched) overruled.push({ field, lost: theirs, won: mine });
      data[field] = mine;
    } else conflicts.push({ field, base, mine, theirs });
  }
  return { data, conflicts, overruled };
}

/** The versions of the fields after a change of the row from `before` to `after` that made `version`. */
export function fieldVersionsAfter(before: VersionedRow, after: Fields, version: number): Record<string, number> {
  const versions: Record<string, number> = { ...before.fieldVersions };
  for (const field of new Set([...Object.keys(before.data), ...Object.keys(after)]))
    if (!sameValue(before.data[field], after[field])) versions[field] = version;
  return versions;
}
