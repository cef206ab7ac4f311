import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '#electron/seat/config/process-ports.ts';
import { outboxCounts } from '#electron/seat/db/queries/outbox.ts';
import { createFetchHttp } from '#electron/seat/sync/http.ts';
import { DownReply, paths } from '#shared/sync/wire.ts';
import { type TestSeat, testSeat } from '../electron/seat/sync/seat.ts';
import { end, newFolder, start } from './program.ts';
import { post, signIn } from './with-database.ts';

const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

function openSeat(): TestSeat {
  const folder = mkdtempSync(join(tmpdir(), 'ninhao-seat-'));
  const seat = testSeat(folder, { createHttp: createFetchHttp, clock: systemClock, random: () => 0 });
  cleanUp.push(async () => {
    await seat.sync.close();
    seat.journal.close();
    seat.cache().close();
    rmSync(folder, { recursive: true, force: true });
  });
  return seat;
}

async function ticketsAt(url: string): Promise<string[]> {
  const { accessToken } = await signIn(url, '1002', 'counting');
  const ids: string[] = [];
  for (let cursor = ''; ; ) {
    const page = DownReply.parse((await post(url, paths.down, { cursor, limit: 5000 }, accessToken)).body);
    for (const row of page.rows) if (row.entity === 'ticket' && !row.id.startsWith('t-')) ids.push(`${row.id} ${row.version}`);
    cursor = page.cursor;
    if (!page.more) return ids;
  }
}

describe('a centre killed again and again while tickets come', () => {
  it('has every one of them once', async () => {
    const folder = newFolder();
    const port = { NINHAO_CENTRE_PORT: String(20_000 + (process.pid % 20_000)) };
    let centre = await start(folder, port);
    const seat = openSeat();
    seat.sync.connect({ url: centre.url, agentNumber: '1001', samplePassword: 'ninhao-1001' });
    const saved: string[] = [];
    let saving = true;
    const save = async (): Promise<void> => {
      for (let n = 0; saving; n++) {
        saved.push(seat.save(n).id);
        await sleep(4);
      }
    };
    const done = save();
    for (const afterMs of [700, 150, 400, 40]) {
      await sleep(afterMs);
      await end(centre.child, 'SIGKILL');
      centre = await start(folder, port);
    }
    saving = false;
    await done;
    for (let n = 0; n < 600 && outboxCounts(seat.journal).waiting > 0; n++) await sleep(50);
    expect(outboxCounts(seat.journal)).toEqual({ waiting: 0, parked: 0 });
    expect((await ticketsAt(centre.url)).sort()).toEqual(saved.map((id) => `${id} 1`).sort());
  });
});
