import type { Log } from '../ports.ts';
import { isDiskFull } from './disk.ts';

export type Deferred = {
  readonly later: (write: () => void) => void;
  readonly settle: () => void;
};

/**
 * Writes that nobody waits for, in order, once the state frame of this turn has left: a durable commit takes up to 20 ms, and
 * the card must be on screen before. A write that fails is logged, a full disk is told too; neither may disturb the call.
 */
export function createDeferred(defer: (run: () => void) => void, log: Log, onDiskFull: () => void): Deferred {
  let waiting: (() => void)[] = [];
  let isDeferred = false;

  function settle(): void {
    const writes = waiting;
    waiting = [];
    for (const write of writes) {
      try {
        write();
      } catch (cause) {
        log.error('journal.write-failed', { cause: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
        if (isDiskFull(cause)) onDiskFull();
      }
    }
  }

  return {
    later: (write) => {
      waiting.push(write);
      if (isDeferred) return;
      isDeferred = true;
      defer(() => {
        isDeferred = false;
        settle();
      });
    },
    settle,
  };
}
