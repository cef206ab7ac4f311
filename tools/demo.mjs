import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { pinnedNode, root } from './paths.mjs';
import { Complaint, ensureBuilt, ensureInstalled } from './prepare.mjs';

/** @param {string} line */
const say = (line) => process.stderr.write(`demo: ${line}\n`);

try {
  ensureInstalled(say);
  ensureBuilt(['pages', 'node'], say);
  const done = spawnSync(pinnedNode, [join(root, 'tests', 'demo', 'demo.ts'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
  });
  process.exitCode = done.status ?? 1;
} catch (error) {
  process.stdout.write(`demo: failed: ${error instanceof Complaint ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
