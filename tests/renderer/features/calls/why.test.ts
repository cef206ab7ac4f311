import { describe, expect, it } from 'vitest';
import { isMissed, whyOf } from '#renderer/screen/features/calls/why.ts';
import { CallLogEntry } from '#shared/bridge/requests.ts';

const call = (more: Partial<CallLogEntry>): CallLogEntry =>
  CallLogEntry.parse({
    id: 'call-1',
    direction: 'in',
    party: { number: '13800005678', displayName: '' },
    customerId: null,
    customerName: null,
    queueName: null,
    offeredAtMs: 0,
    answeredAtMs: null,
    endedAtMs: 60_000,
    heldMs: 0,
    reason: null,
    elsewhere: null,
    toCallBack: false,
    practice: false,
    ...more,
  });

describe('why a call ended', () => {
  it.each([
    [{ reason: 'not-answered' }, 'missedAfter', 'missed'],
    [{ reason: 'cancelled-by-caller' }, 'missedCallerGone', 'missed'],
    [{ reason: 'declined-not-ready' }, 'missedNotReady', 'missed'],
    [{ reason: 'answered-elsewhere', elsewhere: '1002' }, 'elsewhereBy', 'plain'],
    [{ reason: 'answered-elsewhere' }, 'elsewhere', 'plain'],
    [{ reason: 'seat-closed' }, 'seatOffline', 'missed'],
    [{ reason: 'hung-up-there', answeredAtMs: 5000 }, 'hungUpThere', 'plain'],
    [{ reason: 'lost', answeredAtMs: 5000 }, 'lost', 'trouble'],
    [{ direction: 'out', reason: 'busy' }, 'outBusy', 'plain'],
    [{ direction: 'out', reason: 'not-found' }, 'outNotFound', 'plain'],
    [{ direction: 'out', reason: 'not-allowed' }, 'outNotAllowed', 'trouble'],
    [{ endedAtMs: null }, 'live', 'plain'],
  ] as const)('%o is said as %s', (more, key, tone) => {
    expect(whyOf(call(more))).toMatchObject({ key, tone });
  });

  it('names how long the caller waited and who took the call', () => {
    expect(whyOf(call({ reason: 'not-answered' })).params).toMatchObject({ seconds: 60 });
    expect(whyOf(call({ reason: 'answered-elsewhere', elsewhere: '1002' })).params).toMatchObject({ who: '1002' });
  });

  it('is a missed call only when nobody took it and it was not refused on purpose', () => {
    expect(isMissed(call({ reason: 'not-answered' }))).toBe(true);
    expect(isMissed(call({ reason: 'declined' }))).toBe(false);
    expect(isMissed(call({ reason: 'answered-elsewhere' }))).toBe(false);
    expect(isMissed(call({ direction: 'out', reason: 'no-answer' }))).toBe(false);
  });
});
