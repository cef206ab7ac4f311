import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openCache } from '#electron/seat/db/cache.ts';
import { loadCustomers } from '#electron/seat/db/queries/load-customers.ts';
import { sampleCustomer } from '#server/sample/customers.ts';

export const customersInBench = 1_000_000;

const root = fileURLToPath(new URL('../..', import.meta.url));
const kept = join(root, '.cache', 'bench', 'customers-1m.db');

/** A cache.db with 1,000,000 sample customers; made once (about two minutes) and copied for each bench. */
export function millionCustomers(path: string): void {
  const stamp = `${kept}.of`;
  const wanted = sourcesOf('electron/seat/db', 'server/sample', 'shared/customer');
  if (!existsSync(kept) || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    process.stderr.write('bench: loading 1,000,000 sample customers into a cache (kept for the next time) …\n');
    rmSync(dirname(kept), { recursive: true, force: true });
    mkdirSync(dirname(kept), { recursive: true });
    const cache = openCache(kept);
    loadCustomers(cache, sampleCustomers());
    cache.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    cache.close();
    writeFileSync(stamp, wanted);
  }
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(kept, path);
}

function* sampleCustomers() {
  for (let index = 0; index < customersInBench; index++) yield sampleCustomer(index);
}

function sourcesOf(...folders: readonly string[]): string {
  const hash = createHash('sha256');
  for (const folder of folders) {
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
      if (name.endsWith('.ts')) hash.update(name).update(readFileSync(join(root, folder, name)));
    }
  }
  return hash.digest('hex');
}
