import { describe, expect, it } from 'vitest';
import { Customer } from '#shared/customer/customer.ts';
import { matchByNumber } from '#shared/customer/match.ts';

const number = '8613800005678';
let count = 0;

function customer(over: Record<string, unknown> = {}): Customer {
  count += 1;
  return Customer.parse({
    id: `c${count}`,
    name: '王秀兰',
    sex: 'f',
    birthYear: null,
    level: 0,
    accountNumber: `A${count}`,
    address: `枣园路${count}号`,
    area: 'a',
    phones: [{ number, label: 'mobile' }],
    tags: [],
    preferences: '',
    billing: null,
    updatedAtMs: 1,
    ...over,
  });
}

const idsOf = (result: ReturnType<typeof matchByNumber>) => result.candidates.map((candidate) => candidate.customer.id);

describe('the caller behind a number', () => {
  it('is nobody when no customer has the number', () => {
    expect(matchByNumber([], number)).toEqual({ match: 'none', candidates: [] });
    expect(matchByNumber([customer({ phones: [] })], number).match).toBe('none');
  });

  it('is the one customer who has it, by first or by second number', () => {
    const first = customer();
    expect(matchByNumber([first], number)).toEqual({ match: 'one', candidates: [{ customer: first, reasons: ['number'] }] });
    const second = customer({
      phones: [
        { number: '861062345678', label: 'home' },
        { number, label: 'mobile' },
      ],
    });
    expect(matchByNumber([second], number).candidates[0]?.reasons).toEqual(['second-number']);
  });

  it('counts a row that came twice once', () => {
    const one = customer();
    expect(matchByNumber([one, { ...one }], number).match).toBe('one');
  });

  it('offers several, first numbers before second ones, higher levels and fresher rows first', () => {
    const second = customer({ level: 3, phones: [{ number: '1', label: 'home' }, customer().phones[0]] });
    const old = customer({ updatedAtMs: 1 });
    const fresh = customer({ updatedAtMs: 2 });
    const vip = customer({ level: 2 });
    const work = customer({ level: 3, phones: [{ number, label: 'work' }] });
    const result = matchByNumber([second, old, fresh, work, vip], number);
    expect(result.match).toBe('several');
    expect(idsOf(result)).toEqual([vip.id, fresh.id, old.id, work.id, second.id]);
  });

  it('puts the one of the last call with this number first and says why', () => {
    const vip = customer({ level: 3 });
    const earlier = customer();
    const result = matchByNumber([vip, earlier], number, { customerId: earlier.id });
    expect(idsOf(result)).toEqual([earlier.id, vip.id]);
    expect(result.candidates[0]?.reasons).toEqual(['number', 'earlier-call']);
  });

  it('notices people of one household', () => {
    const wife = customer({ address: '枣园路46号' });
    const husband = customer({ address: '枣园路46号' });
    const stranger = customer();
    const result = matchByNumber([wife, husband, stranger], number);
    const reasons = Object.fromEntries(result.candidates.map((candidate) => [candidate.customer.id, candidate.reasons]));
    expect(reasons[wife.id]).toContain('same-household');
    expect(reasons[husband.id]).toContain('same-household');
    expect(reasons[stranger.id]).toEqual(['number']);
  });

  it('does not take two empty addresses for one household', () => {
    const result = matchByNumber(
      [customer({ address: '', accountNumber: '' }), customer({ address: '', accountNumber: '' })],
      number,
    );
    for (const candidate of result.candidates) expect(candidate.reasons).toEqual(['number']);
  });

  it('does not depend on the order of the rows', () => {
    const rows = [customer(), customer({ level: 1 }), customer({ updatedAtMs: 9 })];
    expect(idsOf(matchByNumber(rows, number))).toEqual(idsOf(matchByNumber([...rows].reverse(), number)));
  });
});
