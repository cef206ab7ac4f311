import type { MediaEventPayload, MediaParams, MediaRefusal } from '#shared/bridge/media.ts';
import { ok, type Result, refuse } from '#shared/result.ts';
import type { MediaHandlers } from './answer-request.ts';
import type { Emit } from './channel.ts';
import { createConference } from './conference.ts';
import { type Connection, createConnection } from './connection.ts';
import { listDevices } from './devices.ts';
import { createLevels } from './levels.ts';
import { createMicrophone } from './microphone.ts';
import { createPlayback } from './playback.ts';
import { createSoundOutput } from './sound-output.ts';
import { createTonePlayer } from './tone-player.ts';

/** The microphone is let go after this long without a call, ms: the recording mark goes out and an idle seat costs nothing. */
const MICROPHONE_KEPT_MS = 60_000;
/** A permission question may stand open for minutes; the seat is answered before its own limit of 5 s. */
const MICROPHONE_WAIT_MS = 4000;

const nothing: Record<never, never> = {};

type ConnectionState = MediaEventPayload<'connection'>['state'];

export type MediaPage = {
  readonly handlers: MediaHandlers;
  /** Says hello and tells the present state; whenever a seat listens anew. */
  readonly announce: () => void;
  /** At start, at a gesture of the user, and at any chance that the browser now allows sound; does nothing while it does. */
  readonly unblock: () => void;
};

