import { describe, expect, test } from 'vitest';
import { takeNetstrings } from './baresip-control.ts';
import { levelDb, SILENCE_DB, toneDb, tonesIn, windowsWith } from './tones.ts';
import { cut, durationS, parseWav, type Wav } from './wav.ts';

const sine = (frequenciesHz: readonly number[], seconds: number, amplitude = 0.5, sampleRateHz = 8000): Wav => ({
  sampleRateHz,
  samples: Float32Array.from({ length: Math.round(seconds * sampleRateHz) }, (_, i) =>
    frequenciesHz.reduce(
      (sum, hz) => sum + (amplitude / frequenciesHz.length) * Math.sin((2 * Math.PI * hz * i) / sampleRateHz),
      0,
    ),
  ),
});
const joined = (...parts: readonly Wav[]): Wav => ({
  sampleRateHz: parts[0]?.sampleRateHz ?? 8000,
  samples: Float32Array.from(parts.flatMap((part) => [...part.samples])),
});

describe('tones', () => {
  test('a sine of half scale is found at −6 dB, and 100 Hz beside it there is nothing', () => {
    const wav = sine([700], 0.5);
    expect(toneDb(wav, 700)).toBeCloseTo(-6, 0);
    expect(toneDb(wav, 800)).toBeLessThan(-60);
  });
  test('the level of a full-scale sine is −3 dB and of no samples at all silence', () => {
    expect(levelDb(sine([440], 1, 1))).toBeCloseTo(-3, 1);
    expect(levelDb({ sampleRateHz: 8000, samples: new Float32Array() })).toBe(SILENCE_DB);
    expect(toneDb({ sampleRateHz: 8000, samples: new Float32Array(800) }, 700)).toBe(SILENCE_DB);
  });
  test('of several tones those that sound are named, and silence has none', () => {
    expect(tonesIn(sine([700, 1100], 0.5), [349, 523, 700, 1100])).toEqual([700, 1100]);
    expect(tonesIn({ sampleRateHz: 8000, samples: new Float32Array(4000) }, [349, 700])).toEqual([]);
  });
  test('a tone that begins after a second of another is found in its own windows only', () => {
    const found = windowsWith(joined(sine([700], 1), sine([1100], 0.5)), 1100);
    expect(found.map((second) => Math.round(second * 10))).toEqual([10, 11, 12, 13, 14]);
  });
});

/** A 16-bit WAV file around the samples; `announced` is the length its header tells. */
const file = (frames: readonly (readonly number[])[], announced?: number): Buffer => {
  const channels = frames[0]?.length ?? 1;
  const data = Buffer.alloc(frames.length * channels * 2);
  frames.flat().forEach((sample, index) => {
    data.writeInt16LE(Math.round(sample * 32_767), index * 2);
  });
  const head = Buffer.alloc(44);
  head.write('RIFF', 0, 'latin1');
  head.write('WAVEfmt ', 8, 'latin1');
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(channels, 22);
  head.writeUInt32LE(8000, 24);
  head.writeUInt16LE(16, 34);
  head.write('data', 36, 'latin1');
  head.writeUInt32LE(announced ?? data.length, 40);
  return Buffer.concat([head, data]);
};

describe('wav', () => {
  test('two channels are mixed to one', () => {
    const { samples, sampleRateHz } = parseWav(
      file([
        [0.5, 0],
        [0.5, -0.5],
      ]),
    );
    expect(sampleRateHz).toBe(8000);
    expect([...samples].map((sample) => Math.round(sample * 100) / 100)).toEqual([0.25, 0]);
  });
  test('a file that is still being written is read as far as it goes', () => {
    expect(parseWav(file([[0.1], [0.2], [0.3]], 0)).samples).toHaveLength(3);
    expect(parseWav(file([[0.1], [0.2], [0.3]], 4000)).samples).toHaveLength(3);
  });
  test('what is no WAV file is refused', () => {
    expect(() => parseWav(Buffer.from('RIFFnothing here'))).toThrow('not a WAV file');
    expect(() => parseWav(Buffer.alloc(3))).toThrow('not a WAV file');
  });
  test('a stretch is cut by seconds', () => {
    expect(durationS(cut(sine([700], 2), 0.5, 1.25))).toBe(0.75);
  });
});

test('netstrings that arrive in pieces are put together', () => {
  const whole = Buffer.from('5:hello,7:世界!,3:ab');
  const first = takeNetstrings(whole.subarray(0, 6));
  expect(first.texts).toEqual([]);
  const second = takeNetstrings(Buffer.concat([first.rest, whole.subarray(6)]));
  expect(second.texts).toEqual(['hello', '世界!']);
  expect(second.rest.toString()).toBe('3:ab');
});
