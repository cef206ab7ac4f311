import { z } from 'zod';
import { isOpenTicket, type NewOperation, overlay, ticketSearchText } from '#shared/sync/ticket-operation.ts';
import { Operation } from '#shared/sync/wire.ts';
import { type PlacedTicket, Ticket } from '#shared/ticket/ticket.ts';
import type { Query, ReadDb, WriteDb } from '../handle.ts';
import { wholeMs } from '../whole-ms.ts';
import { removeDraft } from './drafts.ts';
import { addOperation } from './outbox.ts';

const insert: Query = {
  name: 'tickets.insert',
  sql: `INSERT INTO ticket (id, customer_id, open, created_at_ms, saved_at_ms, search, data) VALUES (?, ?, ?, ?, ?, ?, ?)`,
};
/** The same in both files: the newest with the text in them. */
export const latest = {
  journal: {
    name: 'tickets.latest-here',
    sql: `SELECT id, saved_at_ms, data FROM ticket WHERE :text = '' OR instr(search, :text) > 0 ORDER BY created_at_ms DESC LIMIT :limit`,
  },
  cache: {
    name: 'tickets.latest-cached',
    sql: `SELECT id, version, data FROM ticket WHERE :text = '' OR instr(search, :text) > 0 ORDER BY created_at_ms DESC LIMIT :limit`,
  },
} as const satisfies Record<string, Query>;
export const ofCustomer = {
  journal: {
    name: 'tickets.of-customer-here',
    sql: 'SELECT id, saved_at_ms, data FROM ticket WHERE customer_id = ? AND open = 1 ORDER BY created_at_ms DESC LIMIT 50',
  },
  cache: {
    name: 'tickets.of-customer-cached',
    sql: 'SELECT id, version, data FROM ticket WHERE customer_id = ? AND open = 1 ORDER BY created_at_ms DESC LIMIT 50',
  },
} as const satisfies Record<string, Query>;
const cachedById: Query = { name: 'tickets.cached-by-id', sql: 'SELECT id, version, data FROM ticket WHERE id = ?' };
const hereById: Query = { name: 'tickets.here-by-id', sql: 'SELECT id, saved_at_ms, data FROM ticket WHERE id = ?' };
export const operationsOf: Query = {
  name: 'tickets.operations-of',
  sql: `SELECT state, version, settled_at_ms, reason, body FROM operation WHERE entity = 'ticket' AND entity_id = ? AND state <> 'replaced'
        ORDER BY seat_seq`,
};

/** The index ticket_created serves it, in both files. */
export const numbersSince: Query = {
  name: 'tickets.numbers-since',
  sql: `SELECT data ->> 'number' AS number FROM ticket WHERE created_at_ms >= ?`,
};

const NumberRow = z.object({ number: z.string().nullable() });
const HereRow = z.object({ id: z.string(), saved_at_ms: z.number(), data: z.string() });
const CachedRow = z.object({ id: z.string(), version: z.number().int(), data: z.string() });
const OperationRow = z.object({
  state: z.enum(['waiting', 'done', 'parked']),
  version: z.number().int().nullable(),
  settled_at_ms: z.number().nullable(),
  reason: z.string().nullable(),
  body: z.string(),
});
const Fields = z.record(z.string(), z.unknown());

type Here = z.infer<typeof HereRow>;
type Cached = z.infer<typeof CachedRow>;

/**
 * Saves a ticket: the ticket, the operation that carries it to the centre, and the end of its draft, in one transaction of one
 * file. It is on the disk when this returns; throws what SQLite throws for a full disk.
 */
export function saveTicket(
  journal: WriteDb<'journal'>,
  saved: { readonly ticket: Ticket; readonly operation: NewOperation; readonly draftId: string | null },
): Operation {
  const { ticket, operation, draftId } = saved;
  return journal.transaction(() => {
    const open = isOpenTicket(ticket) ? 1 : 0;
    const data = JSON.stringify(ticket);
    journal.run(insert, [
      ticket.id,
      ticket.customerId,
      open,
      wholeMs(ticket.createdAtMs),
      wholeMs(operation.madeAtMs),
      ticketSearchText(ticket),
      data,
    ]);
    const numbered = addOperation(journal, operation);
    if (draftId !== null) removeDraft(journal, draftId);
    return numbered;
  });
}

