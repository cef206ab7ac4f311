import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { describe, expect, it } from 'vitest';
import { openCache } from '#electron/seat/db/cache.ts';
import { isCorrupt, openFile, type Query, type ReadDb } from '#electron/seat/db/handle.ts';
import { openJournal } from '#electron/seat/db/journal.ts';
import { migrate, NewerFileError, schemaVersion } from '#electron/seat/db/migrate.ts';
import { cacheMigrations } from '#electron/seat/db/migrations/cache.ts';
import { journalMigrations } from '#electron/seat/db/migrations/journal.ts';
import { callList, earlier, lastCustomer, missedList, unseen } from '#electron/seat/db/queries/calls.ts';
import { contactsOfCustomer } from '#electron/seat/db/queries/contacts.ts';
import { byId, byNumber } from '#electron/seat/db/queries/customers.ts';
import { finders } from '#electron/seat/db/queries/find-customers.ts';
import { runningIn } from '#electron/seat/db/queries/outages.ts';
import { pendingOperations, waiting } from '#electron/seat/db/queries/outbox.ts';
import { forgetTalks, saveTalk, talkOf } from '#electron/seat/db/queries/talks.ts';
import { latest, listTickets, numbersSince, ofCustomer, operationsOf } from '#electron/seat/db/queries/tickets.ts';
import { seatFiles } from './files.ts';

const files = seatFiles();

function planOf(db: ReadDb, query: Query): string {
  const wanted = Object.fromEntries([...query.sql.matchAll(/:([a-zA-Z]+)/g)].map((found) => [found[1], 1]));
  const count = (query.sql.match(/\?/g) ?? []).length;
  const parameters = count > 0 ? Array.from({ length: count }, () => 1) : wanted;
  const rows = db.all({ name: 'plan', sql: `EXPLAIN QUERY PLAN ${query.sql}` }, parameters) as readonly { detail: string }[];
  return rows.map((row) => row.detail).join('\n');
}

describe('query plans', () => {
  it.each([
    ['cache', byNumber, 'customer_phone USING PRIMARY KEY (number=?)'],
    ['cache', byId, 'customer USING INDEX sqlite_autoindex_customer_1 (id=?)'],
    ['cache', finders.account, 'INDEX customer_account'],
    ['cache', finders.phonePrefix, 'customer_phone USING PRIMARY KEY (number>? AND number<?)'],
    ['cache', finders.lastFour, 'INDEX customer_phone_last_four'],
    ['cache', finders.nameExact, 'INDEX customer_name (name=?)'],
    ['cache', finders.namePrefix, 'INDEX customer_name (name>? AND name<?)'],
    ['cache', finders.initialsExact, 'INDEX customer_initials (initials=?)'],
    ['cache', finders.initialsPrefix, 'INDEX customer_initials (initials>? AND initials<?)'],
    ['cache', contactsOfCustomer, 'INDEX contact_customer'],
    ['cache', runningIn, 'INDEX outage_area'],
    ['cache', latest.cache, 'INDEX ticket_created'],
    ['cache', numbersSince, 'INDEX ticket_created'],
    ['cache', ofCustomer.cache, 'INDEX ticket_customer'],
    ['journal', latest.journal, 'INDEX ticket_created'],
    ['journal', numbersSince, 'INDEX ticket_created'],
    ['journal', ofCustomer.journal, 'INDEX ticket_customer'],
    ['journal', operationsOf, 'INDEX operation_entity'],
    ['journal', waiting, 'INDEX operation_waiting'],
    ['journal', callList, 'INDEX call_offered'],
    ['journal', missedList, 'INDEX call_missed'],
    ['journal', unseen, 'INDEX call_unseen'],
    ['journal', earlier, 'INDEX call_number'],
    ['journal', lastCustomer, 'INDEX call_number'],
  ] as const)('in the %s, %o walks its index', (file, query, expected) => {
    const plan = planOf(files.open()[file], query);
    expect(plan.replaceAll('COVERING ', '')).toContain(expected);
    expect(plan).not.toMatch(/^SCAN (?!.*INDEX)/m);
  });
});

