import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { type BenchSeat, openSeat, type SeatOptions } from './bench-seat.ts';
import { type PbxOptions, type ScriptedPbx, startScriptedPbx } from './scripted-pbx.ts';
import { headerOf } from './sip-text.ts';
import { answeredCall, settle } from './story.ts';
import { testCertificate, testKey } from './test-certificate.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

async function bench(pbxOptions: PbxOptions = {}, seatOptions: SeatOptions = {}): Promise<{ pbx: ScriptedPbx; seat: BenchSeat }> {
  const pbx = await startScriptedPbx(pbxOptions);
  closing.push(pbx.close);
  const seat = openSeat(pbx, seatOptions);
  closing.push(seat.engine.close);
  return { pbx, seat };
}

const trouble = async (seat: BenchSeat) => {
  const line = await seat.linePhase('down');
  if (line.phase !== 'down') throw new Error('not down');
  return line;
};

async function listening(server: {
  listen: (port: number, host: string, done: () => void) => unknown;
  address: () => unknown;
  close: () => unknown;
}) {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

describe('registration', () => {
  it('answers a digest challenge and says registered', async () => {
    const { pbx, seat } = await bench({ password: 'secret-1001' });
    await seat.registered();
    expect(pbx.count('REGISTER')).toBe(2);
    const request = pbx.received.at(-1);
    expect(request && headerOf(request, 'contact')).toMatch(/;expires=120/);
  });

  it('with a wrong password asks twice and then leaves the PBX alone', async () => {
    const { pbx, seat } = await bench({ password: 'other' }, { speed: 100 });
    expect(await trouble(seat)).toMatchObject({ trouble: 'wrong-password', nextTryAtMs: null });
    await settle(300);
    expect(pbx.count('REGISTER')).toBe(2);
    await seat.engine.retry();
    expect(pbx.count('REGISTER')).toBe(4);
  });

  it('with a wrong password, then the right one, is registered without a restart', async () => {
    const { pbx, seat } = await bench({ password: 'secret-1001' }, { account: { password: 'wrong' } });
    await trouble(seat);
    seat.engine.use({ ...seat.account, password: 'secret-1001' });
    await seat.registered();
    expect(pbx.bindings.size).toBe(1);
  });

  it.each([
    [403, 'forbidden'],
    [404, 'unknown-account'],
    [405, 'not-a-sip-server'],
  ] as const)('refused with %i is %s, without hammering', async (status, expected) => {
    const pbx = await startScriptedPbx();
    closing.push(pbx.close);
    pbx.on('REGISTER', (_request, reply) => reply(status, 'No'));
    const seat = openSeat(pbx, { speed: 100 });
    closing.push(seat.engine.close);
    expect(await trouble(seat)).toMatchObject({ trouble: expected, nextTryAtMs: null });
    await settle(200);
    expect(pbx.count('REGISTER')).toBe(1);
  });

  it('refused for the moment (503) is tried again, not before Retry-After', async () => {
    const pbx = await startScriptedPbx();
    closing.push(pbx.close);
    pbx.on('REGISTER', (_request, reply) => reply(503, 'Service Unavailable', { headers: ['Retry-After: 9'] }));
    const seat = openSeat(pbx, { speed: 50 });
    closing.push(seat.engine.close);
    const line = await trouble(seat);
    expect(line.trouble).toBe('server-error');
    expect((line.nextTryAtMs ?? 0) - line.sinceMs).toBeGreaterThanOrEqual(9_000);
    pbx.on('REGISTER', null);
    await seat.registered();
  });

  it('too brief for the registrar (423) takes the interval it names', async () => {
    const pbx = await startScriptedPbx();
    closing.push(pbx.close);
    pbx.on('REGISTER', (_request, reply) => {
      pbx.on('REGISTER', null);
      reply(423, 'Interval Too Brief', { headers: ['Min-Expires: 300'] });
    });
    const seat = openSeat(pbx, { speed: 50 });
    closing.push(seat.engine.close);
    await seat.registered();
    expect(
      headerOf(await pbx.saw('second REGISTER', (one) => /expires=300/.test(headerOf(one, 'contact') ?? '')), 'expires'),
    ).toBe('300');
  });

  it('is refreshed at 85 % of its time (trap 10)', async () => {
    const { pbx, seat } = await bench({ expiresS: 20 }, { speed: 20 });
    await seat.registered();
    const registers = () => pbx.received.filter((one) => one.method === 'REGISTER' && headerOf(one, 'contact') !== null);
    const atMs = performance.now();
    await seat.until('refresh', () => registers().length === 2);
    const passedMs = (performance.now() - atMs) * 20;
    expect(passedMs).toBeGreaterThan(15_000);
    expect(passedMs).toBeLessThan(20_000);
  });

  it('forgotten by the registrar is made again when the bindings are looked at', async () => {
    const { pbx, seat } = await bench({}, { speed: 100 });
    await seat.registered();
    pbx.bindings.clear();
    await seat.until('back', () => pbx.bindings.size === 1);
  });

  it('signs off at the end', async () => {
    const { pbx, seat } = await bench();
    await seat.registered();
    seat.engine.use(null);
    await seat.linePhase('off');
    expect(pbx.bindings.size).toBe(0);
  });

  it('told the same account again opens no second connection, however early', async () => {
    const { pbx, seat } = await bench({}, { start: false });
    seat.engine.use(seat.account);
    seat.engine.use({ ...seat.account });
    await seat.registered();
    seat.engine.use({ ...seat.account });
    await settle(100);
    expect(pbx.connections()).toBe(1);
    expect(pbx.count('REGISTER')).toBe(1);
  });

  it('told several accounts at once takes the last', async () => {
    const { pbx, seat } = await bench({}, { start: false });
    for (const user of ['1002', '1003', '1004']) seat.engine.use({ ...seat.account, user });
    await seat.registered();
    await settle(100);
    expect([...pbx.bindings.keys()]).toHaveLength(1);
    expect(headerOf(await pbx.sawRequest('REGISTER'), 'to')).toContain('sip:1004@');
    expect(pbx.connections()).toBe(1);
  });

  it('changes over to another account only when no call is live', async () => {
    const { pbx, seat } = await bench();
    await seat.registered();
    const { dialog, callId } = await answeredCall(pbx, seat);
    seat.engine.use({ ...seat.account, user: '1002' });
    await settle();
    expect(pbx.bindings.size).toBe(1);
    pbx.request(dialog, 'BYE');
    await seat.endOf(callId);
    await seat.until('the other', () =>
      pbx.received.some((one) => one.method === 'REGISTER' && /sip:1002@/.test(headerOf(one, 'to') ?? '')),
    );
    await seat.registered();
  });
});

describe('the account in use elsewhere', () => {
  const foreign = 'sip:zzz@10.0.0.9:5070;transport=ws';

  it('is noticed, stops re-registration, and is taken over on request', async () => {
    const { pbx, seat } = await bench({}, { speed: 100 });
    await seat.registered();
    pbx.bindings.clear();
    pbx.bindings.set(foreign, foreign);
    expect(await seat.linePhase('elsewhere')).toMatchObject({ where: '10.0.0.9:5070' });
    const mark = pbx.received.length;
    await settle(600);
    expect(pbx.received.slice(mark).filter((one) => headerOf(one, 'contact') !== null)).toEqual([]);
    expect([...pbx.bindings.keys()]).toEqual([foreign]);
    expect(await seat.engine.place('1002', null)).toMatchObject({ error: { code: 'not-registered' } });
    expect(await seat.engine.takeOver()).toEqual({ ok: true, value: {} });
    expect(seat.engine.view().line.phase).toBe('registered');
    expect([...pbx.bindings.keys()]).not.toContain(foreign);
  });

  it('meanwhile is not stolen back after a broken link', async () => {
    const { pbx, seat } = await bench({}, { speed: 10 });
    await seat.registered();
    pbx.bindings.clear();
    pbx.bindings.set(foreign, foreign);
    pbx.cut();
    await seat.linePhase('elsewhere');
    pbx.cut();
    await seat.linePhase('down');
    await seat.linePhase('elsewhere');
    expect([...pbx.bindings.keys()]).toEqual([foreign]);
  });

  it('is left alone until the agent takes over, even when the other device has gone', async () => {
    const { pbx, seat } = await bench({}, { speed: 100 });
    await seat.registered();
    pbx.bindings.clear();
    pbx.bindings.set(foreign, foreign);
    await seat.linePhase('elsewhere');
    pbx.bindings.clear();
    pbx.cut();
    await seat.linePhase('down');
    await seat.linePhase('elsewhere');
    await settle(400);
    expect(pbx.bindings.size).toBe(0);
    expect(await seat.engine.takeOver()).toEqual({ ok: true, value: {} });
    expect(pbx.bindings.size).toBe(1);
  });

  it('beside ours (a registrar that allows several) is no reason to stay away', async () => {
    const { pbx, seat } = await bench({}, { speed: 100 });
    await seat.registered();
    pbx.bindings.set(foreign, foreign);
    await settle(600);
    expect(seat.engine.view().line.phase).toBe('registered');
  });
});

describe('the link', () => {
  it('that breaks comes back by itself', async () => {
    const { pbx, seat } = await bench();
    await seat.registered();
    pbx.cut();
    expect(await trouble(seat)).toMatchObject({ trouble: 'dropped', attempt: 1 });
    await seat.registered();
  });

  it('that is half open is noticed by pings within four seconds of the seat’s clock (trap 2)', async () => {
    const { pbx, seat } = await bench({}, { speed: 20 });
    await seat.registered();
    await settle(50);
    pbx.freeze(true);
    const atMs = performance.now();
    await trouble(seat);
    expect((performance.now() - atMs) * 20).toBeLessThan(4_000 + 20 * 50);
    pbx.freeze(false);
  });

  it('over which the registrar never answers is given up', async () => {
    const pbx = await startScriptedPbx();
    closing.push(pbx.close);
    pbx.on('REGISTER', () => undefined);
    const seat = openSeat(pbx, { speed: 50 });
    closing.push(seat.engine.close);
    expect(await trouble(seat)).toMatchObject({ trouble: 'timed-out' });
    pbx.on('REGISTER', null);
    await seat.registered();
  });

  it('refused by the machine is told as that, tried again, and found when the PBX is there', async () => {
    const server = createServer();
    const port = await listening(server);
    await new Promise((resolve) => server.close(resolve));
    const seat = openSeat({ url: `ws://127.0.0.1:${port}/ws` }, { speed: 10 });
    closing.push(seat.engine.close);
    expect(await trouble(seat)).toMatchObject({ trouble: 'connection-refused', nextTryAtMs: expect.any(Number) });
    await seat.until(
      'again',
      () => seat.engine.view().line.phase === 'down' && (seat.engine.view().line as { attempt: number }).attempt > 2,
    );
  });

  it('to a name that does not exist is told as that', async () => {
    const seat = openSeat({ url: 'wss://pbx.invalid/ws' });
    closing.push(seat.engine.close);
    expect((await trouble(seat)).trouble).toBe('name-not-found');
  });

  it('to a web server, or to anything that does not speak SIP, is told as that', async () => {
    const port = await listening(createHttp((_request, response) => response.writeHead(404).end()));
    const web = openSeat({ url: `ws://127.0.0.1:${port}/ws` });
    closing.push(web.engine.close);
    expect((await trouble(web)).trouble).toBe('not-a-sip-server');

    const other = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: () => false });
    await new Promise((resolve) => other.once('listening', resolve));
    closing.push(() => other.close());
    const chat = openSeat({ url: `ws://127.0.0.1:${(other.address() as AddressInfo).port}/` });
    closing.push(chat.engine.close);
    expect((await trouble(chat)).trouble).toBe('not-a-sip-server');

    const plain = openSeat({ url: `wss://127.0.0.1:${port}/ws` });
    closing.push(plain.engine.close);
    expect((await trouble(plain)).trouble).toBe('not-a-sip-server');

    const nonsense = openSeat({ url: 'no address at all' });
    closing.push(nonsense.engine.close);
    expect((await trouble(nonsense)).trouble).toBe('not-a-sip-server');
  });

  it('whose certificate nobody vouches for is told as that, and trusted with its own authority', async () => {
    const server = createHttps({ key: testKey, cert: testCertificate });
    const sockets = new WebSocketServer({ server, handleProtocols: () => 'sip' });
    const port = await listening(server);
    closing.push(() => {
      for (const client of sockets.clients) client.terminate();
    });

    const wary = openSeat({ url: `wss://127.0.0.1:${port}/ws` });
    closing.push(wary.engine.close);
    expect((await trouble(wary)).trouble).toBe('certificate-not-trusted');

    const opened = new Promise((resolve) => sockets.once('connection', resolve));
    const trusting = openSeat({ url: `wss://127.0.0.1:${port}/ws` }, { trustedCa: testCertificate });
    closing.push(trusting.engine.close);
    await opened;
  });
});
