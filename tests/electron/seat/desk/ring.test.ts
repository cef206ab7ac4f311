import { describe, expect, test } from 'vitest';
import { CallId } from '#shared/call/call.ts';
import { CustomerId } from '#shared/customer/customer.ts';
import { benchSeats, wang } from './bench-seat.ts';
import { answered, over, ringing, startMs } from './fakes.ts';

const { start } = benchSeats();

describe('the first ring', () => {
  test('brings card, words and form in one frame, in the same turn', () => {
    const { engine, changes } = start({ customers: [wang()] });
    engine.put(ringing());
    expect(changes).toHaveLength(1);
    const [change] = changes;
    expect(change?.calls?.calls).toHaveLength(1);
    const desk = change?.desks?.[0];
    expect(desk?.card.match).toBe('one');
    expect(desk?.card.customer?.name).toBe(wang().name);
    expect(desk?.card.reasons).toEqual(['number']);
    expect(desk?.card.shownNumber).toBe('138 0000 5678');
    expect(desk?.script.now.text).toContain('请问有什么可以帮您');
    expect(desk?.script.now.text).not.toContain('{');
    const draft = change?.drafts?.[0];
    expect(draft?.id).toBe(desk?.draftId);
    expect(draft).toMatchObject({
      number: 'GD-1124-1001-001',
      callId: 'call-1',
      contactNumber: '13800005678',
      contactName: wang().name,
      accountNumber: wang().accountNumber,
      address: wang().address,
    });
  });

  test('of an unknown number offers nobody and keeps the number in the form', () => {
    const { engine, seat } = start();
    engine.put(ringing({ party: { number: '01062345678', displayName: '' } }));
    const [desk] = seat.state().desks;
    expect(desk?.card).toMatchObject({ match: 'none', customer: null, shownNumber: '010-6234 5678' });
    expect(seat.state().drafts[0]?.contactNumber).toBe('01062345678');
  });

  test('of a shared number offers all its customers and decides nothing', async () => {
    const other = wang({ id: CustomerId.parse('other'), name: '李强', accountNumber: '33010099999' });
    const { engine, seat, ask, turn } = start({ customers: [wang(), other] });
    engine.put(ringing());
    expect(seat.state().desks[0]?.card).toMatchObject({ match: 'several', customer: null });
    expect(seat.state().desks[0]?.card.candidates).toHaveLength(2);

    const chosen = await ask('customer.choose', { callId: ringing().id, customerId: 'other' });
    turn();
    expect(chosen.ok).toBe(true);
    expect(seat.state().desks[0]?.card).toMatchObject({ match: 'chosen', customer: { name: '李强' } });
    expect(seat.state().desks[0]?.card.reasons[0]).toBe('chosen');
    expect(seat.state().drafts[0]).toMatchObject({ contactName: '李强', accountNumber: '33010099999' });
  });

  test('with a hostile name and number executes nothing and is shown as text', () => {
    const { engine, seat, changes } = start();
    engine.put(ringing({ party: { number: '<img src=x onerror=alert(1)>', displayName: '"><script>' } }));
    expect(changes).toHaveLength(1);
    expect(seat.state().desks[0]?.card.match).toBe('none');
    expect(seat.state().drafts[0]?.contactNumber.length).toBeLessThanOrEqual(24);
  });

  test('is written to the journal only after its frame has left', async () => {
    const { engine, ask, turn } = start();
    engine.put(ringing());
    expect(await ask('log.calls', { limit: 10 })).toMatchObject({ value: { calls: [] } });
    turn();
    expect(await ask('log.calls', { limit: 10 })).toMatchObject({
      value: { calls: [{ id: 'call-1', party: { number: '8613800005678' }, reason: null }] },
    });
  });
});

