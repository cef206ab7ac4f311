import { describe, expect, test } from 'vitest';
import { type CallFlow, type FlowEvent, nextDueMs, startFlow, stepFlow } from '#electron/seat/desk/call-flow.ts';
import type { Call } from '#shared/call/call.ts';
import { answered, over, ringing, startMs } from './fakes.ts';

const rules = { holdReminderMs: 120_000, closingGuard: true };
const at = (seconds: number): number => startMs + seconds * 1000;

function run(flow: CallFlow, ...events: readonly FlowEvent[]): CallFlow {
  return events.reduce((before, event) => stepFlow(before, event, rules).flow, flow);
}
const call = (next: Call, nowMs: number): FlowEvent => ({ kind: 'call', call: next, nowMs });
const talking = (): CallFlow => run(startFlow(ringing(), true), call(answered(ringing(), at(4)), at(4)));
const held = (since: number) => answered(ringing(), at(4), { hold: 'local', holdSinceMs: at(since) });

describe('stages', () => {
  test('a call opens with the opening, and answering leaves it there to be said', () => {
    expect(startFlow(ringing(), true).stage).toBe('opening');
    expect(talking()).toMatchObject({ stage: 'opening', answeredAtMs: at(4) });
  });

  test('hold and resume move to the waiting line and back to the thanks', () => {
    const onHold = run(talking(), call(held(10), at(10)));
    expect(onHold.stage).toBe('on-hold');
    expect(run(onHold, call(answered(ringing(), at(4)), at(30))).stage).toBe('back');
  });

  test('a second hold has not been said yet', () => {
    const twice = run(
      talking(),
      call(held(10), at(10)),
      { kind: 'said', stage: 'on-hold', said: true, nowMs: at(11) },
      call(answered(ringing(), at(4)), at(20)),
      call(held(30), at(30)),
    );
    expect(twice.said).toEqual([]);
  });

  test('the far side holding us changes no stage', () => {
    const remote = answered(ringing(), at(4), { hold: 'remote', holdSinceMs: at(9) });
    expect(run(talking(), call(remote, at(9)))).toMatchObject({ stage: 'opening', holdReminderAtMs: null });
  });

  test('the agent may step by hand at any time, and a situation goes with the step', () => {
    const stepped = run(
      talking(),
      { kind: 'situation', situationId: 'noise' },
      { kind: 'stage', stage: 'confirm', nowMs: at(9) },
    );
    expect(stepped).toMatchObject({ stage: 'confirm', situationId: null });
  });
});

describe('the hold reminder', () => {
  test('comes at the limit and then every two minutes, with the time on hold', () => {
    const onHold = run(talking(), call(held(10), at(10)));
    expect(onHold.holdReminderAtMs).toBe(at(130));
    const first = stepFlow(onHold, { kind: 'clock', nowMs: at(130) }, rules);
    expect(first.effects).toEqual([{ kind: 'remind-of-hold', heldMs: 120_000 }]);
    expect(first.flow.holdReminderAtMs).toBe(at(250));
    const second = stepFlow(first.flow, { kind: 'clock', nowMs: at(250) }, rules);
    expect(second.effects).toEqual([{ kind: 'remind-of-hold', heldMs: 240_000 }]);
  });

  test('stops when the agent goes back, and when the call ends', () => {
    const onHold = run(talking(), call(held(10), at(10)));
    expect(run(onHold, call(answered(ringing(), at(4)), at(20))).holdReminderAtMs).toBeNull();
    expect(run(onHold, call(over(answered(ringing(), at(4)), at(20)), at(20))).holdReminderAtMs).toBeNull();
  });
});

describe('a late answer', () => {
  test('is known just after the third ring while it still rings', () => {
    const flow = startFlow(ringing(), true);
    expect(nextDueMs(flow)).toBe(at(15) + 1);
    expect(run(flow, { kind: 'clock', nowMs: at(15) }).late).toBe(false);
    expect(run(flow, { kind: 'clock', nowMs: at(15) + 1 }).late).toBe(true);
  });

  test('is no matter of outgoing calls', () => {
    expect(nextDueMs(startFlow(ringing({ direction: 'out' }), true))).toBeNull();
  });

  test('is judged by the press of the button, not by the PBX catching up', () => {
    const { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs } = ringing();
    const base = { id, direction, party, dialled, queue, linkedId, kind, practice, offeredAtMs };
    const pressed: Call = { ...base, phase: 'answering', pressedAtMs: at(14) };
    const flow = run(startFlow(ringing(), true), call(pressed, at(14)), call(answered(ringing(), at(16)), at(16)));
    expect(flow.answeredAtMs).toBe(at(14));
  });
});

describe('the closing guard', () => {
  const closing: FlowEvent = { kind: 'stage', stage: 'closing', nowMs: at(60) };

  test('runs five seconds from the closing line, and anew when it is ticked as said', () => {
    const guarded = run(talking(), closing);
    expect(guarded.closingGuardUntilMs).toBe(at(65));
    expect(run(guarded, { kind: 'said', stage: 'closing', said: true, nowMs: at(63) }).closingGuardUntilMs).toBe(at(68));
    expect(run(guarded, { kind: 'clock', nowMs: at(65) }).closingGuardUntilMs).toBeNull();
  });

  test('ends when the agent steps back into the talk', () => {
    expect(run(talking(), closing, { kind: 'stage', stage: 'ask-more', nowMs: at(61) }).closingGuardUntilMs).toBeNull();
  });

  test('needs a talk, and the setting', () => {
    expect(run(startFlow(ringing(), true), closing).closingGuardUntilMs).toBeNull();
    expect(stepFlow(talking(), closing, { ...rules, closingGuard: false }).flow.closingGuardUntilMs).toBeNull();
  });
});

describe('can they hear me', () => {
  const quiet = (seconds: number): FlowEvent => ({ kind: 'level', microphone: 0, nowMs: at(seconds) });
  const loud = (seconds: number): FlowEvent => ({ kind: 'level', microphone: 0.1, nowMs: at(seconds) });

  test('a microphone of digital silence is told after eight seconds, and taken back at the first sound', () => {
    const silent = run(talking(), quiet(10), quiet(17.9));
    expect(silent.notHeard).toBeNull();
    const told = run(silent, quiet(18));
    expect(told.notHeard).toBe('silent');
    expect(run(told, loud(18.1)).notHeard).toBeNull();
  });

  test('without levels the clock tells it', () => {
    const silent = run(talking(), quiet(10));
    expect(nextDueMs(silent)).toBe(at(18));
    expect(run(silent, { kind: 'clock', nowMs: at(18) }).notHeard).toBe('silent');
  });

  test('muted for eight seconds is told, and unmuting takes it back', () => {
    const muted = run(talking(), call(answered(ringing(), at(4), { muted: true }), at(10)), { kind: 'clock', nowMs: at(18) });
    expect(muted.notHeard).toBe('muted');
    expect(run(muted, call(answered(ringing(), at(4)), at(19))).notHeard).toBeNull();
  });

  test('a microphone that is gone is told at once', () => {
    const gone = run(talking(), { kind: 'microphone', present: false });
    expect(gone.notHeard).toBe('no-microphone');
    expect(run(gone, { kind: 'microphone', present: true }).notHeard).toBeNull();
  });

  test('on hold nobody needs to be heard', () => {
    const onHold = run(talking(), quiet(8), call(held(10), at(10)), quiet(12), { kind: 'clock', nowMs: at(40) });
    expect(onHold.notHeard).toBeNull();
  });
});
