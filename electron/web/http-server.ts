import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Log } from '#electron/seat/ports.ts';
import { notFound, signInFirst, wrongHost } from './plain-page.ts';
import { isOwnHost, securityHeaders } from './security.ts';
import { readCookie, type Sessions } from './session.ts';
import { findStaticFile, sendStaticFile } from './static-files.ts';

/** How many ports after a taken one are tried before any free one is taken. */
const portsTried = 20;

export type WebServer = { readonly server: Server; readonly port: number };

type Options = { readonly sessions: Sessions; readonly pagesFolder: string; readonly log: Log };

/** Cookies know no ports: two seats on one machine must not overwrite each other's. */
export function cookieName(port: number): string {
  return `ninhao-seat-${port}`;
}

/** Listens on the loopback interface only, on the wanted port, else one of the next, else any free one. */
export async function startHttpServer(wantedPort: number, options: Options): Promise<WebServer> {
  const wanted = wantedPort === 0 ? [0] : [...Array.from({ length: portsTried }, (_, step) => wantedPort + step), 0];
  for (const port of wanted.filter((candidate) => candidate <= 65_535)) {
    const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 10_000 });
    const taken = await listen(server, port);
    if (taken === null) {
      options.log.info('web.port-taken', { port });
      continue;
    }
    server.on('request', (request, response) => void respond(request, response, taken, options));
    return { server, port: taken };
  }
  throw new Error('no free port on 127.0.0.1');
}

function listen(server: Server, port: number): Promise<number | null> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => (cause.code === 'EADDRINUSE' ? resolve(null) : reject(cause)));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}

async function respond(request: IncomingMessage, response: ServerResponse, port: number, options: Options): Promise<void> {
  for (const [name, value] of Object.entries(securityHeaders(port))) response.setHeader(name, value);
  try {
    await route(request, response, port, options);
  } catch (cause) {
    options.log.error('web.request-failed', { cause: String(cause) });
    if (response.headersSent) response.destroy();
    else sendPage(response, 500, notFound);
  }
}

async function route(request: IncomingMessage, response: ServerResponse, port: number, options: Options): Promise<void> {
  if (!isOwnHost(request.headers.host, port)) return sendPage(response, 421, wrongHost);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    response.setHeader('Allow', 'GET, HEAD');
    return sendPage(response, 405, notFound);
  }
  const url = URL.parse(request.url ?? '/', 'http://localhost');
  if (url === null) return sendPage(response, 400, notFound);
  const code = url.pathname === '/' ? url.searchParams.get('code') : null;
  const token = code === null ? null : options.sessions.exchange(code);
  if (token !== null) {
    response.setHeader('Set-Cookie', `${cookieName(port)}=${token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=2592000`);
    return redirect(response, '/screen/');
  }
  if (!isSignedIn(request, port, options.sessions)) return sendPage(response, 401, signInFirst);
  if (url.pathname === '/' || url.pathname === '/screen') return redirect(response, '/screen/');
  const found = await findStaticFile(options.pagesFolder, decodePath(url.pathname));
  if (found === null) return sendPage(response, 404, notFound);
  await sendStaticFile(found, response, request.method === 'GET');
}

export function isSignedIn(request: IncomingMessage, port: number, sessions: Sessions): boolean {
  const token = readCookie(request.headers.cookie, cookieName(port));
  return token !== null && sessions.isValid(token);
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    // Not UTF-8 after decoding: no file of ours has such a name.
    return '\0';
  }
}

function redirect(response: ServerResponse, to: string): void {
  response.writeHead(303, { Location: to, 'Cache-Control': 'no-store' });
  response.end();
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(html);
}
