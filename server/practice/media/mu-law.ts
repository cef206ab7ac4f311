/** 8 kHz, 20 ms a packet, one byte a sample (RFC 3551 §4.5.14). */
export const SAMPLE_RATE = 8000;
export const FRAME_SAMPLES = 160;
export const FRAME_MS = 20;
/** µ-law for nothing. */
export const SILENCE = 0xff;

/** Linear value of every µ-law byte, −1…1 (ITU-T G.711 table 2). */
const linear = Float32Array.from({ length: 256 }, (_, byte) => {
  const bits = ~byte & 0xff;
  const magnitude = (((bits & 0x0f) << 3) + 0x84) << ((bits & 0x70) >> 4);
  const value = magnitude - 0x84;
  return ((bits & 0x80) !== 0 ? -value : value) / 32_768;
});

export function decodeMuLaw(frame: Uint8Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(frame, (byte) => linear[byte] ?? 0);
}

/** RMS of a frame in dB below full scale; −100 for silence. */
export function levelDb(frame: Uint8Array): number {
  let sum = 0;
  for (const byte of frame) {
    const sample = linear[byte] ?? 0;
    sum += sample * sample;
  }
  return sum === 0 ? -100 : Math.max(-100, 10 * Math.log10(sum / frame.length));
}
