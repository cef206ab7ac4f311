import { z } from 'zod';
import { AgentState, Identity } from '#shared/agent/agent.ts';
import { Settings } from '#shared/bridge/settings.ts';
import { CallId, CallsView } from '#shared/call/call.ts';
import { LineState } from '#shared/call/line.ts';
import { Contact, Customer, MatchReason, Outage } from '#shared/customer/customer.ts';
import { ScriptView } from '#shared/script/view.ts';
import { PlacedTicket, TicketDraft } from '#shared/ticket/ticket.ts';

/** The customer card of one call, drawn from the seat's cache alone. */
export const Card = z.object({
  /** The number to show and its area or carrier, where known. */
  shownNumber: z.string().max(40),
  region: z.string().max(60).nullable(),
  match: z.enum(['none', 'one', 'several', 'chosen']),
  candidates: z.array(z.object({ customer: Customer, reasons: z.array(MatchReason) })).max(20),
  /** The one this call is about: the single match or the one chosen. */
  customer: Customer.nullable(),
  reasons: z.array(MatchReason),
  openTickets: z.array(PlacedTicket).max(20),
  contacts: z.array(Contact).max(30),
  contactsTotal: z.number().int(),
  outage: Outage.nullable(),
  earlierCalls: z.number().int(),
});
export type Card = z.infer<typeof Card>;

/** All that stands on the desk for one call, beside the call itself. */
export const CallDesk = z.object({
  callId: CallId,
  card: Card,
  script: ScriptView,
  draftId: z.string().nullable(),
  /** While on hold: when the agent is reminded to go back (two minutes, then every two). */
  holdReminderAtMs: z.number().nullable(),
  /** After the closing line: until then the end button counts down and asks for a second press. */
  closingGuardUntilMs: z.number().nullable(),
  /** Set while nothing is heard from the agent: muted, silent microphone, no microphone. */
  notHeard: z.enum(['muted', 'silent', 'no-microphone']).nullable(),
});
export type CallDesk = z.infer<typeof CallDesk>;

/** Is the line to the centre up, and is work waiting here? */
export const CentreState = z.object({
  phase: z.enum(['off', 'connecting', 'online', 'offline', 'signed-out']),
  sinceMs: z.number(),
  trouble: z.enum(['unreachable', 'wrong-password', 'expired', 'locked', 'server-error', 'too-old']).nullable(),
  waitingOperations: z.number().int(),
  parkedOperations: z.number().int(),
  lastContactAtMs: z.number().nullable(),
  /** First load of customers: rows here of rows there; null when done. */
  loading: z.object({ rows: z.number().int(), total: z.number().int().nullable() }).nullable(),
});
export type CentreState = z.infer<typeof CentreState>;

export const AudioDevice = z.object({ id: z.string().max(200), label: z.string().max(200) });
export type AudioDevice = z.infer<typeof AudioDevice>;

export const MediaState = z.object({
  page: z.enum(['absent', 'ready']),
  microphone: z.enum(['unknown', 'ok', 'none', 'refused', 'lost', 'busy']),
  microphones: z.array(AudioDevice).max(40),
  speakers: z.array(AudioDevice).max(40),
  /** The browser wants a click before it plays sound: the ring would be silent. */
  soundBlocked: z.boolean(),
});
export type MediaState = z.infer<typeof MediaState>;

export const PracticeState = z.object({
  on: z.boolean(),
  rhythm: z.enum(['off', 'slow', 'steady', 'busy']),
  nextRingAtMs: z.number().nullable(),
});
export type PracticeState = z.infer<typeof PracticeState>;

export const Colleague = z.object({
  number: z.string().max(24),
  name: z.string().max(40),
  pinyin: z.string().max(80),
  kind: z.enum(['colleague', 'queue', 'external']),
  note: z.string().max(80),
});
export type Colleague = z.infer<typeof Colleague>;

export const Notice = z.object({
  id: z.string(),
  title: z.string().max(120),
  text: z.string().max(2000),
  publishedAtMs: z.number(),
  read: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

/** The seat's own day so far. */
export const Today = z.object({
  answered: z.number().int(),
  missed: z.number().int(),
  placed: z.number().int(),
  within15s: z.number().int(),
  talkMs: z.number(),
  tickets: z.number().int(),
});
export type Today = z.infer<typeof Today>;

/** Everything the screen draws. Each key is sent whole when it changes; the screen keeps a projection and derives the rest. */
export const SeatState = z.object({
  identity: Identity.nullable(),
  agent: AgentState,
  line: LineState,
  /** practice: every call is pretended, and always shown so. */
  pbx: z.object({ label: z.string().max(80), practice: z.boolean() }),
  centre: CentreState,
  calls: CallsView,
  desks: z.array(CallDesk),
  /** Unfinished tickets: of live calls and "to complete". */
  drafts: z.array(TicketDraft),
  missedUnseen: z.number().int(),
  media: MediaState,
  practice: PracticeState,
  colleagues: z.array(Colleague).max(500),
  notices: z.array(Notice).max(100),
  today: Today,
  settings: Settings,
  /** Someone else's tab holds the screen. */
  shell: z.enum(['web', 'desktop']),
});
export type SeatState = z.infer<typeof SeatState>;

/** A key of the state with its new value; several travel in one frame. */
export const SeatStateChange = SeatState.partial();
export type SeatStateChange = z.infer<typeof SeatStateChange>;
