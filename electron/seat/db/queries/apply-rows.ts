import { z } from 'zod';
import { Contact, Customer, Outage } from '#shared/customer/customer.ts';
import { isOpenTicket, ticketSearchText } from '#shared/sync/ticket-operation.ts';
import type { Row } from '#shared/sync/wire.ts';
import { Ticket } from '#shared/ticket/ticket.ts';
import type { Query, WriteDb } from '../handle.ts';
import { nameInitials } from '../pinyin.ts';
import { wholeMs } from '../whole-ms.ts';
import { writeMeta } from './meta.ts';

type Cache = WriteDb<'cache'>;

const upsertCustomer: Query = {
  name: 'rows.customer',
  sql: `INSERT INTO customer (id, version, name, initials, account_number, updated_at_ms, data) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, name = excluded.name, initials = excluded.initials,
          account_number = excluded.account_number, updated_at_ms = excluded.updated_at_ms, data = excluded.data
        RETURNING seq`,
};
const oldCustomer: Query = { name: 'rows.old-customer', sql: 'SELECT seq, version, data FROM customer WHERE id = ?' };
const deleteCustomer: Query = { name: 'rows.delete-customer', sql: 'DELETE FROM customer WHERE seq = ?' };
const insertPhone: Query = {
  name: 'rows.phone',
  sql: 'INSERT INTO customer_phone (number, customer, updated_at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
};
const deletePhone: Query = { name: 'rows.delete-phone', sql: 'DELETE FROM customer_phone WHERE number = ? AND customer = ?' };

const newer = 'WHERE excluded.version >= version';
const upsertTicket: Query = {
  name: 'rows.ticket',
  sql: `INSERT INTO ticket (id, version, customer_id, open, created_at_ms, search, data) VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, customer_id = excluded.customer_id, open = excluded.open,
          created_at_ms = excluded.created_at_ms, search = excluded.search, data = excluded.data ${newer}`,
};
const upsertContact: Query = {
  name: 'rows.contact',
  sql: `INSERT INTO contact (id, version, customer_id, at_ms, data) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, customer_id = excluded.customer_id, at_ms = excluded.at_ms,
          data = excluded.data ${newer}`,
};
const upsertOutage: Query = {
  name: 'rows.outage',
  sql: `INSERT INTO outage (id, version, area, starts_at_ms, ends_at_ms, data) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE SET version = excluded.version, area = excluded.area, starts_at_ms = excluded.starts_at_ms,
          ends_at_ms = excluded.ends_at_ms, data = excluded.data ${newer}`,
};
const upsertSmall: Query = {
  name: 'rows.small',
  sql: `INSERT INTO small_row (entity, id, version, data) VALUES (?, ?, ?, ?)
        ON CONFLICT (entity, id) DO UPDATE SET version = excluded.version, data = excluded.data ${newer}`,
};
const remove = {
  ticket: { name: 'rows.delete-ticket', sql: 'DELETE FROM ticket WHERE id = ?' },
  contact: { name: 'rows.delete-contact', sql: 'DELETE FROM contact WHERE id = ?' },
  outage: { name: 'rows.delete-outage', sql: 'DELETE FROM outage WHERE id = ?' },
  small: { name: 'rows.delete-small', sql: 'DELETE FROM small_row WHERE entity = ? AND id = ?' },
} as const satisfies Record<string, Query>;

const SeqRow = z.object({ seq: z.number().int() });
const OldCustomer = z.object({ seq: z.number().int(), version: z.number().int(), data: z.string() });
const Phones = z.object({ phones: z.array(z.object({ number: z.string() })) });

function removePhones(cache: Cache, old: z.infer<typeof OldCustomer>): void {
  for (const { number } of Phones.parse(JSON.parse(old.data)).phones) cache.run(deletePhone, [number, old.seq]);
}

export function insertCustomer(cache: Cache, customer: Customer, version: number, data: string): void {
  const { id, name, accountNumber, updatedAtMs } = customer;
  const row = cache.get(upsertCustomer, [id, version, name, nameInitials(name), accountNumber, wholeMs(updatedAtMs), data]);
  const { seq } = SeqRow.parse(row);
  for (const phone of customer.phones) cache.run(insertPhone, [phone.number, seq, wholeMs(updatedAtMs)]);
}

function applyCustomer(cache: Cache, row: Row): boolean {
  const found = cache.get(oldCustomer, [row.id]);
  const old = found === undefined ? null : OldCustomer.parse(found);
  if (row.deleted) {
    if (old) {
      removePhones(cache, old);
      cache.run(deleteCustomer, [old.seq]);
    }
    return true;
  }
  if (old && old.version > row.version) return true;
  const customer = Customer.safeParse(row.data);
  if (!customer.success) return false;
  if (old) removePhones(cache, old);
  insertCustomer(cache, customer.data, row.version, JSON.stringify(row.data));
  return true;
}

function applyTicket(cache: Cache, row: Row): boolean {
  const ticket = Ticket.safeParse(row.data);
  if (!ticket.success) return false;
  const { customerId, createdAtMs } = ticket.data;
  const open = isOpenTicket(ticket.data) ? 1 : 0;
  const search = ticketSearchText(ticket.data);
  cache.run(upsertTicket, [row.id, row.version, customerId, open, wholeMs(createdAtMs), search, JSON.stringify(row.data)]);
  return true;
}

function applyContact(cache: Cache, row: Row): boolean {
  const contact = Contact.safeParse(row.data);
  if (!contact.success) return false;
  cache.run(upsertContact, [row.id, row.version, contact.data.customerId, wholeMs(contact.data.atMs), JSON.stringify(row.data)]);
  return true;
}

function applyOutage(cache: Cache, row: Row): boolean {
  const outage = Outage.safeParse(row.data);
  if (!outage.success) return false;
  const { area, startsAtMs, endsAtMs } = outage.data;
  const data = JSON.stringify(row.data);
  cache.run(upsertOutage, [row.id, row.version, area, wholeMs(startsAtMs), wholeMs(endsAtMs), data]);
  return true;
}

/** False: the row is not what its entity's schema says, and was left out. */
function applyRow(cache: Cache, row: Row): boolean {
  if (row.entity === 'customer') return applyCustomer(cache, row);
  if (row.entity === 'ticket' || row.entity === 'contact' || row.entity === 'outage') {
    if (row.deleted) {
      cache.run(remove[row.entity], [row.id]);
      return true;
    }
    if (row.entity === 'ticket') return applyTicket(cache, row);
    return row.entity === 'contact' ? applyContact(cache, row) : applyOutage(cache, row);
  }
  if (row.deleted) cache.run(remove.small, [row.entity, row.id]);
  else cache.run(upsertSmall, [row.entity, row.id, row.version, JSON.stringify(row.data)]);
  return true;
}

/**
 * Stores rows of the centre and the cursor behind them in one transaction. With a null cursor the rows are a part of a page:
 * the page's last part carries the cursor, and a part stored twice is stored once. An older version never replaces a newer one.
 */
export function applyRows(cache: Cache, rows: readonly Row[], cursor: string | null): { applied: number; unreadable: number } {
  return cache.transaction(() => {
    let unreadable = 0;
    for (const row of rows) if (!applyRow(cache, row)) unreadable += 1;
    if (cursor !== null) writeMeta(cache, 'cursor', cursor);
    return { applied: rows.length - unreadable, unreadable };
  });
}
