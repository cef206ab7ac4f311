/** Reads the loudness of a stream. */
export type Meter = {
  /** RMS of the last 85 ms (at 48 kHz), 0…1: a full-scale sine is 0.707. */
  readonly read: () => number;
  readonly close: () => void;
};

const WINDOW_SAMPLES = 4096;

export function createMeter(context: AudioContext, track: MediaStreamTrack): Meter {
  const source = context.createMediaStreamSource(new MediaStream([track]));
  const analyser = context.createAnalyser();
  analyser.fftSize = WINDOW_SAMPLES;
  source.connect(analyser);
  const window = new Float32Array(WINDOW_SAMPLES);
  return {
    read: () => {
      analyser.getFloatTimeDomainData(window);
      let sum = 0;
      for (const sample of window) sum += sample * sample;
      return Math.sqrt(sum / WINDOW_SAMPLES);
    },
    close: () => {
      source.disconnect();
      analyser.disconnect();
    },
  };
}
