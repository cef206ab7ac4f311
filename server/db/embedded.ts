import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import type { Logger } from '../log.ts';
import { type Place, passwordFileOf, placeFor } from './place.ts';
import { isPostgresOn, isRunning, type Postmaster, pidFileOf, readPidFile, signalPostmaster } from './postmaster.ts';

export type EmbeddedDatabase = { readonly url: string; readonly pid: number; readonly close: () => Promise<void> };

const userName = 'ninhao';
const databaseName = 'ninhao';
/** One centre at a time owns an embedded database: it holds this advisory lock on a connection of its own. */
const ownerLock = 7_142_001;
/** Written last, so that a first start that was killed in the middle begins again. */
const initialisedMark = 'ninhao-initialised';
const startTimeoutMs = 60_000;
const stopTimeoutMs = 2_000;

function passwordOf(dataFolder: string, place: Place): string {
  const path = passwordFileOf(dataFolder);
  if (existsSync(path)) return readFileSync(path, 'utf8').trim();
  if (isInitialised(place)) throw new Error(`${path} is missing: put it back, or move ${place.dataFolder} away to begin anew`);
  const made = randomBytes(24).toString('base64url');
  writeFileSync(path, `${made}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no free port'))));
    });
  });
}

function urlOf(port: number, password: string, database: string): string {
  return `postgres://${userName}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

async function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode;
  return new Promise((done, failed) => {
    child.once('exit', (code) => done(code));
    child.once('error', failed);
  });
}

function isInitialised(place: Place): boolean {
  return existsSync(join(place.dataFolder, initialisedMark));
}

async function initialise(place: Place, password: string): Promise<void> {
  if (isInitialised(place)) return;
  // What a killed first start leaves holds nothing yet.
  rmSync(place.dataFolder, { recursive: true, force: true });
  mkdirSync(place.dataFolder, { mode: 0o700 });
  if (place.user) chownSync(place.dataFolder, place.user.uid, place.user.gid);
  // Beside the cluster, so that one left by a kill is overwritten by the next start and goes then.
  const secret = `${place.dataFolder}.password`;
  rmSync(secret, { force: true });
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (place.user) chownSync(secret, place.user.uid, place.user.gid);
  try {
    const flags = [
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--auth=scram-sha-256',
    ];
    const log = openSync(place.logFile, 'a', 0o600);
    const child = spawn(
      place.programs.initdb,
      [`--pgdata=${place.dataFolder}`, `--username=${userName}`, `--pwfile=${secret}`, ...flags],
      { ...(place.user ?? {}), cwd: '/', stdio: ['ignore', log, log] },
    );
    closeSync(log);
    const code = await ended(child);
    if (code !== 0) throw new Error(`initdb ended with ${code}; see ${place.logFile}`);
    writeFileSync(join(place.dataFolder, initialisedMark), '');
  } finally {
    rmSync(secret, { force: true });
  }
}

function launch(place: Place, port: number): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '60',
    idle_in_transaction_session_timeout: '60s',
    // Statements hold names and numbers: none may reach a log.
    log_min_error_statement: 'panic',
    log_statement: 'none',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const log = openSync(place.logFile, 'a', 0o600);
  // Its own process group: Ctrl+C in the terminal reaches the centre, which then stops the database in order.
  const child = spawn(place.programs.postgres, ['-D', place.dataFolder, '-p', String(port), ...flags], {
    ...(place.user ?? {}),
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.unref();
  return child;
}

/** A connection that holds the owner's lock; null while the database does not answer, 'taken' while another centre holds it. */
async function own(port: number, password: string): Promise<Client | 'taken' | null> {
  const client = new Client({ connectionString: urlOf(port, password, 'postgres'), connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined); // the postmaster stopped; whoever uses the pool hears it
  try {
    await client.connect();
    const locked = await client.query<{ locked: boolean }>('SELECT pg_try_advisory_lock($1) AS locked', [ownerLock]);
    if (locked.rows[0]?.locked) return client;
    await client.end();
    return 'taken';
  } catch {
    await client.end().catch(() => undefined); // it never connected
    return null;
  }
}

/** Waits until the database answers and is ours. 'taken' is given some time: the lock of a killed centre goes with its sockets. */
async function ownWithin(port: number, password: string, ms: number, alive: () => boolean): Promise<Client | 'taken' | null> {
  const until = performance.now() + ms;
  let last: Client | 'taken' | null = null;
  while (performance.now() < until && alive()) {
    last = await own(port, password);
    if (last !== null && last !== 'taken') return last;
    await sleep(50);
  }
  return last;
}

async function stopPostmaster(pid: number): Promise<void> {
  signalPostmaster(pid, 'SIGINT');
  const until = performance.now() + stopTimeoutMs;
  while (isRunning(pid) && performance.now() < until) await sleep(20);
  if (isRunning(pid)) signalPostmaster(pid, 'SIGQUIT');
  while (isRunning(pid) && performance.now() < until + 5000) await sleep(20);
}

type Running = { readonly client: Client; readonly postmaster: Postmaster };

/** What an earlier centre left: adopted when it answers, stopped when it does not, its file removed when it is gone. */
async function adopt(place: Place, password: string, log: Logger): Promise<Running | null> {
  const found = readPidFile(place.dataFolder);
  if (found === null) return null;
  if (!isPostgresOn(found.pid, place.dataFolder)) {
    rmSync(pidFileOf(place.dataFolder), { force: true });
    return null;
  }
  const client = await ownWithin(found.port, password, 5000, () => isRunning(found.pid));
  if (client === 'taken')
    throw new Error(`another centre is running on ${place.dataFolder}: stop it, or use another NINHAO_DATA`);
  if (client !== null) {
    log.warn({ event: 'database-adopted' }, 'a database of an earlier centre was still running');
    return { client, postmaster: found };
  }
  log.warn({ event: 'database-stopped' }, 'a database of an earlier centre did not answer and was stopped');
  await stopPostmaster(found.pid);
  return null;
}

async function start(place: Place, password: string, log: Logger): Promise<Running> {
  const until = performance.now() + startTimeoutMs;
  // Tried again: the port may have been taken meanwhile, or children of a killed postmaster may still hold its memory.
  for (let attempt = 1; performance.now() < until; attempt++) {
    const port = await freePort();
    const child = launch(place, port);
    child.on('error', (error) => log.error({ event: 'database-not-started', reason: error.message }));
    const client = await ownWithin(
      port,
      password,
      until - performance.now(),
      () => child.pid !== undefined && child.exitCode === null,
    );
    if (client === 'taken') throw new Error(`another centre is running on ${place.dataFolder}`);
    if (client !== null) return { client, postmaster: { pid: child.pid ?? 0, port } };
    if (attempt >= 8) break;
    await sleep(250 * attempt);
  }
  throw new Error(`PostgreSQL did not start; see ${place.logFile}`);
}

/**
 * Starts (or adopts) the embedded PostgreSQL of a data folder and makes its database. fsync stays on. The password is random and
 * kept in a 0600 file beside. Throws with a plain sentence when another centre owns the folder or the database does not start.
 */
export async function openEmbedded(dataFolder: string, log: Logger): Promise<EmbeddedDatabase> {
  const place = placeFor(dataFolder);
  const password = passwordOf(dataFolder, place);
  await initialise(place, password);
  const { client, postmaster } = (await adopt(place, password, log)) ?? (await start(place, password, log));
  const known = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [databaseName]);
  if (known.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  return {
    url: urlOf(postmaster.port, password, databaseName),
    pid: postmaster.pid,
    close: async () => {
      await client.end().catch(() => undefined); // already gone with its postmaster
      await stopPostmaster(postmaster.pid);
    },
  };
}
