import { defaultPack } from '#shared/script/default-pack.ts';
import type { Entity } from '#shared/sync/wire.ts';
import type { Ask, Database } from '../db/database.ts';
import { hashPassword } from '../identity/passwords.ts';
import type { Logger } from '../log.ts';
import { sampleContacts } from './contacts.ts';
import { sampleCustomer } from './customers.ts';
import { sampleNotices } from './notices.ts';
import { sampleOutages } from './outages.ts';
import { sampleAgents, sampleColleagues, sampleOutgoingNumbers, samplePassword } from './people.ts';
import { sampleTicket } from './tickets.ts';

const sampleCustomerCount = 10_000;
const ticketCount = 200;
/** Of these customers we know what passed before; of the others nothing did. */
const customersWithContacts = 2_000;
const rowsPerInsert = 2_000;

type SampleRow = { readonly entity: Entity; readonly id: string; readonly data: unknown };

function* sampleRows(nowMs: number): Generator<SampleRow> {
  // What a seat needs first comes first: it is pulled in this order.
  for (const notice of sampleNotices(nowMs)) yield { entity: 'notice', id: notice.id, data: notice };
  for (const outage of sampleOutages(nowMs)) yield { entity: 'outage', id: outage.id, data: outage };
  for (const colleague of sampleColleagues()) yield { entity: 'colleague', id: colleague.number, data: colleague };
  yield { entity: 'script', id: 'default', data: defaultPack() };
  for (let index = 0; index < ticketCount; index++) {
    const ticket = sampleTicket(index, nowMs);
    yield { entity: 'ticket', id: ticket.id, data: ticket };
  }
  for (let index = 0; index < sampleCustomerCount; index++) {
    const customer = sampleCustomer(index);
    yield { entity: 'customer', id: customer.id, data: customer };
    if (index < customersWithContacts)
      for (const contact of sampleContacts(index, nowMs)) yield { entity: 'contact', id: contact.id, data: contact };
  }
}

async function insertRows(ask: Ask, rows: readonly SampleRow[]): Promise<void> {
  await ask(
    `INSERT INTO record (entity, id, data) SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[])
     ON CONFLICT (entity, id) DO NOTHING`,
    [rows.map((row) => row.entity), rows.map((row) => row.id), rows.map((row) => JSON.stringify(row.data))],
  );
}

async function insertAgents(ask: Ask): Promise<void> {
  for (const { agentNumber, name, role, team } of sampleAgents)
    await ask(
      `INSERT INTO agent (agent_number, name, role, team, password_hash, outgoing_numbers) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (agent_number) DO NOTHING`,
      [agentNumber, name, role, team, await hashPassword(samplePassword(agentNumber)), sampleOutgoingNumbers],
    );
}

/** Outages and notices are told relative to now: a sample opened on another day still has a repair running. */
async function refreshTimes(ask: Ask, nowMs: number): Promise<void> {
  const rows: SampleRow[] = [
    ...sampleOutages(nowMs).map((outage) => ({ entity: 'outage' as const, id: outage.id, data: outage })),
    ...sampleNotices(nowMs).map((notice) => ({ entity: 'notice' as const, id: notice.id, data: notice })),
  ];
  for (const { entity, id, data } of rows)
    await ask('UPDATE record SET data = $3::jsonb WHERE entity = $1 AND id = $2', [entity, id, JSON.stringify(data)]);
}

/** Loads the sample water company once; later starts only move its outages and notices to now. */
export async function loadSample(db: Database, nowMs: number, log: Logger): Promise<void> {
  const startedAtMs = performance.now();
  await db.transaction(async (ask) => {
    await ask('SELECT pg_advisory_xact_lock($1)', [7_142_002]);
    const loaded = await ask(`SELECT 1 FROM meta WHERE key = 'sample'`);
    if (loaded.length > 0) return refreshTimes(ask, nowMs);
    const batch: SampleRow[] = [];
    for (const row of sampleRows(nowMs)) {
      batch.push(row);
      if (batch.length === rowsPerInsert) await insertRows(ask, batch.splice(0));
    }
    await insertRows(ask, batch);
    await insertAgents(ask);
    await ask(`INSERT INTO meta (key, value) VALUES ('sample', $1)`, [new Date(nowMs).toISOString()]);
  });
  log.info({ event: 'sample-ready', tookMs: Math.round(performance.now() - startedAtMs) });
}
