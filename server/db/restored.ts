import type { Database } from './database.ts';

/** More versions than one row is ever given between a backup and its restore. */
const versionsPerLife = 1_000_000;

/**
 * To be called once after a database was restored from a backup, before any seat connects: begins a new epoch. Seats then send again
 * all that they were acknowledged in the last 14 days, and load their rows afresh. Versions go on above all that were lost, so that
 * what a seat still bases on a lost version is never taken for what came instead.
 */
export async function beginNewEpoch(db: Database): Promise<void> {
  await db.transaction(async (ask) => {
    await ask(`UPDATE meta SET value = gen_random_uuid()::text WHERE key = 'epoch'`);
    await ask(
      `INSERT INTO meta (key, value) VALUES ('version-floor', $1::text), ('restored-at', now()::text)
       ON CONFLICT (key) DO UPDATE SET value = CASE excluded.key
         WHEN 'version-floor' THEN (meta.value::bigint + excluded.value::bigint)::text ELSE excluded.value END`,
      [String(versionsPerLife)],
    );
  });
}
