import { decodeMuLaw, levelDb, SAMPLE_RATE } from './mu-law.ts';

const LOWEST_HZ = 100;
const HIGHEST_HZ = 3800;
const STEP_HZ = 5;

/** A window of 200 ms has lobes of ±5 Hz, so that no tone falls between two steps. */
const WINDOW_SAMPLES = SAMPLE_RATE / 5;

/** The loudest frequency in the loudest fifth of a second, to 5 Hz; null where it is quiet. Goertzel at each step: 3 ms of work. */
export function dominantFrequencyHz(audio: Uint8Array): number | null {
  const samples = decodeMuLaw(loudestWindow(audio));
  let best = 0;
  let bestHz: number | null = null;
  for (let hz = LOWEST_HZ; hz <= HIGHEST_HZ; hz += STEP_HZ) {
    const power = goertzel(samples, hz);
    if (power > best) {
      best = power;
      bestHz = hz;
    }
  }
  const amplitude = samples.length === 0 ? 0 : (2 * Math.sqrt(best)) / samples.length;
  return amplitude > 0.002 ? bestHz : null;
}

function loudestWindow(audio: Uint8Array): Uint8Array {
  let loudest = audio.subarray(0, WINDOW_SAMPLES);
  for (let from = WINDOW_SAMPLES; from + WINDOW_SAMPLES <= audio.length; from += WINDOW_SAMPLES) {
    const window = audio.subarray(from, from + WINDOW_SAMPLES);
    if (levelDb(window) > levelDb(loudest)) loudest = window;
  }
  return loudest;
}

function goertzel(samples: Float32Array, hz: number): number {
  const turn = 2 * Math.cos((2 * Math.PI * hz) / SAMPLE_RATE);
  let one = 0;
  let two = 0;
  for (const sample of samples) {
    const next = sample + turn * one - two;
    two = one;
    one = next;
  }
  return one * one + two * two - turn * one * two;
}
