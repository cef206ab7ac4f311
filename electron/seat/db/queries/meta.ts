import { z } from 'zod';
import type { Query, ReadDb, WriteDb } from '../handle.ts';

const read: Query = { name: 'meta.read', sql: 'SELECT value FROM meta WHERE key = ?' };
const write: Query = {
  name: 'meta.write',
  sql: 'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
};
const remove: Query = { name: 'meta.remove', sql: 'DELETE FROM meta WHERE key = ?' };
const ValueRow = z.object({ value: z.string() });

type MetaKey = 'seat-id' | 'last-seat-seq' | 'settings' | 'epoch' | 'cursor' | 'first-load';

export function readMeta(db: ReadDb, key: MetaKey): string | null {
  const row = db.get(read, [key]);
  return row === undefined ? null : ValueRow.parse(row).value;
}

export function writeMeta(db: WriteDb, key: MetaKey, value: string | null): void {
  if (value === null) db.run(remove, [key]);
  else db.run(write, [key, value]);
}

/** This installation's own id, made once. */
export function seatIdOf(journal: WriteDb<'journal'>, newId: () => string): string {
  return journal.transaction(() => {
    const known = readMeta(journal, 'seat-id');
    if (known !== null) return known;
    const made = newId();
    writeMeta(journal, 'seat-id', made);
    return made;
  });
}
