import { createServer } from 'node:http';
import { afterEach, describe, expect, test, vi } from 'vitest';
import type { ServesScreens } from '#electron/seat/bridge/screen-link.ts';
import { createFileSecrets } from '#electron/seat/config/secrets.ts';
import { createSessions } from '#electron/web/session.ts';
import { ok } from '#shared/result.ts';
import { connect, startWebShell, type WebShell } from './web-shell.ts';

const seat: ServesScreens = {
  handle: async (name) => ok({ asked: name }),
  subscribe: () => () => undefined,
};

vi.setConfig({ testTimeout: 30_000 });
const patient = { timeout: 20_000 };

const shells: WebShell[] = [];
async function start(wantedPort = 0): Promise<WebShell> {
  const shell = await startWebShell({ seat, wantedPort });
  shells.push(shell);
  return shell;
}
afterEach(async () => {
  for (const shell of shells.splice(0)) await shell.close();
});

describe('who may come in', () => {
  test('the one-time code becomes a cookie that scripts and other sites never see', async () => {
    const shell = await start();
    const answer = await shell.get(`/?code=${shell.code}`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/screen/');
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Strict/);
    expect(cookie).not.toContain(shell.code);
  });

  test('the code works once', async () => {
    const shell = await start();
    await shell.cookie();
    const again = await shell.get(`/?code=${shell.code}`);
    expect(again.status).toBe(401);
    expect(again.headers.get('set-cookie')).toBeNull();
  });

  test('a wrong code opens nothing and does not use up the right one', async () => {
    const shell = await start();
    expect((await shell.get('/?code=guess')).status).toBe(401);
    expect((await shell.get(`/?code=${shell.code}`)).status).toBe(303);
  });

  test.each(['/', '/screen/', '/media/', '/assets/screen-AbCdEf12.js'])(
    'without the cookie %s is a plain page in both languages',
    async (path) => {
      const shell = await start();
      const answer = await shell.get(path);
      const text = await answer.text();
      expect(answer.status).toBe(401);
      expect(text).toContain('请使用启动窗口里打印的完整地址');
      expect(text).toContain('full address printed at start');
      expect(text).not.toContain('<script');
    },
  );

  test('a cookie outlives the process, and only its hash is on disk', async () => {
    const shell = await start();
    const token = (await shell.cookie()).split('=')[1] ?? '';
    const secrets = createFileSecrets(shell.folder, () => undefined);
    expect(secrets.get('web-session')).not.toContain(token);
    const later = createSessions(secrets, () => 'another-token');
    expect(later.isValid(token)).toBe(true);
    expect(later.isValid('another-token')).toBe(false);
  });
});

