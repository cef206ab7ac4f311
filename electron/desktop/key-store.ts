import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { isMissing, type SecretName, type SecretStore, writePrivately } from '#electron/seat/config/secrets.ts';
import type { Log } from '#electron/seat/ports.ts';
import type { ElectronApi } from './electron-api.ts';

const SecretFile = z.record(z.string().max(40), z.base64());

export type KeyStore = SecretStore & {
  /** Resolves when all that was set is on disk. */
  readonly settled: () => Promise<void>;
};

/**
 * The seat's secrets, encrypted with the key of the operating system's key store (safeStorage). Read and decrypted once at the
 * start; a value that cannot be decrypted any more (another user, a reset key chain) counts as absent and is asked for again.
 * null where the system has no key store: then the seat keeps its 0600 file.
 */
export async function openKeyStore(safeStorage: ElectronApi['safeStorage'], folder: string, log: Log): Promise<KeyStore | null> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) {
    log.warn('desktop.no-key-store');
    return null;
  }
  const file = join(folder, 'secrets.bin.json');
  const values = new Map<string, string>();
  const encrypted = new Map(Object.entries(read(file, log)));
  for (const [name, base64] of encrypted) {
    try {
      const { result } = await safeStorage.decryptStringAsync(Buffer.from(base64, 'base64'));
      values.set(name, result);
    } catch {
      log.warn('desktop.secret-lost', { name });
    }
  }

  let writing: Promise<void> = Promise.resolve();
  async function keep(name: SecretName, value: string | null): Promise<void> {
    if (value === null) encrypted.delete(name);
    else encrypted.set(name, (await safeStorage.encryptStringAsync(value)).toString('base64'));
    writePrivately(file, JSON.stringify(Object.fromEntries(encrypted)));
  }

  return {
    get: (name) => values.get(name) ?? null,
    set: (name, value) => {
      if (value === null) values.delete(name);
      else values.set(name, value);
      // One after the other, so that the last value set is the one that stays.
      writing = writing
        .then(() => keep(name, value))
        .catch((cause: unknown) => log.error('desktop.secret-not-kept', { name, cause: String(cause) }));
    },
    settled: () => writing,
  };
}

function read(file: string, log: Log): Record<string, string> {
  try {
    return SecretFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    if (!isMissing(cause)) log.warn('desktop.secrets-damaged');
    return {};
  }
}
