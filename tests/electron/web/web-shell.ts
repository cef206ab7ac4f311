import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { createMediaHost, type MediaHost } from '#electron/seat/bridge/media-host.ts';
import type { ServesScreens } from '#electron/seat/bridge/screen-link.ts';
import { systemClock } from '#electron/seat/config/process-ports.ts';
import { createFileSecrets } from '#electron/seat/config/secrets.ts';
import { serveBridge } from '#electron/web/bridge-server.ts';
import { cookieName, startHttpServer } from '#electron/web/http-server.ts';
import { createSessions, type Sessions } from '#electron/web/session.ts';
import { Frame } from '#shared/bridge/frames.ts';
import { type FakeLog, fakeLog } from '../seat/desk/fakes.ts';

export type WebShell = {
  readonly base: string;
  readonly port: number;
  readonly code: string;
  readonly sessions: Sessions;
  readonly log: FakeLog;
  readonly folder: string;
  readonly media: MediaHost;
  /** Exchanges the one-time code, once. */
  readonly cookie: () => Promise<string>;
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  readonly close: () => Promise<void>;
};

/** The web shell's doors over real HTTP and WebSocket, with pages of a few bytes. */
export async function startWebShell(given: {
  readonly seat: ServesScreens;
  readonly media?: MediaHost;
  readonly wantedPort?: number;
  readonly folder?: string;
}): Promise<WebShell> {
  const folder = given.folder ?? mkdtempSync(join(tmpdir(), 'ninhao-web-'));
  const pagesFolder = join(folder, 'pages');
  for (const [path, text] of Object.entries(pages)) {
    mkdirSync(join(pagesFolder, path, '..'), { recursive: true });
    writeFileSync(join(pagesFolder, path), text);
  }
  writeFileSync(join(folder, 'secret.html'), 'outside');
  const log = fakeLog();
  const secrets = createFileSecrets(folder, () => undefined);
  let tokens = 0;
  const sessions = createSessions(secrets, () => {
    tokens += 1;
    return `${process.hrtime.bigint()}-${tokens}`;
  });
  const media = given.media ?? createMediaHost({ clock: systemClock, log });
  const web = await startHttpServer(given.wantedPort ?? 0, { sessions, pagesFolder, log });
  const bridge = serveBridge({ web, sessions, seat: given.seat, media, clock: systemClock, log });
  const base = `http://127.0.0.1:${web.port}`;
  let cookie: string | null = null;
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(base + path, { redirect: 'manual', headers });
  return {
    ...{ base, port: web.port, code: sessions.code, sessions, log, folder, media, get },
    cookie: async () => {
      if (cookie !== null) return cookie;
      const answer = await get(`/?code=${sessions.code}`);
      cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
      if (!cookie.startsWith(cookieName(web.port))) throw new Error('no cookie came');
      return cookie;
    },
    close: async () => {
      bridge.close();
      web.server.closeAllConnections();
      await new Promise((resolve) => web.server.close(resolve));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const pages = {
  'screen/index.html': '<!doctype html><title>screen</title>',
  'media/index.html': '<!doctype html><title>media</title>',
  'assets/screen-AbCdEf12.js': 'export {};',
  'assets/ring.wav': 'RIFF',
  'assets/notes.exe': 'MZ',
};

export type TestSocket = {
  readonly ws: WebSocket;
  readonly frames: Frame[];
  readonly request: (name: string, params: unknown) => Promise<unknown>;
  readonly closed: Promise<{ code: number }>;
};

type Connecting = { readonly query?: string; readonly cookie?: string; readonly origin?: string | null; readonly host?: string };

/** A page's end of the bridge. Rejects with the HTTP status when the handshake is refused. */
export async function connect(shell: WebShell, given: Connecting = {}): Promise<TestSocket> {
  const headers: Record<string, string> = { Cookie: given.cookie ?? (await shell.cookie()) };
  if (given.origin !== null) headers.Origin = given.origin ?? shell.base;
  if (given.host !== undefined) headers.Host = given.host;
  const ws = new WebSocket(`ws://127.0.0.1:${shell.port}/bridge?${given.query ?? 'role=screen'}`, { headers });
  const frames: Frame[] = [];
  const waiting = new Map<number, (result: unknown) => void>();
  let lastId = 0;
  ws.on('message', (data) => {
    const frame = Frame.parse(JSON.parse(String(data)));
    frames.push(frame);
    if (frame.kind === 'reply') waiting.get(frame.id)?.(frame.result);
  });
  const closed = new Promise<{ code: number }>((resolve) => ws.on('close', (code) => resolve({ code })));
  await new Promise<void>((resolve, reject) => {
    ws.on('open', () => resolve());
    ws.on('unexpected-response', (_request, response) => reject(new Error(`status ${response.statusCode}`)));
    ws.on('error', reject);
  });
  return {
    ws,
    frames,
    closed,
    request: (name, params) => {
      lastId += 1;
      const id = lastId;
      return new Promise((resolve) => {
        waiting.set(id, resolve);
        ws.send(JSON.stringify({ kind: 'request', id, name, params }));
      });
    },
  };
}
