import { z } from 'zod';

/** The seat's own UUIDv7 of a call. The PBX's linked id is only an attribute. */
export const CallId = z.string().min(1).max(64).brand<'CallId'>();
export type CallId = z.infer<typeof CallId>;

/** The far side as the PBX names it, already cleaned of control characters and cut to length (hostile headers). */
export const Party = z.object({ number: z.string().max(64), displayName: z.string().max(80) });
export type Party = z.infer<typeof Party>;

export const EndReason = z.enum([
  'hung-up-here',
  'hung-up-there',
  'declined',
  'declined-not-ready',
  'cancelled-by-caller',
  'cancelled-here',
  'answered-elsewhere',
  'not-answered',
  'busy',
  'rejected',
  'not-found',
  'unreachable',
  'no-answer',
  'not-allowed',
  'redirected',
  'transferred',
  'lost',
  'media-failed',
  'seat-closed',
  'failed',
]);
export type EndReason = z.infer<typeof EndReason>;

export const Hold = z.enum(['none', 'local', 'remote', 'both']);
export type Hold = z.infer<typeof Hold>;

const base = {
  id: CallId,
  direction: z.enum(['in', 'out']),
  party: Party,
  /** The number the caller dialled (DID), where the PBX says it; for outgoing calls the number presented. */
  dialled: z.string().max(64).nullable(),
  queue: z.object({ name: z.string().max(64), waitedMs: z.number().int().nonnegative() }).nullable(),
  linkedId: z.string().max(128).nullable(),
  /** consult: the second leg of an attended transfer. */
  kind: z.enum(['direct', 'queue', 'consult']),
  practice: z.boolean(),
  /** INVITE received or sent. All moments are ms of the seat's clock since 1970. */
  offeredAtMs: z.number(),
};

export const Call = z.discriminatedUnion('phase', [
  z.object({ ...base, phase: z.literal('ringing'), waiting: z.boolean(), autoAnswerAtMs: z.number().nullable() }),
  z.object({ ...base, phase: z.literal('answering'), pressedAtMs: z.number() }),
  z.object({ ...base, phase: z.literal('dialling') }),
  z.object({ ...base, phase: z.literal('alerting'), earlyMedia: z.boolean() }),
  z.object({
    ...base,
    phase: z.literal('active'),
    answeredAtMs: z.number(),
    hold: Hold,
    holdSinceMs: z.number().nullable(),
    /** Hold or resume is under way: the button shows it, and a second press waits. */
    holdChanging: z.boolean(),
    muted: z.boolean(),
    media: z.enum(['connecting', 'ok', 'lost']),
    /** The signalling link is down: talk goes on, hang-up is queued. */
    linkDown: z.boolean(),
  }),
  z.object({ ...base, phase: z.literal('ending'), answeredAtMs: z.number().nullable(), queuedUntilLink: z.boolean() }),
  z.object({
    ...base,
    phase: z.literal('ended'),
    answeredAtMs: z.number().nullable(),
    endedAtMs: z.number(),
    reason: EndReason,
    /** Who answered when the call was answered elsewhere, where the PBX says so. */
    elsewhere: z.string().max(64).nullable(),
  }),
]);
export type Call = z.infer<typeof Call>;

export const TransferFailure = z.enum([
  'busy',
  'not-found',
  'no-answer',
  'rejected',
  'unreachable',
  'customer-gone',
  'not-allowed',
  'link-down',
  'failed',
]);
export type TransferFailure = z.infer<typeof TransferFailure>;

/** At most one transfer at a time; the agent's leg ends only when the outcome is known. */
export const Transfer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('blind'),
    customerCallId: CallId,
    to: z.string().max(64),
    phase: z.enum(['holding', 'sent', 'ringing', 'failed']),
    failure: TransferFailure.nullable(),
  }),
  z.object({
    kind: z.literal('attended'),
    customerCallId: CallId,
    consultCallId: CallId,
    to: z.string().max(64),
    phase: z.enum(['calling', 'talking', 'completing', 'failed']),
    failure: TransferFailure.nullable(),
  }),
]);
export type Transfer = z.infer<typeof Transfer>;

export const CallsView = z.object({
  /** Live calls in order of arrival; ended ones stay until the screen has shown their end (a few seconds). */
  calls: z.array(Call),
  /** The call the agent talks on; others are held or ringing. */
  activeCallId: CallId.nullable(),
  transfer: Transfer.nullable(),
  /** Calls mixed into a three-way talk; empty when there is none. */
  conference: z.array(CallId),
});
export type CallsView = z.infer<typeof CallsView>;
