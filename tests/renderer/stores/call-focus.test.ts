import { describe, expect, it } from 'vitest';
import { currentCall, deskCallId, partyOf, ringCount, ringingCall } from '#renderer/screen/stores/call-focus.ts';
import { callId } from '#tests/fakes/seat-server/base-state.ts';
import { type SceneName, scenes } from '#tests/fakes/seat-server/scenes.ts';

const nowMs = 1_800_000_000_000;
const one = callId(1);
const two = callId(2);

describe('which call is meant', () => {
  it.each<[SceneName, string | null, string | null]>([
    ['idle', null, null],
    ['ringing', null, one],
    ['talking', one, one],
    ['hold', one, one],
    ['dialling', one, one],
    ['talking-waiting', one, one],
    ['two-calls', two, two],
    ['ended', null, one],
    ['transfer-calling', two, one],
    ['transfer-talking', two, one],
    ['three-way', one, one],
  ])('%s: buttons act on %s, the desk shows %s', (name, current, desk) => {
    const view = scenes[name](nowMs).calls;
    expect(currentCall(view)?.id ?? null).toBe(current);
    expect(deskCallId(view, null)).toBe(desk);
  });

  it('the agent may look at the waiting call without leaving the one talked on', () => {
    const view = scenes['talking-waiting'](nowMs).calls;
    expect(deskCallId(view, two)).toBe(two);
    expect(currentCall(view)?.id).toBe(one);
    expect(ringingCall(view)?.id).toBe(two);
  });

  it('a second leg that is over leaves the desk to the customer for whom it was made, and to nobody once that call is gone', () => {
    const view = scenes['transfer-ended'](nowMs).calls;
    expect(view.calls.map(({ phase, kind }) => `${phase} ${kind}`)).toEqual(['ended queue', 'ended consult']);
    expect(deskCallId(view, null)).toBe(one);
    expect(deskCallId({ ...view, calls: view.calls.slice(1) }, null)).toBeNull();
  });

  it('a click on the tile of the second leg keeps the customer on the desk', () => {
    expect(deskCallId(scenes['transfer-talking'](nowMs).calls, two)).toBe(one);
  });

  it('a chosen call that is over or gone no longer holds the desk', () => {
    expect(deskCallId(scenes.talking(nowMs).calls, two)).toBe(one);
  });

  it('the other side is named by customer, then colleague, then what the PBX says, then not at all', () => {
    const talk = scenes['transfer-talking'](nowMs);
    const [customer, colleague] = talk.calls.calls;
    const stranger = scenes['ringing-none'](nowMs);
    const [unknown] = stranger.calls.calls;
    if (!customer || !colleague || !unknown) throw new Error('the scenes lost their calls');
    expect(partyOf(talk, customer)).toEqual({ name: '王秀兰', sex: 'f', number: '13800005678' });
    expect(partyOf(talk, colleague)).toEqual({ name: '赵敏', sex: 'unknown', number: '1002' });
    expect(partyOf(stranger, unknown).name).toBe('');
  });

  it.each([
    [0, 1],
    [4999, 1],
    [5000, 2],
    [15_000, 4],
    [-50, 1],
  ])('after %i ms ring number %i sounds', (afterMs, n) => {
    expect(ringCount(nowMs, nowMs + afterMs)).toBe(n);
  });
});
