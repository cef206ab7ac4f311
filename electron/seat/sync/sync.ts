import { ok, type Result, refuse } from '#shared/result.ts';
import type { Centre, CentreAddress, CentreListener } from '../centre-port.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { createCentreStateFeed } from './centre-state.ts';
import { createExchange } from './exchange.ts';
import type { CentreHttp } from './http.ts';
import { type Line, openLine } from './line.ts';
import type { Outbox, RowStore, Settled } from './ports.ts';
import { createPuller } from './pull.ts';
import { createPusher } from './push.ts';
import { createSession, type SessionStore, type SignInFailure } from './session.ts';

export type SyncOptions = {
  readonly outbox: Outbox;
  readonly rows: RowStore;
  readonly createHttp: (url: string) => CentreHttp;
  readonly sessionStore: SessionStore;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly breathe: () => Promise<void>;
  /** A clock for spans, ms. */
  readonly elapsedMs: () => number;
};

type SignInRefusal = 'wrong-password' | 'account-locked' | 'centre-unreachable' | 'centre-refused';

export type Sync = Centre & {
  readonly signIn: (agentNumber: string, password: string) => Promise<Result<Record<never, never>, SignInRefusal>>;
};

const keepSettledMs = 14 * 86_400_000;
const tidyEveryMs = 86_400_000;
/** Above this, tickets that arrive at once are told as several. */
const mostToldOneByOne = 3;

const refusals: Readonly<Record<SignInFailure, SignInRefusal>> = {
  unreachable: 'centre-unreachable',
  'wrong-password': 'wrong-password',
  locked: 'account-locked',
  expired: 'centre-refused',
  'too-old': 'centre-refused',
  'server-error': 'centre-refused',
};

/**
 * The seat's line to its centre: operations up, changes down, for ever, by itself. Nothing here makes the seat wait; the listener
 * hears what changed. Without a centre, or for days without an answer, work simply gathers in the journal.
 */
export function createSync(options: SyncOptions, listener: CentreListener): Sync {
  const { outbox, rows, clock, random, log, breathe, elapsedMs } = options;
  const feed = createCentreStateFeed({ outbox, rows, clock, log, onState: listener.onState });
  let line: Line | null = null;
  let tidiedAtMs = Number.NEGATIVE_INFINITY;

  const rebuildCache = async (): Promise<void> => {
    await rows.rebuild();
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
      if (numbers.length > mostToldOneByOne) tellOf(null);
      else for (const number of numbers) tellOf(typeof number === 'string' ? number : null);
    }
  };

  const tidy = (): void => {
    if (clock.nowMs() - tidiedAtMs < tidyEveryMs) return;
    tidiedAtMs = clock.nowMs();
    const forgotten = outbox.forgetSettled(clock.nowMs() - keepSettledMs);
    if (forgotten > 0) log.info('outbox.tidied', { operations: forgotten });
  };

  const open = (address: CentreAddress): Line => {
    const { url, agentNumber } = address;
    const http = options.createHttp(url);
    const { nowMs } = clock;
    const session = createSession({ url, http, store: options.sessionStore, seatId: outbox.seatId, nowMs });
    const known = session.current();
    if (known !== null && agentNumber !== '' && known.identity.agentNumber !== agentNumber) session.forget();
    const exchange = createExchange({
      pusher: createPusher({ outbox, http, session, nowMs }),
      puller: createPuller({ rows, http, session, log, onEpoch: outbox.noteEpoch }),
      breathe,
      elapsedMs,
      rebuildCache,
      onContact: feed.contact,
      onSettled: tellSettled,
      onRows: () => listener.onChanged('rows'),
    });
    return openLine({
      ...{ address, http, session, clock, random, log, feed },
      onSignedIn: listener.onSignedIn,
      exchange: (isClosed) => {
        tidy();
        return exchange(isClosed);
      },
    });
  };

  const connect = (address: CentreAddress): void => {
    line?.hangUp();
    line = null;
    if (address.url === '') {
      listener.onSignedIn(null, null);
      feed.tell({ phase: 'off', trouble: null });
      return;
    }
    line = open(address);
    if (rows.rebuilt()) listener.onCacheRebuilt();
  };

  return {
    connect,
    signIn: async (agentNumber, password) => {
      if (line === null) return refuse('centre-unreachable', 'no centre is set');
      const on = line;
      const signedIn = await on.session.signIn(agentNumber, password);
      if (!signedIn.ok) return refuse(refusals[signedIn.error.code], signedIn.error.detail);
      if (on.isClosed()) return refuse('centre-unreachable', 'the centre was changed meanwhile');
      // From now on this agent's line, whoever the configuration names.
      connect({ ...on.address, agentNumber, samplePassword: null });
      return ok({});
    },
    signOut: async () => {
      await line?.signOut();
    },
    poke: () => {
      feed.tell({});
      line?.wake();
    },
    close: async () => {
      const on = line;
      line = null;
      if (on === null) return;
      on.hangUp();
      await on.done;
    },
  };
}
