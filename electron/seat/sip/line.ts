import type { UserAgent } from 'sip.js';
import type { LineState, LineTrouble } from '#shared/call/line.ts';
import { retryDelayMs } from '#shared/call/retry.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import type { Clock, Log, Random } from '../ports.ts';
import { createRegistrar, type RegistrarReply } from './registrar.ts';
import { registrarOf } from './targets.ts';
import { troubleOfStatus } from './trouble.ts';
import { createUserAgent, type UserAgentHooks } from './user-agent.ts';
import { WsTransport } from './ws-transport.ts';

const QUERY_EVERY_MS = 30_000;
/** Share of the granted time after which the binding is refreshed (trap 10). */
const REFRESH_AT = 0.85;
/** A refusal that will hardly change is not asked for more often than this. */
const SLOW_DOWN_MS = 5_000;

export type LineOptions = {
  readonly account: SipAccount;
  readonly trustedCa: string | null;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly hooks: Omit<UserAgentHooks, 'onConnect' | 'onDisconnect' | 'onDropped'>;
  readonly onState: (state: LineState) => void;
  /** Registered, for the first time or again: calls can be mended now. */
  readonly onUp: () => void;
  readonly onDown: () => void;
  readonly onMalformed: (where: string) => void;
};

export type Line = {
  readonly account: SipAccount;
  readonly userAgent: UserAgent | null;
  readonly state: () => LineState;
  /** Registered over a connection that is open: calls can be placed. */
  readonly isRegistered: () => boolean;
  /** Requests within calls reach the PBX; also while another device has the account. */
  readonly isUp: () => boolean;
  readonly takeOver: () => Promise<void>;
  readonly retry: () => Promise<void>;
  /** Signs off and closes; resolves when done. */
  readonly close: () => Promise<void>;
};