describe('what is served', () => {
  test.each([
    ['/screen/', 'text/html; charset=utf-8', 'no-cache'],
    ['/media/', 'text/html; charset=utf-8', 'no-cache'],
    ['/assets/screen-AbCdEf12.js', 'text/javascript; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/assets/ring.wav', 'audio/wav', 'no-cache'],
  ])('%s is %s, %s', async (path, type, caching) => {
    const shell = await start();
    const answer = await shell.get(path, { Cookie: await shell.cookie() });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe(type);
    expect(answer.headers.get('cache-control')).toBe(caching);
  });

  test.each([
    '/../secret.html',
    '/%2e%2e/secret.html',
    '/assets/..%2f..%2fsecret.html',
    '/assets/%00.js',
    '/%ff',
    '/assets/notes.exe',
    '/assets',
  ])('nothing outside the pages: %s', async (path) => {
    const shell = await start();
    const answer = await shell.get(path, { Cookie: await shell.cookie() });
    expect(answer.status).toBe(404);
    expect(await answer.text()).not.toContain('outside');
  });

  test('every answer carries the policy, opened item by item from nothing', async () => {
    const shell = await start();
    for (const path of ['/', '/screen/', '/nowhere']) {
      const { headers } = await shell.get(path, { Cookie: await shell.cookie() });
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'/);
      expect(policy).toContain("script-src 'self';");
      expect(policy).toContain("frame-ancestors 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('permissions-policy')).toContain('microphone=(self)');
    }
  });

  test('only reading is allowed', async () => {
    const shell = await start();
    const answer = await fetch(`${shell.base}/screen/`, { method: 'POST', headers: { Cookie: await shell.cookie() } });
    expect(answer.status).toBe(405);
  });

  test('another name for this machine is refused: a rebound DNS name must not read the seat', async () => {
    const shell = await start();
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ host: '127.0.0.1', port: shell.port, path: '/screen/', headers: { Host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(421);
  });

  test('a taken port moves the seat to the next free one', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const taken = typeof address === 'object' && address !== null ? address.port : 0;
    const shell = await start(taken);
    expect(shell.port).not.toBe(taken);
    expect((await shell.get('/')).status).toBe(401);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('the WebSocket', () => {
  test.each([
    ['no cookie', { cookie: '' }, 'status 401'],
    ['a wrong cookie', { cookie: 'ninhao-seat=x' }, 'status 401'],
    ['another origin', { origin: 'https://evil.example' }, 'status 403'],
    ['no origin', { origin: null }, 'status 403'],
    ['the name of another host', { host: 'evil.example', origin: 'http://evil.example' }, 'status 403'],
    ['an unknown role', { query: 'role=root' }, 'status 403'],
  ])('with %s is refused before the handshake', async (_why, given, status) => {
    const shell = await start();
    await shell.cookie();
    await expect(connect(shell, given)).rejects.toThrow(status);
  });

  test.each([
    ['garbage', 'not json'],
    ['a frame of no kind', '{"kind":"bomb"}'],
    ['a huge message', `{"kind":"event","name":"x","payload":"${'a'.repeat(300_000)}"}`],
  ])('%s ends that connection, and the next one works', async (_what, text) => {
    const shell = await start();
    const bad = await connect(shell);
    bad.ws.send(text);
    expect([1009, 4003]).toContain((await bad.closed).code);
    const good = await connect(shell);
    expect(await good.request('seat.open', {})).toEqual({ ok: true, value: { asked: 'seat.open' } });
  });
});

describe('a second tab', () => {
  test('is told that the desk is open elsewhere, and gets nothing else', async () => {
    const shell = await start();
    const first = await connect(shell);
    await first.request('seat.open', {});
    const second = await connect(shell);
    expect(await second.request('seat.open', {})).toMatchObject({ ok: false, error: { code: 'not-open' } });
    expect(await second.request('log.calls', { limit: 1 })).toMatchObject({ ok: false, error: { code: 'not-open' } });
    expect(await first.request('log.calls', { limit: 1 })).toMatchObject({ ok: true });
  });

  test('that takes over sends the first away, with its audio', async () => {
    const shell = await start();
    const first = await connect(shell);
    await first.request('seat.open', {});
    const firstMedia = await connect(shell, { query: 'role=media' });
    const second = await connect(shell, { query: 'role=screen&take=1' });
    expect(await second.request('seat.open', {})).toMatchObject({ ok: true });
    expect((await first.closed).code).toBe(4002);
    expect(first.frames.at(-1)).toEqual({ kind: 'event', name: 'moved-away', payload: {} });
    expect((await firstMedia.closed).code).toBe(4002);
    const secondMedia = await connect(shell, { query: 'role=media' });
    secondMedia.ws.send(JSON.stringify({ kind: 'event', name: 'hello', payload: { pageId: 'second' } }));
    await expect.poll(() => shell.media.port.pageId(), patient).toBe('second');
  });

  test("does not get the first one's audio by opening a media page", async () => {
    const shell = await start();
    const media = await connect(shell, { query: 'role=media' });
    media.ws.send(JSON.stringify({ kind: 'event', name: 'hello', payload: { pageId: 'first' } }));
    await expect.poll(() => shell.media.port.pageId(), patient).toBe('first');
    const other = await connect(shell, { query: 'role=media' });
    expect((await other.closed).code).toBe(4001);
    expect(shell.media.port.pageId()).toBe('first');
  });

  test('opens at once when the first one has left', async () => {
    const shell = await start();
    const first = await connect(shell);
    await first.request('seat.open', {});
    first.ws.close();
    await first.closed;
    const second = await connect(shell);
    expect(await second.request('seat.open', {})).toMatchObject({ ok: true });
  });

  test('opens when the first one no longer answers', async () => {
    const shell = await start();
    const first = await connect(shell);
    await first.request('seat.open', {});
    first.ws.pause();
    const second = await connect(shell);
    expect(await second.request('seat.open', {})).toMatchObject({ ok: true });
  });
});
