export type Migration = { readonly name: string; readonly sql: string };

/** Only ever appended. Each runs in one transaction. */
export const migrations: readonly Migration[] = [
  {
    name: 'rows, operations and identity',
    sql: `
      CREATE TABLE meta (key text PRIMARY KEY, value text NOT NULL);
      -- Changes when the database is restored from a backup: seats then send again what was acknowledged (sync.md).
      INSERT INTO meta (key, value) VALUES ('epoch', gen_random_uuid()::text);

      CREATE SEQUENCE change_seq;

      -- Every row that travels to seats. (xid, seq) says when it changed last: the transaction and the order in it.
      CREATE TABLE record (
        entity text NOT NULL,
        id text NOT NULL,
        version bigint NOT NULL DEFAULT 1,
        deleted boolean NOT NULL DEFAULT false,
        -- '' is for every seat; teams and regions follow.
        scope text NOT NULL DEFAULT '',
        data jsonb NOT NULL,
        xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        seq bigint NOT NULL DEFAULT nextval('change_seq'),
        created_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (entity, id)
      );
      CREATE INDEX record_change ON record (xid, seq);
      CREATE INDEX record_ticket_number ON record ((data->>'number')) WHERE entity = 'ticket';

      -- Whoever changes a row, by whatever statement: the change gets its place in the order that seats follow.
      CREATE FUNCTION stamp_record() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.version := OLD.version + 1;
        NEW.xid := pg_current_xact_id();
        NEW.seq := nextval('change_seq');
        NEW.changed_at := now();
        RETURN NEW;
      END $$;
      CREATE TRIGGER record_stamp BEFORE UPDATE ON record FOR EACH ROW EXECUTE FUNCTION stamp_record();

      -- Operations of seats with the answer each got: a known op_id is answered with it again.
      CREATE TABLE operation (
        op_id uuid PRIMARY KEY,
        seat_id text NOT NULL,
        seat_seq bigint NOT NULL,
        agent_number text NOT NULL,
        entity text NOT NULL,
        entity_id text NOT NULL,
        base_version bigint NOT NULL,
        changes jsonb NOT NULL,
        wire_version int NOT NULL,
        made_at timestamptz NOT NULL,
        received_at timestamptz NOT NULL DEFAULT now(),
        outcome text NOT NULL,
        version bigint,
        reason text
      );
      CREATE INDEX operation_entity ON operation (entity, entity_id, received_at);
      CREATE INDEX operation_seat ON operation (seat_id, seat_seq);

      CREATE TABLE agent (
        agent_number text PRIMARY KEY,
        name text NOT NULL,
        role text NOT NULL CHECK (role IN ('agent', 'lead', 'administrator', 'auditor')),
        team text NOT NULL,
        password_hash text NOT NULL,
        outgoing_numbers text[] NOT NULL DEFAULT '{}',
        active boolean NOT NULL DEFAULT true,
        failed_count int NOT NULL DEFAULT 0,
        locked_until timestamptz
      );

      CREATE TABLE sip_account (
        agent_number text PRIMARY KEY REFERENCES agent ON DELETE CASCADE,
        ws_url text NOT NULL,
        domain text NOT NULL,
        sip_user text NOT NULL,
        password text NOT NULL,
        label text NOT NULL
      );

      -- One row a token; only its hash is kept. A family is one sign-in: a token used twice ends the family.
      CREATE TABLE refresh_token (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        family uuid NOT NULL,
        agent_number text NOT NULL REFERENCES agent ON DELETE CASCADE,
        seat_id text NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        issued_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        replaced_by uuid,
        revoked_at timestamptz
      );
      CREATE INDEX refresh_token_family ON refresh_token (family);
      CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);

      -- The rows as tables, for reports and for people with a database client.
      CREATE VIEW ticket AS
        SELECT id, version, data->>'number' AS number, data->>'kind' AS kind, data->>'status' AS status,
               data->>'priority' AS priority, data->>'summary' AS summary, data->>'customerId' AS customer_id,
               data->>'callId' AS call_id, data->>'contactName' AS contact_name, data->>'contactNumber' AS contact_number,
               data->>'accountNumber' AS account_number, data->>'address' AS address, data->>'assignee' AS assignee,
               data->'fields' AS fields, data->>'createdBy' AS created_by,
               to_timestamp((data->>'createdAtMs')::float8 / 1000) AS created_at, record.created_at AS arrived_at
        FROM record WHERE entity = 'ticket' AND NOT deleted;
      CREATE VIEW customer AS
        SELECT id, version, data->>'name' AS name, data->>'accountNumber' AS account_number, data->>'address' AS address,
               data->>'area' AS area, (data->>'level')::int AS level, data->'phones' AS phones
        FROM record WHERE entity = 'customer' AND NOT deleted;
    `,
  },
  {
    name: 'versions of fields, overruled values, sequences of seats',
    sql: `
      -- Per field the row's version in which it changed last; 1 where it is not named.
      ALTER TABLE record ADD COLUMN field_versions jsonb NOT NULL DEFAULT '{}';
      ALTER TABLE record DISABLE TRIGGER record_stamp;
      -- Of rows that changed before we counted, every field may have changed in the last version.
      UPDATE record SET field_versions = (SELECT jsonb_object_agg(key, version) FROM jsonb_object_keys(data) AS key)
        WHERE version > 1 AND data <> '{}';
      ALTER TABLE record ENABLE TRIGGER record_stamp;

      -- Versions given after a restore begin at a floor above all that the lost time may have given (sync.md, epochs).
      CREATE OR REPLACE FUNCTION stamp_record() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.version := GREATEST(OLD.version + 1,
          coalesce((SELECT value::bigint FROM meta WHERE key = 'version-floor'), 0));
        NEW.xid := pg_current_xact_id();
        NEW.seq := nextval('change_seq');
        NEW.changed_at := now();
        NEW.field_versions := OLD.field_versions || coalesce((
          SELECT jsonb_object_agg(key, NEW.version)
          FROM (SELECT jsonb_object_keys(OLD.data) UNION SELECT jsonb_object_keys(NEW.data)) AS keys (key)
          WHERE NEW.data->key IS DISTINCT FROM OLD.data->key), '{}');
        RETURN NEW;
      END $$;

      -- What gave way to a later arrival, for the history.
      ALTER TABLE operation ADD COLUMN overruled jsonb;
      -- The last operation of each seat, and how many of its numbers never came.
      CREATE TABLE seat_sequence (seat_id text PRIMARY KEY, last_seq bigint NOT NULL, missing bigint NOT NULL DEFAULT 0);
      INSERT INTO seat_sequence (seat_id, last_seq) SELECT seat_id, max(seat_seq) FROM operation GROUP BY seat_id;
    `,
  },
];
