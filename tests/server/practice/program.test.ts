import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../../server/practice/main.ts', import.meta.url));
const token = 'program-test-token-01';
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

async function start(extra: Record<string, string> = {}) {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, NINHAO_PRACTICE_PORT: '0', NINHAO_PRACTICE_TOKEN: token, ...extra },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  started.push(child);
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout });
  output.on('line', (line) => lines.push(line));
  await once(output, 'line');
  return { child, lines };
}

test('it says once that it is ready and where, and SIGTERM ends it with code 0', { timeout: 20_000 }, async () => {
  const { child, lines } = await start();
  const ready = JSON.parse(lines[0] ?? '');
  expect(ready.ready).toBe(true);
  expect(ready.url).toMatch(new RegExp(`^ws://127\\.0\\.0\\.1:\\d+/${token}$`));
  const report = await fetch(`${ready.url.replace('ws:', 'http:')}/report`);
  expect(await report.json()).toEqual({ calls: [] });
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(lines).toHaveLength(1);
});

test('it ends by itself when the launcher that holds its stdin is gone', { timeout: 20_000 }, async () => {
  const { child } = await start({ NINHAO_PARENT: '1' });
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a bad setting stops it before it says ready', { timeout: 20_000 }, async () => {
  const child = spawn(process.execPath, [program], { env: { ...process.env, NINHAO_PRACTICE_PORT: 'abc' }, stdio: 'ignore' });
  started.push(child);
  const [code] = await once(child, 'exit');
  expect(code).not.toBe(0);
});
