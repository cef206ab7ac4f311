function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * The new value, with every part that equals the old one replaced by the old one itself. A state key is sent whole; sharing what
 * did not change lets narrow selectors see that, and only what differs is drawn again. JSON values only.
 */
export function shareStructure<T>(before: unknown, after: T): T;
export function shareStructure(before: unknown, after: unknown): unknown {
  if (Object.is(before, after)) return before;
  if (Array.isArray(before) && Array.isArray(after)) {
    const shared = after.map((item, at) => shareStructure(before[at], item));
    return before.length === after.length && shared.every((item, at) => item === before[at]) ? before : shared;
  }
  if (isPlain(before) && isPlain(after)) {
    const keys = Object.keys(after);
    const shared: Record<string, unknown> = {};
    let same = keys.length === Object.keys(before).length;
    for (const key of keys) {
      shared[key] = shareStructure(before[key], after[key]);
      if (shared[key] !== before[key] || !Object.hasOwn(before, key)) same = false;
    }
    return same ? before : shared;
  }
  return after;
}