/** The way to the PBX for one account: connection and registration, kept up by itself. */
export function createLine(options: LineOptions): Line {
  const { account, clock, log } = options;
  let state: LineState = { phase: 'connecting', sinceMs: clock.nowMs() };
  let attempt = 0;
  let badSinceMs: number | null = null;
  let everRegistered = false;
  let closed = false;
  let standBack = false;
  /** The owner knows that requests reach the PBX. */
  let upTold = false;
  let lastPlace = '';
  let tryTimer: () => void = () => undefined;
  let queryTimer: () => void = () => undefined;
  let refreshTimer: () => void = () => undefined;
  /** Answers of an earlier connection must not move this one. */
  let connection = 0;

  const onTrouble = (trouble: LineTrouble) => fail(trouble);
  const transportOptions = {
    url: account.wsUrl,
    trustedCa: options.trustedCa,
    clock,
    onTrouble,
    onMalformed: (error: unknown) => options.onMalformed(error instanceof Error ? error.name : 'unknown'),
  };
  const userAgent = createUserAgent(account, transportOptions, {
    ...options.hooks,
    onConnect: () => undefined,
    onDisconnect: () => {
      connection += 1;
      stopTimers();
      if (upTold && !closed) options.onDown();
      upTold = false;
    },
    onDropped: options.onMalformed,
  });
  const registrarUri = registrarOf(account);
  const registrar = userAgent === null || registrarUri === null ? null : createRegistrar(userAgent, registrarUri, clock);

  function move(next: LineState): void {
    state = next;
    log.info('line', { phase: next.phase, ...(next.phase === 'down' ? { trouble: next.trouble, attempt: next.attempt } : {}) });
    options.onState(next);
  }

  function stopTimers(): void {
    tryTimer();
    queryTimer();
    refreshTimer();
  }

  /** `final`: asking again by ourselves would only hammer (a wrong password stays wrong) or lock the account. */
  function fail(trouble: LineTrouble, final = false, retryAfterMs: number | null = null): void {
    if (closed) return;
    stopTimers();
    const nowMs = clock.nowMs();
    badSinceMs ??= nowMs;
    attempt += 1;
    const delayMs = final
      ? null
      : Math.max(retryAfterMs ?? 0, retryDelayMs({ attempt, downForMs: nowMs - badSinceMs, random: options.random() }));
    if (delayMs !== null) tryTimer = clock.after(delayMs, () => void connect());
    move({ phase: 'down', sinceMs: badSinceMs, trouble, nextTryAtMs: delayMs === null ? null : nowMs + delayMs, attempt });
  }

  async function connect(): Promise<void> {
    if (closed) return;
    if (userAgent === null || registrar === null) return fail('unknown-account', true);
    const opened = await (userAgent.state === 'Started' ? userAgent.transport.connect() : userAgent.start()).then(
      () => true,
      // The transport has told `onTrouble` why.
      () => false,
    );
    if (!opened || closed) return;
    if (standBack) elsewhere(lastPlace);
    else await enrol(everRegistered);
  }

  /** Registers; `careful`: looks first whether another device has taken the account meanwhile. */
  async function enrol(careful: boolean): Promise<void> {
    if (registrar === null) return;
    const mine = connection;
    if (careful) {
      const found = await registrar.query();
      if (closed || mine !== connection) return;
      if (found.kind !== 'bindings') return refused(found);
      if (!found.ours && found.foreign !== null) return elsewhere(found.foreign);
    }
    const reply = await registrar.register();
    if (closed || mine !== connection) return;
    if (reply.kind !== 'bindings' || !reply.ours) return refused(reply);
    everRegistered = true;
    attempt = 0;
    badSinceMs = null;
    refreshTimer();
    refreshTimer = clock.after(reply.expiresMs * REFRESH_AT, () => void enrol(true));
    queryTimer();
    queryTimer = clock.after(QUERY_EVERY_MS, () => void look());
    if (state.phase !== 'registered') move({ phase: 'registered', sinceMs: clock.nowMs() });
    tellUp();
  }

  function tellUp(): void {
    if (upTold) return;
    upTold = true;
    options.onUp();
  }

  async function look(): Promise<void> {
    if (registrar === null) return;
    const mine = connection;
    const found = await registrar.query();
    if (closed || mine !== connection) return;
    if (found.kind !== 'bindings') return refused(found);
    if (!found.ours && found.foreign !== null) return elsewhere(found.foreign);
    // Forgotten by the registrar (restarted, expired): come back at once.
    if (!found.ours && state.phase === 'registered') return enrol(false);
    queryTimer();
    queryTimer = clock.after(QUERY_EVERY_MS, () => void look());
  }

  /** Another device has the account. Fighting over it would ring neither: we stay off until the agent takes over. */
  function elsewhere(where: string): void {
    stopTimers();
    standBack = true;
    lastPlace = where;
    move({ phase: 'elsewhere', sinceMs: clock.nowMs(), where });
    // Calls that are going on still reach the PBX over this connection.
    tellUp();
  }

  function refused(reply: RegistrarReply): void {
    if (reply.kind === 'link-lost') return;
    if (reply.kind === 'refused') {
      const { trouble, final } = troubleOfStatus(reply.status);
      // A PBX that has just been started refuses accounts that it knew a minute ago.
      fail(trouble, final && !everRegistered, final ? SLOW_DOWN_MS : reply.retryAfterMs);
      return;
    }
    // No answer, or an answer that does not name us: this connection is of no use.
    if (userAgent?.transport instanceof WsTransport)
      userAgent.transport.abandon(reply.kind === 'no-answer' ? 'timed-out' : 'server-error');
  }

  options.onState(state);
  void connect();

  return {
    account,
    userAgent,
    state: () => state,
    isRegistered: () => state.phase === 'registered' && userAgent?.isConnected() === true,
    isUp: () => upTold && userAgent?.isConnected() === true,
    takeOver: async () => {
      standBack = false;
      await enrol(false);
    },
    retry: async () => {
      stopTimers();
      attempt = 0;
      badSinceMs = null;
      standBack = false;
      move({ phase: 'connecting', sinceMs: clock.nowMs() });
      await connect();
    },
    close: async () => {
      if (closed) return;
      const wasRegistered = state.phase === 'registered' && userAgent?.isConnected() === true;
      closed = true;
      stopTimers();
      if (wasRegistered && registrar !== null) await registrar.unregister();
      // A dialog that a malformed message left half built makes SIP.js throw here; the transport is closed by then.
      await userAgent
        ?.stop()
        .catch((error: unknown) => log.warn('line.stop', { message: error instanceof Error ? error.message : 'unknown' }));
    },
  };
}
