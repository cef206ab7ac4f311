import type { Identity } from '#shared/agent/agent.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { CentreState } from '#shared/bridge/state.ts';
import type { Result } from '#shared/result.ts';
import type { SipAccount } from '#shared/sync/wire.ts';

/** What the seat hears of its centre. */
export type CentreListener = {
  readonly onState: (state: CentreState) => void;
  /** Who is signed in and with which account; cached values first while the centre is away. null: nobody. */
  readonly onSignedIn: (identity: Identity | null, account: SipAccount | null) => void;
  /** Rows of the cache or the place of a ticket changed. */
  readonly onChanged: (what: 'rows' | 'tickets') => void;
  readonly onArrived: (ticketNumber: string | null) => void;
  readonly onParked: (ticketNumber: string | null) => void;
  readonly onCacheRebuilt: () => void;
};

export type CentreAddress = {
  /** '' for a seat that stands alone. */
  readonly url: string;
  readonly agentNumber: string;
  /** Signs in by itself with it: a sample agent of a sample centre. */
  readonly samplePassword: string | null;
};

/** The centre as the seat uses it. Nothing here makes the seat wait: every answer comes by the listener. */
export type Centre = {
  readonly connect: (address: CentreAddress) => void;
  readonly signIn: (agentNumber: string, password: string) => Promise<Result<Record<never, never>, Refusal>>;
  readonly signOut: () => Promise<void>;
  /** An operation was written: send it soon. */
  readonly poke: () => void;
  readonly close: () => Promise<void>;
};

export type CreateCentre = (listener: CentreListener) => Centre;
