import type { Identity } from '#shared/agent/agent.ts';
import type { CentreState } from '#shared/bridge/state.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import { type Cache, openCache, removeCache } from '../db/cache.ts';
import type { Journal } from '../db/journal.ts';
import { seatIdOf } from '../db/queries/meta.ts';
import { forgetSettled, outboxCounts } from '../db/queries/outbox.ts';
import type { Clock, Log, NewId, Random } from '../ports.ts';
import { createExchange } from './exchange.ts';
import type { CentreHttp } from './http.ts';
import { backOffMs } from './pace.ts';
import { createPuller, firstLoadOf } from './pull.ts';
import { createPusher, type Settled } from './push.ts';
import type { Trouble } from './request.ts';
import { createSession, type Session, type SessionStore, type SignInFailure } from './session.ts';
import { createSleeper, type Sleeper } from './sleeper.ts';

type SyncListener = {
  readonly onState: (state: CentreState) => void;
  /** Who is signed in and with which account: what is stored first, so that a seat works while the centre is away. */
  readonly onSignedIn: (identity: Identity | null, account: SipAccount | null) => void;
  readonly onChanged: (what: 'rows' | 'tickets') => void;
  /** A ticket is on the server; null stands for several at once. */
  readonly onArrived: (ticketNumber: string | null) => void;
  /** The server refused a ticket, which is set aside. */
  readonly onParked: (ticketNumber: string | null) => void;
  readonly onCacheRebuilt: () => void;
};

type SyncAddress = {
  /** '' for a seat that stands alone. */
  readonly url: string;
  readonly agentNumber: string;
  /** Signs in by itself with it: a sample agent of a sample centre. */
  readonly samplePassword: string | null;
};

export type SyncOptions = {
  readonly journal: Journal;
  readonly cache: () => Cache;
  readonly replaceCache: (cache: Cache) => void;
  readonly createHttp: (url: string) => CentreHttp;
  readonly sessionStore: SessionStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
  readonly log: Log;
  readonly breathe: () => Promise<void>;
  /** A clock for spans, ms. */
  readonly elapsedMs: () => number;
};

type SignInRefusal = 'wrong-password' | 'account-locked' | 'centre-unreachable' | 'centre-refused';

export type Sync = {
  readonly connect: (address: SyncAddress) => void;
  readonly signIn: (agentNumber: string, password: string) => Promise<Result<Record<never, never>, SignInRefusal>>;
  readonly signOut: () => Promise<void>;
  /** An operation was written: send it soon. */
  readonly poke: () => void;
  readonly close: () => Promise<void>;
};

/** Asked at this pace beside the hints, in case one was lost; and at the other one while the hint line is down. */
const pollWithHintsMs = 30_000;
const pollWithoutHintsMs = 5_000;
const keepSettledMs = 14 * 86_400_000;
const tidyEveryMs = 86_400_000;

/** One connection to one centre, from connect to the next connect. */
type Line = {
  readonly address: SyncAddress;
  readonly http: CentreHttp;
  readonly session: Session;
  readonly exchange: () => Promise<Trouble | null>;
  readonly sleeper: Sleeper;
  stopHints: (() => void) | null;
  hintsOpen: boolean;
  /** A wrong sample password is not tried again and again. */
  passwordRefused: boolean;
  closed: boolean;
  done: Promise<void>;
};

const refusals: Readonly<Record<SignInFailure, SignInRefusal>> = {
  unreachable: 'centre-unreachable',
  'wrong-password': 'wrong-password',
  locked: 'account-locked',
  expired: 'centre-refused',
  'too-old': 'centre-refused',
  'server-error': 'centre-refused',
};

function troubleOf({ kind, code }: Trouble): CentreState['trouble'] {
  if (kind === 'unreachable') return 'unreachable';
  if (code === 'too-old' || code === 'locked' || code === 'wrong-password' || code === 'expired') return code;
  return kind === 'signed-out' ? 'expired' : 'server-error';
}

/**
 * The seat's line to its centre: operations up, changes down, for ever, by itself. Nothing here makes the seat wait; the listener
 * hears what changed. Without a centre, or for days without an answer, work simply gathers in the journal.
 */
