import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { placeFor } from '#server/db/place.ts';
import { readPidFile } from '#server/db/postmaster.ts';
import type { Stack } from './stack.ts';

/** How many tickets with this summary the centre's PostgreSQL holds, asked of the database itself and not of the centre. */
export async function ticketInDatabase(stack: Stack, summary: string): Promise<number> {
  const dataFolder = join(stack.folder, 'centre');
  const postmaster = readPidFile(placeFor(dataFolder).dataFolder);
  if (postmaster === null) throw new Error('the embedded PostgreSQL is not running');
  const client = new Client({
    host: '127.0.0.1',
    port: postmaster.port,
    user: 'ninhao',
    password: readFileSync(join(dataFolder, 'database-password'), 'utf8').trim(),
    database: 'ninhao',
  });
  await client.connect();
  try {
    const found = await client.query<{ count: number }>(
      "SELECT count(*)::int AS count FROM record WHERE entity = 'ticket' AND data->>'summary' = $1 AND NOT deleted",
      [summary],
    );
    return found.rows[0]?.count ?? 0;
  } finally {
    await client.end();
  }
}
