import type { Emit } from './channel.ts';
import { createMeter, type Meter } from './meter.ts';
import type { SoundOutput } from './sound-output.ts';

const PERIOD_MS = 100;

/** Measures while a connection or a test is open, and is not there otherwise. */
export type Levels = {
  readonly setMicrophone: (track: MediaStreamTrack | null) => void;
  /** track: what is heard from this connection. */
  readonly add: (pcId: string, track: MediaStreamTrack) => void;
  readonly remove: (pcId: string) => void;
  /** A test of the microphone without a call: levels with pcId null. */
  readonly setTesting: (testing: boolean) => void;
};

/** The microphone is measured before mute and hold, so that the seat can tell a muted agent from a silent microphone. */
export function createLevels(output: SoundOutput, emit: Emit): Levels {
  const speakers = new Map<string, Meter>();
  let microphoneTrack: MediaStreamTrack | null = null;
  let microphone: Meter | null = null;
  let testing = false;
  let running: { readonly timer: ReturnType<typeof setInterval>; readonly release: () => void } | null = null;

  const measure = (): void => {
    // While the browser forbids sound the analysers read zeros: that is "not known", never "silent".
    if (output.context.state !== 'running') return;
    const level = microphone?.read() ?? 0;
    for (const [pcId, speaker] of speakers) emit('levels', { pcId, microphone: level, speaker: speaker.read() });
    if (testing && speakers.size === 0) emit('levels', { pcId: null, microphone: level, speaker: 0 });
  };

  const listen = (): void => {
    microphone?.close();
    microphone = running && microphoneTrack ? createMeter(output.context, microphoneTrack) : null;
  };

  const settle = (): void => {
    const wanted = testing || speakers.size > 0;
    if (wanted && !running) {
      running = { timer: setInterval(measure, PERIOD_MS), release: output.use() };
      listen();
    } else if (!wanted && running) {
      clearInterval(running.timer);
      running.release();
      running = null;
      listen();
    }
  };

  return {
    setMicrophone: (track) => {
      microphoneTrack = track;
      listen();
    },
    add: (pcId, track) => {
      speakers.get(pcId)?.close();
      speakers.set(pcId, createMeter(output.context, track));
      settle();
    },
    remove: (pcId) => {
      speakers.get(pcId)?.close();
      speakers.delete(pcId);
      settle();
    },
    setTesting: (next) => {
      testing = next;
      settle();
    },
  };
}
