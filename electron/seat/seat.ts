import { isDeepStrictEqual } from 'node:util';
import type { Identity } from '#shared/agent/agent.ts';
import type { Tell } from '#shared/bridge/events.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { SeatState, SeatStateChange } from '#shared/bridge/state.ts';
import { noCalls } from '#shared/call/calls.ts';
import type { Result } from '#shared/result.ts';
import type { SipAccount } from '#shared/sync/wire.ts';
import { createScreenHost, type Handlers, type SeatEvent } from './bridge/screen-host.ts';
import type { Centre, CreateCentre } from './centre-port.ts';
import type { ConnectionFile } from './config/connection.ts';
import { type Connection, ownSipAccount } from './config/resolve.ts';
import type { SecretStore } from './config/secrets.ts';
import { closeUnfinished } from './desk/call-log.ts';
import { createDeferred } from './desk/deferred.ts';
import { createDesk } from './desk/desk.ts';
import { createDrafts } from './desk/drafts.ts';
import { createExtensions } from './desk/extension.ts';
import { callHandlers } from './desk/handlers/call-handlers.ts';
import { connectionHandlers } from './desk/handlers/connection-handlers.ts';
import { deskHandlers } from './desk/handlers/desk-handlers.ts';
import { ticketHandlers } from './desk/handlers/ticket-handlers.ts';
import { deviceParams, hasMicrophone, stepMedia } from './desk/media-watch.ts';
import { startOfDayMs } from './desk/numbers.ts';
import type { DeskStore } from './desk/ports.ts';
import { createPresence } from './desk/presence.ts';
import { rehearse } from './desk/rehearse.ts';
import { createStateFeed } from './desk/state-feed.ts';
import { createTonePlayer, endsWithBusyTone, toneOf } from './desk/tones.ts';
import type { Clock, Log, MediaPort, NewId, Random } from './ports.ts';
import { createMeters, playTone } from './seat-media.ts';
import { createScriptSource } from './seat-script.ts';
import { firstState, standaloneIdentity } from './seat-state.ts';
import type { CreateCallEngine, DialogStore } from './sip/engine.ts';

/** What was not seen by a screen waits for it, but not for ever. */
const mostWaitingTells = 20;
const dayMs = 86_400_000;

export type SeatOptions = {
  readonly shell: SeatState['shell'];
  readonly clock: Clock;
  readonly random: Random;
  readonly newId: NewId;
  readonly log: Log;
  /** Runs once this turn of the event loop is over. */
  readonly defer: (run: () => void) => void;
  readonly store: DeskStore;
  readonly dialogs: DialogStore;
  /** The pack that the centre published, or null. */
  readonly publishedPack: () => unknown;
  readonly presence: Parameters<typeof createPresence>[0];
  readonly media: MediaPort;
  readonly secrets: SecretStore;
  readonly connection: {
    readonly file: ConnectionFile;
    readonly parse: (file: unknown) => Result<ConnectionFile, 'bad-config'>;
    /** File and environment weighed against each other. */
    readonly resolve: (file: ConnectionFile) => Connection;
    readonly write: (file: ConnectionFile) => void;
  };
  readonly trustedCa: string | null;
  /** The seat before us was killed: drafts that are left were not left on purpose. */
  readonly afterCrash: boolean;
  readonly createEngine: CreateCallEngine;
  readonly createCentre: CreateCentre;
};

export type Seat = {
  readonly state: () => SeatState;
  /** Serves one request of the contract. Never rejects. */
  readonly handle: (name: string, params: unknown) => Promise<Result<unknown, Refusal>>;
  readonly subscribe: (listener: (event: SeatEvent) => void) => () => void;
  /** A tel: or sip: link was opened: the agent is asked. */
  readonly askDial: (number: string) => void;
  /** Ends calls, signs off, lets go. Resolves within 3 s. */
  readonly close: () => Promise<void>;
};

