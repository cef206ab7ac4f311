import { createCallEngine } from '#electron/seat/sip/create-engine.ts';
import type { CallPolicy, EngineView, SavedDialog } from '#electron/seat/sip/engine.ts';
import type { Tell } from '#shared/bridge/events.ts';
import type { Call, CallId } from '#shared/call/call.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import { createFakeMedia } from './fake-media.ts';
import type { ScriptedPbx } from './scripted-pbx.ts';

export type SeatOptions = {
  /** Real time runs this much faster for the engine's own timers. */
  readonly speed?: number;
  readonly account?: Partial<SipAccount>;
  readonly policy?: Partial<CallPolicy>;
  readonly dialogs?: readonly SavedDialog[];
  readonly trustedCa?: string;
  readonly start?: boolean;
  readonly url?: string;
};

/** The engine on a bench: fake media, real WebSocket, a clock that may run fast, and everything it says written down. */
export function openSeat(pbx: Pick<ScriptedPbx, 'url'>, options: SeatOptions = {}) {
  const speed = options.speed ?? 1;
  const views: EngineView[] = [];
  const ended: { call: Extract<Call, { phase: 'ended' }>; heldMs: number }[] = [];
  const tells: Tell[] = [];
  const logs: { event: string; fields: Record<string, unknown> }[] = [];
  const saved = new Map<CallId, SavedDialog>((options.dialogs ?? []).map((one) => [one.callId, one]));
  const media = createFakeMedia();
  const policy: { -readonly [K in keyof CallPolicy]: CallPolicy[K] } = {
    ready: true,
    autoAnswer: false,
    autoAnswerDelayMs: 500,
    ringTimeoutMs: 60_000,
    dtmfBy: 'rfc4733',
    ...options.policy,
  };
  const watchers = new Set<() => void>();
  const stir = () => {
    for (const watch of [...watchers]) watch();
  };
  const startMs = performance.now();
  const epochMs = 1_790_000_000_000;
  const timers = new Set<NodeJS.Timeout>();
  let ids = 0;
  const log = (event: string, fields: Record<string, unknown> = {}) => void logs.push({ event, fields });

  const engine = createCallEngine({
    media: media.port,
    clock: {
      nowMs: () => epochMs + (performance.now() - startMs) * speed,
      after: (ms, run) => {
        const timer = setTimeout(() => {
          timers.delete(timer);
          run();
        }, ms / speed);
        timers.add(timer);
        return () => {
          timers.delete(timer);
          clearTimeout(timer);
        };
      },
    },
    random: () => 0.5,
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
    log: { info: log, warn: log, error: log },
    policy: () => policy,
    dialogs: {
      list: () => [...saved.values()],
      put: (dialog) => void saved.set(dialog.callId, dialog),
      remove: (callId) => void saved.delete(callId),
    },
    trustedCa: options.trustedCa ?? null,
    onView: (view) => {
      views.push(view);
      stir();
    },
    onEnded: (call, heldMs) => {
      ended.push({ call, heldMs });
      stir();
    },
    onTell: (tell) => {
      tells.push(tell);
      stir();
    },
  });

  const account: SipAccount = {
    wsUrl: options.url ?? pbx.url,
    domain: 'pbx.test',
    user: '1001',
    password: 'secret-1001',
    practice: false,
    label: 'test',
    iceServers: [],
    ...options.account,
  };
  if (options.start !== false) engine.use(account);

  const until = <T>(what: string, find: () => T | undefined | null | false, withinMs = 6_000): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const found = find();
        if (found === undefined || found === null || found === false) return;
        watchers.delete(look);
        clearInterval(often);
        clearTimeout(limit);
        resolve(found);
      };
      // What the media page was asked stirs nobody.
      const often = setInterval(() => look(), 5);
      const limit = setTimeout(() => {
        watchers.delete(look);
        clearInterval(often);
        const view = engine.view();
        reject(
          new Error(
            `never: ${what}. line ${view.line.phase}, calls ${JSON.stringify(view.calls)}, log ${JSON.stringify(logs.slice(-12))}`,
          ),
        );
      }, withinMs);
      watchers.add(look);
      look();
    });

  const calls = () => engine.view().calls.calls;
  return {
    engine,
    media,
    policy,
    account,
    views,
    ended,
    tells,
    logs,
    saved,
    timers,
    until,
    calls,
    registered: () => until('registered', () => engine.view().line.phase === 'registered'),
    linePhase: (phase: string) => until(`line ${phase}`, () => engine.view().line.phase === phase && engine.view().line),
    inPhase: <P extends Call['phase']>(phase: P) =>
      until(`a call ${phase}`, () => calls().find((call): call is Extract<Call, { phase: P }> => call.phase === phase)),
    callIs: <P extends Call['phase']>(id: CallId, phase: P) =>
      until(`call ${id} ${phase}`, () =>
        calls().find((call): call is Extract<Call, { phase: P }> => call.id === id && call.phase === phase),
      ),
    endOf: (id: CallId) => until(`end of ${id}`, () => ended.find((one) => one.call.id === id)),
  };
}

export type BenchSeat = ReturnType<typeof openSeat>;
