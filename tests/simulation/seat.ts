import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { removeCache } from '#electron/seat/db/cache.ts';
import type { ReadDb } from '#electron/seat/db/handle.ts';
import { openJournal } from '#electron/seat/db/journal.ts';
import { addOperation, outboxCounts } from '#electron/seat/db/queries/outbox.ts';
import { listTickets, operationsOf, saveTicket } from '#electron/seat/db/queries/tickets.ts';
import { openRows, type Rows } from '#electron/seat/db/rows/rows.ts';
import { createOutbox } from '#electron/seat/outbox-store.ts';
import type { CentreHttp } from '#electron/seat/sync/http.ts';
import { createSync, type Sync } from '#electron/seat/sync/sync.ts';
import { sampleTicket } from '#server/sample/tickets.ts';
import { createTicketOperation, type NewOperation } from '#shared/sync/ticket-operation.ts';
import { WIRE_VERSION } from '#shared/sync/wire.ts';
import { moveTicket } from '#shared/ticket/status.ts';
import { type PlacedTicket, type Ticket, TicketStatus } from '#shared/ticket/ticket.ts';
import type { Flaws } from './centre-tables.ts';
import type { Dice } from './random.ts';
import type { Time } from './time.ts';

const OperationRow = z.object({
  op_id: z.string(),
  state: z.string(),
  outcome: z.string().nullable(),
  version: z.number().nullable(),
});
const CachedRow = z.object({ version: z.number(), data: z.string() });
export const CachedRows = z.array(z.object({ entity: z.string(), id: z.string(), version: z.number(), data: z.string() }));
const Comments = z.object({ comments: z.array(z.object({ id: z.string() })).catch([]) });

const allOperations = { name: 'simulation.operations', sql: 'SELECT op_id, state, outcome, version FROM operation' };
const cachedTicket = { name: 'simulation.cached', sql: 'SELECT version, data FROM ticket WHERE id = ?' };
const allCached = {
  name: 'simulation.all-cached',
  sql: `SELECT 'ticket' AS entity, id, version, data FROM ticket
        UNION ALL SELECT entity, id, version, data FROM small_row ORDER BY entity, id`,
};

/** What an agent here last made of one field of one ticket. */
type OwnEdit = {
  readonly ticketId: string;
  readonly field: 'summary' | 'assignee' | 'address';
  readonly value: string;
  readonly opId: string;
};

export type SimulatedSeat = ReturnType<typeof simulatedSeat>;

