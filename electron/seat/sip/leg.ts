import type { Session } from 'sip.js';
import type { MediaRefusal } from '#shared/bridge/media.ts';
import type { CallId, EndReason } from '#shared/call/call.ts';
import type { DescriptionHandler } from './description-handler.ts';
import type { LegMedia } from './leg-media.ts';
import type { Negotiator } from './negotiate.ts';

/** What the driver keeps of one call beside its state: the SIP session, its media, and what is under way. Rules live in `shared/call`. */
export type Leg = {
  readonly callId: CallId;
  session: Session;
  media: LegMedia;
  handler: DescriptionHandler;
  readonly negotiator: Negotiator;
  /** Why the session is about to end, said by the message that ends it; SIP.js reports the end without a reason. */
  endHint: { readonly reason: EndReason; readonly elsewhere: string | null } | null;
  mediaRefusal: MediaRefusal | null;
  /** Outgoing: a 1xx has come, so CANCEL may be sent (trap 3). */
  provisional: boolean;
  /** The agent gave up before the first 1xx: CANCEL as soon as it may. */
  cancelDue: boolean;
  /** Answered while the media page was away: accepted as soon as there is one again. */
  acceptDue: boolean;
  /** A new leg takes this one's place (INVITE with Replaces): the old session's end is not the call's. */
  replacing: Session | null;
  readonly timers: Set<() => void>;
  /** Resolved when the call is established or over: what `answer` waits for. */
  readonly settled: { readonly promise: Promise<void>; readonly resolve: () => void };
};
