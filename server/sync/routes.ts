import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DownRequest, paths, type UpReply, UpRequest, WIRE_VERSION } from '#shared/sync/wire.ts';
import type { Database } from '../db/database.ts';
import { parseBody } from '../http/body.ts';
import { Refusal } from '../http/refusal.ts';
import type { AccessTokens, Caller } from '../identity/access-token.ts';
import { readCursor } from './cursor.ts';
import type { Hints } from './hints.ts';
import { epochOf, pullPage, rowCount } from './pull.ts';
import { pushOperations } from './push.ts';

export type SyncOptions = {
  readonly db: Database;
  readonly tokens: AccessTokens;
  readonly hints: Hints;
  readonly nowMs: () => number;
};

/** 500 operations or 256 KB (sync.md), with room for the envelope. */
export const upBodyBytes = 320 * 1024;
const gzipFromBytes = 2048;
const pingMs = 30_000;
const compress = promisify(gzip);

/** The envelope; operations are parsed one by one, so that a bad one is refused alone. */
const UpEnvelope = UpRequest.extend({ operations: z.array(z.unknown()).max(500) });

async function callerOf(request: FastifyRequest, options: SyncOptions): Promise<Caller> {
  const header = request.headers.authorization ?? '';
  const caller = header.startsWith('Bearer ') ? await options.tokens.check(header.slice(7), options.nowMs()) : null;
  if (caller === null) throw new Refusal(401, 'expired', 'no valid access token');
  return caller;
}

function checkVersion(wireVersion: number): void {
  if (wireVersion > WIRE_VERSION) throw new Refusal(409, 'centre-too-old', 'this seat is newer than the centre');
  if (wireVersion < 1) throw new Refusal(426, 'too-old', 'this seat is too old for the centre');
}

/** Operations up, changes down, and the hint that there are some. */
export function syncRoutes(app: FastifyInstance, options: SyncOptions): void {
  const { db, hints } = options;

  app.post(paths.up, { bodyLimit: upBodyBytes }, async (request) => {
    const caller = await callerOf(request, options);
    const up = parseBody(UpEnvelope, request.body);
    checkVersion(up.wireVersion);
    if (up.seatId !== caller.seatId) throw new Refusal(403, 'not-allowed', 'this token is of another seat');
    const outcomes = await pushOperations(db, caller, up.operations);
    if (outcomes.some(({ outcome }) => outcome !== 'rejected' && outcome !== 'retry')) hints.announce();
    const reply: z.infer<typeof UpReply> = { epoch: await epochOf(db.ask), outcomes };
    return reply;
  });

  app.post(paths.down, async (request, reply) => {
    await callerOf(request, options);
    const { cursor: text, limit } = parseBody(DownRequest, request.body);
    const epoch = await epochOf(db.ask);
    const cursor = readCursor(text, epoch);
    if (cursor === null) throw new Refusal(400, 'bad-cursor', 'not a cursor of this centre');
    if (cursor.epoch !== epoch) throw new Refusal(409, 'epoch-changed', 'the centre was restored: begin from nothing');
    const { body } = await pullPage(db.ask, cursor, limit, text === '' ? await rowCount(db.ask) : null);
    reply.header('content-type', 'application/json; charset=utf-8');
    const accepts = String(request.headers['accept-encoding'] ?? '').includes('gzip');
    if (!accepts || body.length < gzipFromBytes) return reply.send(body);
    return reply.header('content-encoding', 'gzip').send(await compress(body, { level: 1 }));
  });

  app.register(async (inner) => {
    inner.get(
      paths.hints,
      { websocket: true, preValidation: async (request) => void (await callerOf(request, options)) },
      (socket, request) => {
        const stop = hints.listen((hint) => socket.send(hint));
        const ping = setInterval(() => socket.ping(), pingMs);
        const expire = (caller: Caller | null): void => {
          const leftMs = caller === null ? 0 : caller.expiresAtMs - options.nowMs();
          expiry = setTimeout(() => socket.close(4401, 'expired'), Math.max(0, leftMs));
        };
        let expiry: NodeJS.Timeout | null = null;
        callerOf(request, options).then(expire, () => expire(null));
        socket.on('message', () => socket.close(1008, 'hints are only sent')); // nothing is expected from seats here
        socket.on('error', (error) => request.log.info({ event: 'hint-socket-error', reason: error.message }));
        socket.on('close', () => {
          stop();
          clearInterval(ping);
          if (expiry) clearTimeout(expiry);
        });
      },
    );
  });
}
