import { describe, expect, it } from 'vitest';
import { applyRows } from '#electron/seat/db/queries/apply-rows.ts';
import { contactsOf } from '#electron/seat/db/queries/contacts.ts';
import { customerById, findByNumber } from '#electron/seat/db/queries/customers.ts';
import { findCustomers } from '#electron/seat/db/queries/find-customers.ts';
import { loadCustomers } from '#electron/seat/db/queries/load-customers.ts';
import { readMeta } from '#electron/seat/db/queries/meta.ts';
import { outageFor } from '#electron/seat/db/queries/outages.ts';
import { colleagues, markNoticeRead, notices, scriptPack } from '#electron/seat/db/queries/small-rows.ts';
import { sampleContacts } from '#server/sample/contacts.ts';
import { sampleCustomer } from '#server/sample/customers.ts';
import { sampleNotices } from '#server/sample/notices.ts';
import { sampleOutages } from '#server/sample/outages.ts';
import { sampleColleagues } from '#server/sample/people.ts';
import type { Row } from '#shared/sync/wire.ts';
import { seatFiles } from './files.ts';

const files = seatFiles();
const nowMs = Date.UTC(2026, 10, 23, 2);
const row = (entity: Row['entity'], data: { id: string }, version = 1): Row => ({
  entity,
  id: data.id,
  version,
  deleted: false,
  data,
});
const customers = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => sampleCustomer(from + at));

describe('customers in the cache', () => {
  it('are found by each of their numbers', () => {
    const { cache } = files.open();
    loadCustomers(cache, customers(0, 300));
    for (const customer of customers(0, 300))
      for (const phone of customer.phones) expect(findByNumber(cache, phone.number)).toContainEqual(customer);
  });

  it('are all found by a number they share, the last changed first', () => {
    const { cache } = files.open();
    const household = customers(30, 33);
    applyRows(
      cache,
      household.map((c) => row('customer', c)),
      'x',
    );
    const found = findByNumber(cache, household[0]?.phones[1]?.number ?? '');
    expect(found.map((c) => c.id)).toEqual(household.toSorted((a, b) => b.updatedAtMs - a.updatedAtMs).map((c) => c.id));
  });

  it('lose a number that a newer version no longer has, and keep it against an older version', () => {
    const { cache } = files.open();
    const before = sampleCustomer(5);
    const after = { ...before, phones: [{ number: '8613911112222', label: 'mobile' as const }] };
    applyRows(cache, [row('customer', before, 1), row('customer', after, 3), row('customer', before, 2)], 'x');
    expect(findByNumber(cache, before.phones[0]?.number ?? '')).toEqual([]);
    expect(findByNumber(cache, '8613911112222').map((c) => c.id)).toEqual([before.id]);
  });

  it('go with a tombstone, their numbers too', () => {
    const { cache } = files.open();
    const customer = sampleCustomer(5);
    applyRows(cache, [row('customer', customer)], 'x');
    applyRows(cache, [{ ...row('customer', customer, 2), deleted: true, data: null }], 'y');
    expect(customerById(cache, customer.id)).toBeNull();
    expect(findByNumber(cache, customer.phones[0]?.number ?? '')).toEqual([]);
  });

  it('keep fields that this seat does not know', () => {
    const { cache } = files.open();
    applyRows(cache, [row('customer', { ...sampleCustomer(5), meterType: 'smart' } as { id: string })], 'x');
    const stored = cache.get({ name: 'test', sql: 'SELECT data FROM customer' }) as { data: string };
    expect(JSON.parse(stored.data)).toMatchObject({ meterType: 'smart' });
  });

  it('that do not fit the schema are left out and counted, the rest of the page is stored', () => {
    const { cache } = files.open();
    const outcome = applyRows(cache, [row('customer', { id: 'c-bad' }), row('customer', sampleCustomer(1))], 'x');
    expect(outcome).toEqual({ applied: 1, unreadable: 1 });
    expect(customerById(cache, 'c-0000001')).toEqual(sampleCustomer(1));
  });
});

