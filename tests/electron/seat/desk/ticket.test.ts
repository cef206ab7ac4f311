import { describe, expect, test } from 'vitest';
import { CallId } from '#shared/call/call.ts';
import { type BenchSeat, benchSeats, wang } from './bench-seat.ts';
import { answered, over, ringing, startMs } from './fakes.ts';

const { start } = benchSeats();

/** The sample repair, complete. */
const complete = { kind: 'enquiry' as const, summary: '询问本月水费', fields: { subject: 'bill', answer: '已解释阶梯水价' } };

async function talking(bench: BenchSeat): Promise<string> {
  bench.engine.put(ringing());
  bench.engine.put(answered(ringing(), startMs + 3_000));
  bench.turn();
  const draftId = bench.seat.state().desks[0]?.draftId;
  if (!draftId) throw new Error('no form came with the call');
  return draftId;
}

describe('a draft', () => {
  test('is on disk after every change, without a goodbye', async () => {
    const bench = start({ customers: [wang()] });
    const draftId = await talking(bench);
    for (const summary of ['水', '水管', '水管漏']) await bench.ask('draft.change', { draftId, patch: { summary } });
    bench.kill();

    const again = start({ folder: bench.folder, afterCrash: true, clock: bench.clock });
    expect(again.seat.state().drafts).toMatchObject([{ id: draftId, summary: '水管漏', number: 'GD-1124-1001-001' }]);
  });

  test('that was left by a crash is told once a screen listens; after a clean stop nothing is', () => {
    const bench = start();
    bench.engine.put(ringing());
    bench.turn();
    bench.kill();
    const told = (afterCrash: boolean): readonly string[] => {
      const again = start({ folder: bench.folder, afterCrash, clock: bench.clock });
      void again.seat.handle('seat.open', {});
      again.turn();
      again.kill();
      return again.tells.map(({ code }) => code);
    };
    expect(told(false)).not.toContain('draft-recovered');
    expect(told(true)).toContain('draft-recovered');
  });

  test('and what the engine tells before any screen is there is seen once, by the first that opens', async () => {
    const bench = start({ listens: false });
    bench.engine.options().onTell({ level: 'info', code: 'call-restored', params: {} });
    const seen: string[] = [];
    const stop = bench.seat.subscribe((event) => {
      if (event.name === 'tell') seen.push(event.payload.code);
    });
    for (let times = 0; times < 2; times += 1) {
      await bench.ask('seat.open', {});
      bench.turn();
    }
    expect(seen).toEqual(['call-restored']);
    stop();
  });

  test('of a call that comes back after a crash is the same draft', async () => {
    const bench = start();
    const draftId = await talking(bench);
    await bench.ask('draft.change', { draftId, patch: { summary: '半句话' } });
    bench.kill();
    const again = start({ folder: bench.folder, afterCrash: true, clock: bench.clock });
    again.engine.put(answered(ringing(), startMs + 3_000));
    again.turn();
    expect(again.seat.state().desks[0]?.draftId).toBe(draftId);
    expect(again.seat.state().drafts).toHaveLength(1);
    expect(again.seat.state().desks[0]?.card.earlierCalls).toBe(0);
    expect(await again.ask('log.calls', { limit: 5 })).toMatchObject({ value: { calls: [{ id: 'call-1' }] } });
  });

  test('keeps what the agent typed when the caller turns out to be somebody else', async () => {
    const bench = start({ customers: [wang()] });
    const draftId = await talking(bench);
    await bench.ask('draft.change', { draftId, patch: { address: '另一处地址' } });
    await bench.ask('customer.choose', { callId: ringing().id, customerId: null });
    expect(bench.seat.state().drafts[0]).toMatchObject({ address: '另一处地址', contactName: '', customerId: null });
  });

  test('that is discarded comes back whole by undo', async () => {
    const bench = start();
    const draftId = await talking(bench);
    await bench.ask('draft.change', { draftId, patch: { summary: '写了一半' } });
    await bench.ask('draft.discard', { draftId });
    expect(bench.seat.state().drafts).toEqual([]);
    expect(bench.seat.state().desks[0]?.draftId).toBeNull();
    expect(await bench.ask('draft.restore', { draftId })).toMatchObject({ ok: true });
    expect(bench.seat.state().drafts).toMatchObject([{ id: draftId, summary: '写了一半' }]);
    expect(await bench.ask('draft.restore', { draftId: 'never' })).toMatchObject({ error: { code: 'no-such-draft' } });
  });

  test('with something in it waits after its call; an empty one goes when the next call needs the desk', async () => {
    const bench = start();
    await talking(bench);
    bench.engine.end(over(answered(ringing(), startMs + 3_000), startMs + 60_000));
    bench.engine.drop(ringing().id);
    bench.turn();
    expect(bench.seat.state().drafts).toHaveLength(1);
    expect(bench.seat.state().desks).toHaveLength(1);

    bench.engine.put(ringing({ id: CallId.parse('call-2') }));
    bench.turn();
    expect(bench.seat.state().drafts).toMatchObject([{ callId: 'call-2', number: 'GD-1124-1001-001' }]);
    const second = bench.seat.state().drafts[0]?.id ?? '';
    await bench.ask('draft.change', { draftId: second, patch: { summary: '有内容' } });
    bench.engine.end(over(answered(ringing({ id: CallId.parse('call-2') }), startMs + 90_000), startMs + 95_000));
    bench.engine.drop(CallId.parse('call-2'));
    bench.engine.put(ringing({ id: CallId.parse('call-3') }));
    bench.turn();
    expect(bench.seat.state().drafts.map(({ number }) => number)).toEqual(['GD-1124-1001-001', 'GD-1124-1001-002']);
  });
});

