import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';

const main = fileURLToPath(new URL('../../../electron/web/main.ts', import.meta.url));

let folder = '';
let pages = '';
const children: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninhao-process-'));
  pages = join(folder, 'pages');
  mkdirSync(join(pages, 'screen'), { recursive: true });
  writeFileSync(join(pages, 'screen', 'index.html'), '<!doctype html>');
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await new Promise((resolve) => child.once('exit', resolve));
    }
  }
  rmSync(folder, { recursive: true, force: true });
});

type Started = {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly errors: () => string;
  readonly ended: Promise<number | null>;
};

function run(environment: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH ?? '', NINHAO_SEAT_DATA: join(folder, 'data'), NINHAO_PAGES: pages, ...environment },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  const lines: string[] = [];
  let errors = '';
  child.stdout?.on('data', (data) =>
    lines.push(
      ...String(data)
        .split('\n')
        .filter((line) => line !== ''),
    ),
  );
  child.stderr?.on('data', (data) => {
    errors += String(data);
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, lines, errors: () => errors, ended };
}

async function ready(started: Started): Promise<string> {
  await expect.poll(() => started.lines.length + (started.child.exitCode ?? 0), { timeout: 20_000 }).toBeGreaterThan(0);
  const line: { ready: boolean; url: string } = JSON.parse(started.lines[0] ?? '{}');
  expect(line.ready).toBe(true);
  return line.url;
}

/** A screen of the running seat: signs in with the code and opens. */
async function screen(
  url: string,
): Promise<{ request: (name: string, params: unknown) => Promise<{ ok: boolean; value: never }> }> {
  const { origin } = new URL(url);
  const answer = await fetch(url, { redirect: 'manual' });
  const Cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const ws = new WebSocket(`${origin.replace('http', 'ws')}/bridge?role=screen`, { headers: { Cookie, Origin: origin } });
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
  let lastId = 0;
  const request = (name: string, params: unknown): Promise<{ ok: boolean; value: never }> =>
    new Promise((resolve) => {
      lastId += 1;
      const id = lastId;
      ws.on('message', (data) => {
        const frame = JSON.parse(String(data));
        if (frame.kind === 'reply' && frame.id === id) resolve(frame.result);
      });
      ws.send(JSON.stringify({ kind: 'request', id, name, params }));
    });
  await request('seat.open', {});
  return { request };
}

describe('the web shell as a process', { timeout: 60_000 }, () => {
  test('says once on stdout where it is open, logs JSON on stderr, and stops on SIGTERM', async () => {
    const started = run();
    const url = await ready(started);
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?code=[\w-]{43}$/);
    started.child.kill('SIGTERM');
    expect(await started.ended).toBe(0);
    expect(started.lines).toHaveLength(1);
    for (const line of started.errors().trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
  });

  test('ends by itself when its parent is gone', async () => {
    const started = run({ NINHAO_PARENT: '1' });
    await ready(started);
    started.child.stdin?.end();
    expect(await started.ended).toBe(0);
  });

  test('is refused the folder of a running seat, with a plain line and the code that means: do not try again', async () => {
    await ready(run());
    const second = run();
    expect(await second.ended).toBe(2);
    expect(second.lines).toEqual([]);
    expect(second.errors()).toContain('is held by process');
  });

  test('names the file and the field of a bad configuration', async () => {
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data', 'seat.json'), '{ "pbxUrl": "pbx.example" }');
    const started = run();
    expect(await started.ended).toBe(2);
    expect(started.errors()).toContain('seat.json');
    expect(started.errors()).toContain('pbxUrl');
  });

  test('killed in the middle of a word, it comes back with the word', async () => {
    const first = run();
    const desk = await screen(await ready(first));
    const opened: { value: { draftId: string } } = await desk.request('draft.open', { callId: null });
    const { draftId } = opened.value;
    for (const summary of ['水', '水管', '水管漏', '水管漏水,已'])
      await desk.request('draft.change', { draftId, patch: { summary } });
    first.child.kill('SIGKILL');
    await first.ended;

    const again = await screen(await ready(run()));
    const state: { value: { drafts: unknown[] } } = await again.request('seat.open', {});
    expect(state.value.drafts).toMatchObject([{ id: draftId, summary: '水管漏水,已' }]);
  });

  test('neither prints nor logs a password it was given', async () => {
    const started = run({
      NINHAO_PBX_URL: 'ws://127.0.0.1:9/ws',
      NINHAO_SIP_USER: '1001',
      NINHAO_SIP_PASSWORD: 'very-secret-word',
    });
    await ready(started);
    await expect.poll(() => started.errors(), { timeout: 20_000 }).toContain('connection-refused');
    started.child.kill('SIGTERM');
    await started.ended;
    expect(started.lines.join() + started.errors()).not.toContain('very-secret-word');
    const secrets = join(folder, 'data', 'secrets.json');
    expect(() => readFileSync(secrets, 'utf8')).toThrow('ENOENT');
  });
});
