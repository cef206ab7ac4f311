import type { SoundOutput } from './sound-output.ts';
import { type Tone, tonePattern } from './tone-samples.ts';

/** Plays one tone at a time on one output. */
export type TonePlayer = {
  readonly play: (tone: Tone) => void;
  readonly stop: () => void;
  /** 0…1; follows at once, also while a tone sounds. */
  readonly setVolume: (volume: number) => void;
};

export function createTonePlayer(output: SoundOutput): TonePlayer {
  const { context } = output;
  const gain = context.createGain();
  gain.connect(context.destination);
  let playing: { readonly source: AudioBufferSourceNode; readonly release: () => void } | null = null;

  const stop = (): void => {
    if (!playing) return;
    const { source, release } = playing;
    playing = null;
    source.onended = null;
    source.stop();
    source.disconnect();
    release();
  };

  return {
    play: (tone) => {
      stop();
      const { samples, loop } = tonePattern(tone, context.sampleRate);
      const buffer = context.createBuffer(1, samples.length, context.sampleRate);
      buffer.copyToChannel(samples, 0);
      const source = context.createBufferSource();
      source.buffer = buffer;
      source.loop = loop;
      source.connect(gain);
      source.onended = stop;
      playing = { source, release: output.use() };
      source.start();
    },
    stop,
    setVolume: (volume) => {
      gain.gain.value = volume;
    },
  };
}
