import type { Migration } from '../migrate.ts';

/** The indexes of the customer tables, apart, so that a bulk load can build them after the rows. */
export const customerIndexes = `
  CREATE INDEX customer_name ON customer (name, updated_at_ms DESC);
  CREATE INDEX customer_initials ON customer (initials, updated_at_ms DESC);
  CREATE INDEX customer_account ON customer (account_number);
  CREATE INDEX customer_phone_last_four ON customer_phone (substr(number, -4), updated_at_ms DESC);
`;

export const customerIndexNames = ['customer_name', 'customer_initials', 'customer_account', 'customer_phone_last_four'] as const;

/** Every row keeps the centre's JSON as it came, so that fields of a newer centre survive; columns are what queries need. */
export const cacheMigrations: readonly Migration[] = [
  {
    name: 'rows of the centre',
    sql: `
      CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

      CREATE TABLE customer (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        version INTEGER NOT NULL,
        name TEXT NOT NULL,
        initials TEXT NOT NULL,
        account_number TEXT NOT NULL,
        updated_at_ms INTEGER NOT NULL,
        data TEXT NOT NULL
      ) STRICT;
      CREATE TABLE customer_phone (
        number TEXT NOT NULL,
        customer INTEGER NOT NULL,
        updated_at_ms INTEGER NOT NULL,
        PRIMARY KEY (number, customer)
      ) STRICT, WITHOUT ROWID;
      ${customerIndexes}

      CREATE TABLE ticket (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        customer_id TEXT,
        open INTEGER NOT NULL,
        created_at_ms INTEGER NOT NULL,
        search TEXT NOT NULL,
        data TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX ticket_created ON ticket (created_at_ms DESC);
      CREATE INDEX ticket_customer ON ticket (customer_id, created_at_ms DESC);

      CREATE TABLE contact (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        customer_id TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        data TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX contact_customer ON contact (customer_id, at_ms DESC);

      CREATE TABLE outage (
        id TEXT PRIMARY KEY,
        version INTEGER NOT NULL,
        area TEXT NOT NULL,
        starts_at_ms INTEGER NOT NULL,
        ends_at_ms INTEGER NOT NULL,
        data TEXT NOT NULL
      ) STRICT, WITHOUT ROWID;
      CREATE INDEX outage_area ON outage (area, ends_at_ms);

      -- notice, colleague, script, and whatever a newer centre sends: few rows, read whole.
      CREATE TABLE small_row (
        entity TEXT NOT NULL,
        id TEXT NOT NULL,
        version INTEGER NOT NULL,
        data TEXT NOT NULL,
        PRIMARY KEY (entity, id)
      ) STRICT, WITHOUT ROWID;
    `,
  },
];
