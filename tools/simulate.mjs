import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pinnedNode, root } from './paths.mjs';
import { Complaint, ensureInstalled } from './prepare.mjs';

/** @param {string} line */
const say = (line) => process.stderr.write(`simulate: ${line}\n`);

const usage = 'usage: npm run simulate -- [--seeds N] [--first N] [--seats N] [--operations N]';

try {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '200' },
      first: { type: 'string', default: '1' },
      seats: { type: 'string', default: '6' },
      operations: { type: 'string', default: '30' },
    },
  });
  const numbers = [values.seeds, values.first, values.seats, values.operations];
  if (numbers.some((number) => !/^[1-9]\d{0,8}$/.test(number))) throw new Complaint(usage);
  ensureInstalled(say);
  const done = spawnSync(pinnedNode, [join(root, 'tests', 'simulation', 'run.ts'), ...numbers], { cwd: root, stdio: 'inherit' });
  process.exitCode = done.status ?? 1;
} catch (error) {
  const known = error instanceof Complaint || (error instanceof TypeError && 'code' in error);
  say(known ? `${error.message}\n${usage}` : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}