describe('opening', () => {
  it('brings an empty file to the newest schema, and opens it again unchanged', () => {
    const where = files.folder();
    for (let times = 0; times < 2; times++) {
      const journal = openJournal(join(where, 'journal.db'));
      const cache = openCache(join(where, 'cache.db'));
      expect([schemaVersion(journal), schemaVersion(cache)]).toEqual([journalMigrations.length, cacheMigrations.length]);
      expect(cache.rebuilt).toBe(false);
      journal.close();
      cache.close();
    }
  });

  it('sets the journal to full and the cache to normal synchronous, both in WAL', () => {
    const { journal, cache } = files.open();
    const pragma = (db: ReadDb, name: string) => Object.values(db.get({ name: 'test', sql: `PRAGMA ${name}` }) as object)[0];
    expect([pragma(journal, 'synchronous'), pragma(cache, 'synchronous')]).toEqual([2, 1]);
    expect([pragma(journal, 'journal_mode'), pragma(cache, 'journal_mode')]).toEqual(['wal', 'wal']);
  });

  it('brings a journal of the version before forward with all that is in it', () => {
    const path = join(files.folder(), 'journal.db');
    const before = openFile('journal', path);
    migrate(before, journalMigrations.slice(0, 1));
    const draft = { id: 'd-1', ...{ openedAtMs: 1, changedAtMs: 1 } };
    before.exec(`INSERT INTO draft (id, changed_at_ms, data) VALUES ('d-1', 1, '${JSON.stringify(draft)}')`);
    before.close();
    const journal = openJournal(path);
    expect(journal.get({ name: 'test', sql: 'SELECT id, data FROM draft' })).toEqual({ id: 'd-1', data: JSON.stringify(draft) });
    saveTalk(journal, 'call-1', { stage: 'confirm', said: ['opening'], situationId: null }, 10);
    saveTalk(journal, 'call-1', { stage: 'closing', said: ['opening'], situationId: 's' }, 20);
    expect(talkOf(journal, 'call-1')).toEqual({ stage: 'closing', said: ['opening'], situationId: 's' });
    expect([forgetTalks(journal, 20), forgetTalks(journal, 21), talkOf(journal, 'call-1')]).toEqual([0, 1, null]);
    journal.close();
  });

  it('refuses a file of a newer seat, and says so', () => {
    const where = files.folder();
    for (const [file, open] of [
      ['journal', openJournal],
      ['cache', openCache],
    ] as const) {
      const path = join(where, `${file}.db`);
      const newer = openFile(file, path);
      newer.exec('PRAGMA user_version = 99');
      newer.close();
      expect(() => open(path)).toThrow(NewerFileError);
      expect(() => open(path)).toThrow(/schema 99/);
    }
  });

  it('replaces a damaged cache, and never a damaged journal', () => {
    const where = files.folder();
    writeFileSync(join(where, 'cache.db'), 'this is no database, and it is long enough to be looked at'.repeat(99));
    writeFileSync(join(where, 'journal.db'), 'this is no database, and it is long enough to be looked at'.repeat(99));
    const cache = openCache(join(where, 'cache.db'));
    expect(cache.rebuilt).toBe(true);
    cache.close();
    let refused: unknown;
    try {
      openJournal(join(where, 'journal.db'));
    } catch (error) {
      refused = error;
    }
    expect(isCorrupt(refused)).toBe(true);
  });
});

describe('a seat killed while it saves', () => {
  it('has every ticket that it said was saved, each with its operation', async () => {
    for (const round of [0, 1, 2]) {
      const where = files.folder();
      const child = spawn(process.execPath, [join(import.meta.dirname, 'saving-child.ts'), where], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const said: string[] = [];
      for await (const line of createInterface({ input: child.stdout })) {
        said.push(line);
        if (said.length === 20 + round * 37) break;
      }
      child.kill('SIGKILL');
      await once(child, 'exit');
      const journal = openJournal(join(where, 'journal.db'));
      const cache = openCache(join(where, 'cache.db'));
      const tickets = listTickets(journal, cache, { limit: 100_000 }).map((placed) => placed.ticket.id);
      const operations = pendingOperations(journal, 100_000, 1e9);
      journal.close();
      cache.close();
      expect(new Set(tickets).size).toBe(tickets.length);
      for (const id of said) expect(tickets).toContain(id);
      expect(operations.map((o) => o.entityId).sort()).toEqual(tickets.sort());
      expect(operations.map((o) => o.seatSeq)).toEqual(operations.map((_, at) => at + 1));
    }
  });
});
