import { describe, expect, test } from 'vitest';
import {
  type Conversation,
  type ConversationEffect,
  type ConversationEvent,
  type Manner,
  startConversation,
  stepConversation,
} from '#server/practice/talk/conversation.ts';

const manner: Manner = {
  turns: ['one', 'two'],
  speaksFirst: false,
  endless: false,
  silent: false,
  patienceMs: 5000,
  phrases: { again: 'again', back: 'back', notMoved: 'not-moved', giveUp: 'give-up', yes: 'yes', bye: 'bye' },
};

const speech = (ms: number): ConversationEvent[] =>
  Array.from({ length: ms / 20 }, () => ({ kind: 'heard', voiced: true, ms: 20 }) as const);
const silence = (ms: number): ConversationEvent[] =>
  Array.from({ length: ms / 20 }, () => ({ kind: 'heard', voiced: false, ms: 20 }) as const);
const sentence = [...speech(600), ...silence(800)];
const said = { kind: 'said' } as const;

function play(events: readonly ConversationEvent[], how: Manner = manner) {
  const started = startConversation(how);
  let state: Conversation = started.state;
  const effects: ConversationEffect[] = [...started.effects];
  for (const event of events) {
    const stepped = stepConversation(state, event, how);
    state = stepped.state;
    effects.push(...stepped.effects);
  }
  return { state, heard: effects.map((effect) => (effect.kind === 'say' ? effect.clip : effect.kind)) };
}

test('says one sentence after each of the agent, then goodbye, and hangs up first', () => {
  const { heard, state } = play([...sentence, said, ...sentence, said, ...sentence, said]);
  expect(heard).toEqual(['one', 'two', 'bye', 'leave']);
  expect(state.phase).toBe('over');
});

test('does not speak into the agent, and takes a cough for no sentence', () => {
  expect(play(speech(3000)).heard).toEqual([]);
  expect(play([...speech(100), ...silence(2000)]).heard).toEqual([]);
});

test('somebody who never pauses is answered after six seconds', () => {
  expect(play(speech(6000)).heard).toEqual(['one']);
});

test('asks twice whether anybody is there, then gives up', () => {
  const { heard } = play([...silence(5000), said, ...silence(5000), said, ...silence(5000), said]);
  expect(heard).toEqual(['again', 'again', 'give-up', 'leave']);
});

test('a word of the agent after a question starts the patience anew', () => {
  const { heard } = play([...silence(5000), said, ...sentence, said, ...silence(5000), said, ...silence(5000)]);
  expect(heard).toEqual(['again', 'one', 'again', 'again']);
});

test('with all said, silence is a goodbye', () => {
  expect(play([...sentence, said, ...sentence, said, ...silence(5000), said]).heard).toEqual(['one', 'two', 'bye', 'leave']);
});

describe('on hold', () => {
  test('stops in the middle, says it is back, and says the cut sentence again', () => {
    const { heard } = play([...sentence, { kind: 'held' }, ...sentence, { kind: 'resumed' }, said, ...sentence]);
    expect(heard).toEqual(['one', 'stop', 'back', 'one']);
  });
  test('hears nothing, and leaves after six minutes', () => {
    expect(play([{ kind: 'held' }, ...silence(359_000)]).heard).toEqual([]);
    expect(play([{ kind: 'held' }, ...silence(361_000)]).heard).toEqual(['leave']);
  });
});

test('a transfer that came to nothing is remarked on once, after the hold if there is one', () => {
  expect(play([{ kind: 'not-moved' }]).heard).toEqual(['not-moved']);
  expect(
    play([{ kind: 'held' }, { kind: 'not-moved' }, { kind: 'resumed' }, said, { kind: 'held' }, { kind: 'resumed' }]).heard,
  ).toEqual(['not-moved', 'back']);
});

test('the silent caller says nothing whatever happens, and leaves in the end', () => {
  const silent = { ...manner, turns: [], silent: true };
  expect(play([...sentence, ...sentence, { kind: 'held' }, { kind: 'resumed' }], silent).heard).toEqual([]);
  expect(play(silence(15_100), silent).heard).toEqual(['leave']);
});

test('a colleague speaks first and goes on agreeing', () => {
  const how = { ...manner, turns: ['hello'], speaksFirst: true, endless: true };
  expect(play([said, ...sentence, said, ...sentence], how).heard).toEqual(['hello', 'yes', 'yes']);
});

test('what comes after the end changes nothing', () => {
  const { state } = play([...silence(5000), said, ...silence(5000), said, ...silence(5000), said]);
  for (const event of [said, { kind: 'held' }, { kind: 'resumed' }, { kind: 'not-moved' }] as const) {
    expect(stepConversation(state, event, manner)).toEqual({ state, effects: [] });
  }
});
