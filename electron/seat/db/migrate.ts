import { z } from 'zod';
import type { FileName, Query, WriteDb } from './handle.ts';

/** A step of a file's schema. Steps are only ever appended: step n brings a file from user_version n to n + 1. */
export type Migration = { readonly name: string; readonly sql: string };

/** The file was written by a newer version of the seat, which may keep there what this one would not understand. */
export class NewerFileError extends Error {
  readonly code = 'newer-file';
  constructor(file: FileName, path: string, found: number, known: number) {
    super(
      `${file} file ${path} has schema ${found}, this seat knows up to ${known}: start the newer seat, or move the file away`,
    );
  }
}

const userVersion: Query = { name: 'migrate.user-version', sql: 'PRAGMA user_version' };
const UserVersion = z.object({ user_version: z.number().int() });

export function schemaVersion(db: WriteDb): number {
  return UserVersion.parse(db.get(userVersion)).user_version;
}

/** Brings the file forward, one transaction a step. Throws NewerFileError, with nothing changed, for a newer file. */
export function migrate(db: WriteDb, migrations: readonly Migration[]): void {
  const found = schemaVersion(db);
  if (found > migrations.length) throw new NewerFileError(db.file, db.path, found, migrations.length);
  migrations.slice(found).forEach((migration, at) => {
    db.transaction(() => {
      db.exec(migration.sql);
      db.exec(`PRAGMA user_version = ${found + at + 1}`);
    });
  });
}
