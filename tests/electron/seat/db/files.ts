import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { type Cache, openCache } from '#electron/seat/db/cache.ts';
import { type Journal, openJournal } from '#electron/seat/db/journal.ts';

/** Real SQLite files in a folder of their own, closed and removed after each test. */
export function seatFiles(): { folder: () => string; open: () => { journal: Journal; cache: Cache } } {
  const cleanUp: (() => void)[] = [];
  afterEach(() => {
    for (const undo of cleanUp.splice(0).reverse()) undo();
  });
  const folder = (): string => {
    const made = mkdtempSync(join(tmpdir(), 'ninhao-db-'));
    cleanUp.push(() => rmSync(made, { recursive: true, force: true }));
    return made;
  };
  return {
    folder,
    open: () => {
      const where = folder();
      const journal = openJournal(join(where, 'journal.db'));
      const cache = openCache(join(where, 'cache.db'));
      cleanUp.push(journal.close, cache.close);
      return { journal, cache };
    },
  };
}
