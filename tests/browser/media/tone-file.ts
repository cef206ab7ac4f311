import { writeFile } from 'node:fs/promises';

/** A 16-bit mono WAV file of one steady tone, for Chromium's fake microphone. A whole number of periods, so that it loops smoothly. */
export async function writeToneFile(path: string, hz: number, seconds = 2, sampleRate = 48_000): Promise<void> {
  const count = seconds * sampleRate;
  const wav = Buffer.alloc(44 + count * 2);
  wav.write('RIFF', 0);
  wav.writeUInt32LE(36 + count * 2, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(sampleRate, 24);
  wav.writeUInt32LE(sampleRate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(count * 2, 40);
  for (let i = 0; i < count; i += 1)
    wav.writeInt16LE(Math.round(12_000 * Math.sin((2 * Math.PI * hz * i) / sampleRate)), 44 + i * 2);
  await writeFile(path, wav);
}
