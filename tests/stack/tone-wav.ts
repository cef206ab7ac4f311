import { writeFileSync } from 'node:fs';

/** Writes a steady sine as 16-bit mono WAV. frequencyHz should divide the rate's length so that the loop has no click. */
export function writeToneWav(path: string, frequencyHz: number, seconds = 10, sampleRateHz = 48_000, level = 0.4): void {
  const samples = Math.round(seconds * sampleRateHz);
  const data = Buffer.alloc(44 + samples * 2);
  data.write('RIFF', 0);
  data.writeUInt32LE(36 + samples * 2, 4);
  data.write('WAVEfmt ', 8);
  data.writeUInt32LE(16, 16);
  data.writeUInt16LE(1, 20);
  data.writeUInt16LE(1, 22);
  data.writeUInt32LE(sampleRateHz, 24);
  data.writeUInt32LE(sampleRateHz * 2, 28);
  data.writeUInt16LE(2, 32);
  data.writeUInt16LE(16, 34);
  data.write('data', 36);
  data.writeUInt32LE(samples * 2, 40);
  for (let i = 0; i < samples; i++) {
    data.writeInt16LE(Math.round(level * 32_767 * Math.sin((2 * Math.PI * frequencyHz * i) / sampleRateHz)), 44 + i * 2);
  }
  writeFileSync(path, data);
}
