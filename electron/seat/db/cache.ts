import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isCorrupt, type OpenOptions, openFile, type WriteDb } from './handle.ts';
import { migrate } from './migrate.ts';
import { cacheMigrations } from './migrations/cache.ts';

/** Rows of the centre: disposable, rebuilt at need. */
export type Cache = WriteDb<'cache'> & { readonly rebuilt: boolean };

function openOnce(path: string, options: OpenOptions): WriteDb<'cache'> {
  const db = openFile('cache', path, options);
  try {
    migrate(db, cacheMigrations);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}

/** Removes a cache with what SQLite keeps beside it. Only for a closed file. */
export function removeCache(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}

/**
 * Opens cache.db and brings it forward. A file that is damaged so that it does not open is replaced by an empty one and
 * `rebuilt` says so; a file of a newer seat is refused with NewerFileError.
 */
export function openCache(path: string, options: OpenOptions = {}): Cache {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  try {
    return { ...openOnce(path, options), rebuilt: false };
  } catch (cause) {
    if (!isCorrupt(cause)) throw cause;
    options.log?.warn('cache-damaged', { reason: cause instanceof Error ? cause.message : String(cause) });
    removeCache(path);
    return { ...openOnce(path, options), rebuilt: true };
  }
}
