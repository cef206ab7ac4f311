import type { SeatState, SeatStateChange } from '#shared/bridge/state.ts';
import { noCalls } from '#shared/call/calls.ts';
import { createScreenHost, type Handlers } from './bridge/screen-host.ts';
import type { Centre } from './centre-port.ts';
import { closeUnfinished } from './desk/call-log.ts';
import { createDeferred } from './desk/deferred.ts';
import { createDesk } from './desk/desk.ts';
import { createDrafts } from './desk/drafts.ts';
import { createExtensions } from './desk/extension.ts';
import { callHandlers } from './desk/handlers/call-handlers.ts';
import { deskHandlers } from './desk/handlers/desk-handlers.ts';
import { ticketHandlers } from './desk/handlers/ticket-handlers.ts';
import { deviceParams, hasMicrophone, stepMedia } from './desk/media-watch.ts';
import { createPresence } from './desk/presence.ts';
import { rehearse } from './desk/rehearse.ts';
import { createStateFeed } from './desk/state-feed.ts';
import { createTonePlayer, endsWithBusyTone, toneOf } from './desk/tones.ts';
import { createAccount } from './seat-account.ts';
import { createFigures } from './seat-figures.ts';
import { createMeters, playTone } from './seat-media.ts';
import type { Seat, SeatOptions } from './seat-options.ts';
import { createOutlet } from './seat-outlet.ts';
import { createScriptSource } from './seat-script.ts';
import { firstState } from './seat-state.ts';

/** The seat: owner of the truth. Everything it needs comes in; both shells carry the same one. */
export function createSeat(options: SeatOptions): Seat {
  const { clock, log, store, media } = options;
  const nowMs = clock.nowMs;
  const outlet = createOutlet((event) => host.checkEvent(event));
  const { emit, tell } = outlet;

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

  const script = createScriptSource({ published: options.publishedPack, settings, speaker: () => account.speaker(), log });

  const drafts = createDrafts({
    store,
    clock,
    newId: options.newId,
    agentNumber: () => account.speaker().agentNumber || '0',
    timeZone: () => settings().timeZone,
    later: deferred.later,
    settle: deferred.settle,
    onChange: () => set({ drafts: [...drafts.list()] }),
  });
  const tones = createTonePlayer(playTone(media, log), clock.after);
  const figures = createFigures({
    store,
    clock,
    timeZone: () => settings().timeZone,
    onCounted: (change) => {
      set(change);
      emit({ name: 'changed', payload: { what: 'calls' } });
    },
  });
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
    onLogged: figures.count,
  });
  set({ drafts: [...drafts.list()] });
  closeUnfinished(store, nowMs());
  figures.count();
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

  const account = createAccount({
    connection: options.connection,
    secrets: options.secrets,
    engine,
    state: feed.get,
    set,
  });

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
    onSignedIn: account.signedIn,
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
        figures.count();
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
      onOpened: () => options.defer(outlet.opened),
    }),
    ...account.handlers(centre),
  };
  const host = createScreenHost(handlers, log);

  account.begin(centre);
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
    subscribe: outlet.subscribe,
    askDial: (number) => emit({ name: 'ask-dial', payload: { number: number.slice(0, 64) } }),
    close: async () => {
      stopMedia();
      figures.close();
      tones.close();
      await Promise.all([engine.close(), centre.close()]);
      deferred.settle();
      desk.close();
    },
  };
}
