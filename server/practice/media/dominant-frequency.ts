import { decodeMuLaw, SAMPLE_RATE } from './mu-law.ts';

const LOWEST_HZ = 100;
const HIGHEST_HZ = 3800;
const STEP_HZ = 5;

/** The loudest frequency of at most one second of µ-law, to 5 Hz; null where it is quiet. Goertzel at each step: only for reports. */
export function dominantFrequencyHz(audio: Uint8Array): number | null {
  const samples = decodeMuLaw(audio);
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
