import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock, systemRandom } from '#electron/seat/config/process-ports.ts';
import { findByNumber } from '#electron/seat/db/queries/customers.ts';
import { outboxCounts } from '#electron/seat/db/queries/outbox.ts';
import { notices, scriptPack } from '#electron/seat/db/queries/small-rows.ts';
import { listTickets } from '#electron/seat/db/queries/tickets.ts';
import { createFetchHttp } from '#electron/seat/sync/http.ts';
import { sampleCustomer } from '#server/sample/customers.ts';
import { type TestSeat, testSeat } from '../electron/seat/sync/seat.ts';
import { withDatabase } from './with-database.ts';

const postgres = withDatabase();
const cleanUp: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const undo of cleanUp.splice(0).reverse()) await undo();
});

/** Real files, real time, real HTTP and WebSocket. `random` near 0 makes every back-off short. */
function seatOf(agentNumber: string, url: string, random = systemRandom, clock = systemClock): TestSeat {
  const folder = mkdtempSync(join(tmpdir(), 'ninhao-seat-'));
  mkdirSync(folder, { recursive: true });
  const seat = testSeat(folder, { createHttp: createFetchHttp, clock, random });
  cleanUp.push(async () => {
    await seat.sync.close();
    seat.journal.close();
    seat.cache().close();
    rmSync(folder, { recursive: true, force: true });
  });
  seat.sync.connect({ url, agentNumber, samplePassword: `ninhao-${agentNumber}` });
  return seat;
}

async function until(what: string, holds: () => boolean): Promise<void> {
  for (let n = 0; n < 400; n++) {
    if (holds()) return;
    await sleep(50);
  }
  throw new Error(`it never came to this: ${what}`);
}

const isLoaded = (seat: TestSeat) => () => seat.states.at(-1)?.phase === 'online' && seat.states.at(-1)?.loading === null;
const placeOf = (seat: TestSeat, id: string): string | undefined =>
  listTickets(seat.journal, seat.cache(), { limit: 1000 }).find((placed) => placed.ticket.id === id)?.place;

describe('a seat and the real centre', () => {
  it('load the whole sample: customers, notices, scripts', async () => {
    const centre = await postgres.centre();
    const seat = seatOf('1001', centre.url);
    await until('everything is loaded', isLoaded(seat));
    expect(findByNumber(seat.cache(), '8613800005678').map((customer) => customer.name)).toEqual(['王秀兰']);
    const last = sampleCustomer(9999);
    expect(findByNumber(seat.cache(), last.phones[0]?.number ?? '')).toContainEqual(last);
    expect(notices(seat.cache(), seat.journal)).toHaveLength(5);
    expect(scriptPack(seat.cache())).toHaveProperty('version');
    expect(seat.events.filter((event) => event.startsWith('error'))).toEqual([]);
  });

  it('a ticket saved while the centre is down waits here and arrives once after its restart', async () => {
    const url = await postgres.freshUrl();
    const db = await postgres.database(url);
    const first = await postgres.centre({ url });
    const port = Number(new URL(first.url).port);
    const seat = seatOf('1001', first.url, () => 0);
    await until('the seat is loaded', isLoaded(seat));
    await first.close();
    const tickets = [1, 2, 3].map((n) => seat.save(n));
    await until('the seat knows that the centre is away', () => seat.states.at(-1)?.phase === 'offline');
    expect(tickets.map((ticket) => placeOf(seat, ticket.id))).toEqual(['here', 'here', 'here']);
    expect(seat.states.at(-1)).toMatchObject({ trouble: 'unreachable', waitingOperations: 3 });

    await postgres.centre({ url, port });
    await until('they are on the server', () => outboxCounts(seat.journal).waiting === 0);
    const ids = tickets.map((ticket) => ticket.id);
    const rows = await db.ask<{ id: string; version: number }>(
      'SELECT id, version::int AS version FROM ticket WHERE id = ANY($1) ORDER BY id',
      [ids],
    );
    expect(rows).toEqual(ids.toSorted().map((id) => ({ id, version: 1 })));
    expect(await db.ask('SELECT count(*)::int AS n FROM operation')).toEqual([{ n: 3 }]);
    expect(ids.map((id) => placeOf(seat, id))).toEqual(['server', 'server', 'server']);
  });

  it('a ticket of one seat comes to another by its hint', async () => {
    const centre = await postgres.centre();
    // A clock on which no poll is ever due: what the second seat learns, it learns by hints.
    const withoutPolls = { nowMs: systemClock.nowMs, after: () => () => undefined };
    const [one, two] = [seatOf('1001', centre.url), seatOf('1002', centre.url, systemRandom, withoutPolls)];
    await until('both are loaded', () => isLoaded(one)() && isLoaded(two)());
    const tickets: string[] = [];
    await until('the other seat has one', () => {
      // The first may have been saved before the hint line was open.
      if (tickets.length < 5) tickets.push(one.save(tickets.length).id);
      return tickets.some((id) => placeOf(two, id) === 'server');
    });
  });

  it('a batch of many tickets arrives whole, each once', async () => {
    const url = await postgres.freshUrl();
    const db = await postgres.database(url);
    const centre = await postgres.centre({ url, sample: true });
    const seat = seatOf('1001', 'http://127.0.0.1:1', () => 0);
    for (let n = 0; n < 1200; n++) seat.save(n);
    seat.sync.connect({ url: centre.url, agentNumber: '1001', samplePassword: 'ninhao-1001' });
    await until('the outbox is empty', () => outboxCounts(seat.journal).waiting === 0);
    expect(outboxCounts(seat.journal).parked).toBe(0);
    expect(await db.ask(`SELECT count(*)::int AS n FROM ticket WHERE number LIKE 'GD-%' AND id NOT LIKE 't-%'`)).toEqual([
      { n: 1200 },
    ]);
    expect(await db.ask('SELECT max(version)::int AS v FROM ticket')).toEqual([{ v: 1 }]);
  });

  it('a centre restored from an older state gets the tickets again', async () => {
    const url = await postgres.freshUrl();
    const db = await postgres.database(url);
    const centre = await postgres.centre({ url });
    const seat = seatOf('1001', centre.url, () => 0);
    await until('the seat is loaded', isLoaded(seat));
    const ticket = seat.save(1);
    await until('it is on the server', () => placeOf(seat, ticket.id) === 'server');
    await db.ask(`DELETE FROM record WHERE id = $1`, [ticket.id]);
    await db.ask('DELETE FROM operation');
    await db.ask(`UPDATE meta SET value = gen_random_uuid()::text WHERE key = 'epoch'`);
    const second = seat.save(2);
    await until('the second is on the server', () => placeOf(seat, second.id) === 'server');
    await until('the first is there again', () => outboxCounts(seat.journal).waiting === 0);
    const rows = await db.ask<{ id: string }>('SELECT id FROM ticket WHERE id = ANY($1)', [[ticket.id, second.id]]);
    expect(rows.map((row) => row.id).sort()).toEqual([ticket.id, second.id].sort());
    await until('the cache is loaded anew', () => findByNumber(seat.cache(), '8613800005678').length === 1);
  });
});
