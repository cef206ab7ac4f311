import Database from 'better-sqlite3';
import type { Log } from '../ports.ts';

/** The seat's two SQLite files: journal.db holds what exists nowhere else, cache.db what the centre can send again. */
export type FileName = 'journal' | 'cache';

/** One statement with the name under which it is logged when it is slow. */
export type Query = { readonly name: string; readonly sql: string };

type Parameter = string | number | null;
type Parameters = readonly Parameter[] | Readonly<Record<string, Parameter>>;

/** May read. Rows come back unknown and are parsed once, where they are mapped. */
export type ReadDb<F extends FileName = FileName> = {
  readonly file: F;
  readonly path: string;
  readonly get: (query: Query, parameters?: Parameters) => unknown;
  readonly all: (query: Query, parameters?: Parameters) => readonly unknown[];
};

/** May also write. Only functions that write ask for this one. */
export type WriteDb<F extends FileName = FileName> = ReadDb<F> & {
  /** Rows changed. */
  readonly run: (query: Query, parameters?: Parameters) => number;
  /** All or nothing, and the write lock is taken at once. Transactions inside join the outer one. */
  readonly transaction: <T>(work: () => T) => T;
  readonly exec: (sql: string) => void;
  readonly close: () => void;
};

export type OpenOptions = { readonly log?: Log; readonly readonly?: boolean };

const slowQueryMs = 40;
const busyTimeoutMs = 5000;

/** FULL: a commit is on the disk before it returns. NORMAL: a power cut may take the last commits, never the file. */
const synchronous = { journal: 'FULL', cache: 'NORMAL' } as const satisfies Record<FileName, string>;
const cacheKiB = { journal: 8 * 1024, cache: 64 * 1024 } as const satisfies Record<FileName, number>;

/** Opens one file in WAL mode. Throws what SQLite throws; `isCorrupt` tells damage from the rest. */
export function openFile<F extends FileName>(file: F, path: string, options: OpenOptions = {}): WriteDb<F> {
  const database = new Database(path, { timeout: busyTimeoutMs, readonly: options.readonly ?? false });
  try {
    if (!options.readonly) database.pragma('journal_mode = WAL');
    database.pragma(`synchronous = ${synchronous[file]}`);
    database.pragma(`cache_size = -${cacheKiB[file]}`);
    database.pragma('mmap_size = 268435456');
    database.pragma('temp_store = MEMORY');
    database.pragma('foreign_keys = ON');
    database.pragma('trusted_schema = OFF');
  } catch (cause) {
    database.close();
    throw cause;
  }

  const statements = new Map<string, Database.Statement>();
  const prepare = (query: Query): Database.Statement => {
    const known = statements.get(query.sql);
    if (known) return known;
    const made = database.prepare(query.sql);
    statements.set(query.sql, made);
    return made;
  };
  const timed = <T>(query: Query, work: () => T): T => {
    if (!options.log) return work();
    const startedAtMs = performance.now();
    const value = work();
    const tookMs = performance.now() - startedAtMs;
    if (tookMs > slowQueryMs) options.log.warn('slow-query', { file, query: query.name, tookMs: Math.round(tookMs) });
    return value;
  };

  return {
    file,
    path,
    get: (query, parameters = []) => timed(query, () => prepare(query).get(parameters)),
    all: (query, parameters = []) => timed(query, () => prepare(query).all(parameters)),
    run: (query, parameters = []) => timed(query, () => prepare(query).run(parameters).changes),
    transaction: (work) => (database.inTransaction ? work() : database.transaction(work).immediate()),
    exec: (sql) => {
      database.exec(sql);
    },
    close: () => {
      statements.clear();
      database.close();
    },
  };
}

function sqliteCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** The file is damaged, or is no database at all. */
export function isCorrupt(error: unknown): boolean {
  const code = sqliteCode(error);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}
