import type { z } from 'zod';
import type { CallLogEntry } from '#shared/bridge/requests.ts';
import type { Settings, SettingsPatch } from '#shared/bridge/settings.ts';
import type { Colleague, Notice, Today } from '#shared/bridge/state.ts';
import type { CallId } from '#shared/call/call.ts';
import type { Contact, Customer, Outage } from '#shared/customer/customer.ts';
import type { ScriptView, Stage } from '#shared/script/view.ts';
import type { PlacedTicket, Ticket, TicketDraft, TicketKind } from '#shared/ticket/ticket.ts';

/** A line of the call list; whether it is to be called back follows from the calls after it. */
export type LoggedCall = Omit<z.infer<typeof CallLogEntry>, 'toCallBack'>;

/** What the card reads. All of it comes from the seat's own files; nothing waits for the network. */
export type CardStore = {
  /** Customers that have this normalised number among theirs. */
  readonly findByNumber: (number: string) => readonly Customer[];
  readonly customerById: (id: string) => Customer | null;
  /** Newest first. */
  readonly contactsOf: (customerId: string, limit: number) => { readonly contacts: readonly Contact[]; readonly total: number };
  readonly openTicketsOf: (customerId: string) => readonly PlacedTicket[];
  readonly outageFor: (area: string, nowMs: number) => Outage | null;
  /** Calls with this normalised number before this moment, and whom the last of them was about. */
  readonly earlierCalls: (number: string, beforeMs: number) => { readonly count: number; readonly customerId: string | null };
};

/** Drafts and tickets of the journal. Writes throw when the disk refuses (see disk.ts). */
export type TicketStore = {
  readonly listDrafts: () => readonly TicketDraft[];
  readonly saveDraft: (draft: TicketDraft) => void;
  /** Sets the draft aside; `restoreDraft` brings it back within the session. */
  readonly discardDraft: (id: string, nowMs: number) => void;
  readonly restoreDraft: (id: string) => TicketDraft | null;
  /** Shown numbers of tickets made since `sinceMs` that begin with this. */
  readonly usedNumbers: (prefix: string, sinceMs: number) => readonly string[];
  /** Ticket, operation and the end of the draft in one transaction. */
  readonly saveTicket: (ticket: Ticket, nowMs: number) => void;
  readonly listTickets: (limit: number, text: string | undefined) => readonly PlacedTicket[];
  /** False when there is no such parked ticket. */
  readonly retryParked: (ticketId: string) => boolean;
};

/** The call log of the journal. A line's number is normalised: a later call with it, placed or answered, is the call back. */
export type CallLogStore = {
  readonly insertCall: (call: LoggedCall) => void;
  /** False when there is no such call. */
  readonly updateCall: (id: CallId, patch: Partial<LoggedCall>) => boolean;
  readonly listCalls: (query: {
    limit: number;
    beforeMs?: number | undefined;
    missedOnly?: boolean | undefined;
  }) => readonly z.infer<typeof CallLogEntry>[];
  readonly missedUnseen: () => number;
  readonly markCallsSeen: () => void;
  readonly today: (dayStartMs: number) => Today;
};

/** Where the words of a call stand, for a call that comes back after a crash. */
export type TalkStore = {
  readonly talkOf: (callId: CallId) => KeptTalk | null;
  readonly saveTalk: (callId: CallId, talk: KeptTalk, nowMs: number) => void;
  readonly removeTalk: (callId: CallId) => void;
};
export type KeptTalk = { readonly stage: Stage; readonly said: readonly Stage[]; readonly situationId: string | null };

export type DirectoryStore = {
  readonly findCustomers: (text: string, limit: number) => readonly Customer[];
  readonly colleagues: () => readonly Colleague[];
  readonly notices: () => readonly Notice[];
  readonly markNoticeRead: (id: string, nowMs: number) => void;
};

export type SettingsStore = {
  readonly readSettings: () => Settings;
  /** Returns the settings that hold now. */
  readonly writeSettings: (patch: z.infer<typeof SettingsPatch>) => Settings;
};

export type DeskStore = CardStore & TicketStore & CallLogStore & TalkStore & DirectoryStore & SettingsStore;

/** What the words of a call depend on beside the pack, which is pinned at the first ring (C9). Moments are ms since 1970. */
export type ScriptInput = {
  readonly nowMs: number;
  readonly direction: 'in' | 'out';
  readonly queue: string | null;
  readonly dialled: string | null;
  readonly customer: Customer | null;
  readonly ringingSinceMs: number;
  readonly answeredAtMs: number | null;
  readonly kind: TicketKind | null;
  readonly stage: Stage;
  readonly said: readonly Stage[];
  readonly situationId: string | null;
};

export type PinnedScript = (input: ScriptInput) => ScriptView;
