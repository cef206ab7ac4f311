import { join } from 'node:path';
import { startDesktop } from '#electron/desktop/desktop.ts';
import type { MediaChannel } from '#electron/seat/bridge/media-host.ts';
import type { SeatEvent } from '#electron/seat/bridge/screen-host.ts';
import type { OpenSeat } from '#electron/seat/open-seat.ts';
import type { Log } from '#electron/seat/ports.ts';
import type { Frame } from '#shared/bridge/frames.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import { defaultSettings } from '#shared/bridge/settings.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { type Call, CallId } from '#shared/call/call.ts';
import { ok, refuse } from '#shared/result.ts';
import { createFakeElectron, type FakeElectron, type FakeOptions } from '#tests/fakes/electron/fake-electron.ts';
import type { FakeWindow } from '#tests/fakes/electron/fake-window.ts';
import * as sampleCalls from '#tests/shared/call/sample-calls.ts';
import { tempFolder } from './temp-folder.ts';

export const quietLog: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A state with nobody on the line. */
export function idleState(over: Partial<SeatState> = {}): SeatState {
  return {
    identity: null,
    agent: { phase: 'ready', sinceMs: 0 },
    line: { phase: 'registered', sinceMs: 0 },
    pbx: { label: 'pbx', practice: false },
    centre: {
      phase: 'off',
      sinceMs: 0,
      trouble: null,
      waitingOperations: 0,
      parkedOperations: 0,
      lastContactAtMs: null,
      loading: null,
    },
    calls: { calls: [], activeCallId: null, transfer: null, conference: [] },
    desks: [],
    drafts: [],
    missedUnseen: 0,
    media: { page: 'absent', microphone: 'unknown', microphones: [], speakers: [], soundBlocked: false },
    practice: { on: false, rhythm: 'off', nextRingAtMs: null },
    colleagues: [],
    notices: [],
    today: { answered: 0, missed: 0, placed: 0, within15s: 0, talkMs: 0, tickets: 0 },
    settings: defaultSettings,
    shell: 'desktop',
    ...over,
  };
}

export const callId = CallId.parse('call-1');
export const ringing: Call = sampleCalls.ringing(callId);
export const talking = sampleCalls.active(callId, { answeredAtMs: 5000 });

export function withCalls(...calls: readonly Call[]): SeatState {
  const active = calls.find((call) => call.phase === 'active');
  return idleState({ calls: { calls: [...calls], activeCallId: active?.id ?? null, transfer: null, conference: [] } });
}

export type Desk = {
  readonly electron: FakeElectron;
  readonly asked: { readonly name: string; readonly params: unknown }[];
  readonly dialled: string[];
  /** Frames that the media host sent to the page, and those it received. */
  readonly media: { send: (frame: Frame) => void; readonly received: Frame[]; attached: number };
  readonly become: (state: SeatState) => void;
  readonly tell: (event: SeatEvent) => void;
  readonly window: (role: 'screen' | 'media' | 'bar') => FakeWindow;
  readonly timers: { readonly ms: number; readonly run: () => void }[];
  readonly ready: string[];
  readonly closed: () => number;
  readonly stop: () => Promise<void>;
};

/** The desktop shell on the fake Electron, around a seat that only remembers what it was asked. */
export async function startDesk(
  over: Partial<FakeOptions> & {
    argv?: string[];
    environment?: Record<string, string>;
    refuse?: 'folder-in-use';
    refuseOnce?: Record<string, Refusal>;
  } = {},
): Promise<Desk> {
  const userData = tempFolder();
  const electron = createFakeElectron({ userData, ...over });
  const asked: { name: string; params: unknown }[] = [];
  const dialled: string[] = [];
  const timers: { ms: number; run: () => void }[] = [];
  const ready: string[] = [];
  const listeners = new Set<(event: SeatEvent) => void>();
  const media = { send: (_frame: Frame): void => undefined, received: [] as Frame[], attached: 0 };
  let state = idleState();
  let closed = 0;
  const refusals = new Map(Object.entries(over.refuseOnce ?? {}));
  const opened: OpenSeat = {
    seat: {
      state: () => state,
      handle: async (name, params) => {
        asked.push({ name, params });
        const refusal = refusals.get(name);
        refusals.delete(name);
        if (refusal !== undefined) return refuse(refusal);
        return ok(name === 'seat.open' ? state : {});
      },
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
      askDial: (number) => dialled.push(number),
      close: async () => undefined,
    },
    media: {
      port: { pageId: () => null, request: async () => refuse('no-media-page'), listen: () => () => undefined },
      isAttached: () => media.attached > 0,
      attach: (channel: MediaChannel) => {
        media.attached += 1;
        media.send = channel.send;
        return { receive: (frame) => media.received.push(frame), closed: () => undefined };
      },
    },
    secrets: { get: () => null, set: () => undefined },
    close: async () => {
      closed += 1;
    },
  };
  const desktop = await startDesktop({
    electron: electron.api,
    clock: {
      nowMs: () => 0,
      after: (ms, run) => {
        timers.push({ ms, run });
        return () => undefined;
      },
    },
    log: quietLog,
    environment: over.environment ?? {},
    argv: over.argv ?? [],
    folders: { pages: join(import.meta.dirname, 'pages'), icons: '/icons', preload: '/preload.cjs' },
    openSeat: () => (over.refuse ? refuse(over.refuse, 'held by another') : ok(opened)),
    onReady: (url) => ready.push(url),
  });
  const tell = (event: SeatEvent): void => {
    for (const listener of listeners) listener(event);
  };
  return {
    electron,
    asked,
    dialled,
    media,
    timers,
    ready,
    tell,
    become: (next) => {
      state = next;
      tell({ name: 'state', payload: { calls: next.calls, agent: next.agent, line: next.line } });
    },
    window: (role) => {
      const found = electron.windows.find((window) => window.role() === role);
      if (!found) throw new Error(`no ${role} window`);
      return found;
    },
    closed: () => closed,
    stop: async () => desktop?.stop(),
  };
}
