import { describe, expect, it } from 'vitest';
import { beginNewEpoch } from '#server/db/restored.ts';
import type { Caller } from '#server/identity/access-token.ts';
import { epochOf } from '#server/sync/pull.ts';
import { pushOperations } from '#server/sync/push.ts';
import type { Operation } from '#shared/sync/wire.ts';
import { creationOf, idOf, ticketOf, withDatabase } from './with-database.ts';

const postgres = withDatabase();
const seat = (seatId: string): Caller => ({ agentNumber: '1001', seatId, role: 'agent', team: 'a', expiresAtMs: 0 });
const summary = ticketOf(1).summary;
const change = (n: number, baseVersion: number, old: string, next: string, seatSeq = n): Operation => ({
  ...creationOf(n),
  seatSeq,
  entityId: ticketOf(1).id,
  baseVersion,
  changes: { summary: { old, new: next } },
});

describe('a centre that was restored', () => {
  it('lets a change wait for the one it stands on, and takes both when that one is sent again', async () => {
    const db = await postgres.database();
    await pushOperations(db, seat('seat-1'), [creationOf(1)]);
    const epoch = await epochOf(db.ask);
    await beginNewEpoch(db);
    expect(await epochOf(db.ask)).not.toBe(epoch);
    // Version 2 was of seat-1 and is lost; seat-2 built on it.
    const built = change(3, 2, 'second', 'third', 1);
    expect(await pushOperations(db, seat('seat-2'), [built])).toMatchObject([{ outcome: 'retry', reason: 'base-not-here' }]);
    expect(await pushOperations(db, seat('seat-1'), [change(2, 1, summary, 'second')])).toMatchObject([{ outcome: 'applied' }]);
    expect(await pushOperations(db, seat('seat-2'), [built])).toMatchObject([{ outcome: 'merged' }]);
    const rows = await db.ask(
      `SELECT data->>'summary' AS summary, version > 1000000 AS above FROM record WHERE entity = 'ticket'`,
    );
    expect(rows).toEqual([{ summary: 'third', above: true }]);
  });

  it('raises its versions again with every restore', async () => {
    const db = await postgres.database();
    await pushOperations(db, seat('seat-1'), [creationOf(1)]);
    await beginNewEpoch(db);
    await beginNewEpoch(db);
    const [answer] = await pushOperations(db, seat('seat-1'), [change(2, 1, summary, 'second')]);
    expect(answer?.version).toBe(2_000_000);
    expect(await db.ask(`SELECT version::int, field_versions FROM record WHERE entity = 'ticket'`)).toEqual([
      { version: 2_000_000, field_versions: { summary: 2_000_000 } },
    ]);
  });

  it('makes nobody wait when it was never restored', async () => {
    const db = await postgres.database();
    expect(await pushOperations(db, seat('seat-1'), [change(2, 3, 'a', 'b')])).toMatchObject([
      { outcome: 'rejected', reason: 'no-such-row' },
    ]);
  });
});

describe('the numbers of a seat', () => {
  it('that never came are counted, and those sent again are not', async () => {
    const db = await postgres.database();
    const numbered = (n: number): Operation => ({ ...creationOf(n), opId: idOf(500 + n) });
    await pushOperations(db, seat('seat-1'), [numbered(1), numbered(2)]);
    await pushOperations(db, seat('seat-1'), [numbered(2), numbered(3)]);
    await pushOperations(db, seat('seat-1'), [numbered(7)]);
    expect(await db.ask('SELECT last_seq::int, missing::int FROM seat_sequence')).toEqual([{ last_seq: 7, missing: 3 }]);
  });
});
