import { isDeepStrictEqual } from 'node:util';
import type { Caller } from '#server/identity/access-token.ts';
import type { Held } from '#server/sync/decide.ts';
import { type KnownAnswer, keyOf, type SyncTables } from '#server/sync/tables.ts';

export type Flaws = {
  /** Pulls what is committed, without waiting for older transactions that still run. */
  readonly noFence?: boolean;
  /** Forgets what it answered. */
  readonly noStoredAnswers?: boolean;
  /** The seat stops showing its change as soon as the centre has it. */
  readonly noOverlay?: boolean;
};

type Stored = NonNullable<Held> & { readonly entity: string; readonly id: string; readonly xid: number; readonly seq: number };

/** What is on the centre's disk. Values are never changed in place: a copy of the maps is a backup. */
export type Disk = {
  readonly records: Map<string, Stored>;
  readonly answers: Map<string, KnownAnswer>;
  /** How often each operation was taken. */
  readonly taken: Map<string, number>;
  readonly sequences: Map<string, { last: number; missing: number }>;
  nextXid: number;
  nextSeq: number;
  epoch: string;
  floor: number;
  recently: boolean;
};

export const emptyDisk = (): Disk => ({
  records: new Map(),
  answers: new Map(),
  taken: new Map(),
  sequences: new Map(),
  nextXid: 1,
  nextSeq: 1,
  epoch: 'epoch-0',
  floor: 0,
  recently: false,
});

export const copyOf = (disk: Disk): Disk => ({
  ...disk,
  records: new Map(disk.records),
  answers: new Map(disk.answers),
  taken: new Map(disk.taken),
  sequences: new Map(disk.sequences),
});

export type Transaction = {
  readonly tables: SyncTables;
  readonly commit: () => void;
  readonly abort: () => void;
};

class Aborted extends Error {}

/**
 * The tables of sync in memory, as PostgreSQL keeps them under READ COMMITTED: locks held until the end, a transaction id with the
 * first write, numbers of a sequence that never go back, and nothing seen by others before the commit.
 */
export function tablesInMemory(disk: () => Disk, flaws: Flaws) {
  type Running = { xid: number | null; aborted: boolean; readonly locks: Set<string> };
  const running = new Set<Running>();
  const locks = new Map<string, { owner: Running; waiters: (() => void)[] }>();

  const release = (tx: Running): void => {
    running.delete(tx);
    for (const key of tx.locks) {
      const waiters = locks.get(key)?.waiters ?? [];
      locks.delete(key);
      for (const wake of waiters) wake();
    }
  };
  const lock = async (tx: Running, key: string): Promise<void> => {
    for (;;) {
      if (tx.aborted) throw new Aborted('the centre stopped');
      const held = locks.get(key);
      if (held === undefined || held.owner === tx) break;
      await new Promise<void>((done) => held.waiters.push(done));
    }
    if (!locks.has(key)) locks.set(key, { owner: tx, waiters: [] });
    tx.locks.add(key);
  };

  return {
    /** xmin of a snapshot taken now: the oldest transaction that still runs. */
    fence: (): number => {
      if (flaws.noFence) return Number.POSITIVE_INFINITY;
      return Math.min(disk().nextXid, ...[...running].flatMap((tx) => (tx.xid === null ? [] : [tx.xid])));
    },
    crash: (): void => {
      for (const tx of [...running]) {
        tx.aborted = true;
        release(tx);
      }
    },
    begin: (caller: Caller): Transaction => {
      const tx: Running = { xid: null, aborted: false, locks: new Set() };
      running.add(tx);
      const staged: ((to: Disk) => void)[] = [];
      const write = (change: (to: Disk) => void): void => {
        if (tx.aborted) throw new Aborted('the centre stopped');
        tx.xid ??= disk().nextXid++;
        staged.push(change);
      };
      const tables: SyncTables = {
        lockSeat: (seatId) => lock(tx, `seat ${seatId}`),
        restored: async () => ({ versionFloor: disk().floor, recently: disk().recently }),
        knownAnswers: async (opIds) => {
          if (flaws.noStoredAnswers) return new Map();
          return new Map(opIds.flatMap((opId) => (disk().answers.has(opId) ? [[opId, disk().answers.get(opId)]] : [])) as never);
        },
        lockRows: async (operations) => {
          const keys = [...new Set(operations.map(({ entity, entityId }) => keyOf(entity, entityId)))].sort();
          for (const key of keys) if (disk().records.has(key)) await lock(tx, key);
          return new Map(keys.flatMap((key) => (disk().records.has(key) ? [[key, disk().records.get(key) as Held]] : [])));
        },
        writeRows: async (writes) => {
          const taken = new Set<string>();
          for (const { entity, id, isNew, data } of writes) {
            const key = keyOf(entity, id);
            await lock(tx, key);
            const before = disk().records.get(key);
            if (isNew && before !== undefined) {
              taken.add(key);
              continue;
            }
            const seq = disk().nextSeq++;
            write((to) => {
              const version = before === undefined ? 1 : Math.max(before.version + 1, to.floor);
              const fieldVersions = { ...before?.fieldVersions };
              for (const field of Object.keys(before === undefined ? {} : { ...before.data, ...data }))
                if (!isDeepStrictEqual(before?.data[field], data[field])) fieldVersions[field] = version;
              to.records.set(key, { entity, id, version, deleted: false, data, fieldVersions, xid: tx.xid ?? 0, seq });
            });
          }
          return taken;
        },
        keepAnswers: async (answers) => {
          for (const { operation, outcome } of answers)
            write((to) => {
              to.answers.set(operation.opId, { ...outcome, seatId: caller.seatId });
              if (outcome.outcome !== 'rejected') to.taken.set(operation.opId, (to.taken.get(operation.opId) ?? 0) + 1);
            });
        },
        noteSequence: async (seatId, first, last) => {
          const before = disk().sequences.get(seatId) ?? { last: 0, missing: 0 };
          const missing = before.missing + Math.max(0, first - before.last - 1);
          write((to) => void to.sequences.set(seatId, { last: Math.max(last, before.last), missing }));
          return missing;
        },
      };
      return {
        tables,
        commit: () => {
          if (tx.aborted) throw new Aborted('the centre stopped');
          const to = disk();
          for (const change of staged) change(to);
          release(tx);
        },
        abort: () => {
          if (!tx.aborted) release(tx);
        },
      };
    },
  };
}
