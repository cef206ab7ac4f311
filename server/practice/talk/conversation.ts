import { unreachable } from '#shared/unreachable.ts';

/** How a virtual party talks. Clips are names of files in assets/sounds/practice. */
export type Manner = {
  /** Said one after the other, each after the agent has spoken. */
  readonly turns: readonly string[];
  /** Says the first turn at once, without waiting (someone who answers a telephone). */
  readonly speaksFirst: boolean;
  /** After the last turn: goes on agreeing instead of saying goodbye (a colleague). */
  readonly endless: boolean;
  /** Never says anything. */
  readonly silent: boolean;
  /** Silence of the agent before the party asks whether anybody is there, ms; after two questions it gives up. */
  readonly patienceMs: number;
  readonly phrases: {
    readonly again: string;
    readonly back: string;
    readonly notMoved: string;
    readonly giveUp: string;
    readonly yes: string;
    readonly bye: string;
  };
};

export type Conversation = {
  readonly phase: 'listening' | 'speaking' | 'held' | 'over';
  readonly nextTurn: number;
  /** What is being said, and what it is for. */
  readonly saying: { readonly clip: string; readonly turn: number | null; readonly last: boolean } | null;
  /** Of the agent, since the party listens: speech, and silence since the last of it, ms. */
  readonly heardMs: number;
  readonly silentMs: number;
  readonly heldMs: number;
  readonly questions: number;
  /** A transfer failed while the party was on hold: it will remark on that when it is back. */
  readonly wasNotMoved: boolean;
};

export type ConversationEvent =
  /** Time went by; voiced: the agent was heard in it. */
  | { readonly kind: 'heard'; readonly voiced: boolean; readonly ms: number }
  /** The clip is over. */
  | { readonly kind: 'said' }
  | { readonly kind: 'held' }
  | { readonly kind: 'resumed' }
  /** A transfer came to nothing: the party is back with the agent. */
  | { readonly kind: 'not-moved' };

export type ConversationEffect =
  | { readonly kind: 'say'; readonly clip: string }
  | { readonly kind: 'stop' }
  | { readonly kind: 'leave' };

type Step = { readonly state: Conversation; readonly effects: readonly ConversationEffect[] };

/** So much speech counts as a sentence of the agent, and so much silence after it as its end, ms. */
const SENTENCE_MS = 240;
const PAUSE_MS = 700;
/** Somebody who talks without a pause is answered anyway after this long, ms (and so is a steady test tone). */
const INTERRUPT_MS = 6000;
const MOST_QUESTIONS = 2;
const LONGEST_HOLD_MS = 360_000;

export function startConversation(manner: Manner): Step {
  const state: Conversation = {
    phase: 'listening',
    nextTurn: 0,
    saying: null,
    heardMs: 0,
    silentMs: 0,
    heldMs: 0,
    questions: 0,
    wasNotMoved: false,
  };
  return manner.speaksFirst ? sayNext(state, manner) : { state, effects: [] };
}

/** Pure. An event that does not fit the phase leaves the state unchanged. */
export function stepConversation(state: Conversation, event: ConversationEvent, manner: Manner): Step {
  if (state.phase === 'over') return { state, effects: [] };
  switch (event.kind) {
    case 'heard':
      return hear(state, event, manner);
    case 'said':
      return said(state);
    case 'held':
      return hold(state);
    case 'resumed':
      return state.phase === 'held' ? comeBack(state, manner) : { state, effects: [] };
    case 'not-moved':
      return notMoved(state, manner);
    default:
      return unreachable(event);
  }
}

function hear(state: Conversation, event: { readonly voiced: boolean; readonly ms: number }, manner: Manner): Step {
  if (state.phase === 'held') {
    const heldMs = state.heldMs + event.ms;
    return heldMs > LONGEST_HOLD_MS ? leave(state) : { state: { ...state, heldMs }, effects: [] };
  }
  if (state.phase !== 'listening') return { state, effects: [] };
  const heardMs = event.voiced ? state.heardMs + event.ms : state.heardMs;
  const silentMs = event.voiced ? 0 : state.silentMs + event.ms;
  const now = { ...state, heardMs, silentMs };
  const finished = heardMs >= SENTENCE_MS && silentMs >= PAUSE_MS;
  if (manner.silent) return silentMs > manner.patienceMs * (MOST_QUESTIONS + 1) ? leave(now) : { state: now, effects: [] };
  if (finished || heardMs >= INTERRUPT_MS) return sayNext({ ...now, questions: 0 }, manner);
  // A cough is not a sentence.
  if (silentMs >= manner.patienceMs) return losePatience(now, manner);
  return { state: now, effects: [] };
}

function losePatience(state: Conversation, manner: Manner): Step {
  if (state.nextTurn >= manner.turns.length && !manner.endless) return sayLast(state, manner.phrases.bye);
  if (state.questions >= MOST_QUESTIONS) return sayLast(state, manner.phrases.giveUp);
  return say({ ...state, questions: state.questions + 1 }, manner.phrases.again, null);
}

function sayNext(state: Conversation, manner: Manner): Step {
  const clip = manner.turns[state.nextTurn];
  if (clip !== undefined) return say({ ...state, nextTurn: state.nextTurn + 1 }, clip, state.nextTurn);
  return manner.endless ? say(state, manner.phrases.yes, null) : sayLast(state, manner.phrases.bye);
}

function say(state: Conversation, clip: string, turn: number | null): Step {
  return {
    state: { ...state, phase: 'speaking', saying: { clip, turn, last: false }, heardMs: 0, silentMs: 0 },
    effects: [{ kind: 'say', clip }],
  };
}

function sayLast(state: Conversation, clip: string): Step {
  return {
    state: { ...state, phase: 'speaking', saying: { clip, turn: null, last: true }, heardMs: 0, silentMs: 0 },
    effects: [{ kind: 'say', clip }],
  };
}

function said(state: Conversation): Step {
  if (state.phase !== 'speaking') return { state, effects: [] };
  if (state.saying?.last) return leave(state);
  return { state: { ...state, phase: 'listening', saying: null, heardMs: 0, silentMs: 0 }, effects: [] };
}

/** A sentence that was cut off is said again after the return. */
function hold(state: Conversation): Step {
  if (state.phase === 'held') return { state, effects: [] };
  const nextTurn = state.saying?.turn ?? state.nextTurn;
  return {
    state: { ...state, phase: 'held', nextTurn, saying: null, heardMs: 0, silentMs: 0, heldMs: 0 },
    effects: state.phase === 'speaking' ? [{ kind: 'stop' }] : [],
  };
}

function comeBack(state: Conversation, manner: Manner): Step {
  const { back, notMoved: notMovedPhrase } = manner.phrases;
  const now: Conversation = { ...state, phase: 'listening', heldMs: 0, wasNotMoved: false };
  return manner.silent ? { state: now, effects: [] } : say(now, state.wasNotMoved ? notMovedPhrase : back, null);
}

function notMoved(state: Conversation, manner: Manner): Step {
  if (state.phase === 'held') return { state: { ...state, wasNotMoved: true }, effects: [] };
  return manner.silent || state.phase !== 'listening' ? { state, effects: [] } : say(state, manner.phrases.notMoved, null);
}

function leave(state: Conversation): Step {
  return { state: { ...state, phase: 'over', saying: null }, effects: [{ kind: 'leave' }] };
}
