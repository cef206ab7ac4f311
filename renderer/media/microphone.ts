import type { MediaEventPayload } from '#shared/bridge/media.ts';
import { ok, type Result, refuse } from '#shared/result.ts';

export type MicrophoneChoice = {
  readonly microphoneId: string;
  readonly echoCancellation: boolean;
  readonly noiseSuppression: boolean;
  readonly autoGain: boolean;
};
export type MicrophoneState = MediaEventPayload<'microphone'>['state'];
export type MicrophoneRefusal = 'no-microphone' | 'microphone-refused' | 'microphone-busy';
type Opened = Result<MediaStreamTrack, MicrophoneRefusal>;

export type MicrophoneOptions = {
  readonly getUserMedia: (constraints: MediaStreamConstraints) => Promise<MediaStream>;
  readonly onState: (state: MicrophoneState) => void;
  /** The source changed under the calls: every clone of the one before is stale. null while there is none. */
  readonly onTrack: (track: MediaStreamTrack | null) => void;
};

/** The one open microphone of the page. Connections send clones of its track, so that each can be silent by itself. */
export type Microphone = {
  readonly open: () => Promise<Opened>;
  readonly track: () => MediaStreamTrack | null;
  readonly state: () => MicrophoneState | 'unknown';
  /** While it is open: changes over first, then lets the old one go; when the new one cannot be had the old one stays. */
  readonly choose: (choice: MicrophoneChoice) => Promise<Opened | null>;
  /** Devices came or went: takes the chosen one again, or any at all when `wanted` and none is open. */
  readonly devicesChanged: (presentIds: ReadonlySet<string>, wanted: boolean) => Promise<void>;
  /** Lets the device go (the browser's recording mark goes out). */
  readonly release: () => void;
};

export function createMicrophone({ getUserMedia, onState, onTrack }: MicrophoneOptions): Microphone {
  let choice: MicrophoneChoice = { microphoneId: '', echoCancellation: true, noiseSuppression: true, autoGain: true };
  let current: MediaStreamTrack | null = null;
  let state: MicrophoneState | 'unknown' = 'unknown';
  let opening: Promise<Opened> | null = null;

  const tell = (next: MicrophoneState): void => {
    if (next === state) return;
    state = next;
    onState(next);
  };

  const adopt = (track: MediaStreamTrack): void => {
    const before = current;
    current = track;
    track.onended = () => void lose(track);
    tell('ok');
    onTrack(track);
    if (before) drop(before);
  };

  /** Unplugged, or taken away by the system: say so, then go on with whatever is there. */
  const lose = async (track: MediaStreamTrack): Promise<void> => {
    if (track !== current) return;
    current = null;
    tell('lost');
    onTrack(null);
    await start(true);
  };

  const acquire = async (): Promise<Opened> => {
    const wanted = choice;
    const got = await getAny(getUserMedia, wanted);
    if (!got.ok) return got;
    if (wanted !== choice) {
      drop(got.value);
      return acquire();
    }
    adopt(got.value);
    return got;
  };

  const start = (afterLoss: boolean): Promise<Opened> => {
    opening ??= acquire()
      .then((got) => {
        // A microphone that was lost stays "lost" until one is there again; that says more than "none".
        if (!got.ok && !(afterLoss && got.error.code === 'no-microphone')) tell(stateOf(got.error.code));
        return got;
      })
      .finally(() => {
        opening = null;
      });
    return opening;
  };

  const restart = async (): Promise<Opened> => {
    if (opening) return opening;
    const before = current;
    const got = await start(false);
    if (!got.ok && before && before === current) tell('ok');
    return got;
  };

  return {
    open: () => (current?.readyState === 'live' ? Promise.resolve(ok(current)) : start(false)),
    track: () => current,
    state: () => state,
    choose: async (next) => {
      if (sameChoice(choice, next)) return null;
      choice = next;
      return current || opening ? restart() : null;
    },
    devicesChanged: async (presentIds, wanted) => {
      if (!current) {
        if (wanted && (state === 'lost' || state === 'none' || state === 'busy')) await start(true);
        return;
      }
      const { microphoneId } = choice;
      if (microphoneId && presentIds.has(microphoneId) && current.getSettings().deviceId !== microphoneId) await restart();
    },
    release: () => {
      const before = current;
      current = null;
      if (!before) return;
      drop(before);
      onTrack(null);
    },
  };
}

function drop(track: MediaStreamTrack): void {
  track.onended = null;
  track.stop();
}

function sameChoice(a: MicrophoneChoice, b: MicrophoneChoice): boolean {
  return (
    a.microphoneId === b.microphoneId &&
    a.echoCancellation === b.echoCancellation &&
    a.noiseSuppression === b.noiseSuppression &&
    a.autoGain === b.autoGain
  );
}

/** The chosen device, else the system's. */
async function getAny(getUserMedia: MicrophoneOptions['getUserMedia'], choice: MicrophoneChoice): Promise<Opened> {
  const processing: MediaTrackConstraints = {
    echoCancellation: choice.echoCancellation,
    noiseSuppression: choice.noiseSuppression,
    autoGainControl: choice.autoGain,
    channelCount: 1,
  };
  if (choice.microphoneId) {
    const chosen = await getOne(getUserMedia, { ...processing, deviceId: { exact: choice.microphoneId } });
    if (chosen.ok || chosen.error.code !== 'no-microphone') return chosen;
  }
  return getOne(getUserMedia, processing);
}

async function getOne(getUserMedia: MicrophoneOptions['getUserMedia'], audio: MediaTrackConstraints): Promise<Opened> {
  try {
    const stream = await getUserMedia({ audio, video: false });
    const [track] = stream.getAudioTracks();
    return track ? ok(track) : refuse('no-microphone');
  } catch (error) {
    return refuse(refusalOf(error), error instanceof Error ? error.name : undefined);
  }
}

/** Media Capture and Streams §9.2: the names a browser rejects getUserMedia with. */
function refusalOf(error: unknown): MicrophoneRefusal {
  const name = error instanceof DOMException || error instanceof Error ? error.name : '';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'microphone-refused';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'no-microphone';
  return 'microphone-busy';
}

function stateOf(refusal: MicrophoneRefusal): MicrophoneState {
  if (refusal === 'microphone-refused') return 'refused';
  return refusal === 'no-microphone' ? 'none' : 'busy';
}
