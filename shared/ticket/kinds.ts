import { enquiry, help, query, repair } from './kinds-service.ts';
import { complaint, suggestion, tipOff } from './kinds-voice.ts';
import type { TicketKind } from './ticket.ts';

export type Label = { readonly zh: string; readonly en: string };
export type FieldOption = { readonly code: string; readonly label: Label };

/** moment: ms since 1970. choices: several codes. flag: yes or no. */
export type FieldType = 'text' | 'long' | 'choice' | 'choices' | 'moment' | 'flag' | 'number';

export type FieldSpec = {
  readonly code: string;
  readonly type: FieldType;
  readonly label: Label;
  readonly options?: readonly FieldOption[];
  readonly required?: boolean;
};

/** Counted from the moment the ticket is saved; null where the kind has no such clock. */
export type Clocks = { readonly handOverMs: number | null; readonly visitMs: number | null };

export type TicketKindSpec = {
  readonly code: TicketKind;
  readonly label: Label;
  /** What the hand-over clock asks for: handed to a person in charge, or verified with the customer by telephone. */
  readonly handOver: 'hand-over' | 'verify' | null;
  /** The field that tells the story: where the kind has one, it may stand in for the summary. */
  readonly story: string | null;
  /** Somebody will have to reach the customer: no ticket of this kind without a number. */
  readonly needsContact: boolean;
  readonly fields: readonly FieldSpec[];
  readonly clocks: Clocks;
};

/** The seven kinds in the order of the form. Data: the form, the check and the clocks are all driven by it. */
export const ticketKinds: readonly TicketKindSpec[] = [repair, enquiry, complaint, help, tipOff, query, suggestion];

const byCode: Readonly<Record<TicketKind, TicketKindSpec>> = {
  repair,
  enquiry,
  complaint,
  help,
  'tip-off': tipOff,
  query,
  suggestion,
};

export function kindSpec(kind: TicketKind): TicketKindSpec {
  return byCode[kind];
}
