import { fileURLToPath } from 'node:url';
import * as electron from 'electron';
import { readLogLevel } from '#electron/seat/config/environment.ts';
import { createStderrLog, systemClock } from '#electron/seat/config/process-ports.ts';
import { openSeat } from '#electron/seat/open-seat.ts';
import { startDesktop } from './desktop.ts';
import type { ElectronApi } from './electron-api.ts';

/** Built: dist/desktop/main.js, with the pages in dist/pages and the icons in assets/icons, packed or not. */
const beside = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const api: ElectronApi = electron;
const log = createStderrLog(readLogLevel(process.env), 'desktop');

// State is on disk at every moment, so the honest answer to a bug is to end; the agent starts again where the work was.
for (const kind of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(kind, (cause: unknown) => {
    log.error(`desktop.${kind}`, { cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
    api.app.exit(1);
  });
}

// Not awaited at the top: Electron is ready only after this module has been evaluated, and startDesktop waits for that.
const starting = startDesktop({
  electron: api,
  clock: systemClock,
  log,
  environment: process.env,
  argv: process.argv,
  folders: { pages: beside('../pages'), icons: beside('../../assets/icons'), preload: beside('./preload.cjs') },
  openSeat: ({ environment, secrets }) =>
    openSeat({
      environment,
      shell: 'desktop',
      log,
      ...(secrets === null ? {} : { secrets }),
    }),
  onReady: (url) => process.stdout.write(`${JSON.stringify({ ready: true, url })}\n`),
});

starting.then((desktop) => {
  if (desktop === null) return;
  const stop = (): void => void desktop.stop();
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  if (process.env.NINHAO_PARENT !== '1') return;
  process.stdin.resume();
  process.stdin.on('end', stop);
  process.stdin.on('error', stop);
});