/** Composition of the page: which connection sends what, and who is told. */
export function createMediaPage({ emit, pageId }: { readonly emit: Emit; readonly pageId: string }): MediaPage {
  const connections = new Map<string, Connection>();
  const states = new Map<string, ConnectionState>();
  let chosen: MediaParams<'device'> | null = null;
  let testing: MediaParams<'test'>['what'] = 'stop';
  let blocked = false;
  let probed = false;
  let keepTimer: ReturnType<typeof setTimeout> | undefined;

  const setBlocked = (next: boolean): void => {
    if (next === blocked) return;
    blocked = next;
    emit('sound', { blocked });
  };
  const headset = createSoundOutput(setBlocked, 'heard');
  const ringer = createSoundOutput(setBlocked, 'heard');
  const headsetTones = createTonePlayer(headset);
  const ringerTones = createTonePlayer(ringer);
  const levels = createLevels(createSoundOutput(setBlocked, 'measured'), emit);

  const microphone = createMicrophone({
    getUserMedia: (constraints) => navigator.mediaDevices.getUserMedia(constraints),
    onState: (state) => {
      emit('microphone', { state });
      if (state === 'ok') void tellDevices();
    },
    onTrack: (track) => {
      levels.setMicrophone(track);
      for (const connection of connections.values()) void connection.setMicrophone(track);
      void conference.refresh();
    },
  });

  const conference = createConference({ output: headset, connections, microphone: () => microphone.track() });

  const tellDevices = async (): Promise<void> => emit('devices', await listDevices(navigator.mediaDevices));

  const wantsMicrophone = (): boolean => connections.size > 0 || testing === 'microphone';
  /** Starts or stops the countdown after which an unused microphone is let go. */
  const keepMicrophone = (): void => {
    clearTimeout(keepTimer);
    if (!wantsMicrophone()) keepTimer = setTimeout(() => microphone.release(), MICROPHONE_KEPT_MS);
  };
  const openMicrophone = async (): Promise<Result<MediaStreamTrack, MediaRefusal>> => {
    const late = new Promise<Result<never, MediaRefusal>>((resolve) => {
      setTimeout(() => resolve(refuse('timed-out', 'microphone')), MICROPHONE_WAIT_MS);
    });
    const opened = await Promise.race([microphone.open(), late]);
    keepMicrophone();
    return opened;
  };

  const applyDevices = async (): Promise<void> => {
    const { speakerId = '', ringDeviceId = '', speakerVolume = 1, ringVolume = 0.7 } = chosen ?? {};
    headsetTones.setVolume(speakerVolume);
    ringerTones.setVolume(ringVolume);
    for (const { playback } of connections.values()) playback.setVolume(speakerVolume);
    await Promise.all([
      headset.setDevice(speakerId),
      ringer.setDevice(ringDeviceId),
      ...[...connections.values()].map(({ playback }) => playback.setDevice(speakerId)),
    ]);
  };
  void applyDevices();

  const tellConnection = (pcId: string, state: ConnectionState): void => {
    states.set(pcId, state);
    emit('connection', { pcId, state });
  };

  const close = async (pcId: string): Promise<void> => {
    const connection = connections.get(pcId);
    if (!connection) return;
    connections.delete(pcId);
    levels.remove(pcId);
    await conference.leave(pcId);
    connection.close();
    tellConnection(pcId, 'closed');
    states.delete(pcId);
    keepMicrophone();
  };

  const create = async ({ pcId, iceServers }: MediaParams<'create'>): Promise<Result<typeof nothing, MediaRefusal>> => {
    if (connections.has(pcId)) return refuse('wrong-state', 'the connection is there already');
    const known = microphone.track() ?? (microphone.state() === 'ok' ? 'again' : null);
    const opened = openMicrophone();
    // A microphone that worked before will be there in a moment: the description need not wait for it.
    if (!known) {
      const first = await opened;
      if (!first.ok) return first;
      if (connections.has(pcId)) return refuse('wrong-state', 'the connection is there already');
    }
    const connection = createConnection({
      iceServers: iceServers.map(({ urls, username, credential }) => ({
        urls,
        ...(username === undefined ? {} : { username }),
        ...(credential === undefined ? {} : { credential }),
      })),
      playback: createPlayback(() => setBlocked(true)),
      onState: (state) => tellConnection(pcId, state),
      onRemote: (track) => {
        levels.add(pcId, track);
        void conference.refresh();
      },
    });
    connections.set(pcId, connection);
    states.set(pcId, 'new');
    keepMicrophone();
    connection.playback.setVolume(chosen?.speakerVolume ?? 1);
    void connection.playback.setDevice(chosen?.speakerId ?? '');
    await connection.setMicrophone(microphone.track());
    return ok(nothing);
  };

  const on = async <T>(
    pcId: string,
    run: (connection: Connection) => Promise<Result<T, MediaRefusal>> | Result<T, MediaRefusal>,
  ) => {
    const connection = connections.get(pcId);
    if (!connection) return refuse('no-such-connection');
    try {
      return await run(connection);
    } catch (error) {
      // Closed in the middle of its own work: what was asked has no object any more.
      if (connections.get(pcId) !== connection) return refuse('no-such-connection');
      throw error;
    }
  };

  const stopTones = (): void => {
    headsetTones.stop();
    ringerTones.stop();
  };

  const handlers: MediaHandlers = {
    warm: async () => {
      const opened = await openMicrophone();
      if (!opened.ok) return opened;
      await throwAwayOffer();
      return ok(nothing);
    },
    create,
    'get-description': ({ pcId, ...params }) => on(pcId, (connection) => connection.describe(params)),
    'set-description': ({ pcId, type, sdp }) => on(pcId, (connection) => connection.accept({ type, sdp })),
    rollback: ({ pcId }) => on(pcId, (connection) => connection.rollback()),
    dtmf: ({ pcId, ...params }) => on(pcId, (connection) => connection.dtmf(params)),
    mute: ({ pcId, muted }) =>
      on(pcId, async (connection) => {
        connection.setMuted(muted);
        await conference.refresh();
        return ok(nothing);
      }),
    hold: ({ pcId, held }) =>
      on(pcId, async (connection) => {
        connection.setHeld(held);
        await conference.refresh();
        return ok(nothing);
      }),
    conference: async ({ pcIds }) => {
      const ids = [...new Set(pcIds)];
      if (ids.length >= 2 && ids.some((id) => !connections.has(id))) return refuse('no-such-connection');
      await conference.set(ids);
      return ok(nothing);
    },
    device: async (choice) => {
      chosen = choice;
      await applyDevices();
      const changed = await microphone.choose(choice);
      return changed && !changed.ok ? changed : ok(nothing);
    },
    tone: ({ tone }) => {
      stopTones();
      if (tone === 'ring') ringerTones.play(tone);
      else if (tone !== 'none') headsetTones.play(tone);
      return ok(nothing);
    },
    test: async ({ what }) => {
      if (testing === 'ring' || testing === 'speaker' || what !== 'stop') stopTones();
      testing = what;
      levels.setTesting(what === 'microphone');
      if (what === 'ring') ringerTones.play('ring');
      if (what === 'speaker') headsetTones.play('reminder');
      if (what !== 'microphone') {
        keepMicrophone();
        return ok(nothing);
      }
      const opened = await openMicrophone();
      return opened.ok ? ok(nothing) : opened;
    },
    close: async ({ pcId }) => {
      await close(pcId);
      return ok(nothing);
    },
    stats: ({ pcId }) => on(pcId, async (connection) => ok(await connection.stats())),
  };

  navigator.mediaDevices.addEventListener('devicechange', () => {
    void (async () => {
      const devices = await listDevices(navigator.mediaDevices);
      emit('devices', devices);
      await applyDevices();
      await microphone.devicesChanged(new Set(devices.microphones.map(({ id }) => id)), wantsMicrophone());
    })();
  });

  // Allowed again in the browser's settings after a refusal: say so without waiting for the next call.
  void navigator.permissions.query({ name: 'microphone' }).then((permission) => {
    permission.onchange = () => {
      if (permission.state === 'granted' && microphone.state() === 'refused') void openMicrophone();
    };
  });

  return {
    handlers,
    announce: () => {
      emit('hello', { pageId });
      emit('sound', { blocked });
      void tellDevices();
      const state = microphone.state();
      if (state !== 'unknown') emit('microphone', { state });
      for (const [pcId, connection] of states) emit('connection', { pcId, state: connection });
    },
    unblock: () => {
      if (probed && !blocked) return;
      probed = true;
      void headset.probe();
      void ringer.probe();
      for (const { playback } of connections.values()) playback.retry();
    },
  };
}

/** The first offer of a page makes its certificate and loads the codecs (40–60 ms); done before the first call. */
async function throwAwayOffer(): Promise<void> {
  const pc = new RTCPeerConnection();
  pc.addTransceiver('audio');
  await pc.setLocalDescription(await pc.createOffer());
  pc.close();
}
