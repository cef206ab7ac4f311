import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
  '.wav': 'audio/wav',
  '.mp3': 'audio/mpeg',
  '.ogg': 'audio/ogg',
  '.wasm': 'application/wasm',
};

/** Vite puts a hash of the content into these names: they never change. */
const hashedName = /^\/assets\/.+-[\w-]{8,}\.\w+$/;

export type StaticFile = {
  readonly file: string;
  readonly type: string;
  readonly sizeBytes: number;
  readonly isImmutable: boolean;
};

/** The file behind a decoded URL path, or null: outside the folder, of an unknown type, or not there. `/x/` means `/x/index.html`. */
export async function findStaticFile(folder: string, urlPath: string): Promise<StaticFile | null> {
  if (urlPath.includes('\0')) return null;
  const path = normalize(join(folder, urlPath.endsWith('/') ? `${urlPath}index.html` : urlPath));
  const type = types[extname(path)];
  if (!path.startsWith(folder + sep) || type === undefined) return null;
  const found = await stat(path).catch(() => null);
  if (found === null || !found.isFile()) return null;
  return { file: path, type, sizeBytes: found.size, isImmutable: hashedName.test(urlPath) };
}

/** Sends the file; a browser that leaves midway is no error. */
export async function sendStaticFile(found: StaticFile, response: ServerResponse, withBody: boolean): Promise<void> {
  response.writeHead(200, {
    'Content-Type': found.type,
    'Content-Length': found.sizeBytes,
    'Cache-Control': found.isImmutable ? 'public, max-age=31536000, immutable' : 'no-cache',
  });
  if (!withBody) {
    response.end();
    return;
  }
  await pipeline(createReadStream(found.file), response).catch(() => response.destroy());
}
