import type { Wav } from './wav.ts';

/** Silence has no level in dB; this stands for it. */
export const SILENCE_DB = -120;

const toDb = (amplitude: number): number => (amplitude > 1e-6 ? 20 * Math.log10(amplitude) : SILENCE_DB);

/** Level of everything together, dB; a full-scale sine is −3. */
export const levelDb = ({ samples }: Wav): number => {
  if (samples.length === 0) return SILENCE_DB;
  let power = 0;
  for (const sample of samples) power += sample * sample;
  return toDb(Math.sqrt(power / samples.length));
};

/** Amplitude of one frequency, dB; a full-scale sine is 0. Goertzel's recurrence under a Hann window. */
export const toneDb = ({ samples, sampleRateHz }: Wav, frequencyHz: number): number => {
  const count = samples.length;
  if (count < 2) return SILENCE_DB;
  const turn = (2 * Math.PI * frequencyHz) / sampleRateHz;
  const factor = 2 * Math.cos(turn);
  let [before, last] = [0, 0];
  for (let i = 0; i < count; i += 1) {
    const window = 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / (count - 1));
    const next = (samples[i] ?? 0) * window + factor * last - before;
    before = last;
    last = next;
  }
  const power = last * last + before * before - factor * last * before;
  // A Hann window halves the sum; a sine shares its amplitude between two halves of the spectrum.
  return toDb((Math.sqrt(Math.max(0, power)) * 4) / count);
};

/** Those of the given tones that stand out: within 25 dB of the loudest of them, and at least −50 dB. */
export const tonesIn = (wav: Wav, candidatesHz: readonly number[]): readonly number[] => {
  const levels = candidatesHz.map((frequencyHz) => ({ frequencyHz, db: toneDb(wav, frequencyHz) }));
  const loudest = Math.max(...levels.map(({ db }) => db));
  return levels.filter(({ db }) => db >= -50 && db >= loudest - 25).map(({ frequencyHz }) => frequencyHz);
};

/** Time windows of `windowS` in which the tone is heard (at least `floorDb`), as seconds from the begin. */
export const windowsWith = (wav: Wav, frequencyHz: number, windowS = 0.1, floorDb = -45): readonly number[] => {
  const size = Math.round(windowS * wav.sampleRateHz);
  const found: number[] = [];
  for (let start = 0; start + size <= wav.samples.length; start += size) {
    const part = { sampleRateHz: wav.sampleRateHz, samples: wav.samples.subarray(start, start + size) };
    if (toneDb(part, frequencyHz) >= floorDb) found.push(start / wav.sampleRateHz);
  }
  return found;
};
