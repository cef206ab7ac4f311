import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { type OpenOptions, openFile, type WriteDb } from './handle.ts';
import { migrate } from './migrate.ts';
import { journalMigrations } from './migrations/journal.ts';

/** What exists nowhere else: outbox, drafts, tickets written here, call log, settings. */
export type Journal = WriteDb<'journal'>;

/**
 * Opens journal.db and brings it forward; the folder is made. Throws NewerFileError for a file of a newer seat, and what SQLite
 * throws for a damaged one: a journal is never thrown away by itself.
 */
export function openJournal(path: string, options: OpenOptions = {}): Journal {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const db = openFile('journal', path, options);
  try {
    migrate(db, journalMigrations);
    return db;
  } catch (cause) {
    db.close();
    throw cause;
  }
}
