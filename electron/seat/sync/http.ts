import WebSocket from 'ws';
import { ok, type Result, refuse } from '#shared/result.ts';
import { Hint, paths } from '#shared/sync/wire.ts';
import { parseJson } from './json.ts';

export type HttpReply = {
  readonly status: number;
  /** The body as it came. */
  readonly text: string;
  readonly retryAfterMs: number | null;
};

export type HintListener = { readonly onOpen: () => void; readonly onHint: () => void; readonly onClose: () => void };

/** The line to one centre. Nothing here rejects or waits for ever; tests put a lossy one behind it. */
export type CentreHttp = {
  readonly post: (path: string, body: unknown, accessToken: string | null) => Promise<Result<HttpReply, 'unreachable'>>;
  /** Listens for hints until the returned function is called; onClose is called once when the line is lost. */
  readonly hints: (accessToken: string, listener: HintListener) => () => void;
  readonly close: () => void;
};

const requestTimeoutMs = 20_000;
const handshakeTimeoutMs = 8_000;
/** The centre pings every 30 s; without one for longer the line is half-open. */
const silentForMs = 75_000;
const longestRetryAfterMs = 3_600_000;

/** Retry-After, RFC 9110 §10.2.3: seconds, or a date. */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null || header.trim() === '') return null;
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1000 : Date.parse(header) - nowMs;
  return Number.isFinite(ms) ? Math.min(longestRetryAfterMs, Math.max(0, ms)) : null;
}

/** `url` is the centre's http(s) address. */
export function createFetchHttp(url: string): CentreHttp {
  const closing = new AbortController();
  return {
    post: async (path, body, accessToken) => {
      const headers: Record<string, string> = { 'content-type': 'application/json' };
      if (accessToken !== null) headers.authorization = `Bearer ${accessToken}`;
      try {
        const response = await fetch(new URL(path, url), {
          method: 'POST',
          headers,
          body: JSON.stringify(body),
          redirect: 'error',
          signal: AbortSignal.any([closing.signal, AbortSignal.timeout(requestTimeoutMs)]),
        });
        const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), Date.now());
        return ok({ status: response.status, text: await response.text(), retryAfterMs });
      } catch (cause) {
        return refuse(
          'unreachable',
          cause instanceof Error ? (cause.cause instanceof Error ? cause.cause.message : cause.message) : '',
        );
      }
    },
    hints: (accessToken, listener) => {
      const address = new URL(paths.hints, url);
      address.protocol = address.protocol === 'https:' ? 'wss:' : 'ws:';
      const socket = new WebSocket(address, {
        headers: { authorization: `Bearer ${accessToken}` },
        handshakeTimeout: handshakeTimeoutMs,
        maxPayload: 4096,
      });
      let silence: NodeJS.Timeout | null = null;
      let over = false;
      const heard = (): void => {
        if (silence) clearTimeout(silence);
        silence = setTimeout(() => socket.terminate(), silentForMs);
      };
      const end = (): void => {
        if (silence) clearTimeout(silence);
        if (over) return;
        over = true;
        listener.onClose();
      };
      socket.on('open', () => {
        heard();
        listener.onOpen();
      });
      socket.on('ping', heard);
      socket.on('message', (data) => {
        heard();
        if (Hint.safeParse(parseJson(String(data))).success) listener.onHint();
      });
      socket.on('error', () => socket.terminate());
      socket.on('close', end);
      return () => {
        over = true;
        end();
        socket.terminate();
      };
    },
    close: () => closing.abort(),
  };
}