/** The seat: owner of the truth. Everything it needs comes in; both shells carry the same one. */
export function createSeat(options: SeatOptions): Seat {
  const { clock, log, store, media } = options;
  const nowMs = clock.nowMs;
  const listeners = new Set<(event: SeatEvent) => void>();
  let waitingTells: Tell[] = [];
  let file = options.connection.file;
  let connection = options.connection.resolve(file);
  let inUse: SipAccount | null = null;
  let signedIn: { identity: Identity | null; account: SipAccount | null } = { identity: null, account: null };

  function emit(event: SeatEvent): void {
    if (listeners.size === 0) return;
    const checked = host.checkEvent(event);
    if (checked !== null) for (const listener of listeners) listener(checked);
  }
  function tell(news: Tell): void {
    if (listeners.size === 0) waitingTells = [...waitingTells, news].slice(-mostWaitingTells);
    else emit({ name: 'tell', payload: news });
  }

  const feed = createStateFeed(
    firstState(store, options.shell, nowMs()),
    (change) => emit({ name: 'state', payload: change }),
    options.defer,
  );
  const set = (change: SeatStateChange): void => feed.set(change);
  const settings = (): SeatState['settings'] => feed.get().settings;
  const deferred = createDeferred(options.defer, log, () => tell({ level: 'error', code: 'disk-full', params: {} }));
  const presence = createPresence(options.presence, nowMs, (agent) => set({ agent }));
  set({ agent: presence.state() });

  const speaker = (): { brand: string; agentNumber: string } => {
    const identity = feed.get().identity;
    return { brand: identity?.brand || connection.brand, agentNumber: identity?.agentNumber ?? connection.agentNumber };
  };
  const script = createScriptSource({ published: options.publishedPack, settings, speaker, log });

  const drafts = createDrafts({
    store,
    clock,
    newId: options.newId,
    agentNumber: () => speaker().agentNumber || '0',
    timeZone: () => settings().timeZone,
    later: deferred.later,
    settle: deferred.settle,
    onChange: () => set({ drafts: [...drafts.list()] }),
  });
  const tones = createTonePlayer(playTone(media, log), clock.after);
  const desk = createDesk({
    store,
    drafts,
    clock,
    log,
    settings,
    pinScript: script.pin,
    hasMicrophone: () => hasMicrophone(feed.get().media),
    later: deferred.later,
    tell,
    onReminder: () => tones.once('reminder'),
    onChange: () => set({ desks: desk.views() }),
    onLogged: figures,
  });
  set({ drafts: [...drafts.list()] });
  closeUnfinished(store, nowMs());
  figures();
  let stopDayClock = eachMidnight();
  if (options.afterCrash && drafts.list().length > 0) {
    tell({ level: 'info', code: 'draft-recovered', params: { count: drafts.list().length } });
  }

  const engine = options.createEngine({
    media,
    clock,
    random: options.random,
    newId: options.newId,
    log,
    policy: () => {
      const { autoAnswer, autoAnswerDelayMs, ringTimeoutMs, dtmfBy } = settings();
      return { ready: presence.state().phase === 'ready', autoAnswer, autoAnswerDelayMs, ringTimeoutMs, dtmfBy };
    },
    dialogs: options.dialogs,
    trustedCa: options.trustedCa,
    onView: ({ line, calls }) => {
      const isNew = desk.follow(calls);
      set({ line, calls });
      if (isNew) feed.flush();
      tones.base(toneOf(calls));
      extensions.follow(calls);
    },
    onEnded: (call, heldMs) => {
      desk.ended(call, heldMs);
      if (call.direction === 'out' && endsWithBusyTone(call.reason)) tones.once('busy');
    },
    onTell: (news) => {
      if (news.code === 'auto-answered') tones.once('beep');
      tell(news);
    },
  });

  const extensions = createExtensions({
    after: clock.after,
    key: (callId, digits) => void engine.dtmf(callId, digits, settings().dtmfBy),
  });

  /** The list of calls was written to: its counts are out of date. */
  function figures(): void {
    set({ missedUnseen: store.missedUnseen(), today: store.today(startOfDayMs(nowMs(), settings().timeZone)) });
    emit({ name: 'changed', payload: { what: 'calls' } });
  }

  /** The figures are those of the day, and a seat may stay open for weeks. */
  function eachMidnight(): () => void {
    const startMs = startOfDayMs(nowMs(), settings().timeZone);
    return clock.after(Math.max(60_000, startMs + dayMs - nowMs()), () => {
      figures();
      stopDayClock = eachMidnight();
    });
  }

  function applyAccount(): void {
    const own = ownSipAccount(connection, options.secrets.get('sip-password'));
    const account = own ?? signedIn.account;
    const practice = account?.practice ?? false;
    set({
      identity: signedIn.identity ?? (own === null ? null : standaloneIdentity(connection, own)),
      pbx: { label: (account?.label ?? '').slice(0, 80), practice },
      practice: { ...feed.get().practice, on: practice },
    });
    if (!isDeepStrictEqual(account, inUse)) engine.use(account);
    inUse = account;
  }

  const meters = createMeters(
    () => feed.get().calls.activeCallId,
    (payload) => emit({ name: 'levels', payload }),
    options.defer,
  );
  const stopMedia = media.listen((event) => {
    if (event.name === 'levels') {
      if (event.payload.pcId !== null) desk.level(feed.get().calls.activeCallId, event.payload.microphone);
      meters(event);
      return;
    }
    const before = feed.get().media;
    const { state, tells } = stepMedia(before, event, settings().microphoneId);
    set({ media: state });
    tells.forEach(tell);
    if (hasMicrophone(state) !== hasMicrophone(before)) desk.microphone(hasMicrophone(state));
    if (event.name === 'hello') greetPage();
  });
  function greetPage(): void {
    void media.request('device', deviceParams(settings()));
    void media.request('warm', {});
    tones.again();
  }

  const centre: Centre = options.createCentre({
    onState: (state) => set({ centre: state }),
    onSignedIn: (identity, account) => {
      signedIn = { identity, account };
      applyAccount();
    },
    onChanged: (what) => {
      if (what === 'rows') {
        script.refresh();
        set({ colleagues: [...store.colleagues()], notices: [...store.notices()] });
        emit({ name: 'changed', payload: { what: 'customers' } });
      }
      desk.refresh();
      emit({ name: 'changed', payload: { what: 'tickets' } });
    },
    onArrived: (number) => tell({ level: 'success', code: 'ticket-on-server', params: { number: number ?? '' } }),
    onParked: (number) => tell({ level: 'error', code: 'ticket-parked', params: { number: number ?? '' } }),
    onCacheRebuilt: () => tell({ level: 'warning', code: 'cache-rebuilt', params: {} }),
  });

  const handlers: Handlers = {
    ...callHandlers({ engine, extensions, desk, clock, log, settings, identity: () => feed.get().identity }),
    ...ticketHandlers({
      store,
      drafts,
      desk,
      tell,
      onSaved: () => {
        centre.poke();
        desk.refresh();
        figures();
        emit({ name: 'changed', payload: { what: 'tickets' } });
      },
    }),
    ...deskHandlers({
      store,
      desk,
      engine,
      media,
      presence,
      clock,
      state: feed.get,
      set,
      onSettings: (next) => {
        set({ settings: next });
        void media.request('device', deviceParams(next));
      },
      onOpened: () => options.defer(tellWaiting),
    }),
    ...connectionHandlers({
      secrets: options.secrets,
      connection: () => connection,
      file: () => file,
      parse: options.connection.parse,
      save: (next) => {
        options.connection.write(next);
        file = next;
        const before = connection;
        connection = options.connection.resolve(file);
        if (connection.centreUrl !== before.centreUrl || connection.agentNumber !== before.agentNumber) connectCentre();
        applyAccount();
      },
    }),
    'centre.sign-in': async ({ agentNumber, password }) => {
      const done = await centre.signIn(agentNumber, password);
      // A sample agent is named by the launcher at each start; any other by who signed in last.
      if (done.ok && connection.samplePassword === null) {
        file = { ...file, agentNumber };
        options.connection.write(file);
        connection = options.connection.resolve(file);
      }
      return done;
    },
    'centre.sign-out': async () => {
      await centre.signOut();
      return { ok: true, value: {} };
    },
  };
  const host = createScreenHost(handlers, log);

  function tellWaiting(): void {
    const news = waitingTells;
    waitingTells = [];
    for (const payload of news) tell(payload);
  }
  function connectCentre(): void {
    const { centreUrl, agentNumber, samplePassword } = connection;
    centre.connect({ url: centreUrl, agentNumber, samplePassword });
  }

  applyAccount();
  connectCentre();
  options.defer(() => {
    try {
      const desks = Array.from({ length: 3 }, () => rehearse(store, script.pin(), nowMs()));
      host.checkEvent({ name: 'state', payload: { desks, drafts: [], calls: noCalls } });
      drafts.warm();
    } catch (cause) {
      // A damaged cache: the sync finds it too, and calls ring without it.
      log.warn('seat.rehearsal-failed', { cause: String(cause) });
    }
  });

  return {
    state: feed.get,
    handle: host.serve,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    askDial: (number) => emit({ name: 'ask-dial', payload: { number: number.slice(0, 64) } }),
    close: async () => {
      stopMedia();
      stopDayClock();
      tones.close();
      await Promise.all([engine.close(), centre.close()]);
      deferred.settle();
      desk.close();
    },
  };
}
