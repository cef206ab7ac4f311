import { Pool, type PoolClient, type QueryResultRow } from 'pg';
import type { Logger } from '../log.ts';

/** Asks one statement. Values travel beside the text, never in it. */
export type Ask = <Row extends QueryResultRow>(sql: string, values?: readonly unknown[]) => Promise<Row[]>;

export type Database = {
  readonly ask: Ask;
  /** All or nothing. Bounded: a write transaction holds up what every seat may read (sync.md, the fence). */
  readonly transaction: <T>(work: (ask: Ask) => Promise<T>) => Promise<T>;
  /** A connection of its own, for LISTEN and for locks; the caller releases it. */
  readonly connect: () => Promise<PoolClient>;
  readonly close: () => Promise<void>;
};

const transactionTimeoutMs = 15_000;

export function openDatabase(url: string, log: Logger, connections = 10): Database {
  const pool = new Pool({
    connectionString: url,
    max: connections,
    application_name: 'ninhao-centre',
    connectionTimeoutMillis: 5000,
  });
  pool.on('error', (error) => log.warn({ event: 'database-connection-lost', reason: error.message }));
  const askOf =
    (client: Pool | PoolClient): Ask =>
    async <Row extends QueryResultRow>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows;
  return {
    ask: askOf(pool),
    transaction: async (work) => {
      const client = await pool.connect();
      let broken: Error | undefined;
      try {
        await client.query(`BEGIN; SET LOCAL statement_timeout = ${transactionTimeoutMs}`);
        const value = await work(askOf(client));
        await client.query('COMMIT');
        return value;
      } catch (error) {
        await client.query('ROLLBACK').catch((lost: Error) => {
          broken = lost;
        });
        throw error;
      } finally {
        client.release(broken);
      }
    },
    connect: () => pool.connect(),
    close: () => pool.end(),
  };
}
