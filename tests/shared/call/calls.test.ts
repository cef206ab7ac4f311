import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from '#shared/call/call.ts';
import {
  admitIncoming,
  callOf,
  conferencePlan,
  isForeground,
  mayPlace,
  noCalls,
  swapPlan,
  toHoldFor,
  turnedTo,
  waitingChanges,
  withCall,
  withConference,
  withoutCall,
} from '#shared/call/calls.ts';
import { step } from '#shared/call/step.ts';
import { anyEvent } from './any-event.ts';
import { active, answering, callId, dialling, ended, ending, ringing } from './sample-calls.ts';

const viewOf = (...calls: Call[]) => calls.reduce(withCall, noCalls);
const held = { hold: 'local', holdSinceMs: 5 } as const;

describe('an incoming call', () => {
  it.each([
    ['into silence rings', viewOf(), 'direct', true, 'ring'],
    ['beside a talk waits', viewOf(active()), 'direct', true, 'ring-waiting'],
    ['beside a call on its way out rings', viewOf(ending()), 'direct', true, 'ring'],
    ['of a queue, not ready', viewOf(), 'queue', false, 'not-ready'],
    ['direct, not ready', viewOf(), 'direct', false, 'ring'],
    ['the third that rings', viewOf(ringing('a'), ringing('b')), 'direct', true, 'busy'],
    ['the fifth', viewOf(active('a'), active('b', held), active('c', held), ringing('d')), 'direct', true, 'busy'],
    ['after ended ones', viewOf(ended('a'), ended('b'), ended('c'), ended('d')), 'direct', true, 'ring'],
  ] as const)('%s', (_name, view, kind, ready, expected) => {
    expect(admitIncoming(view, kind, ready)).toBe(expected);
  });
});

describe('an outgoing call', () => {
  it('waits until the one being set up is through', () => {
    expect(mayPlace(viewOf())).toBe(true);
    expect(mayPlace(viewOf(active()))).toBe(true);
    expect(mayPlace(viewOf(dialling()))).toBe(false);
    expect(mayPlace(viewOf(answering()))).toBe(false);
  });
});

describe('the active call', () => {
  it('is the one the agent turned to, else the latest in the foreground', () => {
    const view = viewOf(active('a'), active('b'));
    expect(view.activeCallId).toBe('a');
    expect(turnedTo(view, callId('b')).activeCallId).toBe('b');
    expect(withCall(turnedTo(view, callId('b')), ended('b')).activeCallId).toBe('a');
    expect(viewOf(active('a', held)).activeCallId).toBeNull();
    expect(viewOf(ringing('a')).activeCallId).toBeNull();
  });

  it('leaves the others to be held', () => {
    const view = viewOf(active('a'), active('b', held), ringing('c'));
    expect(toHoldFor(view, callId('c'))).toEqual(['a']);
    expect(toHoldFor(view, callId('a'))).toEqual([]);
    expect(toHoldFor(view, null)).toEqual(['a']);
  });
});

describe('swap', () => {
  it('brings the one back that was held longest', () => {
    const view = viewOf(
      active('a', { hold: 'local', holdSinceMs: 50 }),
      active('b'),
      active('c', { hold: 'both', holdSinceMs: 20 }),
    );
    expect(swapPlan(view)).toEqual({ ok: true, value: { hold: 'b', resume: 'c' } });
  });
  it('needs a held call and no conference', () => {
    expect(swapPlan(viewOf(active()))).toMatchObject({ ok: false });
    const three = withConference(viewOf(active('a'), active('b')), [callId('a'), callId('b')]);
    expect(swapPlan(three)).toMatchObject({ ok: false });
  });
});

describe('a three-way talk', () => {
  it('needs exactly two answered calls with a link', () => {
    expect(conferencePlan(viewOf(active('a'), active('b', held), ringing('c')))).toEqual({
      ok: true,
      value: { ids: ['a', 'b'] },
    });
    expect(conferencePlan(viewOf(active('a')))).toMatchObject({ ok: false });
    expect(conferencePlan(viewOf(active('a'), active('b', { linkDown: true })))).toMatchObject({ ok: false });
  });
  it('is over when fewer than two are left', () => {
    const three = withConference(viewOf(active('a'), active('b')), [callId('a'), callId('b')]);
    expect(three.conference).toEqual(['a', 'b']);
    expect(withCall(three, ended('a'))).toMatchObject({ conference: [], activeCallId: 'b' });
    expect(withoutCall(three, callId('b')).conference).toEqual([]);
  });
});

describe('call waiting', () => {
  it('turns into a full ring when the talk is over, and back', () => {
    expect(waitingChanges(viewOf(active('a'), ringing('b')))).toEqual([{ id: 'b', waiting: true }]);
    expect(waitingChanges(viewOf(ended('a'), ringing('b', { waiting: true })))).toEqual([{ id: 'b', waiting: false }]);
    expect(waitingChanges(viewOf(ringing('b')))).toEqual([]);
  });
});

describe('any events on any calls', () => {
  it('leave at most one active call, always one in the foreground, and a conference of active calls only', () => {
    const ids = ['a', 'b', 'c'] as const;
    const move = fc.record({ id: fc.constantFrom(...ids), event: anyEvent, turn: fc.boolean() });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 80 }), (moves) => {
        let view = viewOf(ringing('a'), dialling('b'), ringing('c'));
        view = withConference(view, [callId('a'), callId('b')]);
        for (const { id, event, turn } of moves) {
          const call = callOf(view, callId(id));
          if (call === undefined) continue;
          view = withCall(view, step(call, event).call);
          if (turn) view = turnedTo(view, callId(id));
          const front = view.calls.filter(isForeground);
          expect(view.activeCallId === null).toBe(front.length === 0);
          if (view.activeCallId !== null) expect(front.map((one) => one.id)).toContain(view.activeCallId);
          expect(view.conference.length).not.toBe(1);
          for (const member of view.conference) expect(callOf(view, member)?.phase).toBe('active');
        }
      }),
      { numRuns: 300 },
    );
  });

  it('if every turn holds the others first, only one call is ever heard', () => {
    const ids = ['a', 'b', 'c'] as const;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...ids), { maxLength: 40 }), (turns) => {
        let view = viewOf(active('a'), active('b', held), active('c', held));
        for (const id of turns) {
          for (const other of toHoldFor(view, callId(id))) {
            const call = callOf(view, other);
            if (call !== undefined)
              view = withCall(view, step(call, { type: 'hold-agreed', held: true, settled: true, atMs: 1 }).call);
          }
          const call = callOf(view, callId(id));
          if (call !== undefined)
            view = withCall(view, step(call, { type: 'hold-agreed', held: false, settled: true, atMs: 1 }).call);
          view = turnedTo(view, callId(id));
          expect(view.calls.filter(isForeground).map((one) => one.id)).toEqual([id]);
          expect(view.activeCallId).toBe(id);
        }
      }),
    );
  });
});
