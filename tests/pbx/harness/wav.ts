import { readFileSync } from 'node:fs';

export type Wav = { readonly sampleRateHz: number /** −1…1, all channels mixed to one. */; readonly samples: Float32Array };

/** 16-bit PCM only. A file that is still being written has a length of zero in its header: what is there is read. */
export const parseWav = (bytes: Buffer): Wav => {
  if (bytes.length < 12 || bytes.toString('latin1', 0, 4) !== 'RIFF' || bytes.toString('latin1', 8, 12) !== 'WAVE') {
    throw new Error('not a WAV file');
  }
  let format: { channels: number; sampleRateHz: number; bits: number } | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = bytes.toString('latin1', at, at + 4);
    const announced = bytes.readUInt32LE(at + 4);
    const start = at + 8;
    if (id === 'fmt ') {
      format = {
        channels: bytes.readUInt16LE(start + 2),
        sampleRateHz: bytes.readUInt32LE(start + 4),
        bits: bytes.readUInt16LE(start + 14),
      };
    }
    if (id === 'data') {
      if (format?.bits !== 16) throw new Error('only 16-bit PCM is read here');
      const sizeBytes = announced === 0 || start + announced > bytes.length ? bytes.length - start : announced;
      return { sampleRateHz: format.sampleRateHz, samples: mix(bytes, start, sizeBytes, format.channels) };
    }
    at = start + announced + (announced % 2);
  }
  throw new Error('a WAV file without data');
};

const mix = (bytes: Buffer, start: number, sizeBytes: number, channels: number): Float32Array => {
  const frames = Math.floor(sizeBytes / (2 * channels));
  return Float32Array.from({ length: frames }, (_, frame) => {
    let sum = 0;
    for (let channel = 0; channel < channels; channel += 1) sum += bytes.readInt16LE(start + (frame * channels + channel) * 2);
    return sum / channels / 32_768;
  });
};

export const readWav = (path: string): Wav => parseWav(readFileSync(path));

/** A stretch of it, seconds from its begin. */
export const cut = (wav: Wav, fromS: number, toS: number): Wav => ({
  sampleRateHz: wav.sampleRateHz,
  samples: wav.samples.subarray(
    Math.max(0, Math.round(fromS * wav.sampleRateHz)),
    Math.max(0, Math.round(toS * wav.sampleRateHz)),
  ),
});

export const durationS = (wav: Wav): number => wav.samples.length / wav.sampleRateHz;
