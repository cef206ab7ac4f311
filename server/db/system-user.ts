import { execFileSync, spawnSync } from 'node:child_process';

/** PostgreSQL refuses to run as root: root lends it this user, made when it is missing. */
const userName = 'postgres';

export type SystemUser = { readonly uid: number; readonly gid: number };

function idOf(flag: '-u' | '-g'): number | null {
  const asked = spawnSync('id', [flag, userName], { encoding: 'utf8' });
  return asked.status === 0 ? Number.parseInt(asked.stdout, 10) : null;
}

/** Null: this process is an ordinary user (or on Windows), and the database runs as that user. Throws when no user can be made. */
export function databaseUser(): SystemUser | null {
  if (process.getuid?.() !== 0) return null;
  if (idOf('-u') === null) {
    try {
      execFileSync('useradd', ['--system', '--user-group', '--no-create-home', '--shell', '/bin/false', userName], {
        stdio: 'pipe',
      });
    } catch (cause) {
      throw new Error(
        'PostgreSQL will not run as root and the user "postgres" could not be made: start as an ordinary user, or set DATABASE_URL',
        { cause },
      );
    }
  }
  const [uid, gid] = [idOf('-u'), idOf('-g')];
  if (uid === null || gid === null) throw new Error('the system user "postgres" has no id');
  return { uid, gid };
}

/** Can this user pass through every folder above, and do this with the path? Asked of the system itself. */
export function canReach(user: SystemUser | null, path: string, what: '-x' | '-w'): boolean {
  if (user === null) return true;
  return spawnSync('test', [what, path], { uid: user.uid, gid: user.gid, cwd: '/' }).status === 0;
}
