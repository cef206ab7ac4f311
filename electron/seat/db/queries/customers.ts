import { z } from 'zod';
import { Customer } from '#shared/customer/customer.ts';
import type { Query, ReadDb } from '../handle.ts';

export const byNumber: Query = {
  name: 'customers.by-number',
  sql: `SELECT customer.data FROM customer_phone
        JOIN customer ON customer.seq = customer_phone.customer
        WHERE customer_phone.number = ?
        ORDER BY customer.updated_at_ms DESC
        LIMIT 20`,
};
export const byId: Query = { name: 'customers.by-id', sql: 'SELECT data FROM customer WHERE id = ?' };

const DataRow = z.object({ data: z.string() });

export function customerOf(row: unknown): Customer {
  return Customer.parse(JSON.parse(DataRow.parse(row).data));
}

/** All customers with this number (as normalised by normalisePhone), the last changed first; at most 20. */
export function findByNumber(cache: ReadDb<'cache'>, number: string): Customer[] {
  return cache.all(byNumber, [number]).map(customerOf);
}

export function customerById(cache: ReadDb<'cache'>, id: string): Customer | null {
  const row = cache.get(byId, [id]);
  return row === undefined ? null : customerOf(row);
}
