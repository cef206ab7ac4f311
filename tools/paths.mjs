import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout this tool belongs to, whatever the working folder is. */
export const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
export const cache = join(root, '.cache');
export const dist = join(root, 'dist');

const windows = process.platform === 'win32';

/** The Node that the project pins; better-sqlite3's prebuilt binary does not run on older ones. */
export const pinnedNode = join(root, 'node_modules', 'node', 'bin', windows ? 'node.exe' : 'node');

/**
 * Where a person's seat keeps its files when nothing else is said.
 * @returns {string}
 */
export function defaultDataFolder() {
  const said = process.env.NINHAO_HOME;
  if (said) return resolve(said);
  if (windows) return join(process.env.APPDATA ?? homedir(), 'Ninhao');
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Ninhao');
  return join(process.env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'ninhao');
}

/**
 * The first of these files that exists.
 * @param {readonly (string | undefined)[]} candidates
 * @returns {string | null}
 */
export function firstThere(candidates) {
  for (const candidate of candidates) if (candidate && existsSync(candidate)) return candidate;
  return null;
}
