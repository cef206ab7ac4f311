import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EndReason, TransferFailure } from '#shared/call/call.ts';
import {
  parseReasons,
  reasonOfCancel,
  reasonOfStatus,
  statusOfFragment,
  transferFailureOf,
  transferFailureOfEnd,
} from '#shared/call/end-reason.ts';

describe('a Reason header', () => {
  it('is read with its protocol, cause and text, several in one or in many', () => {
    expect(parseReasons(['SIP ;cause=200 ;text="Call completed, elsewhere"', 'Q.850;cause=16, SIP;cause=487'])).toEqual([
      { protocol: 'SIP', cause: 200, text: 'Call completed, elsewhere' },
      { protocol: 'Q.850', cause: 16, text: '' },
      { protocol: 'SIP', cause: 487, text: '' },
    ]);
  });
  it('of any text never throws', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', maxLength: 3000 }), { maxLength: 4 }),
        (texts) => void parseReasons(texts),
      ),
    );
    expect(parseReasons(['', ';;;', '"'])).toEqual([]);
  });
});

describe('the end of an outgoing call', () => {
  it.each([
    [486, '', false, 'busy'],
    [600, '', false, 'busy'],
    [404, '', false, 'not-found'],
    [484, '', false, 'not-found'],
    [403, '', false, 'not-allowed'],
    [480, '', false, 'no-answer'],
    [480, 'Q.850;cause=20', false, 'unreachable'],
    [503, 'Q.850;cause=17', false, 'busy'],
    [486, 'Q.850;cause=20', false, 'busy'],
    [408, '', true, 'no-answer'],
    [408, '', false, 'unreachable'],
    [488, '', false, 'media-failed'],
    [603, '', true, 'rejected'],
    [603, 'Q.850;cause=19', true, 'no-answer'],
    [302, '', false, 'redirected'],
    [502, '', false, 'unreachable'],
    [499, '', false, 'failed'],
  ] as const)('%i %s (rang: %s) is %s', (status, reason, rang, expected) => {
    expect(reasonOfStatus(status, parseReasons([reason]), rang)).toBe(expected);
  });

  it('is one of the known reasons whatever the status and the cause', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 699 }), fc.integer({ min: 0, max: 200 }), fc.boolean(), (status, cause, rang) => {
        expect(EndReason.options).toContain(reasonOfStatus(status, parseReasons([`Q.850;cause=${cause}`]), rang));
      }),
    );
  });
});

describe('a cancelled ring', () => {
  it.each([
    ['SIP;cause=200;text="Call completed elsewhere"', 'answered-elsewhere'],
    ['Q.850;cause=26', 'answered-elsewhere'],
    ['SIP;cause=487', 'cancelled-by-caller'],
    ['', 'cancelled-by-caller'],
  ])('with %j is %s', (header, expected) => {
    expect(reasonOfCancel(parseReasons([header]))).toBe(expected);
  });
});

describe('the outcome of a transfer', () => {
  it('is read from the fragment in the NOTIFY', () => {
    expect(statusOfFragment('SIP/2.0 200 OK\r\n')).toBe(200);
    expect(statusOfFragment('SIP/2.0 486 Busy Here')).toBe(486);
    expect(statusOfFragment('hello')).toBeNull();
    expect(statusOfFragment('')).toBeNull();
  });
  it('has a known failure for every status and every end', () => {
    for (let status = 300; status < 700; status += 1) expect(TransferFailure.options).toContain(transferFailureOf(status));
    for (const reason of EndReason.options) expect(TransferFailure.options).toContain(transferFailureOfEnd(reason));
  });
});
