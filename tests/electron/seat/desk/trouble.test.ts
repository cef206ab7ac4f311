import { describe, expect, test } from 'vitest';
import { benchSeats, wang } from './bench-seat.ts';
import { answered, over, ringing, startMs } from './fakes.ts';

const { start } = benchSeats();

function diskFull(): never {
  throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
}

describe('a full disk', () => {
  test('does not keep a call from ringing, being answered and ending; the agent is told', () => {
    const bench = start({ store: (store) => ({ ...store, insertCall: diskFull, updateCall: diskFull, saveDraft: diskFull }) });
    bench.engine.put(ringing());
    bench.engine.put(answered(ringing(), startMs + 3_000));
    bench.turn();
    expect(bench.seat.state().calls.calls[0]?.phase).toBe('active');
    expect(bench.tells.map(({ code }) => code)).toContain('disk-full');
    bench.engine.end(over(answered(ringing(), startMs + 3_000), startMs + 9_000));
    bench.turn();
    expect(bench.seat.state().calls.calls[0]?.phase).toBe('ended');
  });

  test('refuses what the agent wants kept, and keeps the draft on screen', async () => {
    const bench = start({ store: (store) => ({ ...store, saveDraft: diskFull, saveTicket: diskFull }) });
    bench.engine.put(ringing());
    const draftId = bench.seat.state().drafts[0]?.id ?? '';
    expect(await bench.ask('draft.change', { draftId, patch: { summary: 'x' } })).toMatchObject({ error: { code: 'disk-full' } });
    expect(bench.seat.state().drafts).toHaveLength(1);
  });

  test('refuses a ticket whole: nothing is half written', async () => {
    const bench = start({ store: (store) => ({ ...store, saveTicket: diskFull }) });
    bench.engine.put(ringing());
    const draftId = bench.seat.state().drafts[0]?.id ?? '';
    const patch = { kind: 'enquiry' as const, summary: '询问', fields: { subject: 'bill', answer: '已答' } };
    await bench.ask('draft.change', { draftId, patch });
    expect(await bench.ask('ticket.save', { draftId })).toMatchObject({ error: { code: 'disk-full' } });
    expect(bench.seat.state().drafts).toMatchObject([{ id: draftId, summary: '询问' }]);
    expect(await bench.ask('ticket.list', { limit: 5 })).toMatchObject({ value: { tickets: [] } });
  });
});

describe('a damaged cache', () => {
  test('leaves the caller a number without a name, and the call rings', () => {
    const damaged = (): never => {
      throw Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
    };
    const bench = start({ customers: [wang()], store: (store) => ({ ...store, findByNumber: damaged }) });
    bench.engine.put(ringing());
    expect(bench.changes).toHaveLength(1);
    expect(bench.seat.state().desks[0]?.card).toMatchObject({ match: 'none', shownNumber: '138 0000 5678' });
    expect(bench.log.lines.map(({ event }) => event)).toContain('card.unreadable');
  });
});

describe('after a crash', () => {
  test('a call that was cut is over and missed in the log; one that comes back is not', async () => {
    const bench = start();
    bench.engine.put(ringing());
    bench.turn();
    bench.kill();
    const again = start({ folder: bench.folder, afterCrash: true, clock: bench.clock });
    expect(await again.ask('log.calls', { limit: 5 })).toMatchObject({
      value: { calls: [{ reason: 'lost', toCallBack: true }] },
    });
    expect(again.seat.state().missedUnseen).toBe(1);
    again.engine.put(answered(ringing(), startMs + 4_000));
    again.turn();
    expect(await again.ask('log.calls', { limit: 5 })).toMatchObject({
      value: { calls: [{ reason: null, endedAtMs: null, answeredAtMs: startMs + 4_000 }] },
    });
    expect(again.seat.state().missedUnseen).toBe(0);
  });
});

describe('the words of a call', () => {
  const callId = ringing().id;
  const live = answered(ringing(), startMs + 4_000);

  test('stand where they stood when the call comes back after a crash', async () => {
    const bench = start();
    bench.engine.put(ringing());
    bench.engine.put(live);
    await bench.ask('script.said', { callId, stage: 'opening', said: true });
    await bench.ask('script.stage', { callId, stage: 'confirm' });
    bench.turn();
    const before = bench.seat.state().desks[0]?.script;
    bench.kill();
    const again = start({ folder: bench.folder, afterCrash: true, clock: bench.clock });
    again.engine.put(live);
    const after = again.seat.state().desks[0]?.script;
    expect(after?.now.stage).toBe('confirm');
    expect(after?.stages.filter(({ said }) => said).map(({ stage }) => stage)).toEqual(['opening']);
    expect(after?.stages).toEqual(before?.stages);
  });

  test('are forgotten with the call, and a call that rings anew begins with the opening', async () => {
    const bench = start();
    bench.engine.put(ringing());
    bench.engine.put(live);
    await bench.ask('script.stage', { callId, stage: 'closing' });
    bench.engine.end(over(live, startMs + 60_000));
    bench.turn();
    bench.kill();
    const again = start({ folder: bench.folder, afterCrash: true, clock: bench.clock });
    again.engine.put(live);
    expect(again.seat.state().desks[0]?.script.now.stage).toBe('opening');
  });
});

describe('the day', () => {
  test('figures begin anew at midnight though nobody does anything', () => {
    const bench = start();
    bench.engine.put(ringing());
    bench.engine.end(over(answered(ringing(), startMs + 3_000), startMs + 60_000));
    bench.turn();
    expect(bench.seat.state().today.answered).toBe(1);
    bench.clock.advance(15 * 3_600_000 + 1);
    expect(bench.seat.state().today.answered).toBe(0);
  });
});

describe('two numbers for one turn', () => {
  test('two first rings in one turn get two cards and two form numbers', () => {
    const { engine, seat } = start();
    engine.put(ringing());
    engine.put(ringing({ id: 'call-2' as never, party: { number: '13900000000', displayName: '' } }));
    expect(seat.state().drafts.map(({ number }) => number)).toEqual(['GD-1124-1001-001', 'GD-1124-1001-002']);
    expect(seat.state().desks.map(({ callId }) => callId)).toEqual(['call-1', 'call-2']);
  });
});
