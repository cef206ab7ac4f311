import type { Customer, MatchReason } from './customer.ts';

export type Candidate = { readonly customer: Customer; readonly reasons: readonly MatchReason[] };
export type NumberMatch = { readonly match: 'none' | 'one' | 'several'; readonly candidates: readonly Candidate[] };

/**
 * Who may be calling from this normalised number, most likely first: the one this number was last settled for, then those whose
 * first number it is, then a mobile before a shared line, a higher level, the fresher row. Customers without the number are
 * left out, so the cache may hand over more than it should. `several` is never decided here: the agent chooses.
 */
export function matchByNumber(
  candidates: readonly Customer[],
  number: string,
  earlier: { readonly customerId: string | null } = { customerId: null },
): NumberMatch {
  const withNumber = candidates.filter((customer) => customer.phones.some((phone) => phone.number === number));
  const unique = [...new Map(withNumber.map((customer) => [customer.id, customer])).values()];
  const ranked = unique
    .map((customer) => ({ customer, reasons: reasonsFor(customer, number, unique, earlier.customerId) }))
    .sort((a, b) => compare(a, b, number));
  return { match: ranked.length === 0 ? 'none' : ranked.length === 1 ? 'one' : 'several', candidates: ranked };
}

function reasonsFor(
  customer: Customer,
  number: string,
  all: readonly Customer[],
  earlierCustomerId: string | null,
): readonly MatchReason[] {
  const reasons: MatchReason[] = [customer.phones[0]?.number === number ? 'number' : 'second-number'];
  const shared = (other: Customer): boolean => other.id !== customer.id && sameHousehold(other, customer);
  if (all.some(shared)) reasons.push('same-household');
  if (customer.id === earlierCustomerId) reasons.push('earlier-call');
  return reasons;
}

function sameHousehold(a: Customer, b: Customer): boolean {
  return (a.address !== '' && a.address === b.address) || (a.accountNumber !== '' && a.accountNumber === b.accountNumber);
}

function compare(a: Candidate, b: Candidate, number: string): number {
  const by = (rank: (candidate: Candidate) => number): number => rank(b) - rank(a);
  const isMobile = ({ customer }: Candidate): number =>
    customer.phones.some((phone) => phone.number === number && phone.label === 'mobile') ? 1 : 0;
  return (
    by(({ reasons }) => (reasons.includes('earlier-call') ? 1 : 0)) ||
    by(({ reasons }) => (reasons.includes('number') ? 1 : 0)) ||
    by(isMobile) ||
    by(({ customer }) => customer.level) ||
    by(({ customer }) => customer.updatedAtMs) ||
    (a.customer.id < b.customer.id ? -1 : 1)
  );
}
