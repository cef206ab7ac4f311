/** What the microphone test has heard so far. Levels are RMS 0…1 as the media page reports them, ten a second. */
export type Hearing = {
  readonly count: number;
  readonly loudest: number;
  /** 0…1 of the meter's width, by loudness. */
  readonly shown: number;
};

export type Heard = 'waiting' | 'silent' | 'quiet' | 'heard' | 'loud';

export const emptyHearing: Hearing = { count: 0, loudest: 0, shown: 0 };

/** From -60 dB at the left end to -6 dB at the right. */
function widthOf(level: number): number {
  if (level <= 0) return 0;
  return Math.max(0, Math.min(1, (20 * Math.log10(level) + 60) / 54));
}

/** One more level. The loudest fades by a tenth each second, so that the words follow what is said now. */
export function hear(before: Hearing, level: number): Hearing {
  return { count: before.count + 1, loudest: Math.max(level, before.loudest * 0.99), shown: widthOf(level) };
}

/** In words: below -60 dB nothing is heard, a voice lies between -40 and -6 dB. Three seconds are given to begin to speak. */
export function verdictOf({ count, loudest }: Hearing): Heard {
  if (loudest > 0.5) return 'loud';
  if (loudest > 0.01) return 'heard';
  if (count < 30) return 'waiting';
  return loudest > 0.001 ? 'quiet' : 'silent';
}
