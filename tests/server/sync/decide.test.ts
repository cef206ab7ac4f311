import { describe, expect, it } from 'vitest';
import { sampleTicket } from '#server/sample/tickets.ts';
import { readCursor, writeCursor } from '#server/sync/cursor.ts';
import { decide, type Held } from '#server/sync/decide.ts';
import { sameValue } from '#shared/sync/same-value.ts';
import { createTicketOperation } from '#shared/sync/ticket-operation.ts';
import type { Operation } from '#shared/sync/wire.ts';

const ticket = sampleTicket(1, 1_795_000_000_000);
const creation: Operation = { ...createTicketOperation(ticket, '019fffff-0000-7000-8000-000000000001', 0), seatSeq: 1 };
const held = (version: number, patch: Record<string, unknown> = {}): Held => ({
  version,
  deleted: false,
  data: { ...ticket, status: 'registered', ...patch },
  // What the patch changed, others changed in the version before this one.
  fieldVersions: Object.fromEntries(Object.keys(patch).map((field) => [field, version - 1])),
});
const change = (baseVersion: number, changes: Operation['changes'], patch: Partial<Operation> = {}): Operation => ({
  ...creation,
  baseVersion,
  changes,
  ...patch,
});

describe('what becomes of an operation', () => {
  it('makes the row that it creates', () => {
    expect(decide(null, creation)).toMatchObject({ outcome: 'applied', reason: null, data: ticket });
  });

  it.each([
    ['another kind of row', null, change(0, {}, { entity: 'customer' }), 'rejected', 'not-allowed'],
    ['a ticket without its fields', null, change(0, { summary: { old: null, new: 'x' } }), 'rejected', /^bad-fields/],
    ['a change of nothing', null, change(2, {}), 'rejected', 'no-such-row'],
    ['a change of what is deleted', { ...held(2), deleted: true } as Held, change(2, {}), 'rejected', 'gone'],
    ['an id that is taken', held(1, { summary: 'other' }), creation, 'rejected', 'id-taken'],
    ['a value that does not fit', held(1), change(1, { priority: { old: 'normal', new: 'now!' } }), 'rejected', 'bad-fields'],
    ['a jump of status', held(1), change(1, { status: { old: 'registered', new: 'feedback' } }), 'rejected', 'wrong-status'],
    ['a step of status', held(1), change(1, { status: { old: 'registered', new: 'dispatched' } }), 'applied', null],
    ['a field untouched since its base', held(5), change(3, { summary: { old: ticket.summary, new: 'x' } }), 'merged', null],
    [
      'a field that others made the same',
      held(5, { summary: 'x' }),
      change(3, { summary: { old: 'y', new: 'x' } }),
      'merged',
      null,
    ],
    [
      'a field that others changed',
      held(5, { summary: 'z' }),
      change(3, { summary: { old: 'y', new: 'x' } }),
      'conflict',
      'changed-meanwhile: summary',
    ],
    [
      'an assignee that others changed',
      held(5, { assignee: 'z' }),
      change(3, { assignee: { old: 'y', new: 'x' } }),
      'merged',
      null,
    ],
  ] as const)('%s', (_, row, operation, outcome, reason) => {
    const decided = decide(row, operation);
    expect(decided.outcome).toBe(outcome);
    if (reason instanceof RegExp) expect(decided.reason).toMatch(reason);
    else expect(decided.reason).toBe(reason);
  });

  it('answers a creation that came by another way with merged, whatever the order of keys', () => {
    const turned = Object.fromEntries(Object.entries(ticket).reverse());
    expect(decide({ version: 1, deleted: false, data: turned, fieldVersions: {} }, creation)).toMatchObject({
      outcome: 'merged',
      data: null,
    });
  });

  it('lets nobody change the id, nor the prototype', () => {
    const evil = JSON.parse('{"__proto__": {"old": null, "new": {"admin": true}}, "id": {"old": null, "new": "other"}}');
    const decided = decide(held(1), change(1, { ...evil, summary: { old: null, new: 'x' } }));
    expect(decided.data).toMatchObject({ id: ticket.id, summary: 'x' });
    expect(Object.getPrototypeOf(decided.data)).toBe(Object.prototype);
  });

  it.each([
    [{ a: 1, b: [1, { c: null }] }, { b: [1, { c: null }], a: 1 }, true],
    [undefined, null, true],
    [[1, 2], [2, 1], false],
    [{ a: undefined }, {}, true],
    ['1', 1, false],
  ])('%j and %j are the same: %s', (a, b, same) => {
    expect(sameValue(a, b)).toBe(same);
  });
});

describe('a cursor', () => {
  const cursor = { epoch: 'e-1', xid: '18446744073709551615', seq: '9223372036854775807' };

  it('comes back as it went, also at the ends of its numbers', () => {
    expect(readCursor(writeCursor(cursor), 'e-1')).toEqual(cursor);
    expect(readCursor('', 'e-1')).toEqual({ epoch: 'e-1', xid: '0', seq: '0' });
  });

  it.each(['x', '[]', 'eyJh', Buffer.from('["e","1; DROP TABLE record","1"]').toString('base64url')])('%s is none', (text) => {
    expect(readCursor(text, 'e-1')).toBeNull();
  });
});
