import { z } from 'zod';
import type { Ask } from '../db/database.ts';
import { type Cursor, writeCursor } from './cursor.ts';

const pageBytes = 1_000_000;

const ChangeRow = z.object({
  entity: z.string(),
  id: z.string(),
  version: z.number().int(),
  deleted: z.boolean(),
  data: z.string(),
  xid: z.string(),
  seq: z.string(),
});

/**
 * The fence (sync.md): only changes of transactions older than every one still running. A sequence alone is not enough: a
 * transaction with a small number may commit after a larger one was read. Another engine has another fence; only this file knows.
 * Ordered by the columns, not by the texts of the same names that go out.
 */
const changesAfter = `
  SELECT entity, id, version::int AS version, deleted, data::text AS data, xid::text AS xid, seq::text AS seq
  FROM record
  WHERE (xid, seq) > ($1::xid8, $2::bigint) AND xid < pg_snapshot_xmin(pg_current_snapshot())
  ORDER BY record.xid, record.seq
  LIMIT $3`;

export async function epochOf(ask: Ask): Promise<string> {
  const rows = await ask<{ value: string }>(`SELECT value FROM meta WHERE key = 'epoch'`);
  if (!rows[0]) throw new Error('the database has no epoch');
  return rows[0].value;
}

/** How many rows a first load will bring, about. */
export async function rowCount(ask: Ask): Promise<number> {
  const rows = await ask<{ total: number }>('SELECT count(*)::int AS total FROM record');
  return rows[0]?.total ?? 0;
}

export type Page = { readonly body: string; readonly rows: number };

/**
 * One page of changes behind a cursor, as the JSON text of a DownReply: the rows' own JSON goes out as the database holds it. At
 * most `limit` rows and about 1 MB, and never nothing while there is something.
 */
export async function pullPage(ask: Ask, cursor: Cursor, limit: number, total: number | null): Promise<Page> {
  const found = (await ask(changesAfter, [cursor.xid, cursor.seq, limit + 1])).map((row) => ChangeRow.parse(row));
  const parts: string[] = [];
  let bytes = 0;
  let last = cursor;
  for (const row of found.slice(0, limit)) {
    const head = JSON.stringify({ entity: row.entity, id: row.id, version: row.version, deleted: row.deleted });
    const part = `${head.slice(0, -1)},"data":${row.deleted ? 'null' : row.data}}`;
    bytes += Buffer.byteLength(part);
    if (parts.length > 0 && bytes > pageBytes) break;
    parts.push(part);
    last = { epoch: cursor.epoch, xid: row.xid, seq: row.seq };
  }
  const more = parts.length < found.length;
  const tail = JSON.stringify({ epoch: cursor.epoch, cursor: writeCursor(last), more, total });
  return { body: `{"rows":[${parts.join(',')}],${tail.slice(1)}`, rows: parts.length };
}
