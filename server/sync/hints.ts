import type { PoolClient } from 'pg';
import type { z } from 'zod';
import type { Hint } from '#shared/sync/wire.ts';
import type { Database } from '../db/database.ts';
import type { Logger } from '../log.ts';

const channel = 'ninhao_changed';
const gatherMs = 30;
const reconnectMs = 2000;

type Listener = (text: string) => void;

export type Hints = {
  /** Tells every instance, this one included, that there is something to pull. */
  readonly announce: () => void;
  /** The returned function stops listening. */
  readonly listen: (listener: Listener) => () => void;
  readonly close: () => Promise<void>;
};

const hint: z.infer<typeof Hint> = { hint: 'changed' };
const text = JSON.stringify(hint);

/** Hints between instances by LISTEN/NOTIFY. Many changes within 30 ms are one hint. A lost hint is made good by polling. */
export function createHints(db: Database, log: Logger): Hints {
  const listeners = new Set<Listener>();
  let announcing: NodeJS.Timeout | null = null;
  let telling: NodeJS.Timeout | null = null;
  let again: NodeJS.Timeout | null = null;
  let connection: PoolClient | null = null;
  let closed = false;

  const tell = (): void => {
    telling ??= setTimeout(() => {
      telling = null;
      for (const listener of listeners) listener(text);
    }, gatherMs);
  };

  const lost = (reason: string): void => {
    if (closed || again) return;
    log.warn({ event: 'hints-lost', reason });
    connection?.release(true);
    connection = null;
    again = setTimeout(() => {
      again = null;
      void open();
    }, reconnectMs);
  };

  const open = async (): Promise<void> => {
    try {
      const client = await db.connect();
      connection = client;
      client.on('notification', tell);
      client.on('error', (error) => lost(error.message));
      await client.query(`LISTEN ${channel}`);
      tell(); // what happened while nobody listened
    } catch (error) {
      lost(error instanceof Error ? error.message : String(error));
    }
  };
  const opened = open();

  return {
    announce: () => {
      announcing ??= setTimeout(() => {
        announcing = null;
        db.ask('SELECT pg_notify($1, $2)', [channel, '']).catch((error: Error) =>
          log.warn({ event: 'hint-not-sent', reason: error.message }),
        );
      }, gatherMs);
    },
    listen: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close: async () => {
      closed = true;
      for (const timer of [announcing, telling, again]) if (timer) clearTimeout(timer);
      await opened;
      connection?.release(true);
      connection = null;
    },
  };
}
