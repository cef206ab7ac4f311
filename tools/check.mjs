import { Complaint, ensureInstalled } from './prepare.mjs';
import { quickSuites, runSuite, staticChecks } from './steps.mjs';

/** @param {string} line */
const say = (line) => process.stderr.write(`check: ${line}\n`);

try {
  ensureInstalled(say);
  const failed = staticChecks(say);
  const unit = runSuite(quickSuites.projects, quickSuites.flags);
  if (failed.length > 0) say(`failed: ${failed.join(', ')}`);
  process.exitCode = failed.length === 0 && unit.failed === 0 ? 0 : 1;
} catch (error) {
  say(error instanceof Complaint ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}
