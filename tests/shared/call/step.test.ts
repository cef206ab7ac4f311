import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Call, type EndReason } from '#shared/call/call.ts';
import { type CallEvent, step } from '#shared/call/step.ts';
import { anyEvent } from './any-event.ts';
import { active, alerting, answering, dialling, ended, ending, ringing } from './sample-calls.ts';

const effects = (call: Call, event: CallEvent): string[] =>
  step(call, event).effects.map((effect) => (effect.do === 'reject' ? `reject ${effect.status}` : effect.do));

describe('what is pressed', () => {
  it.each<[string, Call, CallEvent, string, string[]]>([
    ['answer', ringing(), { type: 'answer', atMs: 5 }, 'answering', ['accept']],
    ['decline', ringing(), { type: 'decline', atMs: 5 }, 'ended', ['reject 486', 'close-media', 'report-end']],
    ['hang up while it rings', ringing(), { type: 'hang-up', atMs: 5 }, 'ended', ['reject 486', 'close-media', 'report-end']],
    [
      'send elsewhere',
      ringing(),
      { type: 'redirect', to: 'sip:1002@x', atMs: 5 },
      'ended',
      ['redirect', 'close-media', 'report-end'],
    ],
    ['nothing, for too long', ringing(), { type: 'ring-timeout', atMs: 5 }, 'ended', ['reject 480', 'close-media', 'report-end']],
    ['hang up while answering', answering(), { type: 'hang-up', atMs: 5 }, 'ending', ['close-media', 'hang-up']],
    ['hang up while dialling', dialling(), { type: 'hang-up', atMs: 5 }, 'ending', ['close-media', 'hang-up']],
    ['hang up while it rings there', alerting(), { type: 'hang-up', atMs: 5 }, 'ending', ['close-media', 'hang-up']],
    ['hang up', active(), { type: 'hang-up', atMs: 5 }, 'ending', ['close-media', 'hang-up']],
    ['hang up without a link', active('a', { linkDown: true }), { type: 'hang-up', atMs: 5 }, 'ending', ['close-media']],
    ['hold', active(), { type: 'hold-wanted', held: true }, 'active', ['negotiate-hold']],
    ['mute', active(), { type: 'mute', muted: true }, 'active', ['mute']],
  ])('%s', (_name, call, event, phase, expected) => {
    expect(step(call, event).call.phase).toBe(phase);
    expect(effects(call, event)).toEqual(expected);
  });
});

describe('what comes late or cannot be', () => {
  it.each<[string, Call, CallEvent]>([
    ['a late answer after the end', ended(), { type: 'answer', atMs: 5 }],
    ['a second end', ended(), { type: 'over', reason: 'lost', elsewhere: null, atMs: 5 }],
    ['an answer while answering', answering(), { type: 'answer', atMs: 5 }],
    ['a provisional of an answered call', active(), { type: 'provisional', earlyMedia: true }],
    ['an established call established again', active(), { type: 'established', atMs: 5 }],
    ['hold while it rings', ringing(), { type: 'hold-wanted', held: true }],
    ['a resume of what is not held', active(), { type: 'hold-wanted', held: false }],
    ['mute twice', active('a', { muted: true }), { type: 'mute', muted: true }],
    ['a late hold agreement after hang-up', ending(), { type: 'hold-agreed', held: true, settled: true, atMs: 5 }],
    ['the link coming up on a call that never lost it', active(), { type: 'link', up: true, atMs: 5 }],
    ['a ring timeout after the answer', active(), { type: 'ring-timeout', atMs: 5 }],
  ])('%s changes nothing and is told apart', (_name, call, event) => {
    const stepped = step(call, event);
    expect(stepped).toEqual({ call, effects: [], ignored: true });
    expect(stepped.call).toBe(call);
  });
});

describe('hold', () => {
  it('shows both sides and when it began', () => {
    const here = step(active(), { type: 'hold-agreed', held: true, settled: true, atMs: 100 }).call;
    expect(here).toMatchObject({ hold: 'local', holdSinceMs: 100, holdChanging: false });
    const both = step(here, { type: 'held-there', held: true, atMs: 200 }).call;
    expect(both).toMatchObject({ hold: 'both', holdSinceMs: 100 });
    const there = step(both, { type: 'hold-agreed', held: false, settled: true, atMs: 300 }).call;
    expect(there).toMatchObject({ hold: 'remote', holdSinceMs: 100 });
    expect(step(there, { type: 'held-there', held: false, atMs: 400 }).call).toMatchObject({ hold: 'none', holdSinceMs: null });
  });

  it('pressed again while it changes is passed on, and shows as changing until it is settled', () => {
    const wanted = step(active(), { type: 'hold-wanted', held: true }).call;
    expect(wanted).toMatchObject({ hold: 'none', holdChanging: true });
    expect(effects(wanted, { type: 'hold-wanted', held: false })).toEqual(['negotiate-hold']);
    expect(step(wanted, { type: 'hold-agreed', held: true, settled: false, atMs: 5 }).call).toMatchObject({
      hold: 'local',
      holdChanging: true,
    });
  });
});

