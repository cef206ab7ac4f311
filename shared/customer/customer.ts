import { z } from 'zod';

export const CustomerId = z.string().min(1).max(64).brand<'CustomerId'>();
export type CustomerId = z.infer<typeof CustomerId>;

export const CustomerPhone = z.object({
  /** E.164 without '+', as normalised by normalisePhone; short and service numbers as dialled. */
  number: z.string().max(24),
  label: z.enum(['mobile', 'home', 'work', 'other']),
});

/** Money in fen (1/100 yuan), water in m³. */
export const Billing = z.object({
  monthFen: z.number().int(),
  usageM3: z.number(),
  usageChangeM3: z.number(),
  arrearsFen: z.number().int(),
  arrearsPeriods: z.number().int(),
  asOfMs: z.number(),
});

export const Customer = z.object({
  id: CustomerId,
  name: z.string().max(80),
  sex: z.enum(['f', 'm', 'unknown']),
  birthYear: z.number().int().nullable(),
  /** 0 ordinary, 1–3 VIP level. */
  level: z.number().int().min(0).max(3),
  accountNumber: z.string().max(32),
  address: z.string().max(200),
  /** Supply area code; outages name areas. */
  area: z.string().max(40),
  phones: z.array(CustomerPhone).max(10),
  tags: z.array(z.string().max(40)).max(20),
  preferences: z.string().max(500),
  billing: Billing.nullable(),
  updatedAtMs: z.number(),
});
export type Customer = z.infer<typeof Customer>;

export const Outage = z.object({
  id: z.string(),
  area: z.string().max(40),
  kind: z.enum(['repair', 'planned', 'low-pressure']),
  text: z.string().max(300),
  startsAtMs: z.number(),
  endsAtMs: z.number(),
});
export type Outage = z.infer<typeof Outage>;

/** One line of what passed between us and a customer before. */
export const Contact = z.object({
  id: z.string(),
  customerId: CustomerId,
  atMs: z.number(),
  kind: z.enum(['call-in', 'call-out', 'sms', 'visit', 'note']),
  text: z.string().max(300),
  agentNumber: z.string().max(16).nullable(),
});
export type Contact = z.infer<typeof Contact>;

export const MatchReason = z.enum(['number', 'second-number', 'same-household', 'chosen', 'earlier-call', 'account']);
export type MatchReason = z.infer<typeof MatchReason>;
