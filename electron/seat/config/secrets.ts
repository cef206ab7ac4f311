import { chmodSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

/** What the seat keeps secret. Values never travel to a page and never come from program arguments. */
export type SecretName = 'sip-password' | 'centre-session' | 'web-session';

/** Where secrets live: a 0600 file here, the system's key store on the desktop. `set` with null forgets. */
export type SecretStore = {
  readonly get: (name: SecretName) => string | null;
  readonly set: (name: SecretName, value: string | null) => void;
};

const SecretFile = z.partialRecord(z.enum(['sip-password', 'centre-session', 'web-session']), z.string());

/**
 * Secrets in `secrets.json` of the data folder, readable by its owner only. A file that cannot be parsed counts as empty:
 * a lost secret is asked for again, and must not keep the seat from starting. `onDamaged` hears of it.
 */
export function createFileSecrets(folder: string, onDamaged: (file: string) => void): SecretStore {
  const file = join(folder, 'secrets.json');
  let values = read(file, onDamaged);
  return {
    get: (name) => values[name] ?? null,
    set: (name, value) => {
      const { [name]: _replaced, ...rest } = values;
      values = value === null ? rest : { ...rest, [name]: value };
      writePrivately(file, JSON.stringify(values));
    },
  };
}

/** Secrets given by the environment win over stored ones and are never written down. */
export function withEnvironment(store: SecretStore, given: Partial<Record<SecretName, string>>): SecretStore {
  return { get: (name) => given[name] ?? store.get(name), set: store.set };
}

/** Replaces a file whole, so that a crash leaves the old or the new one; only its owner may read it. */
export function writePrivately(file: string, text: string): void {
  const fresh = `${file}.new`;
  writeFileSync(fresh, text, { mode: 0o600 });
  chmodSync(fresh, 0o600);
  renameSync(fresh, file);
}

function read(file: string, onDamaged: (file: string) => void): z.infer<typeof SecretFile> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    if (isMissing(cause)) return {};
    throw new Error(`cannot read ${file}`, { cause });
  }
  try {
    // A file copied here by hand may be open to others.
    chmodSync(file, 0o600);
    return SecretFile.parse(JSON.parse(text));
  } catch {
    onDamaged(file);
    return {};
  }
}

export function isMissing(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
}
