import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { findByNumber } from '#electron/seat/db/queries/customers.ts';
import { outboxCounts } from '#electron/seat/db/queries/outbox.ts';
import { listTickets } from '#electron/seat/db/queries/tickets.ts';
import { sampleCustomer } from '#server/sample/customers.ts';
import { paths } from '#shared/sync/wire.ts';
import { FakeCentre, type Fate } from './fake-centre.ts';
import { fakeTime, type TestSeat, testSeat } from './seat.ts';

const address = { url: 'http://centre', agentNumber: '1001', samplePassword: 'right' };
const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

function setUp(options: { session?: { text: string | null }; random?: () => number; folder?: string } = {}) {
  const centre = new FakeCentre();
  const time = fakeTime();
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'ninhao-sync-'));
  const seat = testSeat(folder, { createHttp: centre.createHttp, clock: time.clock, ...options });
  open.push(async () => {
    await seat.sync.close();
    seat.journal.close();
    seat.cache().close();
    rmSync(folder, { recursive: true, force: true });
  });
  return { centre, time, seat, folder };
}

const places = (seat: TestSeat): string[] =>
  listTickets(seat.journal, seat.cache(), { limit: 1000 }).map((placed) => placed.place);

describe('the line to the centre', () => {
  it('signs in by itself, loads the customers and says how far it is', async () => {
    const { centre, time, seat } = setUp();
    for (let n = 0; n < 2500; n++) centre.put({ entity: 'customer', id: sampleCustomer(n).id, data: sampleCustomer(n) });
    seat.sync.connect(address);
    await time.pass(100);
    while (seat.state().loading !== null) await time.pass(10);
    expect(seat.events.slice(0, 2)).toEqual(['signed-in nobody', 'signed-in 1001']);
    expect(seat.states.map((state) => state.loading)).toContainEqual({ rows: 1000, total: 2500 });
    expect(seat.state()).toMatchObject({ phase: 'online', trouble: null, loading: null });
    expect(findByNumber(seat.cache(), '8613800005678').map((c) => c.name)).toEqual(['王秀兰']);
  });

  it('goes on with a first load after a restart, from where it was', async () => {
    const session = { text: null };
    const { centre, time, seat, folder } = setUp({ session });
    for (let n = 0; n < 2500; n++) centre.put({ entity: 'customer', id: sampleCustomer(n).id, data: sampleCustomer(n) });
    let pages = 0;
    centre.fate = () => (centre.requests.at(-1) === paths.down && ++pages > 1 ? 'lost' : 'arrives');
    seat.sync.connect(address);
    await time.pass(50);
    await seat.sync.close();
    const second = testSeat(folder, { createHttp: centre.createHttp, clock: time.clock, session });
    centre.fate = () => 'arrives';
    const before = centre.requests.length;
    second.sync.connect(address);
    await time.pass(50);
    while (second.state().phase !== 'online' || second.state().loading !== null) await time.pass(10);
    // 2,000 rows were there: one refresh and one page bring the rest. (The page after it asks what came before the hints.)
    expect(centre.requests.slice(before)).toEqual([paths.refresh, paths.down, paths.down]);
    expect(findByNumber(second.cache(), sampleCustomer(2499).phones[0]?.number ?? '')).toEqual([sampleCustomer(2499)]);
    await second.sync.close();
    second.journal.close();
    second.cache().close();
  });

  it('brings a saved ticket to the centre at once and says so', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(address);
    await time.pass(100);
    seat.save(1);
    expect(places(seat)).toEqual(['here']);
    await time.settle();
    expect(places(seat)).toEqual(['server']);
    expect(seat.events).toContain('arrived GD-1');
    expect(seat.state().waitingOperations).toBe(0);
    expect(centre.rows.size).toBe(1);
  });

  it('pulls when it is hinted, and by polling when no hint comes', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(address);
    await time.pass(100);
    centre.put({ entity: 'notice', id: 'n-1', data: {} });
    centre.hint();
    await time.settle();
    expect(seat.events.at(-1)).toBe('changed rows');
    const told = seat.events.length;
    centre.put({ entity: 'notice', id: 'n-2', data: {} });
    await time.pass(10_000);
    expect(seat.events).toHaveLength(told);
    await time.pass(30_000);
    expect(seat.events.at(-1)).toBe('changed rows');
    expect(seat.events).toHaveLength(told + 1);
  });

  it('opens the hint line again when it was lost, and asks what it missed', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(address);
    await time.pass(100);
    const [listener] = centre.listeners;
    centre.listeners.clear();
    centre.fate = () => 'lost';
    listener?.onClose();
    await time.settle();
    centre.fate = () => 'arrives';
    centre.put({ entity: 'notice', id: 'n-1', data: {} });
    await time.pass(2000);
    expect(seat.events.at(-1)).toBe('changed rows');
    expect(centre.listeners.size).toBe(1);
  });
});

