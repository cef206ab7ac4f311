import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Database } from '#server/db/database.ts';
import { readCursor } from '#server/sync/cursor.ts';
import { epochOf, pullPage, rowCount } from '#server/sync/pull.ts';
import { DownReply } from '#shared/sync/wire.ts';
import { withDatabase } from './with-database.ts';

const postgres = withDatabase();

const insert = `INSERT INTO record (entity, id, data) VALUES ('notice', $1, '{}')`;

/** Follows the changes until nothing comes any more: ids in the order they came. */
async function follow(db: Database, cursorText: string, limit: number): Promise<{ ids: string[]; cursor: string }> {
  const epoch = await epochOf(db.ask);
  const ids: string[] = [];
  for (let text = cursorText; ; ) {
    const cursor = readCursor(text, epoch);
    if (cursor === null) throw new Error('the centre gave a cursor that it cannot read');
    const page = DownReply.parse(JSON.parse((await pullPage(db.ask, cursor, limit, null)).body));
    ids.push(...page.rows.map((row) => row.id));
    text = page.cursor;
    if (!page.more) return { ids, cursor: text };
  }
}

describe('changes down', () => {
  it('come in order as numbers, page by page, each once', async () => {
    const db = await postgres.database();
    for (let n = 0; n < 250; n++) await db.ask(insert, [`n-${n}`]);
    const { ids, cursor } = await follow(db, '', 7);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, n) => `n-${n}`));
    expect((await follow(db, cursor, 7)).ids).toEqual([]);
    expect(await rowCount(db.ask)).toBe(250);
  });

  it('come again when a row changes, with its new version, and as a tombstone when it is deleted', async () => {
    const db = await postgres.database();
    await db.ask(insert, ['n-1']);
    await db.ask(insert, ['n-2']);
    const { cursor } = await follow(db, '', 100);
    await db.ask(`UPDATE record SET data = '{"a":1}' WHERE id = 'n-1'`);
    await db.ask(`UPDATE record SET deleted = true WHERE id = 'n-2'`);
    const at = readCursor(cursor, await epochOf(db.ask));
    const page = DownReply.parse(JSON.parse((await pullPage(db.ask, at ?? { epoch: '', xid: '0', seq: '0' }, 100, null)).body));
    expect(page.rows.map(({ id, version, deleted, data }) => [id, version, deleted, data])).toEqual([
      ['n-1', 2, false, { a: 1 }],
      ['n-2', 2, true, null],
    ]);
  });

  it('are cut at about a megabyte, and never to nothing', async () => {
    const db = await postgres.database();
    const big = JSON.stringify({ text: 'x'.repeat(600_000) });
    for (const id of ['a', 'b', 'c']) await db.ask(`INSERT INTO record (entity, id, data) VALUES ('notice', $1, $2)`, [id, big]);
    const cursor = readCursor('', await epochOf(db.ask));
    const page = DownReply.parse(
      JSON.parse((await pullPage(db.ask, cursor ?? { epoch: '', xid: '0', seq: '0' }, 100, null)).body),
    );
    expect([page.rows.length, page.more]).toEqual([1, true]);
    expect((await follow(db, '', 100)).ids).toEqual(['a', 'b', 'c']);
  });

  it('wait behind a transaction that still runs, and come when it has ended', async () => {
    const db = await postgres.database();
    const slow = await db.connect();
    await slow.query('BEGIN');
    await slow.query(insert, ['slow']);
    await db.ask(insert, ['quick']);
    const before = await follow(db, '', 100);
    expect(before.ids).toEqual([]);
    await slow.query('COMMIT');
    slow.release();
    expect((await follow(db, before.cursor, 100)).ids.sort()).toEqual(['quick', 'slow']);
  });

  it('miss nothing while sixteen writers commit in any order, where a plain sequence does', async () => {
    const writers = 16;
    const url = await postgres.freshUrl();
    const db = await postgres.database(url, writers);
    const reader = await postgres.database(url, 2);
    const each = 60;
    let writing = true;
    const write = async (writer: number): Promise<void> => {
      const client = await db.connect();
      for (let n = 0; n < each; n++) {
        await client.query('BEGIN');
        await client.query(insert, [`w${writer}-${n}`]);
        if ((writer + n) % 4 === 0) await sleep(3);
        await client.query('COMMIT');
      }
      client.release();
    };

    const naive = new Set<string>();
    const followNaively = async (): Promise<void> => {
      let last = '0';
      for (let once = false; writing || !once; ) {
        once = !writing;
        const rows = await reader.ask<{ id: string; seq: string }>(
          'SELECT id, record.seq::text AS seq FROM record WHERE record.seq > $1::bigint ORDER BY record.seq LIMIT 50',
          [last],
        );
        for (const row of rows) naive.add(row.id);
        last = rows.at(-1)?.seq ?? last;
        if (rows.length > 0) once = false;
      }
    };
    const fenced: string[] = [];
    const followFenced = async (): Promise<void> => {
      let cursor = '';
      for (let once = false; writing || !once; ) {
        once = !writing;
        const page = await follow(reader, cursor, 50);
        fenced.push(...page.ids);
        cursor = page.cursor;
      }
    };
    const followers = [followNaively(), followFenced()];
    await Promise.all(Array.from({ length: writers }, (_, writer) => write(writer)));
    writing = false;
    await Promise.all(followers);

    expect(new Set(fenced).size).toBe(writers * each);
    expect(fenced).toHaveLength(writers * each);
    expect(naive.size).toBeLessThan(writers * each);
    console.log(`a naive cursor missed ${writers * each - naive.size} of ${writers * each}, the fence none`);
  });
});
