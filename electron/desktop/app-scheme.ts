import { readFile } from 'node:fs/promises';
import type { CustomScheme } from 'electron';
import { findStaticFile } from '#electron/web/static-files.ts';

/** Our own scheme instead of plain files: pages have an origin, and can read nothing but what is served here. */
export const appScheme = 'app';
export const appHost = 'ninhao';
export const appOrigin = `${appScheme}://${appHost}`;

/** secure: the microphone needs a secure context. Nothing else is opened: no CSP bypass, no service worker, no CORS. */
export const schemePrivileges: CustomScheme = {
  scheme: appScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** Opened item by item from nothing. No page of the desktop speaks to the network: the seat does. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  // Ant Design writes its styles into the page at run time.
  "style-src 'self' 'unsafe-inline'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "worker-src 'self'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "form-action 'none'",
  "base-uri 'none'",
].join('; ');

const headers = {
  'Content-Security-Policy': contentSecurityPolicy,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
} as const;

export function isAppUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${appScheme}:` && parsed.host === appHost;
}

/** Answers app://ninhao/…: GET of a built page's file, and 404 or 405 for all else. */
export function servePages(pagesFolder: string): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = URL.parse(request.url);
    if (url === null || !isAppUrl(request.url)) return refusal(404);
    if (request.method !== 'GET') return refusal(405);
    const path = decodePath(url.pathname);
    const found = path === null ? null : await findStaticFile(pagesFolder, path);
    if (found === null) return refusal(404);
    return new Response(new Uint8Array(await readFile(found.file)), { headers: { ...headers, 'Content-Type': found.type } });
  };
}

function refusal(status: number): Response {
  return new Response(null, { status, headers });
}

function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}
