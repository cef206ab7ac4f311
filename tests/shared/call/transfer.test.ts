import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Transfer, TransferFailure } from '#shared/call/call.ts';
import { stepTransfer, type TransferEvent } from '#shared/call/transfer.ts';
import { callId } from './sample-calls.ts';

const customerCallId = callId('c');
const consultCallId = callId('k');
const to = '1002';

function play(...events: TransferEvent[]) {
  let transfer: Transfer | null = null;
  const effects: string[] = [];
  let ignored = 0;
  for (const event of events) {
    const stepped = stepTransfer(transfer, event);
    transfer = stepped.transfer;
    effects.push(...stepped.effects.map((effect) => (effect.do === 'tell' ? effect.code : effect.do)));
    if (stepped.ignored) ignored += 1;
  }
  return { transfer: transfer as Transfer | null, effects, ignored };
}

const blind: TransferEvent = { type: 'blind-asked', customerCallId, to };
const consult: TransferEvent = { type: 'consult-placed', customerCallId, consultCallId, to };

describe('a blind transfer', () => {
  it('holds, refers, rings, and ends the leg when it went well', () => {
    const { transfer, effects } = play(blind, { type: 'customer-held' }, { type: 'target-rings' }, { type: 'succeeded' });
    expect(transfer).toBeNull();
    expect(effects).toEqual(['refer-blind', 'end-as-transferred', 'transfer-done', 'settle']);
  });

  it.each(TransferFailure.options.filter((failure) => failure !== 'customer-gone'))(
    'that fails (%s) brings the customer back',
    (failure) => {
      const { transfer, effects } = play(blind, { type: 'customer-held' }, { type: 'failed', failure });
      expect(transfer).toMatchObject({ phase: 'failed', failure });
      expect(effects).toEqual(['refer-blind', 'transfer-failed', 'resume', 'customer-back', 'settle']);
    },
  );

  it('whose customer is gone resumes nobody', () => {
    expect(play(blind, { type: 'customer-held' }, { type: 'failed', failure: 'customer-gone' }).effects).not.toContain('resume');
    expect(play(blind, { type: 'customer-ended' })).toMatchObject({
      transfer: { failure: 'customer-gone' },
      effects: ['transfer-failed', 'settle'],
    });
  });

  it('is the only one: a second waits, after a failure another may begin', () => {
    expect(play(blind, blind).ignored).toBe(1);
    expect(play(blind, { type: 'failed', failure: 'busy' }, blind)).toMatchObject({ ignored: 0, transfer: { phase: 'holding' } });
  });
});

describe('a talk-first transfer', () => {
  it('calls, talks, hands over, and ends both legs', () => {
    const { transfer, effects } = play(consult, { type: 'consult-answered' }, { type: 'complete-asked' }, { type: 'succeeded' });
    expect(transfer).toBeNull();
    expect(effects).toEqual(['refer-attended', 'end-as-transferred', 'end-as-transferred', 'transfer-done', 'settle']);
  });

  it('refused keeps both legs and may be tried again', () => {
    const { transfer, effects } = play(
      consult,
      { type: 'consult-answered' },
      { type: 'complete-asked' },
      { type: 'failed', failure: 'busy' },
      { type: 'complete-asked' },
    );
    expect(transfer).toMatchObject({ phase: 'completing' });
    expect(effects).toEqual(['refer-attended', 'transfer-failed', 'settle', 'refer-attended']);
  });

  it('whose second leg ends brings the customer back, told only if it was not our hand', () => {
    expect(play(consult, { type: 'consult-ended', failure: 'busy', byUs: false })).toMatchObject({
      transfer: { phase: 'failed', failure: 'busy' },
      effects: ['resume', 'customer-back', 'settle'],
    });
    expect(play(consult, { type: 'consult-ended', failure: 'failed', byUs: true })).toMatchObject({
      transfer: null,
      effects: ['resume', 'settle'],
    });
  });

  it('is not disturbed by the second leg’s end while it is being handed over', () => {
    const late: TransferEvent = { type: 'consult-ended', failure: 'failed', byUs: false };
    expect(play(consult, { type: 'consult-answered' }, { type: 'complete-asked' }, late)).toMatchObject({
      ignored: 1,
      transfer: { phase: 'completing' },
    });
  });
});

describe('any order of events', () => {
  const event = fc.oneof(
    fc.constantFrom<TransferEvent>(
      blind,
      consult,
      { type: 'customer-held' },
      { type: 'target-rings' },
      { type: 'consult-answered' },
      { type: 'complete-asked' },
      { type: 'succeeded' },
      { type: 'customer-ended' },
      { type: 'dropped' },
    ),
    fc.constantFrom(...TransferFailure.options).map((failure): TransferEvent => ({ type: 'failed', failure })),
    fc
      .tuple(fc.constantFrom(...TransferFailure.options), fc.boolean())
      .map(([failure, byUs]): TransferEvent => ({ type: 'consult-ended', failure, byUs })),
  );

  it('never throws and never leaves a transfer that does not fit its schema', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let transfer: Transfer | null = null;
        for (const one of events) {
          const stepped = stepTransfer(transfer, one);
          if (stepped.ignored) expect(stepped).toEqual({ transfer, effects: [], ignored: true });
          transfer = stepped.transfer;
          if (transfer !== null) expect(Transfer.safeParse(transfer).success).toBe(true);
        }
      }),
    );
  });
});
