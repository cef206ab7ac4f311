import type { CentreAddress, CentreListener } from '../centre-port.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { type CentreStateFeed, troubleOf } from './centre-state.ts';
import type { Exchange } from './exchange.ts';
import { createHintLine } from './hint-line.ts';
import type { CentreHttp } from './http.ts';
import { backOffMs } from './pace.ts';
import type { Trouble } from './request.ts';
import type { Session } from './session.ts';
import { createSleeper } from './sleeper.ts';

/** Asked at this pace beside the hints, in case one was lost; and at the other one while the hint line is down. */
const pollWithHintsMs = 30_000;
const pollWithoutHintsMs = 5_000;

export type LineOptions = {
  readonly address: CentreAddress;
  readonly http: CentreHttp;
  readonly session: Session;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly feed: CentreStateFeed;
  readonly onSignedIn: CentreListener['onSignedIn'];
  /** Both directions until nothing is left. */
  readonly exchange: Exchange;
};

/** One connection to one centre, from connect to the next connect. */
export type Line = {
  readonly address: CentreAddress;
  readonly session: Session;
  readonly isClosed: () => boolean;
  /** There is something to send. */
  readonly wake: () => void;
  readonly signOut: () => Promise<void>;
  /** Begins to end it. */
  readonly hangUp: () => void;
  /** The loop is over. */
  readonly done: Promise<void>;
};

const nobody: Trouble = { kind: 'signed-out', code: '', status: 0, retryAfterMs: null };

/** Begins to exchange with the centre, and goes on until it is hung up. */
export function openLine(options: LineOptions): Line {
  const { address, http, session, clock, random, log, feed } = options;
  const sleeper = createSleeper(clock);
  let closed = false;
  /** A wrong sample password is not tried again and again. */
  let passwordRefused = false;
  const hints = createHintLine({
    http,
    session,
    clock,
    random,
    onOpen: sleeper.hear,
    onHint: sleeper.wake,
    onLost: sleeper.wake,
  });

  /** Signs in by itself where it may. Null: there is a session. */
  const ensureSession = async (): Promise<Trouble | null> => {
    const { agentNumber, samplePassword } = address;
    const current = session.current();
    if (current !== null && (agentNumber === '' || current.identity.agentNumber === agentNumber)) return null;
    if (samplePassword === null || agentNumber === '' || passwordRefused) return nobody;
    const signedIn = await session.signIn(agentNumber, samplePassword);
    if (closed) return nobody;
    if (signedIn.ok) {
      options.onSignedIn(signedIn.value.identity, signedIn.value.sip);
      return null;
    }
    const { code } = signedIn.error;
    passwordRefused = code === 'wrong-password' || code === 'locked';
    const kind = code === 'unreachable' || code === 'server-error' ? code : 'signed-out';
    return { kind, code, status: 0, retryAfterMs: null };
  };

  const round = async (): Promise<Trouble | null> => {
    try {
      const trouble = (await ensureSession()) ?? (await options.exchange(() => closed));
      if (trouble === null && !closed) hints.keep();
      return trouble;
    } catch (error) {
      log.error('sync.failed', { reason: error instanceof Error ? error.message : String(error) });
      return { kind: 'server-error', code: 'seat', status: 0, retryAfterMs: null };
    }
  };

  /** What a sign-in that ended leaves: the agent goes on working with what is known, and is asked to sign in. */
  const signedOut = (trouble: Trouble): void => {
    hints.stop();
    if (trouble.code === 'expired') session.forget();
    feed.tell({ phase: 'signed-out', trouble: trouble.code === '' ? feed.get().trouble : troubleOf(trouble) });
  };

  const run = async (): Promise<void> => {
    let failures = 0;
    while (!closed) {
      const trouble = await round();
      if (closed) break;
      if (trouble === null) {
        failures = 0;
        feed.contact();
        const pollMs = hints.isOpen() ? pollWithHintsMs : pollWithoutHintsMs;
        await sleeper.sleep(pollMs * (0.8 + 0.4 * random()), 'work');
      } else if (trouble.kind === 'signed-out') {
        signedOut(trouble);
        const canSignIn = trouble.code === 'expired' && address.samplePassword !== null;
        await sleeper.sleep(canSignIn ? backOffMs(failures++, random, null) : null, 'nothing');
      } else {
        feed.tell({ phase: 'offline', trouble: troubleOf(trouble) });
        // The moment that a centre asked for is kept; any other wait is over when the centre is heard again.
        const ear = trouble.retryAfterMs === null ? 'word' : 'nothing';
        await sleeper.sleep(backOffMs(failures++, random, trouble.retryAfterMs), ear);
      }
    }
  };

  const stored = session.current();
  options.onSignedIn(stored?.identity ?? null, stored?.sip ?? null);
  feed.tell({ phase: 'connecting', trouble: null });
  return {
    address,
    session,
    isClosed: () => closed,
    wake: sleeper.wake,
    signOut: async () => {
      passwordRefused = true;
      hints.stop();
      options.onSignedIn(null, null);
      await session.signOut();
      feed.tell({ phase: 'signed-out', trouble: null });
      sleeper.nudge();
    },
    hangUp: () => {
      closed = true;
      hints.stop();
      http.close();
      sleeper.nudge();
    },
    done: run(),
  };
}
