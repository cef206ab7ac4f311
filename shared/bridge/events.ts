import { z } from 'zod';
import { SeatStateChange } from '#shared/bridge/state.ts';
import { CallId } from '#shared/call/call.ts';

/** Something to tell the agent once; the screen has a sentence for each code. */
export const Tell = z.object({
  level: z.enum(['info', 'success', 'warning', 'error']),
  code: z.enum([
    'call-ended',
    'missed-call',
    'transfer-done',
    'transfer-failed',
    'customer-back',
    'call-restored',
    'call-lost',
    'device-gone',
    'device-changed',
    'ticket-saved',
    'ticket-on-server',
    'ticket-parked',
    'draft-recovered',
    'auto-answered',
    'hold-reminder',
    'taken-over',
    'disk-full',
    'malformed-sip',
    'cache-rebuilt',
  ]),
  params: z.record(z.string(), z.union([z.string().max(200), z.number()])),
});
export type Tell = z.infer<typeof Tell>;

/** What the seat tells the screen. */
export const events = {
  state: SeatStateChange,
  tell: Tell,
  /** Ten times a second while somebody talks or a device is tested. 0…1, full scale. */
  levels: z.object({ callId: CallId.nullable(), microphone: z.number(), speaker: z.number() }),
  /** Lists that the screen fetched are out of date. */
  changed: z.object({ what: z.enum(['calls', 'tickets', 'customers']) }),
  /** A tel: or sip: link was opened: the agent is asked before anything is dialled. */
  'ask-dial': z.object({ number: z.string().max(64) }),
  /** The seat moved this screen out: another tab took over. */
  'moved-away': z.object({}),
} as const satisfies Record<string, z.ZodType>;

export type EventName = keyof typeof events;
export type EventPayload<N extends EventName> = z.output<(typeof events)[N]>;
