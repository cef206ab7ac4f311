import type { Tell } from '#shared/bridge/events.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { Call, CallId, CallsView } from '#shared/call/call.ts';
import type { LineState } from '#shared/call/line.ts';
import type { Result } from '#shared/result.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import type { Clock, Log, MediaPort, NewId, Random } from '../ports.ts';

type Done = Promise<Result<Record<never, never>, Refusal>>;

/** What the engine asks its owner at the moment it matters. */
export type CallPolicy = {
  /** Not ready: queue calls are declined with 486, direct calls still ring. */
  readonly ready: boolean;
  readonly autoAnswer: boolean;
  readonly autoAnswerDelayMs: number;
  readonly ringTimeoutMs: number;
  readonly dtmfBy: 'rfc4733' | 'info';
};

/** What is kept on disk for a way back into a call after a crash of the whole seat (INVITE with Replaces). */
export type SavedDialog = {
  readonly callId: CallId;
  readonly sipCallId: string;
  readonly localTag: string;
  readonly remoteTag: string;
  readonly remoteTarget: string;
  readonly call: Call;
  readonly savedAtMs: number;
};
export type DialogStore = {
  readonly list: () => readonly SavedDialog[];
  readonly put: (dialog: SavedDialog) => void;
  readonly remove: (callId: CallId) => void;
};

export type EngineOptions = {
  readonly media: MediaPort;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
  readonly log: Log;
  readonly policy: () => CallPolicy;
  readonly dialogs: DialogStore;
  /** PEM of a private certificate authority to trust beside the system's, or null. */
  readonly trustedCa: string | null;
  /** Called in the same turn in which anything of the view changed; a first ring is in it before any await. */
  readonly onView: (view: EngineView) => void;
  /** Once per call, when it is over. heldMs: total time on local hold. */
  readonly onEnded: (call: Extract<Call, { phase: 'ended' }>, heldMs: number) => void;
  readonly onTell: (tell: Tell) => void;
};

export type EngineView = { readonly line: LineState; readonly calls: CallsView };

/**
 * The call engine: the only room that knows SIP. All requests resolve when their outcome is known, except `place`, which
 * resolves when the INVITE is on its way. Numbers are already normalised dial strings.
 */
export type CallEngine = {
  readonly view: () => EngineView;
  /** Registers with this account, or signs off with null. A second call with other values changes over once no call is live. */
  readonly use: (account: SipAccount | null) => void;
  readonly place: (number: string, outgoingNumber: string | null) => Promise<Result<{ callId: CallId }, Refusal>>;
  readonly answer: (callId: CallId) => Done;
  /** 486 Busy Here; 603 is never sent. */
  readonly decline: (callId: CallId) => Done;
  /** 302 to another number of the same domain. */
  readonly redirect: (callId: CallId, to: string) => Done;
  readonly hangUp: (callId: CallId) => Done;
  readonly hold: (callId: CallId) => Done;
  readonly resume: (callId: CallId) => Done;
  readonly mute: (callId: CallId, muted: boolean) => Done;
  readonly dtmf: (callId: CallId, digits: string, by: 'rfc4733' | 'info') => Done;
  readonly swap: () => Done;
  readonly blindTransfer: (callId: CallId, to: string) => Done;
  readonly consult: (callId: CallId, to: string) => Promise<Result<{ callId: CallId }, Refusal>>;
  readonly completeTransfer: () => Done;
  readonly backToCustomer: () => Done;
  readonly startConference: () => Done;
  readonly splitConference: () => Done;
  readonly takeOver: () => Done;
  readonly retry: () => Done;
  /** SIP MESSAGE (RFC 3428) to a user of the PBX's domain: practice commands. */
  readonly message: (to: string, contentType: string, body: string) => Done;
  /** Ends calls, unregisters, closes. Resolves within 2 s whatever the network does. */
  readonly close: () => Promise<void>;
};

export type CreateCallEngine = (options: EngineOptions) => CallEngine;
