import pino from 'pino';
import { v7 } from 'uuid';
import type { Clock, Log, NewId, Random } from '../ports.ts';
import type { LogLevel } from './environment.ts';

/** The system's clock. Timers do not keep the process alive: the sockets do. */
export const systemClock: Clock = {
  nowMs: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

export const systemRandom: Random = () => Math.random();
export const newUuidV7: NewId = () => v7();

/** JSON lines on stderr; stdout belongs to the one ready line. */
export function createStderrLog(level: LogLevel, name: string): Log {
  const logger = pino({ level, base: { name } }, pino.destination({ dest: 2, sync: true }));
  return {
    info: (event, fields) => logger.info({ event, ...fields }),
    warn: (event, fields) => logger.warn({ event, ...fields }),
    error: (event, fields) => logger.error({ event, ...fields }),
  };
}
