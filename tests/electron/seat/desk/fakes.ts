import type { Clock, Log, MediaEvent, MediaPort } from '#electron/seat/ports.ts';
import type { CallEngine, CreateCallEngine, EngineOptions } from '#electron/seat/sip/engine.ts';
import type { MediaParams, MediaRequestName } from '#shared/bridge/media.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import { type Call, CallId, type CallsView } from '#shared/call/call.ts';
import { withCall, withoutCall } from '#shared/call/calls.ts';
import type { LineState } from '#shared/call/line.ts';
import { ok, refuse } from '#shared/result.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import * as sampleCalls from '#tests/shared/call/sample-calls.ts';

/** Tuesday 24 November 2026, 09:00 in Shanghai. */
export const startMs = Date.UTC(2026, 10, 24, 1, 0, 0);

export type FakeClock = Clock & { readonly advance: (ms: number) => void };

export function fakeClock(fromMs = startMs): FakeClock {
  let nowMs = fromMs;
  let timers: { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after: (ms, run) => {
      const timer = { atMs: nowMs + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    advance: (ms) => {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = timers.filter(({ atMs }) => atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0];
        if (next === undefined) break;
        timers = timers.filter((other) => other !== next);
        nowMs = Math.max(nowMs, next.atMs);
        next.run();
      }
      nowMs = untilMs;
    },
  };
}

export type LoggedLine = { readonly level: 'info' | 'warn' | 'error'; readonly event: string; readonly fields: unknown };
export type FakeLog = Log & { readonly lines: LoggedLine[] };

export function fakeLog(): FakeLog {
  const lines: LoggedLine[] = [];
  const at = (level: LoggedLine['level']) => (event: string, fields?: Record<string, unknown>) => {
    lines.push({ level, event, fields });
  };
  return { lines, info: at('info'), warn: at('warn'), error: at('error') };
}

/** Ids that sort like UUIDv7. */
export function countingIds(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `0190a000-0000-7000-8000-${String(last).padStart(12, '0')}`;
  };
}

export type FakeMedia = {
  readonly port: MediaPort;
  readonly asked: { readonly name: MediaRequestName; readonly params: unknown }[];
  readonly tones: () => readonly string[];
  readonly say: (event: MediaEvent) => void;
  readonly hello: (pageId?: string) => void;
};

export function fakeMedia(): FakeMedia {
  const asked: FakeMedia['asked'] = [];
  const listeners = new Set<(event: MediaEvent) => void>();
  let pageId: string | null = null;
  const say = (event: MediaEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    asked,
    tones: () => asked.filter(({ name }) => name === 'tone').map(({ params }) => (params as MediaParams<'tone'>).tone),
    say,
    hello: (id = 'page-1') => {
      pageId = id;
      say({ name: 'hello', payload: { pageId: id } });
    },
    port: {
      pageId: () => pageId,
      request: (name, params) => {
        if (pageId === null) return Promise.resolve(refuse('no-media-page'));
        asked.push({ name, params });
        return Promise.resolve(ok({} as never));
      },
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
  };
}

export type FakeEngine = {
  readonly create: CreateCallEngine;
  readonly options: () => EngineOptions;
  readonly asked: { readonly name: string; readonly args: readonly unknown[] }[];
  readonly account: () => SipAccount | null;
  /** The next calls do not begin. */
  readonly refuseNext: (count: number, code: Refusal) => void;
  readonly setLine: (line: LineState) => void;
  /** Puts a call on the view as the engine would, in one turn. */
  readonly put: (call: Call) => void;
  readonly end: (call: Extract<Call, { phase: 'ended' }>, heldMs?: number) => void;
  readonly drop: (callId: CallId) => void;
};

/** An engine whose calls are moved by the test; every request answers ok. */
export function fakeEngine(): FakeEngine {
  const asked: FakeEngine['asked'] = [];
  let options: EngineOptions | null = null;
  let account: SipAccount | null = null;
  let line: LineState = { phase: 'off', sinceMs: startMs };
  let calls: CallsView = { calls: [], activeCallId: null, transfer: null, conference: [] };
  let placed = 0;
  let refusals = 0;
  let refusal: Refusal = 'internal';

  const given = (): EngineOptions => {
    if (options === null) throw new Error('the engine was not created');
    return options;
  };
  const tell = (): void => given().onView({ line, calls });
  const done =
    (name: string) =>
    async (...args: readonly unknown[]) => {
      asked.push({ name, args });
      return ok({});
    };
  const begun =
    (name: string) =>
    async (...args: readonly unknown[]) => {
      asked.push({ name, args });
      if (refusals > 0) {
        refusals -= 1;
        return refuse(refusal);
      }
      placed += 1;
      return ok({ callId: CallId.parse(`placed-${placed}`) });
    };

  const engine: CallEngine = {
    view: () => ({ line, calls }),
    use: (next) => {
      account = next;
    },
    place: begun('place'),
    answer: done('answer'),
    decline: done('decline'),
    redirect: done('redirect'),
    hangUp: done('hangUp'),
    hold: done('hold'),
    resume: done('resume'),
    mute: done('mute'),
    dtmf: done('dtmf'),
    swap: done('swap'),
    blindTransfer: done('blindTransfer'),
    consult: begun('consult'),
    completeTransfer: done('completeTransfer'),
    backToCustomer: done('backToCustomer'),
    startConference: done('startConference'),
    splitConference: done('splitConference'),
    takeOver: done('takeOver'),
    retry: done('retry'),
    message: done('message'),
    close: async () => {
      asked.push({ name: 'close', args: [] });
    },
  };
  return {
    create: (from) => {
      options = from;
      return engine;
    },
    options: given,
    asked,
    account: () => account,
    refuseNext: (count, code) => {
      refusals = count;
      refusal = code;
    },
    setLine: (next) => {
      line = next;
      tell();
    },
    put: (call) => {
      calls = withCall(calls, call);
      tell();
    },
    end: (call, heldMs = 0) => {
      calls = withCall(calls, call);
      tell();
      given().onEnded(call, heldMs);
    },
    drop: (callId) => {
      calls = withoutCall(calls, callId);
      tell();
    },
  };
}

type Ringing = Extract<Call, { phase: 'ringing' }>;
type Active = Extract<Call, { phase: 'active' }>;
type Ended = Extract<Call, { phase: 'ended' }>;

export const ringing = (change: Partial<Ringing> = {}): Ringing =>
  sampleCalls.ringing('call-1', { offeredAtMs: startMs, ...change });

export function answered(from: Call, answeredAtMs: number, change: Partial<Active> = {}): Active {
  const { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs } = from;
  return {
    ...{ id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs },
    phase: 'active',
    answeredAtMs,
    hold: 'none',
    holdSinceMs: null,
    holdChanging: false,
    muted: false,
    media: 'ok',
    linkDown: false,
    ...change,
  };
}

export function over(from: Call, endedAtMs: number, change: Partial<Ended> = {}): Ended {
  const { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs } = from;
  return {
    ...{ id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs },
    phase: 'ended',
    answeredAtMs: from.phase === 'active' ? from.answeredAtMs : null,
    endedAtMs,
    reason: 'hung-up-there',
    elsewhere: null,
    ...change,
  };
}
