/** Wait before a context that does not start counts as blocked, ms: the browser's `resume()` stays pending instead of rejecting. */
const BLOCKED_AFTER_MS = 400;

/** One AudioContext with a device of its own. Suspended while nobody uses it, so that an idle seat costs no audio thread. */
export type SoundOutput = {
  readonly context: AudioContext;
  /** Keeps the context running until the returned function is called. */
  readonly use: () => () => void;
  /** '' is the system's device. A device that is gone falls back to it. */
  readonly setDevice: (deviceId: string) => Promise<void>;
  /** Tries to start, for a moment if nobody uses it; tells whether the browser lets it sound. */
  readonly probe: () => Promise<boolean>;
  readonly close: () => void;
};

/** Plays into no device: only for measuring, where large steps are good enough (and cost less). */
const unheard = { latencyHint: 'playback', sinkId: { type: 'none' } } as const;

export function createSoundOutput(onBlocked: (blocked: boolean) => void, use: 'heard' | 'measured'): SoundOutput {
  const context = new AudioContext(use === 'heard' ? { latencyHint: 'interactive' } : unheard);
  let users = 0;
  let deviceId = '';

  const rest = (): void => {
    if (users === 0 && context.state === 'running') void context.suspend();
  };

  const start = async (): Promise<boolean> => {
    if (context.state !== 'running') {
      await Promise.race([context.resume(), new Promise((resolve) => setTimeout(resolve, BLOCKED_AFTER_MS))]);
    }
    const sounds = context.state !== 'suspended';
    onBlocked(!sounds);
    return sounds;
  };

  // A resume() that was refused is honoured later, at the first gesture: then the context starts by itself.
  context.onstatechange = () => {
    if (context.state === 'running') onBlocked(false);
    rest();
  };

  return {
    context,
    use: () => {
      users += 1;
      void start();
      let released = false;
      return () => {
        if (released) return;
        released = true;
        users -= 1;
        rest();
      };
    },
    setDevice: async (wanted) => {
      if (wanted === deviceId) return;
      deviceId = wanted;
      await setContextDevice(context, wanted);
    },
    probe: async () => {
      const sounds = await start();
      rest();
      return sounds;
    },
    close: () => void context.close(),
  };
}

async function setContextDevice(context: AudioContext, deviceId: string): Promise<void> {
  // Chromium has AudioContext.setSinkId; where it is missing the tones stay on the system's device.
  if (!('setSinkId' in context) || typeof context.setSinkId !== 'function') return;
  const set: (id: string) => Promise<void> = context.setSinkId.bind(context);
  try {
    await set(deviceId);
  } catch (error) {
    if (deviceId === '') throw error;
    await set('');
  }
}
