import { z } from 'zod';

/** Why the PBX cannot be reached or will not have us. The screen maps each to what to do. */
export const LineTrouble = z.enum([
  'connection-refused',
  'name-not-found',
  'timed-out',
  'certificate-not-trusted',
  'not-a-sip-server',
  'dropped',
  'wrong-password',
  'forbidden',
  'unknown-account',
  'server-error',
]);
export type LineTrouble = z.infer<typeof LineTrouble>;

/** Can calls reach this seat? */
export const LineState = z.discriminatedUnion('phase', [
  z.object({ phase: z.literal('off'), sinceMs: z.number() }),
  z.object({ phase: z.literal('connecting'), sinceMs: z.number() }),
  z.object({ phase: z.literal('registered'), sinceMs: z.number() }),
  z.object({
    phase: z.literal('down'),
    sinceMs: z.number(),
    trouble: LineTrouble,
    nextTryAtMs: z.number().nullable(),
    attempt: z.number().int(),
  }),
  /** Another device registered the same account; we stay off until the agent takes over. */
  z.object({ phase: z.literal('elsewhere'), sinceMs: z.number(), where: z.string().max(80) }),
]);
export type LineState = z.infer<typeof LineState>;
