import { describe, expect, test } from 'vitest';
import { planDial, planTarget } from '#electron/seat/desk/dialling.ts';
import { noCalls, withCall } from '#shared/call/calls.ts';
import { answered, over, ringing, startMs } from './fakes.ts';

const plan = (number: string, change: Partial<Parameters<typeof planDial>[0]> = {}) =>
  planDial({ number, areaCode: '010', calls: noCalls, begunAtMs: [], nowMs: startMs, ...change });

describe('what is dialled', () => {
  test.each([
    ['138 0000 5678', '13800005678'],
    ['+86 138-0000-5678', '13800005678'],
    ['62345678', '01062345678'],
    ['(021) 5888 8888', '02158888888'],
    ['95588', '95588'],
    ['1002', '1002'],
    ['*97', '*97'],
    ['110', '110'],
  ])('%s is sent as %s', (typed, dialString) => {
    expect(plan(typed)).toMatchObject({ ok: true, value: { dialString } });
  });

  test.each(['', 'hello', '138<script>', '1'.repeat(40), 'sip:evil@example.com', '12;DROP TABLE'])(
    '%j is refused as no number',
    (typed) => {
      expect(plan(typed)).toMatchObject({ ok: false, error: { code: 'bad-number' } });
    },
  );

  test('a transfer goes by the same rule', () => {
    expect(planTarget('1002', '010')).toMatchObject({ value: { dialString: '1002' } });
    expect(planTarget('nobody', '010')).toMatchObject({ error: { code: 'bad-number' } });
  });
});

describe('what is not dialled', () => {
  const live = withCall(noCalls, answered(ringing(), startMs));

  test('a number that is on the line already, however it is written', () => {
    expect(plan('+86 13800005678', { calls: live })).toMatchObject({ error: { code: 'same-number' } });
    expect(plan('13900005678', { calls: live })).toMatchObject({ ok: true });
  });

  test('a number whose call is over may be dialled again', () => {
    expect(plan('13800005678', { calls: withCall(noCalls, over(ringing(), startMs)) })).toMatchObject({ ok: true });
  });

  test('more than five calls in ten seconds, or twenty in a minute', () => {
    const burst = [0, 1, 2, 3, 4].map((second) => startMs - second * 1000);
    expect(plan('13800005678', { begunAtMs: burst })).toMatchObject({ error: { code: 'dialling-too-fast' } });
    expect(plan('13800005678', { begunAtMs: burst.slice(1) })).toMatchObject({ ok: true });
    const steady = Array.from({ length: 20 }, (_, index) => startMs - 2_900 * (index + 1));
    expect(plan('13800005678', { begunAtMs: steady })).toMatchObject({ error: { code: 'dialling-too-fast' } });
  });

  test.each(['110', '119', '120'])('never %s: an emergency call always goes', (number) => {
    const begunAtMs = Array.from({ length: 50 }, () => startMs);
    const calls = withCall(noCalls, ringing({ party: { number, displayName: '' } }));
    expect(plan(number, { begunAtMs, calls })).toMatchObject({ ok: true });
  });
});
