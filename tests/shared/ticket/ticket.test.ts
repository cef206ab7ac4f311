import { describe, expect, it } from 'vitest';
import { Customer } from '#shared/customer/customer.ts';
import { completeDraft, firstMissing } from '#shared/ticket/complete.ts';
import { draftFor, isUntouched, patchDraft, withCustomer } from '#shared/ticket/draft.ts';
import { kindSpec, ticketKinds } from '#shared/ticket/kinds.ts';
import { ticketNumber } from '#shared/ticket/number.ts';
import { moveTicket } from '#shared/ticket/status.ts';
import { type FieldValue, Ticket, TicketDraft, TicketKind, TicketStatus } from '#shared/ticket/ticket.ts';
import { wang } from '../wang.ts';

const hourMs = 3_600_000;
const li = { ...wang, id: Customer.shape.id.parse('c2'), name: '李伟', address: '枣园路48号', accountNumber: '2' };

const call = { id: 'call-1', callerNumber: '8613800005678' };
const fresh = (over: Partial<Parameters<typeof draftFor>[0]> = {}) =>
  draftFor({ id: 'd1', number: 'GD-1123-1001-001', nowMs: 1000, customer: wang, call, ...over });

/** What makes each kind complete beside contact and summary. */
const filled = {
  repair: { place: '枣园路46号院', fault: 'leak' },
  enquiry: { subject: 'bill' },
  complaint: { about: 'staff', happened: '等了很久' },
  help: { needed: '送水' },
  'tip-off': { about: 'theft', place: '河边' },
  query: { what: 'balance' },
  suggestion: { text: '多开窗口' },
} satisfies Record<TicketKind, Record<string, FieldValue>>;

const complete = (kind: TicketKind): TicketDraft => patchDraft(fresh(), { kind, summary: '概述', fields: filled[kind] }, 2000);

describe('the kinds of ticket', () => {
  it('are the seven of the schema, each once, named in both languages', () => {
    expect(ticketKinds.map((spec) => spec.code)).toEqual(TicketKind.options);
    for (const { label, fields } of ticketKinds) {
      expect(label.zh).toMatch(/^\p{Script=Han}{2}$/u);
      expect(new Set(fields.map((field) => field.code)).size).toBe(fields.length);
      for (const field of fields) {
        expect(field.label.en.length).toBeGreaterThan(1);
        expect(field.options !== undefined).toBe(field.type === 'choice' || field.type === 'choices');
      }
    }
  });

  it.each([
    ['repair', ['place', 'fault', 'since', 'urgency', 'access', 'warranty', 'photos'], 2, 48],
    ['enquiry', ['subject', 'answer', 'article'], null, null],
    ['complaint', ['about', 'when', 'happened', 'asked', 'promised', 'earlier'], 2, 48],
    ['help', ['needed', 'who', 'age', 'illness', 'urgency', 'promised'], null, null],
    ['tip-off', ['about', 'place', 'evidence', 'anonymous', 'mayContact'], null, null],
    ['query', ['what', 'result'], null, null],
    ['suggestion', ['about', 'text', 'mayContact'], null, null],
  ] as const)('%s has the fields %j and the clocks %s h and %s h', (kind, codes, handOverHours, visitHours) => {
    const spec = kindSpec(kind);
    expect(spec.fields.map((field) => field.code)).toEqual(codes);
    expect(spec.clocks).toEqual({
      handOverMs: handOverHours === null ? null : handOverHours * hourMs,
      visitMs: visitHours === null ? null : visitHours * hourMs,
    });
  });
});

describe('a draft', () => {
  it('knows from the start who calls, from where and about which account', () => {
    expect(TicketDraft.parse(fresh())).toMatchObject({
      callId: 'call-1',
      customerId: 'c1',
      contactName: '王秀兰',
      contactNumber: '13800005678',
      accountNumber: '33010045782',
      address: '枣园路46号院3-502',
      fields: { place: '枣园路46号院3-502' },
    });
    expect(isUntouched(fresh(), wang)).toBe(true);
  });

  it('of an unknown caller has the number, and one opened by hand has nothing', () => {
    expect(fresh({ customer: null })).toMatchObject({
      customerId: null,
      contactNumber: '13800005678',
      contactName: '',
      fields: {},
    });
    expect(fresh({ customer: null, call: null })).toMatchObject({ callId: null, contactNumber: '' });
  });

  it('follows another customer being chosen, but keeps what the agent typed', () => {
    const typed = patchDraft(fresh(), { contactName: '王女士的儿子', fields: { place: '楼道' } }, 2000);
    expect(withCustomer(typed, li, wang, 3000)).toMatchObject({
      customerId: 'c2',
      contactName: '王女士的儿子',
      address: '枣园路48号',
      accountNumber: '2',
      fields: { place: '楼道' },
    });
    expect(withCustomer(fresh(), li, wang, 3000)).toMatchObject({ contactName: '李伟', fields: { place: '枣园路48号' } });
    expect(withCustomer(fresh(), null, wang, 3000)).toMatchObject({ customerId: null, contactName: '', address: '' });
  });

  it('keeps the values of the kind before when the kind changes and comes back', () => {
    const repair = patchDraft(fresh(), { fields: { fault: 'leak' } }, 2000);
    const there = patchDraft(repair, { kind: 'enquiry', fields: { subject: 'bill' } }, 3000);
    const back = patchDraft(there, { kind: 'repair' }, 4000);
    expect(back.fields).toEqual({ place: wang.address, fault: 'leak', subject: 'bill' });
    expect(back.changedAtMs).toBe(4000);
  });

  it.each([{ summary: 'x' }, { fields: { fault: 'leak' } }, { priority: 'high' as const }, { assignee: '抢修二班' }])(
    'is touched once %j was entered',
    (patch) => {
      expect(isUntouched(patchDraft(fresh(), patch, 2000), wang)).toBe(false);
    },
  );
});

