import { describe, expect, it } from 'vitest';
import { sampleContacts } from '#server/sample/contacts.ts';
import { sampleCustomer } from '#server/sample/customers.ts';
import { sampleNotices } from '#server/sample/notices.ts';
import { sampleOutages } from '#server/sample/outages.ts';
import { sampleColleagues } from '#server/sample/people.ts';
import { sampleTicket } from '#server/sample/tickets.ts';
import { Colleague, Notice } from '#shared/bridge/state.ts';
import { Contact, Customer, Outage } from '#shared/customer/customer.ts';
import { Ticket } from '#shared/ticket/ticket.ts';

const nowMs = Date.UTC(2026, 10, 23, 2);
const many = Array.from({ length: 20_000 }, (_, index) => index);

describe('the sample water company', () => {
  it('has the demo person at index 0', () => {
    expect(sampleCustomer(0)).toMatchObject({ name: '王秀兰', sex: 'f', level: 3, accountNumber: '33010045782' });
    expect(sampleCustomer(0).phones[0]?.number).toBe('8613800005678');
  });

  it('keeps every customer within the schema, the last index too', () => {
    for (const index of [...many.slice(0, 3000), 9_999_999]) expect(Customer.safeParse(sampleCustomer(index)).success).toBe(true);
  });

  it('gives the same customer every time', () => {
    expect(sampleCustomer(4711)).toEqual(sampleCustomer(4711));
  });

  it('never gives two customers one mobile or one account', () => {
    const customers = many.map(sampleCustomer);
    const mobiles = customers.flatMap((c) => c.phones.filter((p) => p.label !== 'home').map((p) => p.number));
    expect(new Set(mobiles).size).toBe(mobiles.length);
    expect(new Set(customers.map((c) => c.accountNumber)).size).toBe(customers.length);
  });

  it('has households that share a landline, an address and a surname', () => {
    const byLandline = Map.groupBy(many.map(sampleCustomer), (c) => c.phones.find((p) => p.label === 'home')?.number ?? '');
    byLandline.delete('');
    const shared = [...byLandline.values()].filter((members) => members.length === 3);
    expect(shared.length).toBeGreaterThan(500);
    for (const members of shared.slice(0, 200)) {
      expect(new Set(members.map((c) => c.address)).size).toBe(1);
      expect(new Set(members.map((c) => c.name[0])).size).toBe(1);
    }
  });

  it('refuses an index outside its range', () => {
    for (const index of [-1, 0.5, 10_000_000, Number.NaN]) expect(() => sampleCustomer(index)).toThrow();
  });

  it('has a repair running now where customer 0 lives', () => {
    const here = sampleOutages(nowMs).filter((o) => o.area === sampleCustomer(0).area);
    expect(here.some((o) => o.kind === 'repair' && o.startsAtMs <= nowMs && nowMs < o.endsAtMs)).toBe(true);
  });

  it('says in a contact what it was about, and leaves its kind to the screen', () => {
    const labels = ['来电', '去电', '短信', '上门', '备注'];
    const texts = Array.from({ length: 200 }, (_, index) => sampleContacts(index, nowMs)).flat();
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter(({ text }) => labels.some((label) => text.startsWith(label)))).toEqual([]);
  });

  it('keeps outages, notices, colleagues, contacts and tickets within their schemas', () => {
    for (const outage of sampleOutages(nowMs)) expect(Outage.parse(outage)).toEqual(outage);
    for (const notice of sampleNotices(nowMs)) expect(Notice.parse(notice)).toEqual(notice);
    for (const colleague of sampleColleagues()) expect(Colleague.parse(colleague)).toEqual(colleague);
    for (const index of many.slice(0, 500)) {
      for (const contact of sampleContacts(index, nowMs)) expect(Contact.parse(contact)).toEqual(contact);
      expect(Ticket.parse(sampleTicket(index, nowMs))).toMatchObject({ id: sampleTicket(index, nowMs).id });
    }
  });

  it('opens with an unfinished repair of customer 0', () => {
    expect(sampleTicket(0, nowMs)).toMatchObject({ customerId: 'c-0000000', kind: 'repair', status: 'dispatched' });
  });
});
