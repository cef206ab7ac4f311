import { fits, isEmpty } from '#shared/ticket/field-value.ts';
import { type FieldSpec, kindSpec, type Label } from '#shared/ticket/kinds.ts';
import type { DraftPatch, Priority, TicketDraft, TicketKind } from '#shared/ticket/ticket.ts';

/** A line of the form: a field of the kind, the summary, or the level where the kind has no urgency of its own. */
export type FormLine =
  | { readonly line: 'field'; readonly spec: FieldSpec }
  | { readonly line: 'summary'; readonly optional: boolean }
  | { readonly line: 'priority' };

/** Labels are data in two languages; any other language reads English. */
export function labelIn(label: Label, language: string): string {
  return language.startsWith('zh') ? label.zh : label.en;
}

/**
 * The lines of a kind in the order of talk: what must be known first, then the story, then the rest. A kind whose own field tells the
 * story keeps the summary as an optional last line.
 */
export function linesOf(kind: TicketKind): FormLine[] {
  const { fields, story } = kindSpec(kind);
  const lines: FormLine[] = fields.map((spec) => ({ line: 'field', spec }));
  if (!fields.some((spec) => spec.code === 'urgency')) lines.push({ line: 'priority' });
  if (story !== null) return [...lines, { line: 'summary', optional: true }];
  const lastAsked = fields.findLastIndex((spec) => spec.required === true || spec.code === 'urgency');
  return lines.toSpliced(lastAsked + 1, 0, { line: 'summary', optional: false });
}

/** Every field that keeps this draft from being saved, in the order of the form; its first is what completeDraft names. */
export function missingIn(draft: TicketDraft): string[] {
  const { fields, story, needsContact } = kindSpec(draft.kind);
  const missing = fields
    .filter((spec) => {
      const value = draft.fields[spec.code];
      return (spec.required === true && isEmpty(value)) || !fits(spec, value);
    })
    .map((spec) => spec.code);
  const told = story === null ? draft.summary : draft.summary || (draft.fields[story] ?? null);
  if (isEmpty(told)) missing.push(story ?? 'summary');
  if (needsContact && draft.contactNumber.trim() === '') missing.push('contactNumber');
  return missing;
}

const priorityOfUrgency: Readonly<Record<string, Priority>> = { normal: 'normal', soon: 'high', urgent: 'urgent' };

/** A field's new value; urgency also sets the level of the ticket, so that lists and clocks see one thing. */
export function fieldPatch(code: string, value: TicketDraft['fields'][string]): DraftPatch {
  const priority = code === 'urgency' && typeof value === 'string' ? priorityOfUrgency[value] : undefined;
  return priority === undefined ? { fields: { [code]: value } } : { fields: { [code]: value }, priority };
}

/** Promised times lie ahead; all others are about what has happened. */
export function directionOf(spec: FieldSpec): 'past' | 'future' {
  return spec.code === 'promised' ? 'future' : 'past';
}

/** The colour of a choice that says how much it hurries; others have none. */
export function toneOf(code: string): string {
  if (code === 'urgent') return 'nh-tone-bad';
  return code === 'soon' || code === 'high' ? 'nh-tone-warn' : '';
}
