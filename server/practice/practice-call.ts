import { dominantFrequencyHz } from './media/dominant-frequency.ts';
import { FRAME_MS, FRAME_SAMPLES, levelDb } from './media/mu-law.ts';
import type { Pacer } from './media/pacer.ts';
import type { CallReport } from './report.ts';
import type { Leg } from './sip/leg.ts';
import type { Replaces } from './sip/replaces.ts';
import {
  type Conversation,
  type ConversationEvent,
  type Manner,
  startConversation,
  stepConversation,
} from './talk/conversation.ts';
import { createSpeechMeter } from './talk/speech-meter.ts';
import type { Voices } from './talk/voices.ts';

/** Nothing arrives although the call is not held: the page is gone (in lite mode werift never notices). */
const DEAD_LINE_MS = 10_000;

export type PracticeCall = {
  readonly id: string;
  /** The seat answered, or another leg replaces the one before (its media page was reloaded). */
  readonly attach: (leg: Leg) => void;
  readonly matches: (replaces: Replaces) => boolean;
  readonly isLeg: (leg: Leg | null) => boolean;
  readonly renegotiated: () => void;
  readonly digits: (count: number) => void;
  readonly transferStarted: (kind: 'blind' | 'attended') => void;
  /** Final SIP status; anything but 200 brings the party back to the agent. */
  readonly transferEnded: (status: number) => void;
  readonly end: (end: NonNullable<CallReport['end']>) => void;
  readonly isAnswered: () => boolean;
  readonly isOver: () => boolean;
  readonly report: () => CallReport;
};

export type PracticeCallOptions = {
  readonly id: string;
  readonly persona: string;
  readonly direction: CallReport['direction'];
  /** null: an echo. */
  readonly manner: Manner | null;
  readonly voices: Voices;
  readonly pacer: Pacer;
  readonly nowMs: () => number;
  readonly onOver: () => void;
};

/** Drives one conversation over whichever leg the call has now. */
export function createPracticeCall(options: PracticeCallOptions): PracticeCall {
  const { manner, voices, pacer, nowMs } = options;
  const meter = createSpeechMeter();
  const startedAtMs = nowMs();
  const transfers: { kind: 'blind' | 'attended'; outcome: number | null }[] = [];
  let leg: Leg | null = null;
  let stopTicks: (() => void) | null = null;
  let talk: Conversation | null = null;
  let clip: { readonly audio: Uint8Array; at: number } | null = null;
  let echo: Uint8Array | null = null;
  let phase: CallReport['phase'] = 'ringing';
  let end: CallReport['end'] = null;
  let answeredAtMs: number | null = null;
  let endedAtMs: number | null = null;
  let onHold = false;
  const count = { spokenFrames: 0, turns: 0, held: 0, dtmf: 0, replaced: 0 };

  const finish = (why: NonNullable<CallReport['end']>): void => {
    if (phase === 'ended') return;
    phase = 'ended';
    end = why;
    endedAtMs = nowMs();
    stopTicks?.();
    leg?.hangUp();
    leg = null;
    options.onOver();
  };

  const apply = (stepped: ReturnType<typeof startConversation>): void => {
    talk = stepped.state;
    for (const effect of stepped.effects) {
      if (effect.kind === 'leave') finish('party');
      if (effect.kind === 'stop') clip = null;
      if (effect.kind === 'say') {
        clip = { audio: voices(effect.clip) ?? new Uint8Array(0), at: 0 };
        count.turns += 1;
      }
    }
  };
  const tell = (event: ConversationEvent): void => {
    if (manner && talk) apply(stepConversation(talk, event, manner));
  };

  /** 20 ms of what is being said; null when nothing is. */
  const nextFrame = (): Uint8Array | null => {
    if (!manner) {
      const frame = echo;
      echo = null;
      return frame;
    }
    if (!clip) return null;
    const frame = clip.audio.subarray(clip.at, clip.at + FRAME_SAMPLES);
    clip.at += FRAME_SAMPLES;
    if (frame.length === FRAME_SAMPLES) {
      count.spokenFrames += 1;
      return frame;
    }
    clip = null;
    tell({ kind: 'said' });
    return null;
  };

  const tick = (late: number): void => {
    if (!leg) return;
    const { voiced, silentLineMs } = meter.look();
    if (silentLineMs > DEAD_LINE_MS && !onHold) {
      finish('line-dead');
      return;
    }
    tell({ kind: 'heard', voiced, ms: FRAME_MS });
    if (!onHold) leg?.line.send(nextFrame(), late);
  };

  const readHold = (): void => {
    const now = leg !== null && !leg.line.maySend();
    if (now === onHold) return;
    onHold = now;
    meter.restart();
    if (onHold) count.held += 1;
    tell({ kind: onHold ? 'held' : 'resumed' });
  };

  return {
    id: options.id,
    attach: (next) => {
      if (phase === 'ended') {
        next.hangUp();
        return;
      }
      if (leg) count.replaced += 1;
      leg = next;
      next.line.listen({
        onFrame: (frame) => {
          meter.hear(frame);
          if (!manner) echo = frame;
        },
        onDigit: () => {
          count.dtmf += 1;
        },
      });
      meter.restart();
      stopTicks ??= pacer.add(tick);
      if (phase === 'ringing') {
        phase = 'talking';
        answeredAtMs = nowMs();
        if (manner) apply(startConversation(manner));
      }
      readHold();
    },
    matches: (replaces) => leg?.matches(replaces) ?? false,
    isLeg: (other) => leg === other,
    renegotiated: readHold,
    digits: (digits) => {
      count.dtmf += digits;
    },
    transferStarted: (kind) => transfers.push({ kind, outcome: null }),
    transferEnded: (status) => {
      const last = transfers.at(-1);
      if (last) last.outcome = status;
      if (status >= 300) tell({ kind: 'not-moved' });
    },
    end: finish,
    isAnswered: () => phase !== 'ringing',
    isOver: () => phase === 'ended',
    report: () => {
      const lastSecond = meter.lastSecond();
      return {
        id: options.id,
        persona: options.persona,
        direction: options.direction,
        phase,
        end,
        startedAtMs,
        answeredAtMs,
        endedAtMs,
        heardSeconds: meter.heardMs() / 1000,
        spokenSeconds: (count.spokenFrames * FRAME_MS) / 1000,
        heardLevelDb: lastSecond.length === 0 ? -100 : Math.round(levelDb(lastSecond) * 10) / 10,
        dominantHz: dominantFrequencyHz(lastSecond),
        turnsSaid: count.turns,
        onHold,
        held: count.held,
        dtmf: count.dtmf,
        replaced: count.replaced,
        transfers: transfers.map((transfer) => ({ ...transfer })),
      };
    },
  };
}
