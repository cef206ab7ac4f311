import type { Log } from '#electron/seat/ports.ts';

/** A stop that takes longer than this ends the process all the same, ms. */
const patienceMs = 2_800;

/** Runs `close` once, on SIGTERM, SIGINT, or (with a parent) when stdin closes: a killed launcher leaves no orphan. */
export function stopOn(options: { readonly withParent: boolean; readonly log: Log }, close: () => Promise<void>): void {
  let isStopping = false;
  const stop = (why: string): void => {
    if (isStopping) return;
    isStopping = true;
    options.log.info('web.stopping', { why });
    setTimeout(() => process.exit(1), patienceMs).unref();
    close().then(
      () => process.exit(0),
      (cause: unknown) => {
        options.log.error('web.stop-failed', { cause: String(cause) });
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', () => stop('SIGTERM'));
  process.on('SIGINT', () => stop('SIGINT'));
  if (!options.withParent) return;
  process.stdin.resume();
  process.stdin.on('end', () => stop('parent gone'));
  process.stdin.on('close', () => stop('parent gone'));
  process.stdin.on('error', () => stop('parent gone'));
}
