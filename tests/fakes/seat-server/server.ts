import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { type WebSocket, WebSocketServer } from 'ws';
import { type EventName, type EventPayload, events } from '#shared/bridge/events.ts';
import { Frame } from '#shared/bridge/frames.ts';
import { type RequestName, requests } from '#shared/bridge/requests.ts';
import type { Settings } from '#shared/bridge/settings.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { refuse } from '#shared/result.ts';
import { answerRequest } from './answer.ts';
import { isSceneName, type SceneName, scenes } from './scenes.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.json': 'application/json',
  '.wav': 'audio/wav',
  '.woff2': 'font/woff2',
};

/** As strict as the web shell's own policy; Ant Design needs its style elements. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; connect-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self' blob:; worker-src 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";

export type FakeSeat = {
  readonly url: string;
  readonly state: () => SeatState;
  readonly show: (scene: SceneName, settings?: Partial<Settings>) => void;
  readonly change: (change: Partial<SeatState>) => void;
  readonly tell: <N extends EventName>(name: N, payload: EventPayload<N>) => void;
  /** Requests that the screen sent, in order. */
  readonly sent: readonly { readonly name: RequestName; readonly params: unknown }[];
  readonly close: () => Promise<void>;
};

type Options = { readonly pagesDir: string; readonly port?: number };

function isRequest(name: string): name is RequestName {
  return Object.hasOwn(requests, name);
}

/**
 * The web shell's contract without a seat behind it: serves the built pages and `/bridge`, and shows whichever scene was asked for
 * last, by `show` or by opening `/screen/?scene=ringing&theme=dark&language=en`.
 */
export async function startFakeSeat({ pagesDir, port = 0 }: Options): Promise<FakeSeat> {
  let state: SeatState = scenes.idle(Date.now());
  let talkingTimer: ReturnType<typeof setInterval> | null = null;
  const screens = new Set<WebSocket>();
  const sent: { name: RequestName; params: unknown }[] = [];

  const tell = <N extends EventName>(name: N, payload: EventPayload<N>): void => {
    const text = JSON.stringify({ kind: 'event', name, payload: events[name].parse(payload) } satisfies Frame);
    for (const socket of screens) socket.send(text);
  };
  const change = (patch: Partial<SeatState>): void => {
    state = { ...state, ...patch };
    tell('state', patch);
  };
  const show = (scene: SceneName, settings: Partial<Settings> = {}): void => {
    const next: SeatState = scenes[scene](Date.now());
    change({ ...next, settings: { ...next.settings, ...settings } });
  };
  const speak = (): void => {
    const callId = state.calls.activeCallId;
    if (callId && screens.size > 0)
      tell('levels', { callId, microphone: 0.04 + Math.random() * 0.1, speaker: 0.08 + Math.random() * 0.2 });
  };
  talkingTimer = setInterval(speak, 100);

  const onFile = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://fake');
    const scene = url.searchParams.get('scene');
    if (scene && isSceneName(scene)) {
      const theme = url.searchParams.get('theme');
      const language = url.searchParams.get('language');
      show(scene, { theme: theme === 'dark' ? 'dark' : 'light', language: language === 'en' ? 'en' : 'zh-CN' });
    }
    const path = normalize(url.pathname === '/' ? '/screen/index.html' : url.pathname.replace(/\/$/, '/index.html'));
    try {
      const body = await readFile(join(pagesDir, path));
      response.writeHead(200, {
        'content-type': types[extname(path)] ?? 'application/octet-stream',
        'content-security-policy': policy,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end('not found');
    }
  };

  const server = createServer((request, response) => void onFile(request, response));
  const sockets = new WebSocketServer({ server, path: '/bridge' });
  sockets.on('connection', (socket, request) => {
    if (!request.url?.includes('role=screen')) return;
    screens.add(socket);
    socket.on('close', () => screens.delete(socket));
    socket.on('message', (data) => {
      const frame = Frame.parse(JSON.parse(String(data)));
      if (frame.kind !== 'request') return;
      socket.send(JSON.stringify({ kind: 'reply', id: frame.id, result: reply(frame.name, frame.params) }));
    });
  });

  const reply = (name: string, raw: unknown): unknown => {
    if (!isRequest(name)) return refuse('bad-request', 'unknown request');
    const params = requests[name].params.safeParse(raw);
    if (!params.success) return refuse('bad-request', params.error.message.slice(0, 200));
    if (name !== 'seat.open') sent.push({ name, params: params.data });
    if (name === 'settings.change') {
      const { patch } = requests['settings.change'].params.parse(params.data);
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined));
      change({ settings: { ...state.settings, ...given } });
      return { ok: true, value: {} };
    }
    const { result, next } = answerRequest(state, name, { ...params.data }, Date.now());
    if (next) change(next);
    return result;
  };

  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('the fake seat has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    state: () => state,
    show,
    change,
    tell,
    sent,
    close: async () => {
      if (talkingTimer) clearInterval(talkingTimer);
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
