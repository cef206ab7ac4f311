import type { MediaRefusal } from '#shared/bridge/media.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { Settings } from '#shared/bridge/settings.ts';
import type { SeatState, SeatStateChange } from '#shared/bridge/state.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import { isTimeZone } from '#shared/script/local-time.ts';
import type { Handlers } from '../../bridge/screen-host.ts';
import type { Clock, MediaPort } from '../../ports.ts';
import type { CallEngine } from '../../sip/engine.ts';
import type { Desk } from '../desk.ts';
import { written } from '../disk.ts';
import type { DeskStore } from '../ports.ts';
import type { Presence } from '../presence.ts';

export type DeskHandlers = Pick<
  Handlers,
  | 'seat.open'
  | 'agent.ready'
  | 'agent.not-ready'
  | 'script.stage'
  | 'script.said'
  | 'script.situation'
  | 'customer.choose'
  | 'customer.find'
  | 'log.calls'
  | 'log.seen'
  | 'notice.read'
  | 'settings.change'
  | 'devices.test'
  | 'practice.ring'
  | 'practice.rhythm'
>;

type Options = {
  readonly store: DeskStore;
  readonly desk: Desk;
  readonly engine: CallEngine;
  readonly media: MediaPort;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly state: () => SeatState;
  readonly set: (change: SeatStateChange) => void;
  readonly onSettings: (settings: Settings) => void;
  readonly onOpened: () => void;
};

/** Requests about the desk itself: agent, words, customer, log, settings, practice. */
export function deskHandlers(options: Options): DeskHandlers {
  const { store, desk, engine, presence, clock } = options;

  async function practise(command: Record<string, unknown>): Promise<Result<Record<never, never>, Refusal>> {
    if (!options.state().pbx.practice) return refuse('not-practice');
    return engine.message('practice', 'application/json', JSON.stringify(command));
  }

  return {
    'seat.open': () => {
      options.onOpened();
      return ok(options.state());
    },
    'agent.ready': () => {
      const done = written(() => presence.ready());
      return done.ok ? ok({}) : done;
    },
    'agent.not-ready': ({ reason }) => {
      const done = written(() => presence.notReady(reason));
      return done.ok ? ok({}) : done;
    },
    'script.stage': ({ callId, stage }) => desk.move(callId, { kind: 'stage', stage, nowMs: clock.nowMs() }),
    'script.said': ({ callId, stage, said }) => desk.move(callId, { kind: 'said', stage, said, nowMs: clock.nowMs() }),
    'script.situation': ({ callId, situationId }) => desk.move(callId, { kind: 'situation', situationId }),
    'customer.choose': ({ callId, customerId }) => desk.choose(callId, customerId),
    'customer.find': ({ text, limit }) => ok({ customers: [...store.findCustomers(text, limit)] }),
    'log.calls': (query) => ok({ calls: [...store.listCalls(query)] }),
    'log.seen': () => {
      const done = written(() => store.markCallsSeen());
      if (!done.ok) return done;
      options.set({ missedUnseen: store.missedUnseen() });
      return ok({});
    },
    'notice.read': ({ noticeId }) => {
      const known = options.state().notices.some(({ id }) => id === noticeId);
      if (!known) return refuse('bad-request', 'noticeId');
      const done = written(() => store.markNoticeRead(noticeId, clock.nowMs()));
      if (!done.ok) return done;
      options.set({ notices: [...store.notices()] });
      return ok({});
    },
    'settings.change': ({ patch }) => {
      if (patch.timeZone !== undefined && !isTimeZone(patch.timeZone)) return refuse('bad-request', 'timeZone');
      const done = written(() => store.writeSettings(patch));
      if (!done.ok) return done;
      options.onSettings(done.value);
      return ok({});
    },
    'devices.test': async ({ what }) => {
      const done = await options.media.request('test', { what });
      return done.ok ? ok({}) : refuse(refusalOf(done.error.code));
    },
    'practice.ring': ({ persona }) => practise(persona === undefined ? { do: 'ring' } : { do: 'ring', persona }),
    'practice.rhythm': async ({ rhythm }) => {
      const done = await practise({ do: 'rhythm', rhythm });
      if (done.ok) options.set({ practice: { ...options.state().practice, rhythm } });
      return done;
    },
  };
}

/** What the agent can do something about keeps its name. */
function refusalOf(code: MediaRefusal): Refusal {
  switch (code) {
    case 'no-microphone':
    case 'microphone-refused':
    case 'no-media-page':
    case 'timed-out':
      return code;
    case 'microphone-busy':
      return 'no-microphone';
    default:
      return 'media-failed';
  }
}
