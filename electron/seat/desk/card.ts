import type { Card } from '#shared/bridge/state.ts';
import type { Customer, MatchReason } from '#shared/customer/customer.ts';
import { matchByNumber } from '#shared/customer/match.ts';
import { normalisePhone } from '#shared/customer/phone-number.ts';
import { regionOf } from '#shared/customer/region.ts';
import { shownNumber } from '#shared/customer/shown-number.ts';
import type { CardStore } from './ports.ts';

const mostCandidates = 20;
const mostOpenTickets = 20;
const mostContacts = 8;

export type Caller = {
  /** Normalised where a rule of the numbering plan fits, else as the PBX sent it; '' when withheld. */
  readonly number: string;
  /** INVITE received: a call that comes back after a crash is no earlier call of its own. */
  readonly offeredAtMs: number;
  readonly language: 'zh-CN' | 'en';
};

/** The number of the far side in the form in which customers, log and call-backs are compared. */
export function callerNumber(raw: string, areaCode: string): string {
  const phone = normalisePhone(raw, { areaCode, countryCode: '86' });
  if (phone.ok) return phone.value.number.slice(0, 24);
  return phone.error.code === 'withheld' ? '' : raw.slice(0, 24);
}

/** The card at first ring: the caller by number, with the reason of each match. Reads the cache only. */
export function buildCard(store: CardStore, caller: Caller, nowMs: number): Card {
  const earlier = caller.number === '' ? { count: 0, customerId: null } : store.earlierCalls(caller.number, caller.offeredAtMs);
  const matched = matchByNumber(caller.number === '' ? [] : store.findByNumber(caller.number), caller.number, earlier);
  const candidates = matched.candidates
    .slice(0, mostCandidates)
    .map(({ customer, reasons }) => ({ customer, reasons: [...reasons] }));
  const single = matched.match === 'one' ? candidates[0] : undefined;
  return {
    shownNumber: shownNumber(caller.number).slice(0, 40),
    region: regionOf(caller.number, caller.language),
    match: matched.match,
    candidates,
    earlierCalls: earlier.count,
    ...about(store, single?.customer ?? null, single?.reasons ?? [], nowMs),
  };
}

/** What is shown when the cache cannot be read: the number alone. The call must ring all the same. */
export function bareCard(caller: Caller): Card {
  return {
    shownNumber: shownNumber(caller.number).slice(0, 40),
    region: regionOf(caller.number, caller.language),
    match: 'none',
    candidates: [],
    customer: null,
    reasons: [],
    openTickets: [],
    contacts: [],
    contactsTotal: 0,
    outage: null,
    earlierCalls: 0,
  };
}

/** The card once the agent said who it is, or (null) that it is none of those offered. */
export function chooseCustomer(store: CardStore, card: Card, customer: Customer | null, nowMs: number): Card {
  if (customer === null) {
    return { ...card, match: card.candidates.length === 0 ? 'none' : 'several', ...about(store, null, [], nowMs) };
  }
  const offered = card.candidates.find((candidate) => candidate.customer.id === customer.id);
  const reasons: MatchReason[] = ['chosen', ...(offered?.reasons ?? []).filter((reason) => reason !== 'chosen')];
  const candidates = offered ? card.candidates : [...card.candidates, { customer, reasons }].slice(-mostCandidates);
  return { ...card, match: 'chosen', candidates, ...about(store, customer, reasons, nowMs) };
}

/** The same card with tickets, contacts and outage read again: a ticket was saved, or rows came from the centre. */
export function refreshCard(store: CardStore, card: Card, nowMs: number): Card {
  if (card.customer === null) return card;
  const fresh = store.customerById(card.customer.id) ?? card.customer;
  return { ...card, ...about(store, fresh, card.reasons, nowMs) };
}

type About = Pick<Card, 'customer' | 'reasons' | 'openTickets' | 'contacts' | 'contactsTotal' | 'outage'>;

function about(store: CardStore, customer: Customer | null, reasons: readonly MatchReason[], nowMs: number): About {
  if (customer === null) {
    return { customer: null, reasons: [], openTickets: [], contacts: [], contactsTotal: 0, outage: null };
  }
  const { contacts, total } = store.contactsOf(customer.id, mostContacts);
  return {
    customer,
    reasons: [...reasons],
    openTickets: store.openTicketsOf(customer.id).slice(0, mostOpenTickets),
    contacts: [...contacts],
    contactsTotal: total,
    outage: store.outageFor(customer.area, nowMs),
  };
}
