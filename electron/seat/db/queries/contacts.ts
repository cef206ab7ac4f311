import { z } from 'zod';
import { Contact } from '#shared/customer/customer.ts';
import type { Query, ReadDb } from '../handle.ts';

export const contactsOfCustomer: Query = {
  name: 'contacts.of-customer',
  sql: 'SELECT data FROM contact WHERE customer_id = ? ORDER BY at_ms DESC LIMIT ?',
};
const contactCount: Query = {
  name: 'contacts.count',
  sql: 'SELECT count(*) AS total FROM contact WHERE customer_id = ?',
};

const DataRow = z.object({ data: z.string() });
const TotalRow = z.object({ total: z.number().int() });

/** What passed between us and a customer, newest first, and how many lines there are in all. */
export function contactsOf(cache: ReadDb<'cache'>, customerId: string, limit: number): { contacts: Contact[]; total: number } {
  const contacts = cache
    .all(contactsOfCustomer, [customerId, limit])
    .map((row) => Contact.parse(JSON.parse(DataRow.parse(row).data)));
  const total = contacts.length < limit ? contacts.length : TotalRow.parse(cache.get(contactCount, [customerId])).total;
  return { contacts, total };
}
