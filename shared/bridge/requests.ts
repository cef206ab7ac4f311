import { z } from 'zod';
import { NotReadyReason } from '#shared/agent/agent.ts';
import { SettingsPatch } from '#shared/bridge/settings.ts';
import { SeatState } from '#shared/bridge/state.ts';
import { CallId, EndReason, Party } from '#shared/call/call.ts';
import { Customer } from '#shared/customer/customer.ts';
import { Stage } from '#shared/script/view.ts';
import { DraftPatch, PlacedTicket } from '#shared/ticket/ticket.ts';

const nothing = z.object({});
const onCall = z.object({ callId: CallId });
/** Digits, + * # and the usual separators; cleaned by normalisePhone. Garbage is refused with `bad-number`. */
const dialled = z.string().min(1).max(64);

/** One line of the call list. */
export const CallLogEntry = z.object({
  id: CallId,
  direction: z.enum(['in', 'out']),
  party: Party,
  customerId: z.string().nullable(),
  customerName: z.string().max(80).nullable(),
  queueName: z.string().max(64).nullable(),
  offeredAtMs: z.number(),
  answeredAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  heldMs: z.number(),
  reason: EndReason.nullable(),
  elsewhere: z.string().nullable(),
  /** A missed incoming call that nobody called back yet. */
  toCallBack: z.boolean(),
  practice: z.boolean(),
});
export type CallLogEntry = z.infer<typeof CallLogEntry>;

/** What the screen may ask of the seat. Every reply is a Result; codes are listed in refusals.ts. */
export const requests = {
  /** The whole state, once after connecting; changes follow as events. */
  'seat.open': { params: nothing, reply: SeatState },

  'call.place': {
    params: z.object({ number: dialled, outgoingNumber: z.string().max(24).optional() }),
    reply: z.object({ callId: CallId }),
  },
  'call.answer': { params: onCall, reply: nothing },
  'call.decline': { params: onCall, reply: nothing },
  'call.redirect': { params: z.object({ callId: CallId, to: dialled }), reply: nothing },
  /** override: press again during the closing guard; logged. */
  'call.hang-up': { params: z.object({ callId: CallId, override: z.boolean().optional() }), reply: nothing },
  'call.hold': { params: onCall, reply: nothing },
  'call.resume': { params: onCall, reply: nothing },
  'call.mute': { params: z.object({ callId: CallId, muted: z.boolean() }), reply: nothing },
  'call.dtmf': {
    params: z.object({
      callId: CallId,
      digits: z.string().regex(/^[0-9A-D*#]{1,32}$/),
      by: z.enum(['rfc4733', 'info']).optional(),
    }),
    reply: nothing,
  },
  'call.swap': { params: nothing, reply: nothing },
  'transfer.blind': { params: z.object({ callId: CallId, to: dialled }), reply: nothing },
  'transfer.consult': { params: z.object({ callId: CallId, to: dialled }), reply: z.object({ callId: CallId }) },
  'transfer.complete': { params: nothing, reply: nothing },
  /** Ends the consult leg and takes the customer back. */
  'transfer.back': { params: nothing, reply: nothing },
  'conference.start': { params: nothing, reply: nothing },
  'conference.split': { params: nothing, reply: nothing },
  'line.take-over': { params: nothing, reply: nothing },
  'line.retry': { params: nothing, reply: nothing },

  'agent.ready': { params: nothing, reply: nothing },
  'agent.not-ready': { params: z.object({ reason: NotReadyReason }), reply: nothing },

  'script.stage': { params: z.object({ callId: CallId, stage: Stage }), reply: nothing },
  'script.said': { params: z.object({ callId: CallId, stage: Stage, said: z.boolean() }), reply: nothing },
  'script.situation': { params: z.object({ callId: CallId, situationId: z.string().max(40) }), reply: nothing },

  'customer.choose': { params: z.object({ callId: CallId, customerId: z.string().max(64).nullable() }), reply: nothing },
  'customer.find': {
    params: z.object({ text: z.string().max(60), limit: z.number().int().min(1).max(50) }),
    reply: z.object({ customers: z.array(Customer) }),
  },

  'draft.open': { params: z.object({ callId: CallId.nullable() }), reply: z.object({ draftId: z.string() }) },
  'draft.change': {
    params: z.object({ draftId: z.string().max(64), patch: DraftPatch }),
    reply: z.object({ changedAtMs: z.number() }),
  },
  'draft.discard': { params: z.object({ draftId: z.string().max(64) }), reply: nothing },
  /** Undo of a discard, within the session. */
  'draft.restore': { params: z.object({ draftId: z.string().max(64) }), reply: nothing },
  'ticket.save': { params: z.object({ draftId: z.string().max(64) }), reply: z.object({ ticketId: z.string() }) },
  'ticket.list': {
    params: z.object({ limit: z.number().int().min(1).max(200), text: z.string().max(60).optional() }),
    reply: z.object({ tickets: z.array(PlacedTicket) }),
  },
  'ticket.retry-parked': { params: z.object({ ticketId: z.string().max(64) }), reply: nothing },

  'log.calls': {
    params: z.object({
      limit: z.number().int().min(1).max(200),
      beforeMs: z.number().optional(),
      missedOnly: z.boolean().optional(),
    }),
    reply: z.object({ calls: z.array(CallLogEntry) }),
  },
  'log.seen': { params: nothing, reply: nothing },

  'notice.read': { params: z.object({ noticeId: z.string().max(64) }), reply: nothing },
  'settings.change': { params: z.object({ patch: SettingsPatch }), reply: nothing },
  'devices.test': { params: z.object({ what: z.enum(['microphone', 'ring', 'speaker', 'stop']) }), reply: nothing },

  'practice.ring': { params: z.object({ persona: z.string().max(40).optional() }), reply: nothing },
  'practice.rhythm': { params: z.object({ rhythm: z.enum(['off', 'slow', 'steady', 'busy']) }), reply: nothing },

  /** Connect a real PBX and centre, or go back to practice. The password goes to the seat's secret store, never back. */
  'connection.get': {
    params: nothing,
    reply: z.object({
      pbxUrl: z.string(),
      sipUser: z.string(),
      sipDomain: z.string(),
      centreUrl: z.string(),
      agentNumber: z.string(),
      hasSipPassword: z.boolean(),
    }),
  },
  'connection.set': {
    params: z.object({
      pbxUrl: z.string().max(200),
      sipUser: z.string().max(64),
      sipDomain: z.string().max(120),
      sipPassword: z.string().max(200).optional(),
      centreUrl: z.string().max(200),
      agentNumber: z.string().max(16),
    }),
    reply: nothing,
  },
  'centre.sign-in': {
    params: z.object({ agentNumber: z.string().min(1).max(16), password: z.string().min(1).max(200) }),
    reply: nothing,
  },
  'centre.sign-out': { params: nothing, reply: nothing },

  /** A paint mark for the figures: the card of this call was on screen at this moment (ms since 1970, sub-ms). */
  'figures.painted': { params: z.object({ callId: CallId, paintedAtMs: z.number() }), reply: nothing },
} as const satisfies Record<string, { params: z.ZodType; reply: z.ZodType }>;

export type RequestName = keyof typeof requests;
export type RequestParams<N extends RequestName> = z.input<(typeof requests)[N]['params']>;
export type RequestReply<N extends RequestName> = z.output<(typeof requests)[N]['reply']>;
