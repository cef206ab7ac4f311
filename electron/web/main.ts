import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readEnvironment, readLogLevel } from '#electron/seat/config/environment.ts';
import { createStderrLog, systemClock } from '#electron/seat/config/process-ports.ts';
import { openSeat } from '#electron/seat/open-seat.ts';
import type { Log } from '#electron/seat/ports.ts';
import { serveBridge } from './bridge-server.ts';
import { startHttpServer } from './http-server.ts';
import { createSessions } from './session.ts';
import { stopOn } from './stop.ts';

/** Built: dist/node/web.js beside dist/pages. From source: electron/web. */
const usualPages = ['../pages', '../../dist/pages'].map((path) => fileURLToPath(new URL(path, import.meta.url)));

async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const log = createStderrLog(readLogLevel(process.env), 'web');
  if (!environment.ok) return giveUp(log, environment.error.detail);
  const { NINHAO_PAGES: ownPages } = environment.value;
  const pagesFolder = (ownPages === '' ? usualPages : [resolve(ownPages)]).find((path) => existsSync(path));
  if (pagesFolder === undefined) return giveUp(log, 'dist/pages is missing: build the pages first');
  stopOnBugs(log);

  const opened = openSeat({ environment: environment.value, shell: 'web', log });
  if (!opened.ok) return giveUp(log, opened.error.detail);
  const { seat, media, secrets } = opened.value;
  const sessions = createSessions(secrets, () => randomBytes(32).toString('base64url'));
  const web = await startHttpServer(environment.value.NINHAO_SEAT_PORT, { sessions, pagesFolder, log });
  const bridge = serveBridge({ web, sessions, seat, media, clock: systemClock, log });

  stopOn({ withParent: environment.value.NINHAO_PARENT === '1', log }, async () => {
    await opened.value.close();
    bridge.close();
    web.server.closeAllConnections();
    web.server.close();
  });
  process.stdout.write(`${JSON.stringify({ ready: true, url: `http://127.0.0.1:${web.port}/?code=${sessions.code}` })}\n`);
}

/** A start that cannot succeed: one plain line, and a code that tells the launcher not to try again. */
function giveUp(log: Log, why: string | undefined): void {
  log.error('web.not-started', { why });
  process.exitCode = 2;
}

/** State is on disk at every moment, so the honest answer to a bug is to end; the launcher starts us again. */
function stopOnBugs(log: Log): void {
  const end = (kind: string) => (cause: unknown) => {
    log.error(kind, { cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
    process.exit(1);
  };
  process.on('uncaughtException', end('web.uncaught'));
  process.on('unhandledRejection', end('web.unhandled-rejection'));
}

await main();