describe('saving a draft', () => {
  it.each(TicketKind.options)('makes a ticket of a complete %s, with its clocks', (kind) => {
    const result = completeDraft(complete(kind), 10_000, '1001');
    if (!result.ok) throw new Error(result.error.detail);
    const ticket = Ticket.parse(result.value);
    const { handOverMs, visitMs } = kindSpec(kind).clocks;
    expect(ticket).toMatchObject({
      kind,
      status: 'registered',
      createdAtMs: 10_000,
      createdBy: '1001',
      handOverByMs: handOverMs === null ? null : 10_000 + handOverMs,
      visitByMs: visitMs === null ? null : 10_000 + visitMs,
      fields: filled[kind],
    });
    expect(ticket).not.toHaveProperty('openedAtMs');
  });

  it('sends the fields of the kind only', () => {
    const result = completeDraft(patchDraft(complete('repair'), { kind: 'query', fields: filled.query }, 3000), 10_000, '1001');
    expect(result).toMatchObject({ ok: true, value: { fields: { what: 'balance' } } });
    expect(result.ok && Object.keys(result.value.fields)).toEqual(['what']);
  });

  it.each([
    ['repair', { summary: ' ' }, 'summary'],
    ['repair', { fields: { place: ' ' } }, 'place'],
    ['repair', { fields: { fault: null } }, 'fault'],
    ['repair', { fields: { fault: 'no such fault' } }, 'fault'],
    ['repair', { fields: { since: 'yesterday' } }, 'since'],
    ['repair', { contactNumber: '' }, 'contactNumber'],
    ['tip-off', { fields: { anonymous: 'yes' } }, 'anonymous'],
    ['help', { fields: { age: '82' } }, 'age'],
    ['complaint', { fields: { about: [] } }, 'about'],
  ] as const)('refuses a %s with %j and names %s', (kind, patch, code) => {
    const fields = 'fields' in patch ? { ...patch.fields } : {};
    const draft = patchDraft(complete(kind), { ...patch, fields } as Parameters<typeof patchDraft>[1], 3000);
    expect(completeDraft(draft, 10_000, '1001')).toEqual({ ok: false, error: { code: 'incomplete-ticket', detail: code } });
    expect(firstMissing(draft)).toBe(code);
  });

  it('takes the story of a complaint for its summary, and asks no tip-off for a number', () => {
    const complaint = patchDraft(complete('complaint'), { summary: '' }, 3000);
    expect(completeDraft(complaint, 1, '1001')).toMatchObject({ ok: true, value: { summary: '等了很久' } });
    const tip = patchDraft(complete('tip-off'), { contactNumber: '', contactName: '' }, 3000);
    expect(completeDraft(tip, 1, '1001').ok).toBe(true);
  });
});

describe('the number of a ticket', () => {
  it('carries the local day, the agent and the ordinal', () => {
    expect(ticketNumber(Date.parse('2026-11-22T16:00:00Z'), 'Asia/Shanghai', '1001', 7)).toBe('GD-1123-1001-007');
    expect(ticketNumber(Date.parse('2026-11-22T15:59:59Z'), 'Asia/Shanghai', '1001', 1234)).toBe('GD-1122-1001-1234');
  });
});

describe('the state of a ticket', () => {
  it('goes from registered to closed by every step', () => {
    for (const [from, to] of [
      ['registered', 'dispatched'],
      ['dispatched', 'in-progress'],
      ['in-progress', 'feedback'],
      ['feedback', 'closed'],
    ] as const) {
      expect(moveTicket(from, to)).toEqual({ ok: true, value: to });
    }
  });

  it('never leaves closed, never stands still, and skips no step of work', () => {
    for (const status of TicketStatus.options) {
      expect(moveTicket('closed', status).ok).toBe(false);
      expect(moveTicket(status, status).ok).toBe(false);
    }
    expect(moveTicket('dispatched', 'closed')).toEqual({
      ok: false,
      error: { code: 'wrong-state', detail: 'dispatched to closed' },
    });
  });
});
