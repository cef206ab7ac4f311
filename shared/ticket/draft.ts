import type { Customer } from '#shared/customer/customer.ts';
import { dialStringOf } from '#shared/customer/shown-number.ts';
import { kindSpec } from './kinds.ts';
import type { DraftPatch, FieldValue, TicketDraft, TicketKind } from './ticket.ts';

/**
 * A new draft, prefilled with what the seat knows: the caller's number as people dial it, and of a known customer name, account
 * and address.
 * `number`: of ticketNumber. Without a call (a ticket opened by hand) callId is null and callerNumber empty.
 */
export function draftFor(from: {
  readonly id: string;
  readonly number: string;
  readonly nowMs: number;
  readonly kind?: TicketKind;
  readonly customer: Customer | null;
  readonly call: { readonly id: string; readonly callerNumber: string } | null;
}): TicketDraft {
  const kind = from.kind ?? 'repair';
  const empty: TicketDraft = {
    id: from.id,
    number: from.number,
    kind,
    callId: from.call?.id ?? null,
    customerId: null,
    contactName: '',
    contactNumber: dialStringOf(from.call?.callerNumber ?? '').slice(0, 24),
    accountNumber: '',
    address: '',
    summary: '',
    priority: 'normal',
    assignee: '',
    fields: {},
    openedAtMs: from.nowMs,
    changedAtMs: from.nowMs,
  };
  return withCustomer(empty, from.customer, null, from.nowMs);
}

/**
 * The draft once the caller is known, or found to be somebody else. What the agent typed stays; a value that only came from the
 * customer before is replaced, also in the field "place" of the kind.
 */
export function withCustomer(draft: TicketDraft, customer: Customer | null, before: Customer | null, nowMs: number): TicketDraft {
  const refill = (typed: string, old: string | undefined, known: string): string =>
    typed === '' || typed === old ? known : typed;
  const address = refill(draft.address, before?.address, customer?.address ?? '');
  return {
    ...draft,
    customerId: customer?.id ?? null,
    contactName: refill(draft.contactName, before?.name, customer?.name ?? ''),
    contactNumber: draft.contactNumber === '' ? dialStringOf(customer?.phones[0]?.number ?? '') : draft.contactNumber,
    accountNumber: refill(draft.accountNumber, before?.accountNumber, customer?.accountNumber ?? ''),
    address,
    fields: placeFilled(draft, address, draft.address),
    changedAtMs: nowMs,
  };
}

/** The patch laid over the draft. Fields are merged by code, so that a changed kind keeps the values of the kind before. */
export function patchDraft(draft: TicketDraft, patch: DraftPatch, nowMs: number): TicketDraft {
  const { fields, ...rest } = patch;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
  const changed: TicketDraft = { ...draft, ...given, changedAtMs: nowMs };
  const merged: TicketDraft = { ...changed, fields: { ...draft.fields, ...fields } };
  return merged.kind === draft.kind ? merged : { ...merged, fields: placeFilled(merged, merged.address, '') };
}

/** A repair is usually at the customer's own address: the place follows the address until somebody types another. */
function placeFilled(draft: TicketDraft, address: string, before: string): Record<string, FieldValue> {
  const hasPlace = draft.kind === 'repair' && kindSpec(draft.kind).fields.some((field) => field.code === 'place');
  const place = draft.fields.place;
  const untouched = place === undefined || place === null || place === '' || place === before;
  return hasPlace && untouched && address !== '' ? { ...draft.fields, place: address } : draft.fields;
}

/** Whether anything was entered that would be lost: a draft that is only prefilled may be dropped without asking. */
export function isUntouched(draft: TicketDraft, customer: Customer | null): boolean {
  const fields = Object.entries(draft.fields).filter(([code, value]) => code !== 'place' || value !== (customer?.address ?? ''));
  return (
    draft.summary.trim() === '' &&
    fields.every(([, value]) => value === null || value === '' || value === false) &&
    draft.assignee === '' &&
    draft.priority === 'normal'
  );
}
