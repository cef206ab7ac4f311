import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openCache } from '#electron/seat/db/cache.ts';
import { findByNumber } from '#electron/seat/db/queries/customers.ts';
import { sampleCustomer } from '#server/sample/customers.ts';
import { normalisePhone } from '#shared/customer/phone-number.ts';
import { figure, quantile, timed } from './figure.ts';
import { customersInBench, millionCustomers } from './million-customers.ts';

/** How numbers come in: as the PBX sends them, national, with separators. */
const forms: readonly ((number: string) => string)[] = [
  (number) => `+${number}`,
  (number) => (/^861[3-9]\d{9}$/.test(number) ? number.slice(2) : number.replace(/^86/, '0')),
  (number) => number.replace(/^86(\d{3})(\d{4})/, '0086 $1-$2-'),
];

const folder = mkdtempSync(join(tmpdir(), 'ninhao-bench-'));
try {
  const path = join(folder, 'cache.db');
  millionCustomers(path);
  const cache = openCache(path);
  const samples: number[] = [];
  for (let turn = 0; turn < 20_000; turn++) {
    const customer = sampleCustomer((turn * 7919 * 31) % customersInBench);
    const phone = customer.phones[turn % customer.phones.length];
    if (!phone) throw new Error('a sample customer without a number');
    const incoming = (forms[turn % forms.length] ?? String)(phone.number);
    let found = false;
    samples.push(
      timed(() => {
        const number = normalisePhone(incoming);
        found = number.ok && findByNumber(cache, number.value.number).some(({ id }) => id === customer.id);
      }),
    );
    if (!found) throw new Error(`number ${turn} did not find its customer`);
  }
  cache.close();
  figure('number_to_customer_p50_ms', quantile(samples, 0.5), 'ms');
  figure('number_to_customer_p99_ms', quantile(samples, 0.99), 'ms');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
