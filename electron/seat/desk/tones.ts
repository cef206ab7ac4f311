import type { MediaParams } from '#shared/bridge/media.ts';
import type { CallsView, EndReason } from '#shared/call/call.ts';

export type Tone = MediaParams<'tone'>['tone'];

/** How long a tone that is played once takes, ms; afterwards the tone of the calls comes back. */
export const onceMs = { beep: 400, reminder: 900, busy: 2_400 } as const;
export type OnceTone = keyof typeof onceMs;

/** The lasting tone of these calls: a full ring only when the agent is free, a soft one during another call. */
export function toneOf(view: CallsView): Tone {
  const ringing = view.calls.filter((call) => call.phase === 'ringing');
  if (ringing.some((call) => call.phase === 'ringing' && !call.waiting)) return 'ring';
  if (ringing.length > 0) return 'waiting';
  const hearsNothingYet = view.calls.some((call) => call.phase === 'alerting' && !call.earlyMedia);
  return hearsNothingYet ? 'ringback' : 'none';
}

/** Ends of an outgoing call that a telephone tells by its busy tone. */
export function endsWithBusyTone(reason: EndReason): boolean {
  return ['busy', 'rejected', 'not-found', 'unreachable', 'no-answer', 'not-allowed', 'failed'].includes(reason);
}

export type TonePlayer = {
  /** The tone that lasts until another is set. */
  readonly base: (tone: Tone) => void;
  /** Once, over a silent base; a ring is never interrupted. */
  readonly once: (tone: OnceTone) => void;
  /** A new media page knows nothing: says it again. */
  readonly again: () => void;
  readonly close: () => void;
};

/** Keeps the page's tone what it should be, and asks only for changes. */
export function createTonePlayer(play: (tone: Tone) => void, after: (ms: number, run: () => void) => () => void): TonePlayer {
  let base: Tone = 'none';
  let playing: Tone = 'none';
  let cancelOnce: (() => void) | null = null;

  function put(tone: Tone): void {
    if (tone === playing) return;
    playing = tone;
    play(tone);
  }

  return {
    base: (tone) => {
      if (tone === base) return;
      base = tone;
      if (tone === 'none' && cancelOnce !== null) return;
      cancelOnce?.();
      cancelOnce = null;
      put(tone);
    },
    once: (tone) => {
      if (base === 'ring' || base === 'waiting') return;
      cancelOnce?.();
      put(tone);
      cancelOnce = after(onceMs[tone], () => {
        cancelOnce = null;
        put(base);
      });
    },
    again: () => {
      if (playing !== 'none') play(playing);
    },
    close: () => cancelOnce?.(),
  };
}
