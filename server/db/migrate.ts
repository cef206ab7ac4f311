import type { Logger } from '../log.ts';
import type { Database } from './database.ts';
import { type Migration, migrations } from './migrations.ts';

/** Two centres starting on one database: the second waits for the first. */
const migrationLock = 7_142_000;

/** Brings the database forward. Throws a plain sentence, with nothing changed, when a newer centre was here. */
export async function migrate(db: Database, log: Logger, steps: readonly Migration[] = migrations): Promise<void> {
  const client = await db.connect();
  try {
    const { rows } = await client.query<{ num: number }>(`SELECT current_setting('server_version_num')::int AS num`);
    if ((rows[0]?.num ?? 0) < 150_000) throw new Error('the centre needs PostgreSQL 15 or newer');
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      'CREATE TABLE IF NOT EXISTS migration (id int PRIMARY KEY, name text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now())',
    );
    const done = await client.query<{ last: number | null }>('SELECT max(id) AS last FROM migration');
    const last = done.rows[0]?.last ?? 0;
    if (last > steps.length)
      throw new Error(`the database has schema ${last}, this centre knows up to ${steps.length}: start the newer centre`);
    for (const [at, step] of steps.entries()) {
      if (at < last) continue;
      await client.query('BEGIN');
      await client.query(step.sql);
      await client.query('INSERT INTO migration (id, name) VALUES ($1, $2)', [at + 1, step.name]);
      await client.query('COMMIT');
      log.info({ event: 'migrated', to: at + 1, name: step.name });
    }
  } finally {
    // Destroyed, not returned: the lock goes with the connection, and so does a half-done transaction.
    client.release(true);
  }
}
