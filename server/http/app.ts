import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import websocket from '@fastify/websocket';
import Fastify, { type FastifyBaseLogger, type FastifyError, type FastifyInstance, LogController } from 'fastify';
import type { z } from 'zod';
import { type CentreError, paths } from '#shared/sync/wire.ts';
import type { IdentityOptions } from '../identity/routes.ts';
import { identityRoutes } from '../identity/routes.ts';
import type { Logger } from '../log.ts';
import type { SyncOptions } from '../sync/routes.ts';
import { syncRoutes } from '../sync/routes.ts';
import { Refusal } from './refusal.ts';

const bodyBytes = 64 * 1024;
/** Of one address: 200 seats behind one router, each asking a few times a second after an outage. */
const requestsPerMinute = 24_000;

const codes: Readonly<Record<number, string>> = {
  400: 'bad-request',
  404: 'not-found',
  413: 'too-large',
  415: 'bad-request',
  429: 'too-many',
};

function refusalOf(error: unknown): { status: number; code: string; message: string; retryAfterS: number | null } {
  if (error instanceof Refusal) return error;
  const thrown: Partial<FastifyError> = error instanceof Error ? error : {};
  const status = thrown.statusCode ?? 500;
  if (status >= 500) return { status: 500, code: 'server-error', message: 'the centre could not do this now', retryAfterS: null };
  return { status, code: codes[status] ?? 'bad-request', message: thrown.message ?? '', retryAfterS: null };
}

type AppOptions = IdentityOptions & SyncOptions & { readonly log: Logger; readonly isReady: () => Promise<boolean> };

/** The centre's HTTP interface. Every refusal has the body `CentreError`; no log line holds a name, a number or a token. */
export async function createApp(options: AppOptions): Promise<FastifyInstance> {
  const logger: FastifyBaseLogger = options.log;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: bodyBytes,
    trustProxy: false,
    forceCloseConnections: true,
  });
  await app.register(helmet, { contentSecurityPolicy: { directives: { defaultSrc: ["'none'"] } } });
  await app.register(rateLimit, { global: true, max: requestsPerMinute, timeWindow: '1 minute' });
  await app.register(websocket, { options: { maxPayload: 1024 } });

  app.setErrorHandler((error, request, reply) => {
    const { status, code, message, retryAfterS } = refusalOf(error);
    if (status >= 500)
      request.log.error({ event: 'request-failed', reason: error instanceof Error ? error.stack : String(error) });
    if (retryAfterS !== null) reply.header('retry-after', String(retryAfterS));
    const body: z.infer<typeof CentreError> = { error: { code, message } };
    return reply.status(status).send(body);
  });
  app.setNotFoundHandler((_request, reply) => {
    const body: z.infer<typeof CentreError> = { error: { code: 'not-found', message: 'no such path' } };
    return reply.status(404).send(body);
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    request.log.debug({ event: 'request', route, status: reply.statusCode, tookMs: Math.round(reply.elapsedTime) });
  });

  app.get(paths.health, async () => ({ ok: true }));
  app.get(paths.ready, async () => {
    if (!(await options.isReady())) throw new Refusal(503, 'not-ready', 'the database does not answer', 2);
    return { ok: true };
  });
  identityRoutes(app, options);
  syncRoutes(app, options);
  await app.ready();
  return app;
}
