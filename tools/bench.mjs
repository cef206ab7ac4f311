import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pinnedNode, root } from './paths.mjs';
import { Complaint, ensureBuilt, ensureInstalled } from './prepare.mjs';
import { ensureSystemParts, forBench } from './system-parts.mjs';

/** Each bench is a file of tests/bench; some need Debian packages that nothing else does. */
const benches = /** @type {const} */ (['answer', 'dial', 'screen-pop', 'lookup', 'save', 'start']);

/** @param {string} line */
const say = (line) => process.stderr.write(`bench: ${line}\n`);

try {
  const names = process.argv.slice(2);
  const known = /** @type {readonly string[]} */ (benches);
  if (names.length === 0 || names.some((name) => !known.includes(name)))
    throw new Complaint(`usage: npm run bench -- NAME …, with NAME one of ${benches.join(', ')}`);
  ensureInstalled(say);
  ensureBuilt(['pages', 'node'], say);
  if (names.includes('answer') || names.includes('dial')) {
    ensureSystemParts(say, [forBench]);
    const asterisk = spawnSync('bash', [join(root, 'tools', 'asterisk', 'get-asterisk.sh')], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (asterisk.status !== 0) throw new Complaint('Asterisk could not be brought here: see its message above.');
  }
  for (const name of names) {
    const script = join(root, 'tests', 'bench', `${name}.ts`);
    if (!existsSync(script)) throw new Complaint(`there is no bench named ${name}`);
    const done = spawnSync(pinnedNode, [script], { cwd: root, stdio: 'inherit' });
    if (done.status !== 0) throw new Complaint(`${name} failed`);
  }
} catch (error) {
  say(error instanceof Complaint ? error.message : String(error instanceof Error ? error.stack : error));
  process.exitCode = 1;
}