describe('a ticket', () => {
  test('is saved once with its operation, ends its draft and asks the centre to fetch it', async () => {
    const bench = start({ customers: [wang()] });
    const draftId = await talking(bench);
    await bench.ask('draft.change', { draftId, patch: complete });
    const saved = await bench.ask('ticket.save', { draftId });
    expect(saved).toEqual({ ok: true, value: { ticketId: draftId } });
    expect(bench.seat.state().drafts).toEqual([]);
    expect(bench.centre.pokes).toBe(1);
    expect(bench.tells.map(({ code }) => code)).toContain('ticket-saved');
    expect(await bench.ask('ticket.save', { draftId })).toMatchObject({ error: { code: 'no-such-draft' } });
    const list = await bench.ask('ticket.list', { limit: 10 });
    expect(list).toMatchObject({
      value: { tickets: [{ place: 'here', ticket: { id: draftId, number: 'GD-1124-1001-001', status: 'registered' } }] },
    });
    expect(bench.seat.state().desks[0]?.card.openTickets).toHaveLength(1);
    expect(bench.seat.state().today.tickets).toBe(1);
  });

  test('that lacks something names the field and stays a draft', async () => {
    const bench = start();
    const draftId = await talking(bench);
    await bench.ask('draft.change', { draftId, patch: { ...complete, summary: ' ' } });
    expect(await bench.ask('ticket.save', { draftId })).toMatchObject({
      error: { code: 'incomplete-ticket', detail: 'summary' },
    });
    expect(bench.seat.state().drafts).toHaveLength(1);
  });

  test('takes its number for good; the next draft has the next one, also after a restart', async () => {
    const bench = start();
    const draftId = await talking(bench);
    await bench.ask('draft.change', { draftId, patch: complete });
    await bench.ask('ticket.save', { draftId });
    await bench.ask('draft.open', { callId: null });
    expect(bench.seat.state().drafts[0]?.number).toBe('GD-1124-1001-002');
    bench.turn();
    bench.kill();
    const again = start({ folder: bench.folder, clock: bench.clock });
    await again.ask('draft.open', { callId: null });
    expect(again.seat.state().drafts.map(({ number }) => number)).toEqual(['GD-1124-1001-002', 'GD-1124-1001-003']);
  });

  test('numbers begin anew at midnight of the seat', async () => {
    const bench = start();
    await bench.ask('draft.open', { callId: null });
    bench.clock.advance(15 * 3_600_000);
    await bench.ask('draft.open', { callId: null });
    expect(bench.seat.state().drafts.map(({ number }) => number)).toEqual(['GD-1124-1001-001', 'GD-1125-1001-001']);
  });
});
