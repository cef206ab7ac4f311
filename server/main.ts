import { startCentre } from './centre.ts';
import { type Config, readConfig } from './config.ts';
import { createLog } from './log.ts';
import { explainTrouble } from './start-trouble.ts';

/** Longest orderly stop; after it the process ends, and the next start adopts what is left. */
const stopWithinMs = 2_900;

/** Known once it was read: what a failed start says depends on it. */
let known: Config | null = null;

/** The program: one JSON line on stdout when it is ready, logs on stderr, ends in order on a signal or with its parent. */
async function main(): Promise<void> {
  const config = readConfig(process.env);
  known = config;
  const log = createLog(config.NINHAO_LOG);
  let stopping: Promise<void> | null = null;
  const starting = startCentre({ config, log, nowMs: Date.now });

  const stop = (why: string): void => {
    stopping ??= (async () => {
      log.info({ event: 'stopping', why });
      setTimeout(() => process.exit(1), stopWithinMs).unref();
      const centre = await starting.catch(() => null);
      await centre?.close();
      process.exit(0);
    })();
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stop(signal));
  if (config.NINHAO_PARENT === '1') {
    process.stdin.on('close', () => stop('parent'));
    process.stdin.on('end', () => stop('parent'));
    process.stdin.on('error', () => stop('parent'));
    process.stdin.resume();
  }

  const centre = await starting;
  if (stopping === null) {
    log.info({ event: 'ready' });
    process.stdout.write(`${JSON.stringify({ ready: true, url: centre.url })}\n`);
  }
}

main().catch((error: unknown) => {
  createLog('error').fatal({ event: 'not-started', reason: explainTrouble(error, known) });
  process.exit(1);
});
