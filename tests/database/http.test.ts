import { once } from 'node:events';
import { describe, expect, it } from 'vitest';
import WebSocket from 'ws';
import { upBodyBytes } from '#server/sync/routes.ts';
import { DownReply, paths, UpReply, WIRE_VERSION } from '#shared/sync/wire.ts';
import { codeOf, creationOf, post, signIn, ticketOf, withDatabase } from './with-database.ts';

const postgres = withDatabase();
const up = (seatId: string, operations: readonly unknown[], more: Record<string, unknown> = {}) => ({
  seatId,
  wireVersion: WIRE_VERSION,
  epoch: null,
  operations,
  ...more,
});

describe('the centre over HTTP', () => {
  it('is healthy and ready, and answers any other path with a refusal', async () => {
    const centre = await postgres.centre({ sample: false });
    expect((await fetch(centre.url + paths.health)).status).toBe(200);
    expect((await fetch(centre.url + paths.ready)).status).toBe(200);
    expect(codeOf(await post(centre.url, '/api/nothing', {}))).toBe('not-found');
  });

  it('lets a second seat see the ticket of the first', async () => {
    const centre = await postgres.centre();
    const [first, second] = [await signIn(centre.url, '1001', 'seat-1'), await signIn(centre.url, '1002', 'seat-2')];
    const before = await pullAll(centre.url, second.accessToken, '');
    const sent = await post(centre.url, paths.up, up('seat-1', [creationOf(7)]), first.accessToken);
    expect(UpReply.parse(sent.body).outcomes).toMatchObject([{ outcome: 'applied', version: 1 }]);
    const after = await pullAll(centre.url, second.accessToken, before.cursor);
    expect(after.rows.map(({ entity, id, data }) => ({ entity, id, data }))).toEqual([
      { entity: 'ticket', id: ticketOf(7).id, data: ticketOf(7) },
    ]);
  });

  it('brings the whole sample to a new seat', async () => {
    const centre = await postgres.centre();
    const { accessToken } = await signIn(centre.url);
    const { rows, total } = await pullAll(centre.url, accessToken, '');
    expect(rows).toHaveLength(total ?? -1);
    const counts = Object.fromEntries([...Map.groupBy(rows, (row) => row.entity)].map(([entity, of]) => [entity, of.length]));
    expect(counts).toMatchObject({ customer: 10_000, ticket: 200, notice: 5, outage: 5, script: 1 });
    expect(counts.colleague).toBeGreaterThan(5);
  });

  it('hints over its WebSocket when there is something to pull, to signed-in seats only', async () => {
    const centre = await postgres.centre();
    const { accessToken } = await signIn(centre.url);
    const address = centre.url.replace('http', 'ws') + paths.hints;
    const stranger = new WebSocket(address);
    const [refusal] = await once(stranger, 'unexpected-response').catch((error: Error) => [error]);
    expect(refusal).toBeDefined();
    stranger.on('error', () => undefined);
    stranger.terminate();
    const socket = new WebSocket(address, { headers: { authorization: `Bearer ${accessToken}` } });
    await once(socket, 'open');
    const hinted = once(socket, 'message');
    await post(centre.url, paths.up, up('seat-1', [creationOf(1)]), accessToken);
    expect(JSON.parse(String((await hinted)[0]))).toEqual({ hint: 'changed' });
    socket.terminate();
  });
});

describe('bad requests', () => {
  it('are refused with a reason and a status, and change nothing', async () => {
    const url = await postgres.freshUrl();
    const centre = await postgres.centre({ url, sample: true });
    const { accessToken } = await signIn(centre.url);
    const huge = up('seat-1', [creationOf(1, { summary: 'x'.repeat(upBodyBytes) })]);
    const many = up(
      'seat-1',
      Array.from({ length: 501 }, () => ({})),
    );
    const table: [string, unknown, number, string][] = [
      [paths.up, '{"seatId":', 400, 'bad-request'],
      [paths.up, '[]', 400, 'bad-request'],
      [paths.up, 'null', 400, 'bad-request'],
      [paths.up, {}, 400, 'bad-request'],
      [paths.up, many, 400, 'bad-request'],
      [paths.up, huge, 413, 'too-large'],
      [paths.up, up('seat-2', [creationOf(1)]), 403, 'not-allowed'],
      [paths.up, up('seat-1', [creationOf(1)], { wireVersion: WIRE_VERSION + 1 }), 409, 'centre-too-old'],
      [paths.up, up('seat-1', [creationOf(1)], { wireVersion: 0 }), 426, 'too-old'],
      [paths.down, { cursor: 'nonsense', limit: 10 }, 400, 'bad-cursor'],
      [paths.down, { cursor: Buffer.from('["e","-1","x"]').toString('base64url'), limit: 10 }, 400, 'bad-cursor'],
      [paths.down, { cursor: Buffer.from('["other","1","1"]').toString('base64url'), limit: 10 }, 409, 'epoch-changed'],
      [paths.down, { cursor: '', limit: 999_999 }, 400, 'bad-request'],
      [paths.signIn, { agentNumber: 'x'.repeat(99), password: 'y', seatId: 's' }, 400, 'bad-request'],
      [paths.signIn, { agentNumber: "' OR 1=1 --", password: 'y', seatId: 's' }, 401, 'wrong-password'],
      [paths.signIn, { agentNumber: '1001', password: 'y'.repeat(100_000), seatId: 's' }, 413, 'too-large'],
    ];
    for (const [path, body, status, code] of table) {
      const reply = await post(centre.url, path, body, accessToken);
      expect([path, reply.status, codeOf(reply)]).toEqual([path, status, code]);
    }
    const db = await postgres.database(url);
    expect(await db.ask('SELECT count(*)::int AS n FROM operation')).toEqual([{ n: 0 }]);
  });

  it('never say back what was sent', async () => {
    const centre = await postgres.centre();
    const reply = await post(centre.url, paths.signIn, { agentNumber: 7, password: 'my-secret-password', seatId: 's' });
    expect(JSON.stringify(reply.body)).not.toContain('my-secret-password');
  });

  it('carry the headers of a service that is no web page', async () => {
    const centre = await postgres.centre({ sample: false });
    const { headers } = await fetch(centre.url + paths.health);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

async function pullAll(url: string, token: string, from: string) {
  const rows = [];
  let total: number | null = null;
  for (let cursor = from; ; ) {
    const page = DownReply.parse((await post(url, paths.down, { cursor, limit: 5000 }, token)).body);
    rows.push(...page.rows);
    total ??= page.total;
    cursor = page.cursor;
    if (!page.more) return { rows, cursor, total };
  }
}
