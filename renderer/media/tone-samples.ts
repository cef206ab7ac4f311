import type { MediaParams } from '#shared/bridge/media.ts';
import { unreachable } from '#shared/unreachable.ts';

export type Tone = Exclude<MediaParams<'tone'>['tone'], 'none'>;

/** One period of a tone: played once, or again and again until another tone or `none`. */
export type TonePattern = { readonly samples: Float32Array<ArrayBuffer>; readonly loop: boolean };

type Note = { readonly atMs: number; readonly lengthMs: number; readonly hz: readonly number[]; readonly level: number };

/** Soft edges, ms: a note that starts at full level clicks. */
const EDGE_MS = 12;

/** Samples of one period, −1…1. Ring: two notes in turn, 1 s on, 4 s off. Ringback and busy: 450 Hz as on the lines of China (GF 002). */
export function tonePattern(tone: Tone, sampleRate: number): TonePattern {
  switch (tone) {
    case 'ring':
      return pattern(sampleRate, 5000, true, [
        bell(0, 784),
        bell(250, 988),
        bell(500, 784),
        { ...bell(750, 988), lengthMs: 250 },
      ]);
    case 'waiting':
      return pattern(sampleRate, 5000, true, [
        { atMs: 0, lengthMs: 120, hz: [660], level: 0.15 },
        { atMs: 220, lengthMs: 120, hz: [660], level: 0.15 },
      ]);
    case 'beep':
      return pattern(sampleRate, 300, false, [{ atMs: 0, lengthMs: 250, hz: [1000], level: 0.3 }]);
    case 'ringback':
      return pattern(sampleRate, 5000, true, [{ atMs: 0, lengthMs: 1000, hz: [450], level: 0.25 }]);
    case 'busy':
      return pattern(sampleRate, 700, true, [{ atMs: 0, lengthMs: 350, hz: [450], level: 0.25 }]);
    case 'reminder':
      return pattern(sampleRate, 700, false, [
        { atMs: 0, lengthMs: 180, hz: [880], level: 0.15 },
        { atMs: 240, lengthMs: 260, hz: [660], level: 0.15 },
      ]);
    default:
      return unreachable(tone);
  }
}

/** A note with its octave, softer, so that it carries without shouting. */
function bell(atMs: number, hz: number): Note {
  return { atMs, lengthMs: 250, hz: [hz, hz * 2], level: 0.5 };
}

function pattern(sampleRate: number, periodMs: number, loop: boolean, notes: readonly Note[]): TonePattern {
  const samples = new Float32Array(Math.round((periodMs / 1000) * sampleRate));
  for (const note of notes) addNote(samples, sampleRate, note);
  return { samples, loop };
}

function addNote(samples: Float32Array, sampleRate: number, note: Note): void {
  const first = Math.round((note.atMs / 1000) * sampleRate);
  const count = Math.round((note.lengthMs / 1000) * sampleRate);
  const edge = (EDGE_MS / 1000) * sampleRate;
  for (let i = 0; i < count && first + i < samples.length; i += 1) {
    const envelope = Math.min(1, i / edge, (count - i) / edge);
    let value = 0;
    note.hz.forEach((hz, overtone) => {
      value += Math.sin((2 * Math.PI * hz * i) / sampleRate) / (overtone + 1) ** 2;
    });
    samples[first + i] = (samples[first + i] ?? 0) + value * envelope * note.level * 0.8;
  }
}
