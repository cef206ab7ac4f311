import { describe, expect, it } from 'vitest';
import type { Journal } from '#electron/seat/db/journal.ts';
import { applyRows } from '#electron/seat/db/queries/apply-rows.ts';
import { deleteDraft, listDrafts, purgeDiscardedDrafts, restoreDraft, saveDraft } from '#electron/seat/db/queries/drafts.ts';
import {
  addOperation,
  forgetSettled,
  outboxCounts,
  pendingOperations,
  reopenSettled,
  retryParked,
  settleOperation,
} from '#electron/seat/db/queries/outbox.ts';
import { listTickets, openTicketsOf, saveTicket, usedNumbers } from '#electron/seat/db/queries/tickets.ts';
import { sampleTicket } from '#server/sample/tickets.ts';
import { createTicketOperation } from '#shared/sync/ticket-operation.ts';
import type { OperationOutcome } from '#shared/sync/wire.ts';
import type { Ticket, TicketDraft } from '#shared/ticket/ticket.ts';
import { seatFiles } from './files.ts';

const files = seatFiles();
const nowMs = Date.UTC(2026, 10, 23, 2);
const opIdOf = (index: number): string => `019fffff-0000-7000-8000-${String(index).padStart(12, '0')}`;
const ticketOf = (index: number, patch: Partial<Ticket> = {}): Ticket => ({ ...sampleTicket(index, nowMs), ...patch });

function save(journal: Journal, ticket: Ticket, index: number, draftId: string | null = null): void {
  saveTicket(journal, { ticket, operation: createTicketOperation(ticket, opIdOf(index), nowMs), draftId });
}

const answer = (index: number, outcome: OperationOutcome['outcome'], version: number | null = 1): OperationOutcome => ({
  opId: opIdOf(index),
  outcome,
  version,
  reason: outcome === 'rejected' ? 'bad-fields' : null,
});

function draftOf(ticket: Ticket): TicketDraft {
  const { status, createdAtMs, createdBy, handOverByMs, visitByMs, ...body } = ticket;
  return { ...body, openedAtMs: createdAtMs, changedAtMs: createdAtMs };
}

describe('drafts', () => {
  it('come back in the order they were opened, as last changed', () => {
    const { journal } = files.open();
    const [first, second] = [draftOf(ticketOf(2, { createdAtMs: 10 })), draftOf(ticketOf(1, { createdAtMs: 20 }))];
    saveDraft(journal, second);
    saveDraft(journal, first);
    saveDraft(journal, { ...first, summary: '漏水' });
    expect(listDrafts(journal)).toEqual([{ ...first, summary: '漏水' }, second]);
  });

  it('that are discarded can be restored until they are purged', () => {
    const { journal } = files.open();
    const draft = draftOf(ticketOf(1));
    saveDraft(journal, draft);
    expect(deleteDraft(journal, draft.id, nowMs)).toBe(true);
    expect(deleteDraft(journal, draft.id, nowMs)).toBe(false);
    expect(listDrafts(journal)).toEqual([]);
    expect(restoreDraft(journal, draft.id)).toEqual(draft);
    deleteDraft(journal, draft.id, nowMs);
    expect(purgeDiscardedDrafts(journal, nowMs + 1)).toBe(1);
    expect(restoreDraft(journal, draft.id)).toBeNull();
  });
});

