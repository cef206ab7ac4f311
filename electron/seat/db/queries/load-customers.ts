import { z } from 'zod';
import type { Customer } from '#shared/customer/customer.ts';
import type { Query, WriteDb } from '../handle.ts';
import { customerIndexes, customerIndexNames } from '../migrations/cache.ts';
import { nameInitials } from '../pinyin.ts';

const rowsPerTransaction = 50_000;

const lastSeq: Query = { name: 'load.last-seq', sql: 'SELECT coalesce(max(seq), 0) AS seq FROM customer' };
const SeqRow = z.object({ seq: z.number().int() });
const insert: Query = {
  name: 'load.customer',
  sql: 'INSERT INTO customer (seq, id, version, name, initials, account_number, updated_at_ms, data) VALUES (?, ?, 1, ?, ?, ?, ?, ?)',
};
const insertPhone: Query = {
  name: 'load.phone',
  sql: 'INSERT INTO customer_phone (number, customer, updated_at_ms) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
};

type Phone = readonly [number: string, customer: number, updatedAtMs: number];

/**
 * Loads many customers into a cache that has none of them: rows first, then their numbers in order, then the indexes. Blocks: for a
 * worker thread, a bench or a test, never for the thread that carries calls.
 */
export function loadCustomers(cache: WriteDb<'cache'>, customers: Iterable<Customer>): number {
  for (const index of customerIndexNames) cache.exec(`DROP INDEX IF EXISTS ${index}`);
  const firstSeq = SeqRow.parse(cache.get(lastSeq)).seq + 1;
  let seq = firstSeq;
  const phones: Phone[] = [];
  const rows = customers[Symbol.iterator]();
  for (let more = true; more; )
    more = cache.transaction(() => {
      for (let at = 0; at < rowsPerTransaction; at++) {
        const next = rows.next();
        if (next.done) return false;
        const { id, name, accountNumber, updatedAtMs } = next.value;
        cache.run(insert, [seq, id, name, nameInitials(name), accountNumber, updatedAtMs, JSON.stringify(next.value)]);
        for (const { number } of next.value.phones) phones.push([number, seq, updatedAtMs]);
        seq += 1;
      }
      return true;
    });
  phones.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : a[1] - b[1]));
  cache.transaction(() => {
    for (const phone of phones) cache.run(insertPhone, phone);
  });
  cache.transaction(() => cache.exec(customerIndexes));
  cache.exec('PRAGMA optimize');
  return seq - firstSeq;
}