/** A seat's real files and its real line to the centre, worked by an agent who throws dice, and killed at any moment. */
export function simulatedSeat(options: {
  readonly name: string;
  readonly folder: string;
  readonly time: Time;
  readonly dice: Dice;
  readonly flaws: Flaws;
  readonly http: (alive: () => boolean) => CentreHttp;
  readonly problem: (text: string) => void;
}) {
  const { name, folder, time, dice, flaws, problem } = options;
  // In memory, where every commit is kept: what FULL promises of the file. The cache is a file, and may lose its last commits.
  const journal = openJournal(':memory:');
  const path = join(folder, `${name}.db`);
  let rows: Rows;
  let kept: string | null = null;
  let session: string | null = null;
  let life = 0;
  let sync: Sync;
  const made: string[] = [];
  const created: string[] = [];
  const comments = new Map<string, string>();
  const edits = new Map<string, OwnEdit>();

  const start = (): void => {
    const born = life;
    const alive = (): boolean => life === born;
    const never = new Promise<void>(() => undefined);
    const log = {
      info: () => undefined,
      warn: () => undefined,
      error: (event: string, fields?: Readonly<Record<string, unknown>>) =>
        problem(`${name}: ${event} ${String(fields?.reason)}`),
    };
    const breathe = (): Promise<void> => (alive() ? Promise.resolve() : never);
    const elapsedMs = (): number => 0;
    rows = openRows({ path, threadProgram: null, log, breathe, elapsedMs });
    const opened = rows;
    sync = createSync(
      {
        outbox: createOutbox(journal, dice.newId),
        rows: {
          ...opened,
          rebuild: () => {
            kept = null;
            return opened.rebuild();
          },
        },
        createHttp: () => options.http(alive),
        sessionStore: {
          read: () => session,
          write: (text) => {
            session = text;
          },
        },
        clock: { nowMs: time.nowMs, after: (ms, run) => time.after(ms, () => (alive() ? run() : undefined)) },
        random: dice.next,
        log,
        breathe,
        elapsedMs,
      },
      {
        onState: () => undefined,
        onSignedIn: () => undefined,
        onChanged: () => undefined,
        onArrived: () => undefined,
        onParked: () => undefined,
        onCacheRebuilt: () => undefined,
      },
    );
    sync.connect({ url: 'http://centre', agentNumber: '1001', samplePassword: 'p' });
  };

  const cached = (id: string): z.infer<typeof CachedRow> | null => {
    const row = rows.cache().get(cachedTicket, [id]);
    return row === undefined ? null : CachedRow.parse(row);
  };

  /** Broken on purpose: what the centre has acknowledged is laid over no more, though its row is not here yet. */
  const read: ReadDb<'journal'> = {
    ...journal,
    all: (query, parameters) => {
      const rows = journal.all(query, parameters);
      if (!flaws.noOverlay || query.name !== operationsOf.name) return rows;
      return rows.filter((row) => z.object({ state: z.string() }).parse(row).state !== 'done');
    },
  };
  const shown = (): PlacedTicket[] => listTickets(read, rows.cache(), { limit: 10_000 });

  const create = (): void => {
    const nowMs = time.nowMs();
    const number = `${name}-${created.length + 1}`;
    const ticket: Ticket = { ...sampleTicket(1 + dice.below(200), nowMs), id: dice.newId(), number, status: 'registered' };
    const operation = createTicketOperation(ticket, dice.newId(), nowMs);
    saveTicket(journal, { ticket, operation, draftId: null });
    made.push(operation.opId);
    created.push(ticket.id);
  };

  const edit = (ticket: Ticket): void => {
    const opId = dice.newId();
    const row = cached(ticket.id);
    const changes: NewOperation['changes'] = {};
    const kind = dice.below(6);
    const field = kind === 0 ? 'summary' : kind === 1 ? 'assignee' : kind === 2 ? 'address' : null;
    if (field !== null) {
      const value = `${field} of ${opId.slice(-6)}`;
      changes[field] = { old: ticket[field], new: value };
      edits.set(`${ticket.id} ${field}`, { ticketId: ticket.id, field, value, opId });
    } else if (kind === 3) {
      const to = dice.pick(TicketStatus.options);
      if (!moveTicket(ticket.status, to).ok) return;
      changes.status = { old: ticket.status, new: to };
    } else if (kind === 4) {
      const code = dice.pick(['place', 'needed', 'answer']);
      changes.fields = { old: ticket.fields, new: { ...ticket.fields, [code]: `${code} of ${opId.slice(-6)}` } };
    } else {
      const before = row === null ? [] : Comments.parse(JSON.parse(row.data)).comments;
      changes.comments = { old: before, new: [...before, { id: opId, text: '已联系' }] };
      comments.set(opId, ticket.id);
    }
    const { id: entityId } = ticket;
    const baseVersion = row?.version ?? 0;
    addOperation(journal, {
      opId,
      entity: 'ticket',
      entityId,
      baseVersion,
      changes,
      madeAtMs: time.nowMs(),
      wireVersion: WIRE_VERSION,
    });
    made.push(opId);
  };

  const operations = () => journal.all(allOperations).map((row) => OperationRow.parse(row));

  start();
  return {
    name,
    made,
    comments,
    created,
    operations,
    work: (): void => {
      const known = created.length === 0 || dice.chance(0.35) ? [] : listTickets(journal, rows.cache(), { limit: 12 });
      if (known.length === 0) create();
      else edit(dice.pick(known).ticket);
      sync.poke();
    },
    /** The agent reads what is on the screen: what was changed here must stay until the centre's row has passed it. */
    lookAtScreen: (): number => {
      const states = new Map(operations().map((operation) => [operation.op_id, operation]));
      const tickets = new Map(shown().map(({ ticket }) => [ticket.id, ticket]));
      let flickered = 0;
      for (const { ticketId, field, value, opId } of edits.values()) {
        const [ticket, operation] = [tickets.get(ticketId), states.get(opId)];
        if (ticket === undefined || operation === undefined) continue;
        const passed = operation.state === 'done' && (cached(ticketId)?.version ?? 0) >= (operation.version ?? 0);
        if (!passed && ticket[field] !== value) flickered += 1;
      }
      return flickered;
    },
    waiting: (): number => outboxCounts(journal).waiting,
    rows: () => CachedRows.parse(rows.cache().all(allCached)),
    poke: (): void => sync.poke(),
    /** The operating system gets round to writing the cache. */
    flush: (): void => {
      rows.cache().exec('PRAGMA wal_checkpoint(TRUNCATE)');
      copyFileSync(path, `${path}.kept`);
      kept = `${path}.kept`;
    },
    /** kill: the process ends, the files stay. power-cut: the cache is as it was last flushed. */
    die: (how: 'kill' | 'power-cut'): void => {
      life += 1;
      rows.cache().close();
      if (how === 'power-cut') {
        removeCache(path);
        if (kept !== null) copyFileSync(kept, path);
      }
    },
    rise: (): void => {
      start();
    },
    close: (): void => {
      life += 1;
      rows.cache().close();
      journal.close();
    },
  };
}