describe('without a centre', () => {
  it('waits longer and longer with full jitter, works on, and drains by itself', async () => {
    const { centre, time, seat } = setUp({ random: () => 0.999 });
    centre.down = true;
    seat.sync.connect(address);
    const waits: number[] = [];
    for (let n = 0; n < 9; n++) {
      await time.settle();
      waits.push(Math.round((time.nextTimerMs() ?? 0) / 999));
      await time.pass(time.nextTimerMs() ?? 0);
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    expect(seat.state()).toMatchObject({ phase: 'offline', trouble: 'unreachable' });
    for (let n = 0; n < 700; n++) seat.save(n);
    expect(seat.state().waitingOperations).toBe(700);
    await time.pass(3 * 86_400_000);
    centre.down = false;
    await time.pass(70_000);
    expect(outboxCounts(seat.journal)).toEqual({ waiting: 0, parked: 0 });
    expect(seat.state()).toMatchObject({ phase: 'online', waitingOperations: 0 });
    expect(centre.batches.length).toBeLessThan(12);
    expect(Math.max(...centre.batches)).toBeLessThanOrEqual(500);
  });

  it('hears that the centre is back after a long outage, and sends at once, long before its own next try', async () => {
    const { centre, time, seat } = setUp({ random: () => 0.999 });
    seat.sync.connect(address);
    await time.pass(100);
    centre.goAway();
    seat.save(1);
    await time.pass(400_000);
    expect(seat.state()).toMatchObject({ phase: 'offline', waitingOperations: 1 });
    // Waits of 1, 2, 4 … 60 s: the next try of the exchange would be 23 s away.
    const tries = centre.requests.length;
    centre.down = false;
    await time.pass(9_000);
    expect(centre.requests.length).toBeGreaterThan(tries);
    expect(places(seat)).toEqual(['server']);
    expect(seat.state()).toMatchObject({ phase: 'online', waitingOperations: 0 });
  });

  it('starts with who was signed in last time', async () => {
    const session = { text: null };
    const first = setUp({ session });
    first.seat.sync.connect(address);
    await first.time.pass(100);
    await first.seat.sync.close();
    const second = setUp({ session });
    second.centre.down = true;
    second.seat.sync.connect({ ...address, samplePassword: null });
    expect(second.seat.events).toEqual(['signed-in 1001']);
    await second.time.pass(100);
    expect(second.seat.state()).toMatchObject({ phase: 'offline', trouble: 'unreachable' });
  });

  it('does not come back before the moment the centre asked for', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(address);
    await time.pass(100);
    centre.instead = (path) => (path === paths.up ? { status: 503, body: null, retryAfterMs: 40_000 } : null);
    seat.save(1);
    await time.settle();
    const before = centre.requests.length;
    await time.pass(40_000);
    expect(centre.requests).toHaveLength(before);
    centre.instead = () => null;
    await time.pass(1500);
    expect(places(seat)).toEqual(['server']);
  });

  it('of an empty address is off, and nobody is signed in', async () => {
    const { seat } = setUp();
    seat.sync.connect({ url: '', agentNumber: '', samplePassword: null });
    expect(seat.events).toEqual(['signed-in nobody']);
    expect((await seat.sync.signIn('1001', 'right')).ok).toBe(false);
  });
});

describe('what the network does', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'loses, doubles and delays (seed %i): every ticket arrives once, and nothing else',
    async (seed) => {
      let state = seed * 7919;
      const random = (): number => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return (state >>> 8) / 2 ** 24;
      };
      const { centre, time, seat } = setUp({ random });
      const fates: Fate[] = ['arrives', 'lost', 'answer-lost', 'doubled'];
      centre.fate = () => fates[Math.floor(random() * 4)] ?? 'arrives';
      seat.sync.connect(address);
      const saved: string[] = [];
      for (let n = 0; n < 60; n++) {
        saved.push(seat.save(n).id);
        await time.pass(random() * 3000);
        if (random() < 0.1) centre.expireAccessTokens();
      }
      centre.fate = () => 'arrives';
      for (let n = 0; n < 20 && outboxCounts(seat.journal).waiting > 0; n++) await time.pass(60_000);
      expect([...centre.rows.keys()].sort()).toEqual(saved.toSorted());
      expect([...centre.rows.values()].map((held) => held.row.version)).toEqual(saved.map(() => 1));
      await time.pass(60_000);
      expect(new Set(places(seat))).toEqual(new Set(['server']));
      expect(seat.events.filter((event) => event.startsWith('error'))).toEqual([]);
    },
  );
});

