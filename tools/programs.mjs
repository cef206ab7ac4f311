import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { dist, pinnedNode } from './paths.mjs';

/**
 * @typedef {object} Program
 * @property {number} pid
 * @property {string} url what the program printed when it was ready
 * @property {Promise<number | null>} ended exit code, null after a signal
 * @property {() => Promise<void>} stop SIGTERM, then SIGKILL after five seconds
 */

/**
 * Starts one of our own Node programs and waits for its line of readiness.
 * It ends by itself when this process does, because its standard input closes then.
 * @param {'practice' | 'centre' | 'web'} name
 * @param {Record<string, string>} env
 * @param {{ logFile?: string, readyMs?: number }} [options]
 * @returns {Promise<Program>}
 */
export async function startProgram(name, env, options = {}) {
  const child = spawn(pinnedNode, ['--enable-source-maps', join(dist, 'node', `${name}.js`)], {
    env: { ...process.env, NODE_ENV: 'production', NINHAO_PARENT: '1', ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // Its own group: Ctrl+C reaches the launcher alone, which stops the programs in order.
    detached: process.platform !== 'win32',
  });
  const { logFile, readyMs = 60_000 } = options;
  let tail = '';
  child.stderr.on('data', (chunk) => {
    tail = (tail + chunk).slice(-4000);
  });
  if (logFile) child.stderr.pipe(createWriteStream(logFile, { flags: 'a', mode: 0o600 }));
  /** @type {Promise<number | null>} */
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(hard);
  };
  const ready = new Promise((done, fail) => {
    const late = setTimeout(() => fail(new Error(`${name} was not ready after ${readyMs / 1000} s\n${tail}`)), readyMs);
    child.once('error', fail);
    void ended.then((code) => fail(new Error(`${name} ended with ${code ?? 'a signal'} before it was ready\n${tail}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const said = parsed(line);
      if (said === null) return;
      clearTimeout(late);
      done(said);
    });
  });
  try {
    const url = await ready;
    return { pid: child.pid ?? 0, url: String(url), ended, stop };
  } catch (cause) {
    await stop();
    throw cause;
  }
}

/**
 * @param {string} line
 * @returns {string | null}
 */
function parsed(line) {
  if (!line.startsWith('{')) return null;
  const said = JSON.parse(line);
  return said.ready === true && typeof said.url === 'string' ? said.url : null;
}

/**
 * A TCP port on loopback that is free now; the wanted one if it is.
 * @param {number} [wanted]
 * @returns {Promise<number>}
 */
export function freePort(wanted = 0) {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', () => (wanted === 0 ? fail(new Error('no free TCP port on loopback')) : freePort().then(done, fail)));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => done(port));
    });
  });
}
