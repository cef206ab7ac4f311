import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answerDirection,
  type Direction,
  holdOf,
  holdsUs,
  isHeldHere,
  isHeldThere,
  offerDirection,
  readDirection,
  withHeldHere,
  withHeldThere,
} from '#shared/call/hold.ts';
import { glareDelayMs, retryDelayMs } from '#shared/call/retry.ts';

describe('the wait before another try', () => {
  it('grows, stays within 2 s in the first minute and within 30 s after it, and differs between seats', () => {
    expect([1, 2, 3, 4, 5, 9].map((attempt) => retryDelayMs({ attempt, downForMs: 0, random: 0.999999 }))).toEqual([
      250, 500, 1000, 2000, 2000, 2000,
    ]);
    expect(retryDelayMs({ attempt: 40, downForMs: 61_000, random: 0.999999 })).toBe(30_000);
    expect(retryDelayMs({ attempt: 4, downForMs: 0, random: 0 })).toBe(1_000);
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.nat(1e9),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (attempt, downForMs, random) => {
          const delayMs = retryDelayMs({ attempt, downForMs, random });
          expect(delayMs).toBeGreaterThanOrEqual(125);
          expect(delayMs).toBeLessThanOrEqual(downForMs < 60_000 ? 2_000 : 30_000);
        },
      ),
    );
  });

  it('after glare is longer for the owner of the Call-ID (RFC 3261 §14.1)', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 0.999, noNaN: true }), (random) => {
        expect(glareDelayMs(true, random)).toBeGreaterThanOrEqual(2_100);
        expect(glareDelayMs(true, random)).toBeLessThanOrEqual(4_000);
        expect(glareDelayMs(false, random)).toBeLessThan(2_000);
      }),
    );
  });
});

describe('hold', () => {
  it('of both sides is kept apart', () => {
    for (const here of [false, true]) {
      for (const there of [false, true]) {
        const hold = holdOf(here, there);
        expect([isHeldHere(hold), isHeldThere(hold)]).toEqual([here, there]);
        expect(isHeldThere(withHeldHere(hold, !here))).toBe(there);
        expect(isHeldHere(withHeldThere(hold, !there))).toBe(here);
      }
    }
  });

  it.each<[Direction, boolean, Direction]>([
    ['sendrecv', false, 'sendrecv'],
    ['sendrecv', true, 'sendonly'],
    ['sendonly', false, 'recvonly'],
    ['sendonly', true, 'inactive'],
    ['recvonly', false, 'sendonly'],
    ['recvonly', true, 'sendonly'],
    ['inactive', false, 'inactive'],
    ['inactive', true, 'inactive'],
  ])('%s offered while we hold (%s) is answered %s', (offered, heldHere, expected) => {
    expect(answerDirection(offered, heldHere)).toBe(expected);
  });

  it('is offered as sendonly', () => {
    expect([offerDirection(true), offerDirection(false)]).toEqual(['sendonly', 'sendrecv']);
  });

  it.each([
    ['v=0\r\nm=audio 9 X 0\r\na=sendonly\r\n', 'sendonly', false, true],
    ['v=0\r\na=inactive\r\nm=audio 9 X 0\r\n', 'inactive', false, true],
    ['v=0\r\na=sendonly\r\nm=audio 9 X 0\r\na=sendrecv\r\n', 'sendrecv', false, false],
    ['v=0\r\nm=video 9 X 0\r\na=inactive\r\nm=audio 9 X 0\r\n', 'sendrecv', false, false],
    ['v=0\nc=IN IP4 0.0.0.0\nm=audio 9 X 0\n', 'sendrecv', true, true],
    ['v=0\r\nc=IN IP4 0.0.0.0\r\nm=audio 9 X 0\r\nc=IN IP4 10.0.0.1\r\n', 'sendrecv', false, false],
    ['v=0\r\nm=audio 9 X 0\r\nc=IN IP4 0.0.0.0\r\na=ice-ufrag:abcd\r\n', 'sendrecv', false, false],
    ['', 'sendrecv', false, false],
  ] as const)('%j reads as %s', (sdp, direction, connectionIsNull, held) => {
    expect(readDirection(sdp)).toEqual({ direction, connectionIsNull });
    expect(holdsUs(direction, connectionIsNull)).toBe(held);
  });

  it('is read from any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (text) => void readDirection(text)));
  });
});