describe('a saved ticket', () => {
  it('is here, its draft is gone and its operation waits, all at once', () => {
    const { journal, cache } = files.open();
    const ticket = ticketOf(1);
    saveDraft(journal, draftOf(ticket));
    save(journal, ticket, 1, ticket.id);
    expect(listDrafts(journal)).toEqual([]);
    expect(pendingOperations(journal, 10, 1e6).map((o) => [o.entityId, o.seatSeq])).toEqual([[ticket.id, 1]]);
    expect(listTickets(journal, cache, { limit: 10 })).toMatchObject([{ ticket, place: 'here', arrivedAtMs: null }]);
  });

  it('leaves everything as it was when a part of it fails', () => {
    const { journal, cache } = files.open();
    save(journal, ticketOf(1), 1);
    saveDraft(journal, draftOf(ticketOf(2)));
    expect(() => save(journal, ticketOf(2), 1, ticketOf(2).id)).toThrow(/UNIQUE/);
    expect(listDrafts(journal)).toHaveLength(1);
    expect(listTickets(journal, cache, { limit: 10 })).toHaveLength(1);
    save(journal, ticketOf(2), 2);
    expect(pendingOperations(journal, 10, 1e6).map((o) => o.seatSeq)).toEqual([1, 2]);
  });

  it('is on the server once acknowledged, before and after its row has come back', () => {
    const { journal, cache } = files.open();
    const ticket = ticketOf(1);
    save(journal, ticket, 1);
    settleOperation(journal, answer(1, 'applied', 4), nowMs + 5);
    expect(listTickets(journal, cache, { limit: 10 })).toMatchObject([{ ticket, place: 'server', arrivedAtMs: nowMs + 5 }]);
    applyRows(
      cache,
      [{ entity: 'ticket', id: ticket.id, version: 4, deleted: false, data: { ...ticket, status: 'dispatched' } }],
      'c',
    );
    expect(listTickets(journal, cache, { limit: 10 })).toMatchObject([{ ticket: { status: 'dispatched' }, place: 'server' }]);
  });

  it('keeps the acknowledged words over an older row, so that nothing flickers back', () => {
    const { journal, cache } = files.open();
    const ticket = ticketOf(1);
    applyRows(cache, [{ entity: 'ticket', id: ticket.id, version: 1, deleted: false, data: ticket }], 'c');
    const changes = { summary: { old: ticket.summary, new: '已修好' } };
    addOperation(journal, { ...createTicketOperation(ticket, opIdOf(7), nowMs), baseVersion: 1, changes });
    settleOperation(journal, answer(7, 'applied', 2), nowMs);
    expect(listTickets(journal, cache, { limit: 10 })[0]?.ticket.summary).toBe('已修好');
    applyRows(
      cache,
      [{ entity: 'ticket', id: ticket.id, version: 3, deleted: false, data: { ...ticket, summary: '又漏了' } }],
      'd',
    );
    expect(listTickets(journal, cache, { limit: 10 })[0]?.ticket.summary).toBe('又漏了');
  });

  it('is parked when refused, blocks nobody, and is sent again under a new id', () => {
    const { journal, cache } = files.open();
    save(journal, ticketOf(1), 1);
    save(journal, ticketOf(2), 2);
    expect(settleOperation(journal, answer(1, 'rejected', null), nowMs)).toBe('parked');
    expect(outboxCounts(journal)).toEqual({ waiting: 1, parked: 1 });
    expect(listTickets(journal, cache, { limit: 10 }).find((t) => t.ticket.id === ticketOf(1).id)).toMatchObject({
      place: 'parked',
      reason: answer(1, 'rejected', null).reason,
    });
    expect(pendingOperations(journal, 10, 1e6).map((o) => o.seatSeq)).toEqual([2]);
    expect(retryParked(journal, ticketOf(1).id, () => opIdOf(9))).toBe(1);
    expect(outboxCounts(journal)).toEqual({ waiting: 2, parked: 0 });
    expect(pendingOperations(journal, 10, 1e6).map((o) => [o.opId, o.seatSeq])).toEqual([
      [opIdOf(2), 2],
      [opIdOf(9), 3],
    ]);
  });

  it('is listed once with tickets of other seats, newest first, and found by its text', () => {
    const { journal, cache } = files.open();
    const mine = ticketOf(1, { createdAtMs: nowMs, summary: '楼道里有水声' });
    save(journal, mine, 1);
    const rows = [2, 3, 4]
      .map((i) => ticketOf(i))
      .map((t) => ({ entity: 'ticket' as const, id: t.id, version: 1, deleted: false, data: t }));
    applyRows(cache, rows, 'c');
    const all = listTickets(journal, cache, { limit: 3 });
    expect(all).toHaveLength(3);
    expect(all[0]?.ticket.id).toBe(mine.id);
    expect(listTickets(journal, cache, { limit: 10, text: '水声' }).map((t) => t.ticket.id)).toEqual([mine.id]);
  });

  it('has its number once among those of the day, whether it was written here, at the centre, or both', () => {
    const { journal, cache } = files.open();
    const numbered = (index: number, number: string, createdAtMs = nowMs) => ticketOf(index, { number, createdAtMs });
    save(journal, numbered(1, 'GD-1123-1001-001'), 1);
    save(journal, numbered(2, 'GD-1123-1002-001'), 2);
    save(journal, numbered(3, 'GD-1123-1001-007', nowMs - 1), 3);
    const rows = [numbered(1, 'GD-1123-1001-001'), numbered(4, 'GD-1123-1001-002')].map((ticket) => ({
      entity: 'ticket' as const,
      id: ticket.id,
      version: 1,
      deleted: false,
      data: ticket,
    }));
    applyRows(cache, rows, 'c');
    expect(usedNumbers(journal, cache, 'GD-1123-1001-', nowMs)).toEqual(['GD-1123-1001-001', 'GD-1123-1001-002']);
  });

  it('is among the open tickets of its customer until it is closed', () => {
    const { journal, cache } = files.open();
    const mine = ticketOf(1, { customerId: 'c-1', status: 'registered' });
    save(journal, mine, 1);
    expect(openTicketsOf(journal, cache, 'c-1')).toHaveLength(1);
    settleOperation(journal, answer(1, 'applied', 1), nowMs);
    applyRows(cache, [{ entity: 'ticket', id: mine.id, version: 2, deleted: false, data: { ...mine, status: 'closed' } }], 'c');
    expect(openTicketsOf(journal, cache, 'c-1')).toEqual([]);
  });
});

