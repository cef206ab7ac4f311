import { describe, expect, test } from 'vitest';
import { createTonePlayer, toneOf } from '#electron/seat/desk/tones.ts';
import { CallId } from '#shared/call/call.ts';
import { noCalls, withCall } from '#shared/call/calls.ts';
import { answered, fakeClock, ringing, startMs } from './fakes.ts';

const { id: _id, phase: _phase, waiting: _waiting, autoAnswerAtMs: _auto, ...base } = ringing({ direction: 'out' });
const alerting = (earlyMedia: boolean) => ({ ...base, id: CallId.parse('out'), phase: 'alerting' as const, earlyMedia });

describe('the tone of the calls', () => {
  test.each([
    ['none without calls', noCalls, 'none'],
    ['a ring for the free agent', withCall(noCalls, ringing()), 'ring'],
    [
      'a soft tone during a talk',
      withCall(withCall(noCalls, answered(ringing(), startMs)), ringing({ id: CallId.parse('two'), waiting: true })),
      'waiting',
    ],
    ['none while talking', withCall(noCalls, answered(ringing(), startMs)), 'none'],
    ['ringback while the far phone rings in silence', withCall(noCalls, alerting(false)), 'ringback'],
    ['none when the far side plays its own', withCall(noCalls, alerting(true)), 'none'],
  ])('is %s', (_what, view, tone) => {
    expect(toneOf(view)).toBe(tone);
  });
});

describe('the player', () => {
  const player = () => {
    const played: string[] = [];
    const clock = fakeClock();
    return { played, clock, tones: createTonePlayer((tone) => played.push(tone), clock.after) };
  };

  test('asks only for changes', () => {
    const { played, tones } = player();
    tones.base('ring');
    tones.base('ring');
    tones.base('none');
    tones.base('none');
    expect(played).toEqual(['ring', 'none']);
  });

  test('a tone played once gives way to the one before', () => {
    const { played, clock, tones } = player();
    tones.base('ringback');
    tones.once('beep');
    clock.advance(1_000);
    expect(played).toEqual(['ringback', 'beep', 'ringback']);
  });

  test('the end of a call does not cut its busy tone, a new ring does', () => {
    const { played, clock, tones } = player();
    tones.base('ringback');
    tones.once('busy');
    tones.base('none');
    expect(played).toEqual(['ringback', 'busy']);
    tones.base('ring');
    clock.advance(10_000);
    expect(played).toEqual(['ringback', 'busy', 'ring']);
  });

  test('nothing is played over a ring', () => {
    const { played, tones } = player();
    tones.base('ring');
    tones.once('reminder');
    expect(played).toEqual(['ring']);
  });
});
