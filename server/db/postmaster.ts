import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What a running PostgreSQL writes into postmaster.pid. */
export type Postmaster = { readonly pid: number; readonly port: number };

export function pidFileOf(dataFolder: string): string {
  return join(dataFolder, 'postmaster.pid');
}

/** Null: there is no such file, or it is not whole yet. Lines: pid, data folder, start time, port, … */
export function readPidFile(dataFolder: string): Postmaster | null {
  const path = pidFileOf(dataFolder);
  if (!existsSync(path)) return null;
  const lines = readFileSync(path, 'utf8').split('\n');
  const pid = Number.parseInt(lines[0] ?? '', 10);
  const port = Number.parseInt(lines[3] ?? '', 10);
  return pid > 0 ? { pid, port: port > 0 ? port : 0 } : null;
}

/** Is there a process of this id? One of another user counts. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''));
  } catch {
    return false; // no /proc on this system, or the process just went
  }
}

/** Numbers of processes are used again: is this one really PostgreSQL on that folder? */
export function isPostgresOn(pid: number, dataFolder: string): boolean {
  if (!isRunning(pid)) return false;
  try {
    const command =
      process.platform === 'linux'
        ? readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        : execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' });
    return command.includes('postgres') && command.includes(dataFolder);
  } catch {
    return false; // it ended while we looked
  }
}

/** INT: fast shutdown, sessions are ended and all is written. QUIT: at once; the next start replays the log. */
export function signalPostmaster(pid: number, signal: 'SIGINT' | 'SIGQUIT'): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ESRCH') return;
    throw error;
  }
}
