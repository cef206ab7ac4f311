import { z } from 'zod';
import type { Ask } from '../db/database.ts';
import type { Caller } from '../identity/access-token.ts';
import { keyOf, type RowWrite, type SyncTables } from './tables.ts';

const AnswerRow = z.object({
  op_id: z.string(),
  seat_id: z.string(),
  outcome: z.enum(['applied', 'merged', 'conflict', 'rejected', 'retry']),
  version: z.number().int().nullable(),
  reason: z.string().nullable(),
});
const HeldRow = z.object({
  entity: z.string(),
  id: z.string(),
  version: z.number().int(),
  deleted: z.boolean(),
  data: z.record(z.string(), z.unknown()),
  field_versions: z.record(z.string(), z.number().int()),
});
const RestoredRow = z.object({ floor: z.number().int(), recently: z.boolean() });
const GapRow = z.object({ missing: z.number().int() });

/** Seats that were away when the database was restored have this long to send again what the backup does not have. */
const resendDays = 14;

/** The tables of sync in PostgreSQL, within the transaction of `ask`. */
export function postgresTables(ask: Ask, caller: Caller): SyncTables {
  const columns = (rows: readonly RowWrite[]) => [
    rows.map((write) => write.entity),
    rows.map((write) => write.id),
    rows.map((write) => JSON.stringify(write.data)),
  ];
  return {
    lockSeat: async (seatId) => {
      await ask('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`seat ${seatId}`]);
    },
    restored: async () => {
      const rows = await ask(
        `SELECT coalesce(max(CASE WHEN key = 'version-floor' THEN value::bigint END), 0)::int AS floor,
                coalesce(bool_or(CASE WHEN key = 'restored-at' THEN value::timestamptz > now() - make_interval(days => $1) END),
                         false) AS recently
         FROM meta WHERE key IN ('version-floor', 'restored-at')`,
        [resendDays],
      );
      const { floor, recently } = RestoredRow.parse(rows[0]);
      return { versionFloor: floor, recently };
    },
    knownAnswers: async (opIds) => {
      const rows = await ask(
        'SELECT op_id, seat_id, outcome, version::int AS version, reason FROM operation WHERE op_id = ANY($1::uuid[])',
        [opIds],
      );
      const known = rows.map((row) => AnswerRow.parse(row));
      return new Map(
        known.map(({ op_id: opId, seat_id: seatId, outcome, version, reason }) => [
          opId,
          { opId, seatId, outcome, version, reason },
        ]),
      );
    },
    lockRows: async (operations) => {
      const rows = await ask(
        `SELECT entity, id, version::int AS version, deleted, data, field_versions FROM record
         WHERE (entity, id) IN (SELECT * FROM unnest($1::text[], $2::text[])) ORDER BY entity, id FOR UPDATE`,
        [operations.map((operation) => operation.entity), operations.map((operation) => operation.entityId)],
      );
      const held = rows.map((row) => HeldRow.parse(row));
      return new Map(
        held.map(({ field_versions, ...row }) => [keyOf(row.entity, row.id), { ...row, fieldVersions: field_versions }]),
      );
    },
    writeRows: async (writes) => {
      const made = writes.filter((write) => write.isNew);
      const changed = writes.filter((write) => !write.isNew);
      const taken = new Set(made.map((write) => keyOf(write.entity, write.id)));
      if (made.length > 0) {
        const rows = await ask<{ entity: string; id: string }>(
          `INSERT INTO record (entity, id, data) SELECT * FROM unnest($1::text[], $2::text[], $3::jsonb[])
           ON CONFLICT (entity, id) DO NOTHING RETURNING entity, id`,
          columns(made),
        );
        for (const row of rows) taken.delete(keyOf(row.entity, row.id));
      }
      if (changed.length > 0)
        await ask(
          `UPDATE record SET data = given.data FROM unnest($1::text[], $2::text[], $3::jsonb[]) AS given (entity, id, data)
           WHERE record.entity = given.entity AND record.id = given.id`,
          columns(changed),
        );
      return taken;
    },
    keepAnswers: async (answers) => {
      if (answers.length === 0) return;
      const rows = answers.map(({ operation, outcome, overruled }) => ({
        op_id: operation.opId,
        seat_id: caller.seatId,
        seat_seq: operation.seatSeq,
        agent_number: caller.agentNumber,
        entity: operation.entity,
        entity_id: operation.entityId,
        base_version: operation.baseVersion,
        changes: operation.changes,
        wire_version: operation.wireVersion,
        made_at: new Date(operation.madeAtMs).toISOString(),
        outcome: outcome.outcome,
        version: outcome.version,
        reason: outcome.reason,
        overruled: overruled.length === 0 ? null : overruled,
      }));
      await ask(
        `INSERT INTO operation (op_id, seat_id, seat_seq, agent_number, entity, entity_id, base_version, changes, wire_version,
                                made_at, outcome, version, reason, overruled)
         SELECT op_id, seat_id, seat_seq, agent_number, entity, entity_id, base_version, changes, wire_version, made_at, outcome,
                version, reason, overruled
         FROM jsonb_to_recordset($1::jsonb) AS given (op_id uuid, seat_id text, seat_seq bigint, agent_number text, entity text,
           entity_id text, base_version bigint, changes jsonb, wire_version int, made_at timestamptz, outcome text, version bigint,
           reason text, overruled jsonb)`,
        [JSON.stringify(rows)],
      );
    },
    noteSequence: async (seatId, first, last) => {
      const rows = await ask(
        `INSERT INTO seat_sequence (seat_id, last_seq, missing) VALUES ($1, $3, GREATEST(0, $2::bigint - 1))
         ON CONFLICT (seat_id) DO UPDATE SET last_seq = GREATEST(seat_sequence.last_seq, excluded.last_seq),
           missing = seat_sequence.missing + GREATEST(0, $2::bigint - seat_sequence.last_seq - 1)
         RETURNING missing::int AS missing`,
        [seatId, first, last],
      );
      return GapRow.parse(rows[0]).missing;
    },
  };
}
