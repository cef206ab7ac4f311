import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import { WebSocketServer } from 'ws';
import type { Exchange } from './exchange.ts';
import type { PracticeReport } from './report.ts';

/** A SIP message of a seat has a few KB. */
const LARGEST_MESSAGE_BYTES = 65_536;

export type PracticeServer = {
  /** ws://127.0.0.1:PORT/TOKEN */
  readonly url: string;
  readonly close: () => Promise<void>;
};

export type PracticeServerOptions = {
  readonly exchange: Exchange;
  /** 0 takes a free one. */
  readonly port: number;
  readonly token: string;
};

/**
 * SIP over WebSocket at /TOKEN, and GET /TOKEN/report. Loopback only; without the token everything is 403.
 * Rejects when the port is taken.
 */
export async function startPracticeServer({ exchange, port, token }: PracticeServerOptions): Promise<PracticeServer> {
  const server = createServer((request, response) => {
    const path = pathOf(request);
    if (!isSame(path.token, token)) {
      response.writeHead(403).end();
      return;
    }
    if (request.method !== 'GET' || path.rest !== 'report') {
      response.writeHead(404).end();
      return;
    }
    const report: PracticeReport = { calls: exchange.reports() };
    response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(report));
  });
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: LARGEST_MESSAGE_BYTES,
    handleProtocols: (offered) => (offered.has('sip') ? 'sip' : false),
  });
  server.on('upgrade', (request, socket, head) => {
    const path = pathOf(request);
    if (path.rest !== '' || !isSame(path.token, token)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    sockets.handleUpgrade(request, socket, head, (opened) => exchange.accept(opened));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has an address with a port');
  return {
    url: `ws://127.0.0.1:${address.port}/${token}`,
    close: async () => {
      exchange.close();
      for (const client of sockets.clients) client.terminate();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pathOf(request: IncomingMessage): { readonly token: string; readonly rest: string } {
  const [token = '', ...rest] = new URL(request.url ?? '/', 'http://loopback').pathname.slice(1).split('/');
  return { token, rest: rest.join('/') };
}

function isSame(given: string, wanted: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(wanted);
  return a.length === b.length && timingSafeEqual(a, b);
}
