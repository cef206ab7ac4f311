import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach } from 'vitest';
import { z } from 'zod';
import { readPidFile } from '#server/db/postmaster.ts';
import { reachableFolder } from './with-database.ts';

export const Ready = z.object({ ready: z.literal(true), url: z.url() });
const program = join(import.meta.dirname, '../../server/main.ts');

export type Started = { readonly child: ChildProcess; readonly url: string; readonly lines: string[] };
const children: ChildProcess[] = [];
export const folders: string[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) await end(child, 'SIGTERM');
  for (const folder of folders.splice(0)) {
    const left = readPidFile(join(folder, 'postgres'));
    if (left) process.kill(left.pid, 'SIGQUIT');
    rmSync(folder, { recursive: true, force: true });
  }
});

export function newFolder(): string {
  const folder = reachableFolder();
  folders.push(folder);
  return folder;
}

export function launch(folder: string, more: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [program], {
    env: { ...process.env, NINHAO_DATA: folder, NINHAO_CENTRE_PORT: '0', NINHAO_SAMPLE: '1', NINHAO_LOG: 'warn', ...more },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  children.push(child);
  return child;
}

export async function start(folder: string, more: Record<string, string> = {}): Promise<Started> {
  const child = launch(folder, more);
  if (!child.stdout || !child.stderr) throw new Error('no pipes');
  const lines: string[] = [];
  let errors = '';
  child.stderr.on('data', (chunk) => {
    errors += String(chunk);
  });
  const reader = createInterface({ input: child.stdout });
  reader.on('line', (line) => lines.push(line));
  await Promise.race([once(reader, 'line'), once(child, 'exit')]);
  if (lines[0] === undefined) throw new Error(`the centre did not start: ${errors}`);
  return { child, url: Ready.parse(JSON.parse(lines[0])).url, lines };
}

export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = once(child, 'exit');
  child.kill(signal);
  const [code] = await exit;
  return typeof code === 'number' ? code : null;
}

export const postmasterOf = (folder: string): number => readPidFile(join(folder, 'postgres'))?.pid ?? 0;
