import type { Customer } from '#shared/customer/customer.ts';
import type { WriteDb } from '../handle.ts';
import { customerIndexes, customerIndexNames } from '../migrations/cache.ts';
import { insertCustomer } from './apply-rows.ts';

const rowsPerTransaction = 20_000;

/**
 * Loads many customers into a cache that has none of them, indexes after the rows. Blocks: for a worker thread, a bench or a test,
 * never for the thread that carries calls.
 */
export function loadCustomers(cache: WriteDb<'cache'>, customers: Iterable<Customer>): number {
  for (const index of customerIndexNames) cache.exec(`DROP INDEX IF EXISTS ${index}`);
  let total = 0;
  let batch: Customer[] = [];
  const flush = (): void => {
    cache.transaction(() => {
      for (const customer of batch) insertCustomer(cache, customer, 1, JSON.stringify(customer));
    });
    total += batch.length;
    batch = [];
  };
  for (const customer of customers) {
    batch.push(customer);
    if (batch.length === rowsPerTransaction) flush();
  }
  flush();
  cache.transaction(() => cache.exec(customerIndexes));
  cache.exec('PRAGMA optimize');
  return total;
}
