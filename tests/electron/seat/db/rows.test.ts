import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findByNumber } from '#electron/seat/db/queries/customers.ts';
import { nextChunkRows } from '#electron/seat/db/rows/here.ts';
import { openRows, type Rows } from '#electron/seat/db/rows/rows.ts';
import { sampleCustomer } from '#server/sample/customers.ts';
import { seatFiles } from './files.ts';

const files = seatFiles();
const program = new URL('../../../../electron/seat/db/rows/worker.ts', import.meta.url);
const notThere = new URL('./no-such-program.ts', import.meta.url);
const open: Rows[] = [];

afterEach(async () => {
  for (const rows of open.splice(0)) await rows.close();
});

function rowsWith(
  threadProgram: URL | null,
  path = join(files.folder(), 'cache.db'),
): { rows: Rows; logged: string[]; path: string } {
  const logged: string[] = [];
  const log = (event: string): void => void logged.push(event);
  const breathe = (): Promise<void> => new Promise((done) => setImmediate(done));
  const rows = openRows({
    ...{ path, threadProgram, breathe },
    log: { info: log, warn: log, error: log },
    elapsedMs: () => performance.now(),
  });
  open.push(rows);
  return { rows, logged, path };
}

/** The text of a page of customers, as a centre sends it. */
function pageOf(from: number, to: number, cursor: string, more: boolean, total: number | null = null): string {
  const customers = Array.from({ length: to - from }, (_, at) => sampleCustomer(from + at));
  const rows = customers.map((data) => ({ entity: 'customer', id: data.id, version: 1, deleted: false, data }));
  return JSON.stringify({ epoch: 'e', rows, cursor, more, total });
}

const numberOf = (index: number): string => sampleCustomer(index).phones[0]?.number ?? '';
const namesOf = (rows: Rows, index: number): string[] => findByNumber(rows.cache(), numberOf(index)).map(({ name }) => name);

describe.each([
  ['another thread', program],
  ['this thread', null],
] as const)('rows that are stored in %s', (_, threadProgram) => {
  it('are read here as soon as they are stored, with the cursor and the progress of the first load', async () => {
    const { rows, logged } = rowsWith(threadProgram);
    expect(rows.loading()).toEqual({ rows: 0, total: null });
    expect(await rows.store(pageOf(0, 300, 'c-1', true, 500), '')).toEqual({
      ok: true,
      value: { rows: 300, unreadable: 0, more: true, epoch: 'e' },
    });
    expect(namesOf(rows, 299)).toEqual([sampleCustomer(299).name]);
    expect([rows.cursor(), rows.loading()]).toEqual([
      { ok: true, value: 'c-1' },
      { rows: 300, total: 500 },
    ]);
    await rows.store(pageOf(300, 500, 'c-2', false), 'c-1');
    expect([rows.cursor(), rows.loading()]).toEqual([{ ok: true, value: 'c-2' }, null]);
    expect(logged).toEqual([]);
  });

  it('are refused whole when the page is of another cursor, or none of a centre', async () => {
    const { rows } = rowsWith(threadProgram);
    await rows.store(pageOf(0, 2, 'c-1', true, 4), '');
    expect(await rows.store(pageOf(2, 4, 'c-2', false), '')).toMatchObject({ ok: false, error: { code: 'stale' } });
    expect(await rows.store('<html>bad gateway</html>', 'c-1')).toMatchObject({ ok: false, error: { code: 'not-a-page' } });
    expect(await rows.store('{"epoch":1}', 'c-1')).toMatchObject({ ok: false, error: { code: 'not-a-page' } });
    expect([rows.cursor(), namesOf(rows, 2)]).toEqual([{ ok: true, value: 'c-1' }, []]);
  });

  it('that no schema reads are counted and left out, the others are kept', async () => {
    const { rows } = rowsWith(threadProgram);
    const page = JSON.parse(pageOf(0, 2, 'c-1', false, 2));
    page.rows.push({ entity: 'customer', id: 'x', version: 1, deleted: false, data: { name: 7 } }, 'nonsense');
    expect(await rows.store(JSON.stringify(page), '')).toMatchObject({ ok: true, value: { rows: 4, unreadable: 2 } });
    expect(namesOf(rows, 1)).toEqual([sampleCustomer(1).name]);
  });

  it('begin from nothing after a rebuild, in a new file', async () => {
    const { rows, logged } = rowsWith(threadProgram);
    await rows.store(pageOf(0, 10, 'c-1', false, 10), '');
    await rows.rebuild();
    expect([rows.cursor(), namesOf(rows, 1), logged]).toEqual([{ ok: true, value: '' }, [], ['cache.rebuilt']]);
    await rows.store(pageOf(0, 10, 'c-9', false, 10), '');
    expect(namesOf(rows, 1)).toEqual([sampleCustomer(1).name]);
  });

  it('are there after the files were closed and opened again, with nothing left in a log beside them', async () => {
    const { rows, path } = rowsWith(threadProgram);
    await rows.store(pageOf(0, 10, 'c-1', false, 10), '');
    await open.pop()?.close();
    expect(existsSync(`${path}-wal`)).toBe(false);
    const again = rowsWith(threadProgram, path);
    expect([again.rows.cursor(), namesOf(again.rows, 1)]).toEqual([{ ok: true, value: 'c-1' }, [sampleCustomer(1).name]]);
  });
});

describe('a thread that cannot start', () => {
  it('is logged once, and rows are stored in this one', async () => {
    const { rows, logged } = rowsWith(notThere);
    expect(await rows.store(pageOf(0, 5, 'c-1', true, 9), '')).toMatchObject({ ok: true, value: { rows: 5 } });
    expect(await rows.store(pageOf(5, 9, 'c-2', false), 'c-1')).toMatchObject({ ok: true, value: { rows: 4 } });
    expect(namesOf(rows, 8)).toEqual([sampleCustomer(8).name]);
    expect(logged).toEqual(['rows.thread-lost']);
  });
});

describe('the size of a chunk in this thread', () => {
  it('is made smaller when one took long, and larger when it was quick', () => {
    expect([
      nextChunkRows(40, 20),
      nextChunkRows(40, 4),
      nextChunkRows(40, 1),
      nextChunkRows(5, 99),
      nextChunkRows(400, 0),
    ]).toEqual([20, 40, 60, 4, 400]);
  });
});