/**
 * What the screen shows of one ticket: the centre's row with the operations laid over it that the row does not hold yet. An
 * acknowledged operation stays laid over until the row itself has arrived in its version, so that nothing flickers back.
 */
function place(journal: ReadDb<'journal'>, here: Here | null, cached: Cached | null): PlacedTicket | null {
  const operations = journal.all(operationsOf, [cached?.id ?? here?.id ?? '']).map((row) => OperationRow.parse(row));
  const cachedVersion = cached?.version ?? 0;
  const base = cached?.data ?? here?.data;
  if (base === undefined) return null;
  let fields = Fields.parse(JSON.parse(base));
  for (const { state, version, body } of operations)
    if (state !== 'done' || (version ?? 0) > cachedVersion) fields = overlay(fields, Operation.parse(JSON.parse(body)).changes);
  const ticket = Ticket.safeParse(fields);
  if (!ticket.success) return null;
  const parked = operations.findLast((operation) => operation.state === 'parked');
  const waits = operations.some((operation) => operation.state === 'waiting');
  const arrivedAtMs = operations.findLast((operation) => operation.state === 'done')?.settled_at_ms ?? null;
  return {
    ticket: ticket.data,
    place: parked ? 'parked' : waits ? 'here' : 'server',
    savedAtMs: here?.saved_at_ms ?? ticket.data.createdAtMs,
    arrivedAtMs: waits ? null : arrivedAtMs,
    reason: parked?.reason?.slice(0, 200) ?? null,
  };
}

/** Rows of both files, each ticket once, newest first. */
function merge(
  journal: ReadDb<'journal'>,
  cache: ReadDb<'cache'>,
  here: Here[],
  cached: Cached[],
  limit: number,
): PlacedTicket[] {
  const hereById_ = new Map(here.map((row) => [row.id, row]));
  const cachedById_ = new Map(cached.map((row) => [row.id, row]));
  const placed: PlacedTicket[] = [];
  for (const id of new Set([...hereById_.keys(), ...cachedById_.keys()])) {
    const one = place(
      journal,
      hereById_.get(id) ?? parseOrNull(HereRow, journal.get(hereById, [id])),
      cachedById_.get(id) ?? parseOrNull(CachedRow, cache.get(cachedById, [id])),
    );
    if (one) placed.push(one);
  }
  return placed.sort((a, b) => b.ticket.createdAtMs - a.ticket.createdAtMs).slice(0, limit);
}

function parseOrNull<T>(schema: z.ZodType<T>, row: unknown): T | null {
  return row === undefined ? null : schema.parse(row);
}

/** The newest tickets of both files, with their place: only here, at the centre, or set aside because it refused them. */
export function listTickets(
  journal: ReadDb<'journal'>,
  cache: ReadDb<'cache'>,
  asked: { readonly limit: number; readonly text?: string | undefined },
): PlacedTicket[] {
  const parameters = { text: (asked.text ?? '').trim().toLowerCase(), limit: asked.limit };
  const here = journal.all(latest.journal, parameters).map((row) => HereRow.parse(row));
  const cached = cache.all(latest.cache, parameters).map((row) => CachedRow.parse(row));
  return merge(journal, cache, here, cached, asked.limit);
}

/** Tickets of a customer that are not closed, newest first. */
export function openTicketsOf(journal: ReadDb<'journal'>, cache: ReadDb<'cache'>, customerId: string): PlacedTicket[] {
  const here = journal.all(ofCustomer.journal, [customerId]).map((row) => HereRow.parse(row));
  const cached = cache.all(ofCustomer.cache, [customerId]).map((row) => CachedRow.parse(row));
  return merge(journal, cache, here, cached, 20).filter(({ ticket }) => isOpenTicket(ticket));
}

/** Shown numbers that begin with `prefix`, of tickets made since a moment, wherever they were written. */
export function usedNumbers(journal: ReadDb<'journal'>, cache: ReadDb<'cache'>, prefix: string, sinceMs: number): string[] {
  const rows = [...journal.all(numbersSince, [sinceMs]), ...cache.all(numbersSince, [sinceMs])];
  const numbers = rows.map((row) => NumberRow.parse(row).number ?? '').filter((number) => number.startsWith(prefix));
  return [...new Set(numbers)];
}
