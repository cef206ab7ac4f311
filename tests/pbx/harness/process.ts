import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export type Running = {
  readonly pid: number;
  readonly child: ChildProcess;
  /** The last lines of both outputs, for a failure's message. */
  readonly said: () => string;
  readonly ended: Promise<number | null>;
  readonly isRunning: () => boolean;
  /** SIGTERM, and SIGKILL after `patienceMs`; by this process id only. */
  readonly stop: (patienceMs?: number) => Promise<void>;
  readonly kill9: () => Promise<void>;
};

const live = new Set<ChildProcess>();
/** A test run that is interrupted leaves nothing behind. */
process.once('exit', () => {
  for (const child of live) child.kill('SIGKILL');
});

/** Starts a program whose end we own. `onLine` sees each line of its standard output. */
export const run = (
  command: string,
  args: readonly string[],
  options: {
    readonly cwd?: string;
    readonly env?: Readonly<Record<string, string>>;
    readonly onLine?: (line: string) => void;
    readonly keepLines?: number;
  } = {},
): Running => {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  live.add(child);
  const lines: string[] = [];
  const keep = (line: string): void => {
    lines.push(line);
    if (lines.length > (options.keepLines ?? 200)) lines.shift();
  };
  for (const [stream, isOut] of [
    [child.stdout, true],
    [child.stderr, false],
  ] as const) {
    let rest = '';
    stream.setEncoding('utf8');
    stream.on('data', (text: string) => {
      const parts = (rest + text).split(/\r?\n/);
      rest = parts.pop() ?? '';
      for (const line of parts) {
        keep(line);
        if (isOut) options.onLine?.(line);
      }
    });
  }
  child.stdin.on('error', (error) => keep(`stdin: ${error.message}`));
  const ended = once(child, 'close').then(
    ([code]) => {
      live.delete(child);
      return typeof code === 'number' ? code : null;
    },
    (error: unknown) => {
      live.delete(child);
      keep(`did not start: ${String(error)}`);
      return null;
    },
  );
  const isRunning = (): boolean => child.exitCode === null && child.signalCode === null && child.pid !== undefined;
  return {
    pid: child.pid ?? -1,
    child,
    said: () => lines.join('\n'),
    ended,
    isRunning,
    stop: async (patienceMs = 3000) => {
      if (isRunning()) child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(timer);
    },
    kill9: async () => {
      child.kill('SIGKILL');
      await ended;
    },
  };
};