describe('the end', () => {
  it.each<[string, Call, EndReason, EndReason]>([
    ['ours of a talk', ending(), 'failed', 'hung-up-here'],
    ['ours before the answer, outgoing', { ...ending('a', { answeredAtMs: null }), direction: 'out' }, 'busy', 'cancelled-here'],
    ['ours before the answer, incoming', ending('a', { answeredAtMs: null }), 'cancelled-by-caller', 'declined'],
    ['a transfer that went well', ending(), 'transferred', 'transferred'],
    ['a seat that closes', ending(), 'seat-closed', 'seat-closed'],
    ['theirs', active(), 'hung-up-there', 'hung-up-there'],
  ])('%s', (_name, call, said, shown) => {
    expect(step(call, { type: 'over', reason: said, elsewhere: null, atMs: 9 }).call).toMatchObject({
      phase: 'ended',
      reason: shown,
      endedAtMs: 9,
    });
  });

  it('names who answered elsewhere', () => {
    const { call } = step(ringing(), { type: 'over', reason: 'answered-elsewhere', elsewhere: '1002', atMs: 9 });
    expect(call).toMatchObject({ reason: 'answered-elsewhere', elsewhere: '1002', answeredAtMs: null });
  });

  it('of a hang-up that waited for the link is sent when the link is back', () => {
    const queued = ending('a', { queuedUntilLink: true });
    expect(effects(queued, { type: 'link', up: true, atMs: 5 })).toEqual(['hang-up']);
  });

  it('is asked for again when the far side’s 200 crossed our hang-up', () => {
    expect(effects(ending('a', { answeredAtMs: null }), { type: 'established', atMs: 5 })).toEqual(['hang-up']);
  });
});

describe('a broken link', () => {
  it.each([ringing(), answering(), dialling(), alerting()])('ends what was not answered yet ($phase)', (call) => {
    expect(step(call, { type: 'link', up: false, atMs: 5 }).call).toMatchObject({ phase: 'ended', reason: 'lost' });
  });

  it('leaves a talk alone and shows it', () => {
    expect(step(active(), { type: 'link', up: false, atMs: 5 }).call).toMatchObject({ phase: 'active', linkDown: true });
  });
});

describe('any order of events', () => {
  const start = fc.constantFrom<Call>(ringing(), dialling());

  it('never throws, gives a call that fits its schema, keeps its id, and never leaves the end', () => {
    fc.assert(
      fc.property(start, fc.array(anyEvent, { maxLength: 60 }), (first, events) => {
        let call = first;
        for (const event of events) {
          const stepped = step(call, event);
          expect(Call.safeParse(stepped.call).success).toBe(true);
          expect(stepped.call.id).toBe(first.id);
          if (stepped.ignored) expect(stepped).toEqual({ call, effects: [], ignored: true });
          if (call.phase === 'ended') expect(stepped.ignored).toBe(true);
          call = stepped.call;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('reports the end exactly once, and closes the media before it', () => {
    fc.assert(
      fc.property(start, fc.array(anyEvent, { maxLength: 60 }), (first, events) => {
        let call = first;
        const done: string[] = [];
        for (const event of [...events, { type: 'over', reason: 'lost', elsewhere: null, atMs: 1 } as const]) {
          const stepped = step(call, event);
          done.push(...stepped.effects.map((effect) => effect.do));
          call = stepped.call;
        }
        expect(call.phase).toBe('ended');
        expect(done.filter((effect) => effect === 'report-end')).toHaveLength(1);
        expect(done.indexOf('close-media')).toBeLessThan(done.indexOf('report-end'));
      }),
      { numRuns: 500 },
    );
  });

  it('never goes back to ringing, and a talk is never un-answered', () => {
    const rank = { ringing: 0, dialling: 0, answering: 1, alerting: 1, active: 2, ending: 3, ended: 4 } as const;
    fc.assert(
      fc.property(start, fc.array(anyEvent, { maxLength: 60 }), (first, events) => {
        let call = first;
        for (const event of events) {
          const next = step(call, event).call;
          expect(rank[next.phase]).toBeGreaterThanOrEqual(rank[call.phase]);
          call = next;
        }
      }),
      { numRuns: 300 },
    );
  });
});
