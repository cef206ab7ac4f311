import type { Migration } from '../migrate.ts';

export const journalMigrations: readonly Migration[] = [
  {
    name: 'outbox, drafts, tickets written here, calls, dialogs, settings',
    sql: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      -- Operations in the order they were made. waiting: to be sent. done: the centre has it. parked: the centre refused it.
      -- replaced: a parked one that was sent again under a new id.
      CREATE TABLE operation (
        seat_seq INTEGER PRIMARY KEY,
        op_id TEXT NOT NULL UNIQUE,
        entity TEXT NOT NULL,
        entity_id TEXT NOT NULL,
        body TEXT NOT NULL,
        size_bytes INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'parked', 'replaced')),
        outcome TEXT,
        reason TEXT,
        version INTEGER,
        made_at_ms INTEGER NOT NULL,
        settled_at_ms INTEGER
      ) STRICT;
      CREATE INDEX operation_waiting ON operation (seat_seq) WHERE state = 'waiting';
      CREATE INDEX operation_parked ON operation (seat_seq) WHERE state = 'parked';
      CREATE INDEX operation_entity ON operation (entity, entity_id, seat_seq);
      CREATE INDEX operation_settled ON operation (settled_at_ms) WHERE state = 'done';

      CREATE TABLE ticket (
        id TEXT PRIMARY KEY,
        customer_id TEXT,
        open INTEGER NOT NULL,
        created_at_ms INTEGER NOT NULL,
        saved_at_ms INTEGER NOT NULL,
        search TEXT NOT NULL,
        data TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX ticket_created ON ticket (created_at_ms DESC);
      CREATE INDEX ticket_customer ON ticket (customer_id, created_at_ms DESC);

      CREATE TABLE draft (
        id TEXT PRIMARY KEY,
        changed_at_ms INTEGER NOT NULL,
        discarded_at_ms INTEGER,
        data TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE ticket_number (
        day TEXT NOT NULL,
        agent_number TEXT NOT NULL,
        last INTEGER NOT NULL,
        PRIMARY KEY (day, agent_number)
      ) STRICT, WITHOUT ROWID;

      CREATE TABLE call (
        id TEXT PRIMARY KEY,
        direction TEXT NOT NULL CHECK (direction IN ('in', 'out')),
        number TEXT NOT NULL,
        display_name TEXT NOT NULL,
        customer_id TEXT,
        customer_name TEXT,
        queue_name TEXT,
        offered_at_ms INTEGER NOT NULL,
        answered_at_ms INTEGER,
        ended_at_ms INTEGER,
        held_ms INTEGER NOT NULL,
        reason TEXT,
        elsewhere TEXT,
        practice INTEGER NOT NULL,
        seen INTEGER NOT NULL,
        -- Nobody spoke with the caller, here or elsewhere, and the agent did not decide that.
        missed INTEGER NOT NULL GENERATED ALWAYS AS (
          direction = 'in' AND answered_at_ms IS NULL AND ended_at_ms IS NOT NULL
          AND reason NOT IN ('answered-elsewhere', 'declined', 'redirected', 'transferred')
        ) STORED
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX call_offered ON call (offered_at_ms DESC);
      CREATE INDEX call_missed ON call (offered_at_ms DESC) WHERE missed = 1;
      CREATE INDEX call_unseen ON call (seen) WHERE missed = 1 AND seen = 0;
      CREATE INDEX call_number ON call (number, offered_at_ms DESC);

      CREATE TABLE dialog (call_id TEXT PRIMARY KEY, saved_at_ms INTEGER NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
      CREATE TABLE notice_read (notice_id TEXT PRIMARY KEY, read_at_ms INTEGER NOT NULL) STRICT, WITHOUT ROWID;
    `,
  },
  {
    name: 'where the words of a call stand; numbers of tickets are counted from the tickets themselves',
    sql: `
      CREATE TABLE talk (call_id TEXT PRIMARY KEY, changed_at_ms INTEGER NOT NULL, data TEXT NOT NULL) STRICT, WITHOUT ROWID;
      DROP TABLE ticket_number;
    `,
  },
];
