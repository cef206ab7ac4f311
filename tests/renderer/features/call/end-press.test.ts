import { describe, expect, it } from 'vitest';
import { pressEnd, secondPressMs } from '#renderer/screen/features/call/end-press.ts';
import { active, callId, desk, ringing } from '#tests/fakes/seat-server/base-state.ts';
import { knownCard } from '#tests/fakes/seat-server/customers.ts';
import { script } from '#tests/fakes/seat-server/script.ts';

const nowMs = 1_800_000_000_000;
const call = active(nowMs);
const guardedDesk = desk(call.id, knownCard(nowMs), script('closing'), { closingGuardUntilMs: nowMs + 5000 });
const armed = { callId: call.id, untilMs: nowMs + secondPressMs };

describe('the end button', () => {
  it('asks for a second press while a customer is on the line', () => {
    expect(pressEnd({ call, desk: null, confirmEnd: true, armed: null, nowMs })).toEqual({ do: 'arm', armed });
  });

  it('ends at the second press within a second, and arms again after it', () => {
    expect(pressEnd({ call, desk: null, confirmEnd: true, armed, nowMs: nowMs + 900 })).toEqual({
      do: 'hang-up',
      override: false,
    });
    expect(pressEnd({ call, desk: null, confirmEnd: true, armed, nowMs: nowMs + 1100 }).do).toBe('arm');
  });

  it('a press meant for another call does not count', () => {
    expect(pressEnd({ call, desk: null, confirmEnd: true, armed: { ...armed, callId: callId(2) }, nowMs }).do).toBe('arm');
  });

  it('ends at once where the agent switched the question off', () => {
    expect(pressEnd({ call, desk: null, confirmEnd: false, armed: null, nowMs })).toEqual({ do: 'hang-up', override: false });
  });

  it('during the closing guard asks even then, and the second press overrides', () => {
    expect(pressEnd({ call, desk: guardedDesk, confirmEnd: false, armed: null, nowMs }).do).toBe('arm');
    expect(pressEnd({ call, desk: guardedDesk, confirmEnd: false, armed, nowMs: nowMs + 500 })).toEqual({
      do: 'hang-up',
      override: true,
    });
  });

  it('after the guard there is nothing to override', () => {
    const late = nowMs + 5000;
    expect(pressEnd({ call, desk: guardedDesk, confirmEnd: false, armed: null, nowMs: late })).toEqual({
      do: 'hang-up',
      override: false,
    });
  });

  it("cuts off nobody by one press when it is a colleague's leg or a call not yet answered", () => {
    const consult = active(nowMs, { kind: 'consult' });
    expect(pressEnd({ call: consult, desk: null, confirmEnd: true, armed: null, nowMs }).do).toBe('hang-up');
    expect(pressEnd({ call: ringing(nowMs), desk: null, confirmEnd: true, armed: null, nowMs }).do).toBe('hang-up');
  });
});
