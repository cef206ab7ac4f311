import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { ok, type Result, refuse } from '#shared/result.ts';
import { isMissing } from './secrets.ts';

/** One seat's files. Only one process may hold the folder at a time. */
export type DataFolder = {
  readonly path: string;
  readonly journalFile: string;
  readonly cacheFile: string;
  /** The holder before us died without letting go: a crash or a kill. */
  readonly afterCrash: boolean;
  readonly release: () => void;
};

type Processes = {
  readonly pid: number;
  readonly isAlive: (pid: number) => boolean;
  /** Tells a process from a later one with the same number; null where the system does not say. */
  readonly birthOf: (pid: number) => string | null;
};

const Lock = z.object({ pid: z.number().int().positive(), birth: z.string().nullable() });
type Lock = z.infer<typeof Lock>;

/**
 * Takes the folder, creating it (0700) if needed. Refuses with `folder-in-use` while another live process holds it; the lock
 * of a dead process is taken over. The lock is a file created exclusively, so two starting at once cannot both have it.
 */
export function takeDataFolder(path: string, processes: Processes = ownProcesses): Result<DataFolder, 'folder-in-use'> {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  // A folder made by somebody's script: names and numbers of customers are nobody else's to read.
  chmodSync(path, 0o700);
  const lockFile = join(path, 'seat.lock');
  let afterCrash = false;
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (createLock(lockFile, { pid: processes.pid, birth: processes.birthOf(processes.pid) })) {
      return ok({
        path,
        journalFile: join(path, 'journal.db'),
        cacheFile: join(path, 'cache.db'),
        afterCrash,
        release: () => rmSync(lockFile, { force: true }),
      });
    }
    const holder = readHolder(lockFile);
    if (holder !== null && stillHolds(holder, processes)) {
      return refuse('folder-in-use', `${path} is held by process ${holder.pid}`);
    }
    afterCrash = true;
    rmSync(lockFile, { force: true });
  }
  return refuse('folder-in-use', `${path} is being taken by another process`);
}

/** Our own pid in a lock we did not make belonged to a dead seat: containers restart with the same numbers. */
function stillHolds(holder: Lock, processes: Processes): boolean {
  if (holder.pid === processes.pid || !processes.isAlive(holder.pid)) return false;
  const birth = processes.birthOf(holder.pid);
  return birth === null || holder.birth === null || birth === holder.birth;
}

const ownProcesses: Processes = {
  pid: process.pid,
  birthOf: (pid) => statOf(pid)[19] ?? null,
  isAlive: (pid) => {
    // Dead, but not yet collected by its parent: it holds nothing any more.
    if (statOf(pid)[0] === 'Z') return false;
    try {
      process.kill(pid, 0);
      return true;
    } catch (cause) {
      // EPERM: it lives and belongs to another user.
      return cause instanceof Error && 'code' in cause && cause.code === 'EPERM';
    }
  },
};

/** proc(5) from the third field (state) on, so the start time in clock ticks is [19]; the name before may hold spaces. Empty elsewhere. */
function statOf(pid: number): readonly string[] {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return [];
  }
}

function createLock(file: string, lock: Lock): boolean {
  try {
    const handle = openSync(file, 'wx', 0o600);
    writeSync(handle, JSON.stringify(lock));
    closeSync(handle);
    return true;
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false;
    throw new Error(`cannot lock ${file}`, { cause });
  }
}

/** Who is in the lock, or null when the lock is gone or unreadable (a crash between creating and writing it). */
function readHolder(file: string): Lock | null {
  try {
    const parsed = Lock.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch (cause) {
    if (isMissing(cause) || cause instanceof SyntaxError) return null;
    throw new Error(`cannot read ${file}`, { cause });
  }
}
