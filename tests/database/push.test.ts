import { describe, expect, it } from 'vitest';
import type { Database } from '#server/db/database.ts';
import type { Caller } from '#server/identity/access-token.ts';
import { pushOperations } from '#server/sync/push.ts';
import { creationOf, idOf, ticketOf, withDatabase } from './with-database.ts';

const postgres = withDatabase();
const seat = (seatId: string): Caller => ({ agentNumber: '1001', seatId, role: 'agent', team: 'a', expiresAtMs: 0 });
const one = seat('seat-1');
const count = async (db: Database, what: 'record' | 'operation'): Promise<number> =>
  (await db.ask<{ n: number }>(`SELECT count(*)::int AS n FROM ${what}`))[0]?.n ?? -1;
const outcomesOf = async (db: Database, caller: Caller, raw: readonly unknown[]): Promise<string[]> =>
  (await pushOperations(db, caller, raw)).map(({ outcome, reason }) => (reason === null ? outcome : `${outcome}: ${reason}`));

describe('operations up', () => {
  it('are applied once, however often the same batch comes', async () => {
    const db = await postgres.database();
    const batch = [1, 2, 3].map((n) => creationOf(n));
    const first = await pushOperations(db, one, batch);
    expect(first.map((o) => [o.outcome, o.version])).toEqual([
      ['applied', 1],
      ['applied', 1],
      ['applied', 1],
    ]);
    for (let again = 0; again < 3; again++) expect(await pushOperations(db, one, batch)).toEqual(first);
    expect([await count(db, 'record'), await count(db, 'operation')]).toEqual([3, 3]);
  });

  it('are applied once when twenty equal batches come at the same time', async () => {
    const db = await postgres.database();
    const batch = Array.from({ length: 40 }, (_, n) => creationOf(n + 1));
    const answers = await Promise.all(Array.from({ length: 20 }, () => pushOperations(db, one, batch)));
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(new Set(answers[0]?.map((o) => o.outcome))).toEqual(new Set(['applied']));
    expect([await count(db, 'record'), await count(db, 'operation')]).toEqual([40, 40]);
  });

  it('of one batch that name one op_id twice are one operation', async () => {
    const db = await postgres.database();
    expect(await outcomesOf(db, one, [creationOf(1), creationOf(1)])).toEqual(['applied', 'applied']);
    expect(await count(db, 'record')).toBe(1);
  });

  it('that overlap in parallel from two seats with one entity id make it once', async () => {
    const db = await postgres.database();
    const forged = { ...creationOf(1, { summary: '另一张' }), opId: idOf(99) };
    const answers = (await Promise.all([outcomesOf(db, one, [creationOf(1)]), outcomesOf(db, seat('seat-2'), [forged])])).flat();
    expect(answers).toContain('applied');
    expect(answers.some((answer) => answer === 'retry' || answer === 'rejected: id-taken')).toBe(true);
    expect(await count(db, 'record')).toBe(1);
  });

  it('of another seat under a known op_id are refused and learn nothing', async () => {
    const db = await postgres.database();
    await pushOperations(db, one, [creationOf(1)]);
    expect(await outcomesOf(db, seat('seat-2'), [creationOf(1)])).toEqual(['rejected: op-id-taken']);
  });

  it('that are bad are refused one by one, each with its reason, and hold up no other', async () => {
    const db = await postgres.database();
    const nul = creationOf(5, { summary: 'a\0b' });
    const half = creationOf(6, { summary: '\ud83d' });
    const tower = {
      ...creationOf(7),
      changes: { ...creationOf(7).changes, extra: { old: null, new: JSON.parse('['.repeat(40) + ']'.repeat(40)) } },
    };
    const answers = await outcomesOf(db, one, [
      { opId: 'not-a-uuid' },
      'nonsense',
      { ...creationOf(2), entity: 'customer' },
      creationOf(3, { summary: 7 as unknown as string }),
      { ...creationOf(4), wireVersion: 999 },
      nul,
      half,
      tower,
      { ...creationOf(8), madeAtMs: 1e300 },
      creationOf(1),
    ]);
    expect(answers).toEqual([
      'rejected: malformed: opId',
      'rejected: malformed: ',
      'rejected: not-allowed',
      'rejected: bad-fields: summary',
      'rejected: newer-schema',
      'rejected: malformed: text',
      'rejected: malformed: text',
      'rejected: malformed: text',
      'rejected: malformed: made',
      'applied',
    ]);
    expect(await count(db, 'record')).toBe(1);
  });

  it('keep order per entity: a change sent with its creation is laid over it', async () => {
    const db = await postgres.database();
    const change = {
      ...creationOf(2),
      entityId: ticketOf(1).id,
      changes: { summary: { old: ticketOf(1).summary, new: '已修好' } },
    };
    expect(await outcomesOf(db, one, [creationOf(1), change])).toEqual(['applied', 'merged']);
    const rows = await db.ask<{ version: number; summary: string }>(
      `SELECT version::int, data->>'summary' AS summary FROM record`,
    );
    expect(rows).toEqual([{ version: 1, summary: '已修好' }]);
  });

  it('on a row changed meanwhile merge untouched fields and hand conflicts back', async () => {
    const db = await postgres.database();
    await pushOperations(db, one, [creationOf(1)]);
    const on = (n: number, field: string, old: unknown, next: unknown) => ({
      ...creationOf(n),
      entityId: ticketOf(1).id,
      baseVersion: 1,
      changes: { [field]: { old, new: next } },
    });
    const summary = ticketOf(1).summary;
    expect(await outcomesOf(db, one, [on(2, 'summary', summary, '甲')])).toEqual(['applied']);
    expect(await outcomesOf(db, seat('seat-2'), [on(3, 'address', ticketOf(1).address, '新地址')])).toEqual(['merged']);
    expect(await outcomesOf(db, seat('seat-2'), [on(4, 'summary', summary, '乙')])).toEqual([
      'conflict: changed-meanwhile: summary',
    ]);
    expect(await outcomesOf(db, seat('seat-2'), [on(5, 'assignee', 'x', '抢修一班')])).toEqual(['merged']);
    const rows = await db.ask(
      `SELECT version::int, data->>'summary' AS summary, data->>'address' AS address FROM record WHERE entity = 'ticket'`,
    );
    expect(rows).toEqual([{ version: 4, summary: '甲', address: '新地址' }]);
    const conflicts = await db.ask(
      `SELECT id, data->>'entityId' AS ticket, data->'fields' AS fields FROM record WHERE entity = 'conflict'`,
    );
    expect(conflicts).toEqual([
      { id: idOf(4), ticket: ticketOf(1).id, fields: [{ field: 'summary', base: summary, mine: '乙', theirs: '甲' }] },
    ]);
  });

  it('move the status only as its state machine allows', async () => {
    const db = await postgres.database();
    await pushOperations(db, one, [creationOf(1, { status: 'registered' })]);
    const move = (n: number, to: string) => ({
      ...creationOf(n),
      entityId: ticketOf(1).id,
      baseVersion: 1,
      changes: { status: { old: null, new: to } },
    });
    expect(await outcomesOf(db, one, [move(2, 'feedback'), move(3, 'dispatched'), move(4, 'nonsense')])).toEqual([
      'rejected: wrong-status',
      'applied',
      'rejected: wrong-status',
    ]);
  });

  it('for a row that is not there are refused', async () => {
    const db = await postgres.database();
    expect(await outcomesOf(db, one, [{ ...creationOf(1), baseVersion: 3 }])).toEqual(['rejected: no-such-row']);
  });

  it('keep fields that this centre does not know', async () => {
    const db = await postgres.database();
    const future = { ...creationOf(1), changes: { ...creationOf(1).changes, mood: { old: null, new: 'calm' } } };
    expect(await outcomesOf(db, one, [future])).toEqual(['applied']);
    expect(await db.ask(`SELECT data->>'mood' AS mood FROM record`)).toEqual([{ mood: 'calm' }]);
  });

  it('shows the ticket as a row of the view that people read', async () => {
    const db = await postgres.database();
    await pushOperations(db, one, [creationOf(1)]);
    expect(await db.ask('SELECT number, kind, created_by FROM ticket')).toEqual([
      { number: ticketOf(1).number, kind: ticketOf(1).kind, created_by: ticketOf(1).createdBy },
    ]);
  });
});