describe('what the centre refuses', () => {
  it('is parked with its number told, and holds up no other', async () => {
    const { centre, time, seat } = setUp();
    const bad = seat.save(1);
    centre.outcomeFor = (operation) => (operation.entityId === bad.id ? 'rejected' : 'applied');
    seat.save(2);
    seat.sync.connect(address);
    await time.pass(100);
    expect(seat.events).toContain('parked GD-1');
    expect(seat.events).toContain('arrived GD-2');
    expect(seat.state()).toMatchObject({ phase: 'online', waitingOperations: 0, parkedOperations: 1 });
  });

  it('as a whole batch is cut down until the operation at fault is alone, and only that one is parked', async () => {
    const { centre, time, seat } = setUp();
    const tickets = [1, 2, 3, 4, 5].map((n) => seat.save(n));
    const poison = tickets[3]?.id;
    centre.instead = (path, body) =>
      path === paths.up && JSON.stringify(body).includes(`${poison}`) ? { status: 413, body: null, retryAfterMs: null } : null;
    seat.sync.connect(address);
    await time.pass(2000);
    expect(outboxCounts(seat.journal)).toEqual({ waiting: 0, parked: 1 });
    expect(centre.rows.size).toBe(4);
  });

  it('for now ("retry") is kept, and the rows still come down', async () => {
    const { centre, time, seat } = setUp();
    centre.outcomeFor = () => 'retry';
    centre.put({ entity: 'notice', id: 'n-1', data: {} });
    seat.save(1);
    seat.sync.connect(address);
    await time.pass(100);
    expect(seat.events).toContain('changed rows');
    expect(seat.state()).toMatchObject({ phase: 'offline', trouble: 'server-error', waitingOperations: 1 });
    centre.outcomeFor = () => 'applied';
    await time.pass(10_000);
    expect(seat.state()).toMatchObject({ phase: 'online', waitingOperations: 0 });
  });
});

describe('a restored centre', () => {
  it('gets again what it acknowledged before, and the cache begins anew', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(address);
    await time.pass(100);
    for (let n = 0; n < 5; n++) seat.save(n);
    await time.pass(100);
    expect(centre.rows.size).toBe(5);
    centre.rows.clear();
    centre.answers.clear();
    centre.epoch = 'epoch-2';
    seat.save(9);
    await time.pass(60_000);
    expect(centre.rows.size).toBe(6);
    expect(seat.events).toContain('cache-rebuilt');
    expect(places(seat)).toEqual(Array.from({ length: 6 }, () => 'server'));
  });
});

describe('sign-in', () => {
  const noPassword = { ...address, samplePassword: null };

  it('is asked for when nobody is signed in, and the outbox waits', async () => {
    const { time, seat } = setUp();
    seat.sync.connect(noPassword);
    seat.save(1);
    await time.pass(120_000);
    expect(seat.state()).toMatchObject({ phase: 'signed-out', waitingOperations: 1 });
    expect(await seat.sync.signIn('1001', 'right')).toEqual({ ok: true, value: {} });
    await time.settle();
    expect(seat.state()).toMatchObject({ phase: 'online', waitingOperations: 0 });
    expect(seat.events).toContain('signed-in 1001');
  });

  const answer = (status: number, body: unknown) => (centre: FakeCentre) => {
    centre.instead = () => ({ status, body, retryAfterMs: null });
  };
  const refusals: [string, (centre: FakeCentre) => void, string, string][] = [
    ['a wrong password', () => undefined, 'wrong', 'wrong-password'],
    [
      'no line',
      (centre) => {
        centre.down = true;
      },
      'right',
      'centre-unreachable',
    ],
    ['a lock', answer(423, { error: { code: 'locked', message: '' } }), 'right', 'account-locked'],
    ['something that is no centre', answer(200, '<html>'), 'right', 'centre-refused'],
    ['a centre in trouble', answer(500, null), 'right', 'centre-refused'],
  ];

  it.each(refusals)('says what was wrong: %s', async (_, prepare, password, code) => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(noPassword);
    await time.settle();
    prepare(centre);
    const refused = await seat.sync.signIn('1001', password);
    expect(refused.ok ? 'ok' : refused.error.code).toBe(code);
  });

  it('with a wrong sample password is tried once, and the reason is shown', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect({ ...address, samplePassword: 'wrong' });
    await time.pass(600_000);
    expect(centre.requests).toEqual([paths.signIn]);
    expect(seat.state()).toMatchObject({ phase: 'signed-out', trouble: 'wrong-password' });
  });

  it('that the centre ended is asked for again, and the agent is not thrown out meanwhile', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(noPassword);
    await time.settle();
    await seat.sync.signIn('1001', 'right');
    await time.settle();
    const told = seat.events.length;
    centre.endSignIn();
    seat.save(1);
    await time.pass(1000);
    expect(seat.state()).toMatchObject({ phase: 'signed-out', trouble: 'expired', waitingOperations: 1 });
    expect(seat.events.slice(told).filter((event) => event.startsWith('signed-in'))).toEqual([]);
  });

  it('is renewed with a fresh token when the access token has ended', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(address);
    await time.pass(100);
    centre.expireAccessTokens();
    seat.save(1);
    await time.settle();
    expect(places(seat)).toEqual(['server']);
    expect(centre.requests.filter((path) => path === paths.refresh)).toHaveLength(1);
  });

  it('ends with a sign-out, and stays so', async () => {
    const { centre, time, seat } = setUp();
    seat.sync.connect(address);
    await time.pass(100);
    await seat.sync.signOut();
    await time.pass(600_000);
    expect(seat.state()).toMatchObject({ phase: 'signed-out', trouble: null });
    expect(seat.events.at(-1)).toBe('signed-in nobody');
    expect(centre.requests.at(-1)).toBe(paths.signOut);
  });
});