describe('findCustomers', () => {
  it.each([
    ['last four', (c: ReturnType<typeof sampleCustomer>) => (c.phones[0]?.number ?? '').slice(-4)],
    ['a number as it is dialled', (c: ReturnType<typeof sampleCustomer>) => (c.phones[0]?.number ?? '').slice(2)],
    ['the beginning of a number', (c: ReturnType<typeof sampleCustomer>) => (c.phones[0]?.number ?? '').slice(2, 10)],
    ['an account', (c: ReturnType<typeof sampleCustomer>) => c.accountNumber],
    ['the whole name', (c: ReturnType<typeof sampleCustomer>) => c.name],
  ])('finds by %s', (_, text) => {
    const { cache } = files.open();
    loadCustomers(cache, customers(0, 2000));
    for (const customer of customers(0, 2000).filter((_c, at) => at % 50 === 0))
      expect(findCustomers(cache, text(customer), 50).map((c) => c.id)).toContain(customer.id);
  });

  it('finds 王秀兰 by 王秀, by wxl and by WX, without repeats', () => {
    const { cache } = files.open();
    loadCustomers(cache, customers(0, 2000));
    for (const text of ['王秀', 'wxl', 'WX', ' 王秀兰 ']) {
      const found = findCustomers(cache, text, 50).map((c) => c.id);
      expect(found).toContain('c-0000000');
      expect(new Set(found).size).toBe(found.length);
    }
  });

  it('reads a surname as a surname', () => {
    const { cache } = files.open();
    loadCustomers(cache, [
      { ...sampleCustomer(1), name: '单晓明' },
      { ...sampleCustomer(2), name: '欧阳娜娜' },
    ]);
    expect(findCustomers(cache, 'sxm', 5)).toHaveLength(1);
    expect(findCustomers(cache, 'oynn', 5)).toHaveLength(1);
  });

  it('finds nothing for nothing, for signs of SQL and for a text nobody has', () => {
    const { cache } = files.open();
    loadCustomers(cache, customers(0, 50));
    for (const text of ['', '   ', '%', "' OR 1=1 --", '龘']) expect(findCustomers(cache, text, 20)).toEqual([]);
  });
});

describe('the other rows of the centre', () => {
  it('give the contacts of a customer, newest first, and their total', () => {
    const { cache } = files.open();
    applyRows(
      cache,
      [0, 1, 2, 3].flatMap((i) => sampleContacts(i, nowMs)).map((c) => row('contact', c)),
      'x',
    );
    expect(contactsOf(cache, 'c-0000000', 2)).toEqual({ contacts: sampleContacts(0, nowMs).slice(0, 2), total: 3 });
    expect(contactsOf(cache, 'nobody', 2)).toEqual({ contacts: [], total: 0 });
  });

  it('tell an outage only while it runs', () => {
    const { cache } = files.open();
    applyRows(
      cache,
      sampleOutages(nowMs).map((o) => row('outage', o)),
      'x',
    );
    expect(outageFor(cache, '枣园路', nowMs)?.kind).toBe('repair');
    expect(outageFor(cache, '枣园路', nowMs + 4 * 3_600_000)).toBeNull();
    expect(outageFor(cache, '双桥', nowMs)).toBeNull();
    expect(outageFor(cache, '松涛', nowMs)).toBeNull();
  });

  it('give notices newest first and remember which were read, also over a new cache', () => {
    const { cache, journal } = files.open();
    const rows = sampleNotices(nowMs).map((n) => row('notice', n));
    applyRows(cache, rows, 'x');
    markNoticeRead(journal, 'n-1', nowMs);
    const { cache: another } = files.open();
    applyRows(another, rows, 'y');
    expect(notices(another, journal).map(({ id, read }) => [id, read])).toEqual([
      ['n-1', true],
      ['n-2', false],
      ['n-3', false],
      ['n-4', false],
      ['n-5', false],
    ]);
  });

  it('give colleagues and the script pack', () => {
    const { cache } = files.open();
    applyRows(
      cache,
      sampleColleagues().map((c) => row('colleague', { ...c, id: c.number })),
      null,
    );
    applyRows(cache, [row('script', { id: 'default', version: '1' } as { id: string })], null);
    expect(colleagues(cache)).toHaveLength(sampleColleagues().length);
    expect(scriptPack(cache)).toEqual({ id: 'default', version: '1' });
    expect(readMeta(cache, 'cursor')).toBeNull();
  });

  it('store rows and cursor together, or neither', () => {
    const { cache } = files.open();
    applyRows(cache, [row('customer', sampleCustomer(1))], 'first');
    const bad = {
      ...row('customer', sampleCustomer(2)),
      get data(): unknown {
        throw new Error('broken on the way');
      },
    };
    expect(() => applyRows(cache, [row('customer', sampleCustomer(3)), bad], 'second')).toThrow('broken on the way');
    expect(readMeta(cache, 'cursor')).toBe('first');
    expect(customerById(cache, sampleCustomer(3).id)).toBeNull();
  });
});
