import { z } from 'zod';
import type { Customer } from '#shared/customer/customer.ts';
import type { Query, ReadDb } from '../handle.ts';
import { customerOf } from './customers.ts';

/** Ranges instead of LIKE: [prefix, prefix + the highest sign) is what an index can walk. */
export const finders = {
  account: {
    name: 'customers.find-account',
    sql: 'SELECT id, data FROM customer WHERE account_number >= :from AND account_number < :to ORDER BY account_number LIMIT :limit',
  },
  phonePrefix: {
    name: 'customers.find-phone-prefix',
    sql: `SELECT customer.id, customer.data FROM customer_phone JOIN customer ON customer.seq = customer_phone.customer
          WHERE customer_phone.number >= :from AND customer_phone.number < :to ORDER BY customer_phone.number LIMIT :limit`,
  },
  lastFour: {
    name: 'customers.find-last-four',
    sql: `SELECT customer.id, customer.data FROM customer_phone JOIN customer ON customer.seq = customer_phone.customer
          WHERE substr(customer_phone.number, -4) = :from AND :to <> '' ORDER BY customer_phone.updated_at_ms DESC LIMIT :limit`,
  },
  nameExact: {
    name: 'customers.find-name',
    sql: `SELECT id, data FROM customer WHERE name = :from AND :to <> '' ORDER BY updated_at_ms DESC LIMIT :limit`,
  },
  namePrefix: {
    name: 'customers.find-name-prefix',
    sql: 'SELECT id, data FROM customer WHERE name > :from AND name < :to ORDER BY name, updated_at_ms DESC LIMIT :limit',
  },
  initialsExact: {
    name: 'customers.find-initials',
    sql: `SELECT id, data FROM customer WHERE initials = :from AND :to <> '' ORDER BY updated_at_ms DESC LIMIT :limit`,
  },
  initialsPrefix: {
    name: 'customers.find-initials-prefix',
    sql: 'SELECT id, data FROM customer WHERE initials > :from AND initials < :to ORDER BY initials, updated_at_ms DESC LIMIT :limit',
  },
} as const satisfies Record<string, Query>;

const IdRow = z.object({ id: z.string() });
const highestSign = '\u{10FFFF}';

type Step = { readonly query: Query; readonly from: string };

/** What to ask, in order of worth: the first finds are shown first. */
function stepsFor(text: string): Step[] {
  const typed = text.trim().toLowerCase();
  const digits = typed.replace(/[\s\-+()]/g, '');
  if (/^\d+$/.test(digits)) {
    const steps: Step[] = [];
    if (digits.length === 4) steps.push({ query: finders.lastFour, from: digits });
    if (digits.length >= 3) steps.push({ query: finders.phonePrefix, from: internationalPrefix(digits) });
    steps.push({ query: finders.account, from: digits });
    return steps;
  }
  if (/^[a-z]+$/.test(typed))
    return [
      { query: finders.initialsExact, from: typed },
      { query: finders.initialsPrefix, from: typed },
    ];
  const name = text.trim().replace(/\s+/g, '');
  if (name === '') return [];
  return [
    { query: finders.nameExact, from: name },
    { query: finders.namePrefix, from: name },
  ];
}

/** Numbers are stored as E.164 without '+': 138… is 86138…, 010… is 8610…. */
function internationalPrefix(digits: string): string {
  if (digits.startsWith('86')) return digits;
  return digits.startsWith('0') ? `86${digits.slice(1)}` : `86${digits}`;
}

/**
 * First form of the search box: digits are the last four of a number, the beginning of a number or of an account; Chinese is the
 * beginning of a name; letters are initials. At most `limit`, without repeats.
 */
export function findCustomers(cache: ReadDb<'cache'>, text: string, limit: number): Customer[] {
  const found = new Map<string, Customer>();
  for (const { query, from } of stepsFor(text)) {
    if (found.size >= limit) break;
    for (const row of cache.all(query, { from, to: from + highestSign, limit })) {
      const { id } = IdRow.parse(row);
      if (found.size < limit && !found.has(id)) found.set(id, customerOf(row));
    }
  }
  return [...found.values()];
}
