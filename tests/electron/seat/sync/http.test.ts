import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import { createFetchHttp, parseRetryAfter } from '#electron/seat/sync/http.ts';
import { parseJson } from '#electron/seat/sync/json.ts';
import { backOffMs, hintRetryMs, nextBatchSize } from '#electron/seat/sync/pace.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** A real HTTP server that answers as the test says. */
async function serverOf(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer(answer);
  const sockets = new WebSocketServer({ server });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  closing.push(() => {
    sockets.close();
    server.closeAllConnections();
    server.close();
  });
  return { url: `http://127.0.0.1:${address.port}`, sockets, server };
}

describe('the line over HTTP', () => {
  it('sends JSON with the token and gives back status, text and Retry-After', async () => {
    const seen: string[] = [];
    const { url } = await serverOf((request, response) => {
      request.on('data', (chunk) => seen.push(String(chunk)));
      request.on('end', () => {
        seen.push(`${request.method} ${request.url} ${request.headers.authorization}`);
        response.writeHead(503, { 'retry-after': '7' }).end('{"error":1}');
      });
    });
    const http = createFetchHttp(url);
    expect(await http.post('/api/x', { a: '水' }, 'token')).toEqual({
      ok: true,
      value: { status: 503, text: '{"error":1}', retryAfterMs: 7000 },
    });
    expect(seen).toEqual(['{"a":"水"}', 'POST /api/x Bearer token']);
  });

  it('is unreachable where nobody listens, where it is led elsewhere, and once it is closed', async () => {
    const { url, server } = await serverOf((_, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end());
    const http = createFetchHttp(url);
    expect((await http.post('/api/x', {}, null)).ok).toBe(false);
    server.closeAllConnections();
    server.close();
    expect((await createFetchHttp(url).post('/api/x', {}, null)).ok).toBe(false);
    http.close();
    expect((await http.post('/api/x', {}, null)).ok).toBe(false);
  });

  it('ends a request that is under way when it is closed', async () => {
    const { url } = await serverOf(() => undefined);
    const http = createFetchHttp(url);
    const waiting = http.post('/api/x', {}, null);
    http.close();
    expect(await waiting).toMatchObject({ ok: false, error: { code: 'unreachable' } });
  });

  it('hears hints, nothing else, and says once when the line is lost', async () => {
    const { url, sockets } = await serverOf((_, response) => response.end());
    const heard: string[] = [];
    const lost = new Promise<void>((done) => {
      sockets.on('connection', (socket, request) => {
        heard.push(String(request.headers.authorization));
        for (const text of ['nonsense', '{"hint":"other"}', '{"hint":"changed"}']) socket.send(text);
        setImmediate(() => socket.close());
      });
      createFetchHttp(url).hints('token', {
        onOpen: () => heard.push('open'),
        onHint: () => heard.push('hint'),
        onClose: () => {
          heard.push('close');
          done();
        },
      });
    });
    await lost;
    expect(heard).toEqual(['Bearer token', 'open', 'hint', 'close']);
  });

  it('says that the hint line is lost where there is none, and nothing after it was let go', async () => {
    const heard: string[] = [];
    const listener = { onOpen: () => heard.push('open'), onHint: () => heard.push('hint'), onClose: () => heard.push('close') };
    await new Promise<void>((done) => {
      createFetchHttp('http://127.0.0.1:1').hints('token', { ...listener, onClose: () => done() });
    });
    const { url, sockets } = await serverOf((_, response) => response.end());
    const stop = createFetchHttp(url).hints('token', listener);
    const [socket] = await once(sockets, 'connection');
    stop();
    await once(socket, 'close');
    expect(heard).toEqual([]);
  });
});

describe('Retry-After', () => {
  const nowMs = Date.UTC(2026, 10, 23);
  it.each([
    ['120', 120_000],
    ['Mon, 23 Nov 2026 00:01:00 GMT', 60_000],
    ['Sun, 22 Nov 2026 00:00:00 GMT', 0],
    ['999999999', 3_600_000],
    ['soon', null],
    ['', null],
    [null, null],
  ])('%j is %j ms', (header, ms) => {
    expect(parseRetryAfter(header, nowMs)).toBe(ms);
  });
});

describe('pace', () => {
  it('waits within full jitter of 1, 2, 4 … 60 s, never nothing', () => {
    for (let failures = 0; failures < 40; failures++) {
      const ceiling = Math.min(60_000, 1000 * 2 ** failures);
      expect(backOffMs(failures, () => 0, null)).toBe(100);
      expect(backOffMs(failures, () => 0.5, null)).toBe(ceiling / 2);
      expect(backOffMs(failures, () => 0.5, 9000)).toBe(9000 + ceiling / 2);
    }
  });

  it('sizes batches between 1 and 500', () => {
    expect([
      nextBatchSize(100, 'well'),
      nextBatchSize(400, 'well'),
      nextBatchSize(5, 'too-much'),
      nextBatchSize(1, 'too-much'),
    ]).toEqual([200, 500, 2, 1]);
  });

  it('tries the hint line again within full jitter of 1 … 8 s', () => {
    expect([0, 1, 2, 3, 4, 40].map((failures) => hintRetryMs(failures, () => 0.5))).toEqual([500, 1000, 2000, 4000, 4000, 4000]);
  });
});

describe('an answer', () => {
  it('that is no JSON is an answer without a body', () => {
    expect([parseJson('<html>bad gateway</html>'), parseJson(''), parseJson('{"a":1}')]).toEqual([null, null, { a: 1 }]);
  });
});
