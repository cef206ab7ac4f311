import { z } from 'zod';
import { Outage } from '#shared/customer/customer.ts';
import type { Query, ReadDb } from '../handle.ts';

export const runningIn: Query = {
  name: 'outages.running-in',
  sql: `SELECT data FROM outage WHERE area = :area AND ends_at_ms > :nowMs AND starts_at_ms <= :nowMs
        ORDER BY starts_at_ms DESC LIMIT 1`,
};
const DataRow = z.object({ data: z.string() });

/** The interruption of supply that runs in an area at this moment; the latest begun, where several do. */
export function outageFor(cache: ReadDb<'cache'>, area: string, nowMs: number): Outage | null {
  const row = cache.get(runningIn, { area, nowMs });
  return row === undefined ? null : Outage.parse(JSON.parse(DataRow.parse(row).data));
}
