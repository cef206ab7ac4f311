import { ok, type Result, refuse } from '#shared/result.ts';
import { fits, isEmpty } from './field-value.ts';
import { kindSpec } from './kinds.ts';
import type { FieldValue, Ticket, TicketDraft } from './ticket.ts';

/**
 * The ticket of a draft, saved at nowMs by this agent. Only the fields of its kind travel; what was typed under another kind stays
 * behind in the draft. Refuses with `incomplete-ticket`; detail is the code of the first field that is missing or does not fit
 * (`summary` and `contactNumber` among them).
 */
export function completeDraft(draft: TicketDraft, nowMs: number, agentNumber: string): Result<Ticket, 'incomplete-ticket'> {
  const missing = firstMissing(draft);
  if (missing !== null) return refuse('incomplete-ticket', missing);
  const spec = kindSpec(draft.kind);
  const fields: Record<string, FieldValue> = {};
  for (const field of spec.fields) {
    const value = draft.fields[field.code];
    if (value !== undefined && !isEmpty(value)) fields[field.code] = value;
  }
  const { openedAtMs: _opened, changedAtMs: _changed, ...kept } = draft;
  return ok({
    ...kept,
    summary: summaryOf(draft),
    fields,
    status: 'registered',
    createdAtMs: nowMs,
    createdBy: agentNumber,
    handOverByMs: spec.clocks.handOverMs === null ? null : nowMs + spec.clocks.handOverMs,
    visitByMs: spec.clocks.visitMs === null ? null : nowMs + spec.clocks.visitMs,
  });
}

/** The code of the first field, in the order of the form, that keeps this draft from being saved; null when none does. */
export function firstMissing(draft: TicketDraft): string | null {
  for (const field of kindSpec(draft.kind).fields) {
    const value = draft.fields[field.code];
    if ((field.required === true && isEmpty(value)) || !fits(field, value)) return field.code;
  }
  if (summaryOf(draft) === '') return 'summary';
  return kindSpec(draft.kind).needsContact && draft.contactNumber.trim() === '' ? 'contactNumber' : null;
}

function summaryOf(draft: TicketDraft): string {
  const { story } = kindSpec(draft.kind);
  const told = story === null ? undefined : draft.fields[story];
  const summary = draft.summary.trim();
  return summary === '' && typeof told === 'string' ? told.trim() : summary;
}
