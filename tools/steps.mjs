import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cache, pinnedNode, root } from './paths.mjs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Count */

/** Longest file one can read in one go. */
const longestFile = 400;

/**
 * Runs a tool of node_modules under the pinned Node.
 * @param {string} script path below node_modules
 * @param {readonly string[]} args
 * @param {Record<string, string>} [env]
 */
export function runTool(script, args, env = {}) {
  const path = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  const done = spawnSync(pinnedNode, [join(root, 'node_modules', script), ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, PATH: path },
  });
  return done.status === 0;
}

/**
 * Types, lint with the direction of imports, unused parts, length of files. Returns the names of those that failed.
 * @param {(line: string) => void} say
 */
export function staticChecks(say) {
  const steps = {
    types: () => runTool('typescript/bin/tsc', ['-b']),
    lint: () => runTool('@biomejs/biome/bin/biome', ['check', '--error-on-warnings']),
    unused: () => runTool('knip/bin/knip.js', []),
    length: () => filesTooLong(say),
  };
  return Object.entries(steps)
    .filter(([name, step]) => {
      const since = Date.now();
      const passed = step();
      say(`${name}: ${passed ? 'ok' : 'FAILED'} (${((Date.now() - since) / 1000).toFixed(1)} s)`);
      return !passed;
    })
    .map(([name]) => name);
}

/** @param {(line: string) => void} say */
function filesTooLong(say) {
  const rooms = ['shared', 'electron', 'renderer', 'server', 'tests', 'tools'];
  const files = rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(ts|tsx|mjs|css)$/.test(name))
      .map((name) => join(room, name)),
  );
  const long = files
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
    .filter(({ lines }) => lines > longestFile);
  for (const { file, lines } of long) say(`${file} has ${lines} lines; split it (at most ${longestFile})`);
  return long.length === 0;
}

/** Needs no engine and waits much: two files at a time, also where vitest would keep a core free. */
export const quickSuites = { projects: ['unit', 'screen'], flags: ['--maxWorkers=2'] };

/**
 * Runs one or more vitest projects and counts what they say.
 * @param {readonly string[]} projects
 * @param {readonly string[]} [flags]
 * @returns {Count & { unhandled: boolean }}
 */
export function runSuite(projects, flags = []) {
  const report = join(cache, 'reports', `${projects.join('-')}.json`);
  mkdirSync(join(cache, 'reports'), { recursive: true });
  rmSync(report, { force: true });
  const passedAll = runTool('vitest/vitest.mjs', [
    'run',
    ...projects.flatMap((name) => ['--project', name]),
    ...flags,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0, unhandled: true };
  const said = JSON.parse(readFileSync(report, 'utf8'));
  /** @type {Count} */
  const count = { passed: said.numPassedTests, failed: said.numFailedTests, skipped: said.numPendingTests + said.numTodoTests };
  // A suite whose set-up failed, or an unhandled error, has no failed test of its own.
  const unhandled = !passedAll && count.failed === 0;
  return { ...count, failed: count.failed + (unhandled ? 1 : 0), unhandled };
}
