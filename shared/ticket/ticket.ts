import { z } from 'zod';

export const TicketKind = z.enum(['repair', 'enquiry', 'complaint', 'help', 'tip-off', 'query', 'suggestion']);
export type TicketKind = z.infer<typeof TicketKind>;

export const Priority = z.enum(['normal', 'high', 'urgent']);
export type Priority = z.infer<typeof Priority>;

export const TicketStatus = z.enum(['registered', 'dispatched', 'in-progress', 'feedback', 'closed']);
export type TicketStatus = z.infer<typeof TicketStatus>;

/** The value of one field of a kind: text, a choice's code, several codes, a yes or no, a number, or empty. */
export const FieldValue = z.union([z.string().max(4000), z.number(), z.boolean(), z.array(z.string().max(80)).max(40), z.null()]);
export type FieldValue = z.infer<typeof FieldValue>;

const body = {
  kind: TicketKind,
  callId: z.string().max(64).nullable(),
  customerId: z.string().max(64).nullable(),
  contactName: z.string().max(80),
  contactNumber: z.string().max(24),
  accountNumber: z.string().max(32),
  address: z.string().max(200),
  summary: z.string().max(4000),
  priority: Priority,
  assignee: z.string().max(60),
  /** Values by field code; a changed kind keeps the values of the kind before. */
  fields: z.record(z.string().max(40), FieldValue),
};

/** What the agent types during the call. Kept at every keystroke; unfinished ones wait in "to complete". */
export const TicketDraft = z.object({
  id: z.string().max(64),
  /** Shown number, given by the seat so that it exists offline: GD-MMDD-agent-NNN. */
  number: z.string().max(32),
  ...body,
  openedAtMs: z.number(),
  changedAtMs: z.number(),
});
export type TicketDraft = z.infer<typeof TicketDraft>;

export const DraftPatch = z.object(body).partial().omit({ callId: true });
export type DraftPatch = z.infer<typeof DraftPatch>;

export const Ticket = z.object({
  id: z.string().max(64),
  number: z.string().max(32),
  ...body,
  status: TicketStatus,
  createdAtMs: z.number(),
  createdBy: z.string().max(16),
  /** Service clocks of the kind: handed over or verified by, and visited by; null where the kind has none. */
  handOverByMs: z.number().nullable(),
  visitByMs: z.number().nullable(),
});
export type Ticket = z.infer<typeof Ticket>;

/** Where a ticket is: only here, at the server, or set aside because the server refused it. */
export const TicketPlace = z.enum(['here', 'server', 'parked']);
export const PlacedTicket = z.object({
  ticket: Ticket,
  place: TicketPlace,
  savedAtMs: z.number(),
  arrivedAtMs: z.number().nullable(),
  /** Why the centre set it aside, as it said: a code, then what it is about ("bad-fields: summary"); null unless parked. */
  reason: z.string().max(200).nullable(),
});
export type PlacedTicket = z.infer<typeof PlacedTicket>;