export function createSync(options: SyncOptions, listener: SyncListener): Sync {
  const { journal, clock, random, log } = options;
  const seatId = seatIdOf(journal, options.newId);
  let line: Line | null = null;
  let tidiedAtMs = Number.NEGATIVE_INFINITY;
  let state: CentreState = {
    phase: 'off',
    sinceMs: clock.nowMs(),
    trouble: null,
    waitingOperations: 0,
    parkedOperations: 0,
    lastContactAtMs: null,
    loading: null,
  };

  const tell = (change: Partial<Pick<CentreState, 'phase' | 'trouble' | 'lastContactAtMs'>>): void => {
    const counts = outboxCounts(journal);
    const phase = change.phase ?? state.phase;
    const loading = phase === 'online' ? firstLoadOf(options.cache()) : null;
    const sinceMs = phase === state.phase ? state.sinceMs : clock.nowMs();
    const next: CentreState = {
      ...state,
      ...change,
      sinceMs,
      waitingOperations: counts.waiting,
      parkedOperations: counts.parked,
      loading,
    };
    if (JSON.stringify(next) === JSON.stringify(state)) return;
    if (next.phase !== state.phase) log.info('centre.phase', { phase: next.phase, trouble: next.trouble });
    state = next;
    listener.onState(state);
  };

  const rebuildCache = (): void => {
    const old = options.cache();
    old.close();
    removeCache(old.path);
    options.replaceCache(openCache(old.path, { log }));
    log.warn('cache.rebuilt');
    listener.onCacheRebuilt();
    listener.onChanged('rows');
  };

  const tellSettled = (settled: readonly Settled[]): void => {
    if (settled.length === 0) return;
    listener.onChanged('tickets');
    for (const [place, tellOf] of [
      ['done', listener.onArrived],
      ['parked', listener.onParked],
    ] as const) {
      const numbers = settled.filter((one) => one.place === place).map((one) => one.operation.changes.number?.new);
      if (numbers.length > 3) tellOf(null);
      else for (const number of numbers) tellOf(typeof number === 'string' ? number : null);
    }
  };

  const contact = (): void => tell({ phase: 'online', trouble: null, lastContactAtMs: clock.nowMs() });

  const openHints = async (on: Line): Promise<void> => {
    if (on.stopHints !== null) return;
    const token = await on.session.accessToken();
    if (!token.ok || on.closed || on.stopHints !== null) return;
    on.stopHints = on.http.hints(token.value, {
      onOpen: () => {
        on.hintsOpen = true;
        on.sleeper.wake();
      },
      onHint: () => on.sleeper.wake(),
      onClose: () => {
        on.hintsOpen = false;
        on.stopHints = null;
        on.sleeper.wake();
      },
    });
  };

  const tidy = (): void => {
    if (clock.nowMs() - tidiedAtMs < tidyEveryMs) return;
    tidiedAtMs = clock.nowMs();
    const forgotten = forgetSettled(journal, clock.nowMs() - keepSettledMs);
    if (forgotten > 0) log.info('outbox.tidied', { operations: forgotten });
  };

  /** Signs in by itself where it may. Null: there is a session. */
  const ensureSession = async (on: Line): Promise<Trouble | null> => {
    const { agentNumber, samplePassword } = on.address;
    const current = on.session.current();
    if (current !== null && (agentNumber === '' || current.identity.agentNumber === agentNumber)) return null;
    const none: Trouble = { kind: 'signed-out', code: '', status: 0, retryAfterMs: null };
    if (samplePassword === null || agentNumber === '' || on.passwordRefused) return none;
    const signedIn = await on.session.signIn(agentNumber, samplePassword);
    if (on.closed) return none;
    if (signedIn.ok) {
      listener.onSignedIn(signedIn.value.identity, signedIn.value.sip);
      return null;
    }
    const { code } = signedIn.error;
    on.passwordRefused = code === 'wrong-password' || code === 'locked';
    const kind = code === 'unreachable' || code === 'server-error' ? code : 'signed-out';
    return { kind, code, status: 0, retryAfterMs: null };
  };

  const round = async (on: Line): Promise<Trouble | null> => {
    const session = await ensureSession(on);
    if (session !== null) return session;
    tidy();
    const trouble = await on.exchange();
    if (trouble === null && !on.closed) await openHints(on);
    return trouble;
  };

  /** What a sign-in that ended leaves: the agent goes on working with what is known, and is asked to sign in. */
  const signedOut = (on: Line, trouble: Trouble): void => {
    if (trouble.code === 'expired') on.session.forget();
    const code = troubleOf(trouble);
    tell({ phase: 'signed-out', trouble: trouble.code === '' ? state.trouble : code });
  };

  const guarded = async (on: Line): Promise<Trouble | null> => {
    try {
      return await round(on);
    } catch (error) {
      log.error('sync.failed', { reason: error instanceof Error ? error.message : String(error) });
      return { kind: 'server-error', code: 'seat', status: 0, retryAfterMs: null };
    }
  };

  const run = async (on: Line): Promise<void> => {
    let failures = 0;
    while (!on.closed) {
      const trouble = await guarded(on);
      if (on.closed) break;
      if (trouble === null) {
        failures = 0;
        contact();
        const pollMs = on.hintsOpen ? pollWithHintsMs : pollWithoutHintsMs;
        await on.sleeper.sleep(pollMs * (0.8 + 0.4 * random()), 'may-be-woken');
      } else if (trouble.kind === 'signed-out') {
        signedOut(on, trouble);
        const canSignIn = trouble.code === 'expired' && on.address.samplePassword !== null;
        if (!canSignIn) await on.sleeper.sleep(null, 'only-nudged');
        else await on.sleeper.sleep(backOffMs(failures++, random, null), 'only-nudged');
      } else {
        tell({ phase: 'offline', trouble: troubleOf(trouble) });
        await on.sleeper.sleep(backOffMs(failures++, random, trouble.retryAfterMs), 'only-nudged');
      }
    }
  };

  const hangUp = (on: Line): void => {
    on.closed = true;
    on.stopHints?.();
    on.http.close();
    on.sleeper.nudge();
  };

  const connect = (address: SyncAddress): void => {
    if (line) hangUp(line);
    line = null;
    if (address.url === '') {
      listener.onSignedIn(null, null);
      tell({ phase: 'off', trouble: null });
      return;
    }
    const { url } = address;
    const http = options.createHttp(url);
    const session = createSession({ url, http, store: options.sessionStore, seatId, nowMs: clock.nowMs });
    const known = session.current();
    if (known !== null && address.agentNumber !== '' && known.identity.agentNumber !== address.agentNumber) session.forget();
    const { nowMs } = clock;
    const { breathe, elapsedMs, cache } = options;
    const pusher = createPusher({ journal, http, session, seatId, nowMs });
    const on: Line = {
      address,
      http,
      session,
      exchange: createExchange({
        pusher,
        puller: createPuller({ cache, http, session, log, breathe, elapsedMs, onEpoch: pusher.noteEpoch }),
        breathe,
        elapsedMs,
        isClosed: () => on.closed,
        rebuildCache,
        onContact: contact,
        onSettled: tellSettled,
        onRows: () => listener.onChanged('rows'),
      }),
      sleeper: createSleeper(clock),
      stopHints: null,
      hintsOpen: false,
      passwordRefused: false,
      closed: false,
      done: Promise.resolve(),
    };
    line = on;
    const stored = session.current();
    listener.onSignedIn(stored?.identity ?? null, stored?.sip ?? null);
    tell({ phase: 'connecting', trouble: null });
    if (options.cache().rebuilt) listener.onCacheRebuilt();
    on.done = run(on);
  };

  return {
    connect,
    signIn: async (agentNumber, password) => {
      if (line === null) return refuse('centre-unreachable', 'no centre is set');
      const on = line;
      const signedIn = await on.session.signIn(agentNumber, password);
      if (!signedIn.ok) return refuse(refusals[signedIn.error.code], signedIn.error.detail);
      if (on.closed) return refuse('centre-unreachable', 'the centre was changed meanwhile');
      // From now on this agent's line, whoever the configuration names.
      connect({ ...on.address, agentNumber, samplePassword: null });
      return ok({});
    },
    signOut: async () => {
      if (line === null) return;
      const on = line;
      on.passwordRefused = true;
      on.stopHints?.();
      on.stopHints = null;
      on.hintsOpen = false;
      listener.onSignedIn(null, null);
      await on.session.signOut();
      tell({ phase: 'signed-out', trouble: null });
      on.sleeper.nudge();
    },
    poke: () => {
      tell({});
      line?.sleeper.wake();
    },
    close: async () => {
      const on = line;
      line = null;
      if (on === null) return;
      hangUp(on);
      await on.done;
    },
  };
}
