import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { Complaint, ensureBuilt, ensureInstalled } from './prepare.mjs';
import { quickSuites, runSuite, staticChecks } from './steps.mjs';
import { ensureSystemParts } from './system-parts.mjs';

/** @param {string} line */
const say = (line) => process.stderr.write(`test: ${line}\n`);

/** The suites, cheapest first; each says what it needs. */
const suites = [
  quickSuites,
  ...[['simulation'], ['database', 'practice'], ['pbx'], ['browser']].map((projects) => ({ projects, flags: [] })),
];

try {
  ensureInstalled(say);
  ensureSystemParts(say);
  const asterisk = spawnSync('bash', [join(root, 'tools', 'asterisk', 'get-asterisk.sh')], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (asterisk.status !== 0) throw new Complaint('Asterisk could not be brought here: see its message above.');
  const failedSteps = staticChecks(say);
  ensureBuilt(['pages', 'node', 'desktop', 'preload'], say);
  const total = { passed: 0, failed: failedSteps.length, skipped: 0 };
  for (const { projects, flags } of suites) {
    const count = runSuite(projects, flags);
    say(`${projects.join(' and ')}: ${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
    total.passed += count.passed;
    total.failed += count.failed;
    total.skipped += count.skipped;
  }
  if (failedSteps.length > 0) say(`failed checks, counted as failures: ${failedSteps.join(', ')}`);
  process.stdout.write(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped\n`);
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} catch (error) {
  say(error instanceof Complaint ? error.message : String(error instanceof Error ? error.stack : error));
  process.stdout.write('\n0 passed, 1 failed\n');
  process.exitCode = 1;
}
