import { type Logger, pino } from 'pino';

export type { Logger } from 'pino';

/** JSON lines on stderr; stdout carries the one ready line. Fields never hold names, numbers, notes or tokens. */
export function createLog(level: string): Logger {
  return pino(
    { level, base: { program: 'centre' }, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
