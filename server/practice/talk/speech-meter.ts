import { FRAME_MS, FRAME_SAMPLES, levelDb, SAMPLE_RATE, SILENCE } from '../media/mu-law.ts';

/** Above this a frame counts as speech; a quiet room at a headset is about −60 dB. */
const SPEECH_DB = -42;
const NOTHING_AFTER_MS = 100;
const quiet = new Uint8Array(FRAME_SAMPLES).fill(SILENCE);

/** What the party has heard: for its own ear, and for the report. */
export type SpeechMeter = {
  readonly hear: (frame: Uint8Array) => void;
  /** Once every 20 ms: was there speech since the last look? silentLineMs: how long nothing at all arrived. */
  readonly look: () => { readonly voiced: boolean; readonly silentLineMs: number };
  readonly heardMs: () => number;
  /** Of the last second, oldest first; shorter in the first second. */
  readonly lastSecond: () => Uint8Array;
  /** A new leg or a hold: the line may be silent again. */
  readonly restart: () => void;
};

export function createSpeechMeter(): SpeechMeter {
  const ring = new Uint8Array(SAMPLE_RATE);
  let filled = 0;
  let at = 0;
  let heardMs = 0;
  let silentLineMs = 0;
  let voiced = false;

  const keep = (frame: Uint8Array): void => {
    for (const byte of frame) {
      ring[at] = byte;
      at = (at + 1) % ring.length;
    }
    filled = Math.min(ring.length, filled + frame.length);
  };

  return {
    hear: (frame) => {
      silentLineMs = 0;
      if (levelDb(frame) > SPEECH_DB) {
        voiced = true;
        heardMs += (frame.length / FRAME_SAMPLES) * FRAME_MS;
      }
      keep(frame);
    },
    look: () => {
      const seen = { voiced, silentLineMs };
      voiced = false;
      silentLineMs += FRAME_MS;
      // Where nothing arrives, nothing is heard; a packet that is merely late is none of that.
      if (silentLineMs > NOTHING_AFTER_MS) keep(quiet);
      return seen;
    },
    heardMs: () => heardMs,
    lastSecond: () => {
      const ordered = new Uint8Array(filled);
      const start = (at - filled + ring.length) % ring.length;
      for (let i = 0; i < filled; i += 1) ordered[i] = ring[(start + i) % ring.length] ?? 0;
      return ordered;
    },
    restart: () => {
      silentLineMs = 0;
      voiced = false;
    },
  };
}