describe('the outbox', () => {
  it('cuts a batch by number and by size, and always gives at least one', () => {
    const { journal } = files.open();
    for (let i = 1; i <= 5; i++) save(journal, ticketOf(i), i);
    expect(pendingOperations(journal, 3, 1e6)).toHaveLength(3);
    expect(pendingOperations(journal, 5, 1)).toHaveLength(1);
  });

  it('keeps an operation that the centre wants again later', () => {
    const { journal } = files.open();
    save(journal, ticketOf(1), 1);
    expect(settleOperation(journal, answer(1, 'retry', null), nowMs)).toBe('waiting');
    expect(outboxCounts(journal).waiting).toBe(1);
  });

  it('ignores a second answer', () => {
    const { journal } = files.open();
    save(journal, ticketOf(1), 1);
    expect(settleOperation(journal, answer(1, 'applied'), nowMs)).toBe('done');
    expect(settleOperation(journal, answer(1, 'rejected'), nowMs)).toBe('unknown');
    expect(outboxCounts(journal)).toEqual({ waiting: 0, parked: 0 });
  });

  it('sends again what was acknowledged when the centre was restored, and forgets what is old', () => {
    const { journal } = files.open();
    save(journal, ticketOf(1), 1);
    save(journal, ticketOf(2), 2);
    settleOperation(journal, answer(1, 'applied'), nowMs);
    settleOperation(journal, answer(2, 'applied'), nowMs + 100);
    expect(forgetSettled(journal, nowMs + 50)).toBe(1);
    expect(reopenSettled(journal)).toBe(1);
    expect(pendingOperations(journal, 10, 1e6).map((o) => o.opId)).toEqual([opIdOf(2)]);
    save(journal, ticketOf(3), 3);
    expect(pendingOperations(journal, 10, 1e6).map((o) => o.seatSeq)).toEqual([2, 3]);
  });
});
