import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { type WebSocket, WebSocketServer } from 'ws';
import type { MediaEvent, MediaPort } from '#electron/seat/ports.ts';
import { Frame } from '#shared/bridge/frames.ts';
import {
  type MediaEventName,
  type MediaEventPayload,
  type MediaParams,
  type MediaReply,
  type MediaRequestName,
  mediaEvents,
} from '#shared/bridge/media.ts';
import { refuse } from '#shared/result.ts';

/** Stands in for the seat: serves the built page under a strict policy, sends requests and keeps the events. */
export type MediaHost = {
  readonly url: string;
  /** A page without product code, for the far side of a call. */
  readonly phoneUrl: string;
  readonly ask: <N extends MediaRequestName>(name: N, params: MediaParams<N>) => Promise<MediaReply<N>>;
  /** The refusal's code, or 'ok'. */
  readonly outcome: (name: string, params: unknown) => Promise<string>;
  readonly events: readonly MediaHostEvent[];
  /** Resolves with the first event of that name from `sinceIndex` on that fits. */
  readonly event: <N extends MediaEventName>(
    name: N,
    fits?: (payload: MediaEventPayload<N>) => boolean,
    sinceIndex?: number,
  ) => Promise<MediaEventPayload<N>>;
  readonly cutLink: () => void;
  /** The page as the call engine sees it. */
  readonly port: MediaPort;
  readonly close: () => Promise<void>;
};
export type MediaHostEvent = { readonly name: string; readonly payload: unknown };

const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.map': 'application/json' };
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

export async function startMediaHost(): Promise<MediaHost> {
  const folder = await mkdtemp(join(tmpdir(), 'ninhao-media-page-'));
  await buildMediaPage(folder);

  const events: MediaHostEvent[] = [];
  const waiting = new Set<() => void>();
  const replies = new Map<number, (result: { ok: boolean; value?: unknown; error?: { code: string } }) => void>();
  const listeners = new Set<(event: MediaEvent) => void>();
  let pageId: string | null = null;
  let socket: WebSocket | null = null;
  let lastId = 0;

  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://host').pathname);
    if (path === '/phone') {
      response.setHeader('content-type', 'text/html').end('<!doctype html><title>phone</title>');
      return;
    }
    readFile(join(folder, path.endsWith('/') ? `${path}index.html` : path)).then(
      (body) => {
        response.setHeader('content-type', types[extname(path.endsWith('/') ? '.html' : path)] ?? 'text/html');
        response.setHeader('content-security-policy', policy).end(body);
      },
      () => response.writeHead(404).end(),
    );
  });
  const sockets = new WebSocketServer({ server, path: '/bridge' });
  sockets.on('connection', (opened) => {
    socket = opened;
    opened.on('message', (data) => {
      const frame = Frame.parse(JSON.parse(String(data)));
      if (frame.kind === 'reply') replies.get(frame.id)?.(frame.result);
      if (frame.kind === 'event') {
        events.push({ name: frame.name, payload: frame.payload });
        const event = mediaEventOf(frame.name, frame.payload);
        if (event.name === 'hello') pageId = event.payload.pageId;
        for (const look of waiting) look();
        for (const listener of listeners) listener(event);
      }
    });
    opened.on('close', () => {
      if (socket !== opened || pageId === null) return;
      const gone = pageId;
      pageId = null;
      for (const listener of listeners) listener({ name: 'gone', payload: { pageId: gone } });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${portOf(server)}`;

  const send = (name: string, params: unknown) =>
    new Promise<{ ok: boolean; value?: unknown; error?: { code: string } }>((resolve, reject) => {
      if (!socket) return reject(new Error('no media page is connected'));
      lastId += 1;
      const id = lastId;
      replies.set(id, (result) => {
        replies.delete(id);
        resolve(result);
      });
      socket.send(JSON.stringify({ kind: 'request', id, name, params }));
    });

  return {
    url: `${origin}/media/`,
    phoneUrl: `${origin}/phone`,
    events,
    ask: async (name, params) => {
      const result = await send(name, params);
      if (!result.ok) throw new Error(`${name} refused: ${JSON.stringify(result.error)}`);
      // The tests assert what matters of it; the type is the contract's.
      return result.value as never;
    },
    outcome: async (name, params) => {
      const result = await send(name, params);
      return result.ok ? 'ok' : (result.error?.code ?? 'no code');
    },
    event: (name, fits = () => true, sinceIndex = 0) =>
      new Promise((resolve) => {
        const look = (): void => {
          for (const event of events.slice(sinceIndex)) {
            if (event.name !== name) continue;
            const payload = parsed(name, event.payload);
            if (!fits(payload)) continue;
            waiting.delete(look);
            resolve(payload);
            return;
          }
        };
        waiting.add(look);
        look();
      }),
    cutLink: () => socket?.terminate(),
    port: {
      pageId: () => pageId,
      // The contract's own types on both ends; the page parses what it gets.
      request: async (name, params) => (pageId === null ? refuse('no-media-page') : ((await send(name, params)) as never)),
      listen: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    },
    close: async () => {
      for (const client of sockets.clients) client.terminate();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function parsed<N extends MediaEventName>(name: N, payload: unknown): MediaEventPayload<N> {
  const schema: { parse: (value: unknown) => unknown } = mediaEvents[name];
  return schema.parse(payload) as MediaEventPayload<N>;
}

function mediaEventOf(name: string, payload: unknown): MediaEvent {
  const schema: { parse: (value: unknown) => unknown } | undefined = Object.entries(mediaEvents).find(
    ([known]) => known === name,
  )?.[1];
  if (!schema) throw new Error(`the page sent an unknown event ${name}`);
  return { name, payload: schema.parse(payload) } as MediaEvent;
}

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

/** Only this page, so that the suite does not wait for the screen to build. */
async function buildMediaPage(outDir: string): Promise<void> {
  const renderer = fileURLToPath(new URL('../../../renderer', import.meta.url));
  await build({
    configFile: false,
    logLevel: 'error',
    root: renderer,
    base: './',
    build: {
      outDir,
      emptyOutDir: true,
      target: 'chrome130',
      rolldownOptions: { input: { media: join(renderer, 'media/index.html') } },
    },
  });
}
