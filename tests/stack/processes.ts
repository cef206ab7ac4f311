import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processes of this machine that were started for a folder: it stands on their command line (PostgreSQL) or in their environment
 * (our programs). Reads /proc, so Linux only.
 */
export function processesOf(folder: string): { readonly pid: number; readonly command: string }[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .flatMap((name) => {
      const command = readOrNothing(`/proc/${name}/cmdline`).replaceAll('\0', ' ').trim();
      const about = command + readOrNothing(`/proc/${name}/environ`);
      return about.includes(folder) ? [{ pid: Number(name), command }] : [];
    });
}

/** A process may end between the listing and the reading; then there is nothing to read. */
function readOrNothing(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