describe('tones', () => {
  test('ring alone, wait softly during another call, ring back while the far phone rings', () => {
    const { engine, media } = start();
    media.hello();
    engine.put(ringing());
    expect(media.tones()).toEqual(['ring']);
    engine.put(answered(ringing(), startMs + 3_000));
    engine.put(ringing({ id: ringing({}).id, waiting: true }));
    expect(media.tones()).toEqual(['ring', 'none', 'waiting']);
  });

  test('a new media page is told devices and the tone that sounds', () => {
    const { engine, media } = start();
    media.hello();
    engine.put(ringing());
    media.asked.length = 0;
    media.hello('page-2');
    expect(media.asked.map(({ name }) => name)).toEqual(['device', 'warm', 'tone']);
  });
});

describe('a missed call', () => {
  test('is counted, explained, and to be called back until it is', async () => {
    const { engine, seat, ask, turn, tells } = start();
    engine.put(ringing());
    engine.end(over(ringing(), startMs + 20_000, { reason: 'cancelled-by-caller' }));
    turn();
    expect(seat.state().missedUnseen).toBe(1);
    expect(seat.state().today.missed).toBe(1);
    expect(tells.map(({ code }) => code)).toContain('missed-call');
    expect(await ask('log.calls', { limit: 5 })).toMatchObject({
      value: { calls: [{ reason: 'cancelled-by-caller', toCallBack: true }] },
    });
    await ask('log.seen', {});
    expect(seat.state().missedUnseen).toBe(0);

    engine.put({
      ...answered(ringing({ id: over(ringing(), 0).id }), startMs + 60_000),
      id: ringing().id.replace('1', '2') as never,
      direction: 'out',
      offeredAtMs: startMs + 50_000,
    });
    turn();
    const calls = await ask('log.calls', { limit: 5 });
    expect(calls.ok && calls.value.calls.map(({ toCallBack }) => toCallBack)).toEqual([false, false]);
  });

  test('answered elsewhere says by whom and does not count', async () => {
    const { engine, seat, ask, turn } = start();
    engine.put(ringing());
    engine.end(over(ringing(), startMs + 9_000, { reason: 'answered-elsewhere', elsewhere: '1002' }));
    turn();
    expect(seat.state().missedUnseen).toBe(0);
    expect(await ask('log.calls', { limit: 5 })).toMatchObject({
      value: { calls: [{ reason: 'answered-elsewhere', elsewhere: '1002', toCallBack: false }] },
    });
  });

  test('leaves no form behind when nobody typed in it, and its number is free again', () => {
    const { engine, seat, turn } = start();
    engine.put(ringing());
    engine.end(over(ringing(), startMs + 9_000, { reason: 'cancelled-by-caller' }));
    engine.drop(ringing().id);
    turn();
    expect(seat.state().drafts).toEqual([]);
    expect(seat.state().desks).toEqual([]);
    engine.put(ringing({ id: 'call-2' as never }));
    expect(seat.state().drafts[0]?.number).toBe('GD-1124-1001-001');
  });

  test('of a queue that tries a seat which is not ready is one line a caller, without a word to the agent', async () => {
    const { engine, clock, ask, turn, tells } = start();
    const refused = (id: string, number: string) =>
      engine.options().onEnded(
        over(
          ringing({ id: CallId.parse(id), kind: 'queue', party: { number, displayName: '' }, offeredAtMs: clock.nowMs() }),
          clock.nowMs(),
          {
            reason: 'declined-not-ready',
          },
        ),
        0,
      );
    for (const id of ['a', 'b', 'c']) {
      refused(id, '13800005678');
      clock.advance(5_000);
      turn();
    }
    refused('d', '13900000000');
    turn();
    expect(tells).toEqual([]);
    expect(await ask('log.calls', { limit: 9 })).toMatchObject({
      value: { calls: [{ id: 'd' }, { id: 'a', reason: 'declined-not-ready', endedAtMs: startMs + 10_000, toCallBack: true }] },
    });
  });

  test('that found all lines busy is in the log though it never rang', async () => {
    const { engine, ask, turn, seat } = start();
    engine.options().onEnded(over(ringing(), startMs, { reason: 'busy' }), 0);
    turn();
    expect(await ask('log.calls', { limit: 9 })).toMatchObject({ value: { calls: [{ reason: 'busy', toCallBack: true }] } });
    expect(seat.state().missedUnseen).toBe(1);
  });
});
