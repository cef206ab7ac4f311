import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { processesOf } from '#tests/stack/processes.ts';
import { eventually } from '#tests/stack/timeline.ts';

const launcher = fileURLToPath(new URL('../../tools/start.mjs', import.meta.url));
const Ports = z.object({ practicePort: z.number(), centrePort: z.number(), seatPort: z.number() });

type Started = { readonly child: ChildProcess; readonly url: string };

/** npm start without a window, from another folder; resolves with the address it prints. */
function start(data: string): Promise<Started> {
  const child = spawn(process.execPath, [launcher, '--open', 'none', '--data', data], {
    cwd: tmpdir(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk) => {
    said += chunk;
  });
  return new Promise((done, fail) => {
    child.once('exit', (code) => fail(new Error(`npm start ended with ${code}: ${said}`)));
    child.stdout.once('data', (chunk) => done({ child, url: String(chunk).trim() }));
  });
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((done) => child.once('exit', done));
  child.kill(signal);
  await ended;
}

const nothingLeft = (data: string) =>
  eventually(
    async () => processesOf(data).map(({ command }) => command),
    (left) => left.length === 0,
    20_000,
    'processes of the start are gone',
  );

function occupy(port: number): Promise<Server> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(port, '127.0.0.1', () => done(server));
  });
}

describe('npm start', () => {
  let data = '';
  let running: ChildProcess[] = [];

  beforeEach(() => {
    data = mkdtempSync(join(tmpdir(), 'ninhao-launcher-'));
    running = [];
  });

  afterEach(async () => {
    for (const child of running) await end(child, 'SIGTERM');
    await nothingLeft(data);
    rmSync(data, { recursive: true, force: true });
  });

  const started = async (): Promise<Started> => {
    const seat = await start(data);
    running.push(seat.child);
    return seat;
  };

  it('serves the seat at the printed address, once, and ends every process on Ctrl+C', async () => {
    const { child, url } = await started();
    const first = await fetch(url, { redirect: 'manual' });
    expect(first.status).toBe(303);
    expect(first.headers.get('set-cookie')).toMatch(/HttpOnly/);
    expect(first.headers.get('set-cookie')).toMatch(/SameSite=Strict/);
    expect((await fetch(url, { redirect: 'manual' })).status).not.toBe(303);
    await end(child, 'SIGINT');
    await nothingLeft(data);
  });

  it('starts again after a kill -9 of everything, on the same data', async () => {
    const { child } = await started();
    await end(child, 'SIGKILL');
    for (const { pid, command } of processesOf(data)) if (!command.includes('postgres')) process.kill(pid, 'SIGKILL');
    const again = await started();
    expect((await fetch(again.url, { redirect: 'manual' })).status).toBe(303);
  });

  it('takes other ports when its own are in use', async () => {
    const { child } = await started();
    await end(child, 'SIGTERM');
    const before = Ports.parse(JSON.parse(readFileSync(join(data, 'ports.json'), 'utf8')));
    const occupied = await Promise.all([occupy(before.practicePort), occupy(before.centrePort), occupy(before.seatPort)]);
    try {
      const { url } = await started();
      const now = Ports.parse(JSON.parse(readFileSync(join(data, 'ports.json'), 'utf8')));
      expect(now.seatPort).not.toBe(before.seatPort);
      expect(new URL(url).port).toBe(String(now.seatPort));
    } finally {
      for (const server of occupied) server.close();
    }
  });

  it('refuses a second start on the same data and says what to do', async () => {
    await started();
    await expect(start(data)).rejects.toThrow(/already runs/);
  });
});
