import { hash, verify } from '@node-rs/argon2';

/**
 * Argon2id (the package's default algorithm), 19 MiB, two passes, one lane: OWASP's password storage recommendation, about 30 ms of
 * one core, so that a shift of 200 people signs in within seconds and a stolen table is still expensive.
 */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFC'), cost);
}

/** False also for a hash that cannot be read. */
export async function isPassword(stored: string, password: string): Promise<boolean> {
  try {
    return await verify(stored, password.normalize('NFC'));
  } catch {
    return false; // not a hash of this algorithm
  }
}

/** Takes as long as checking a password, for an agent that does not exist: the answer's time tells nothing. */
export async function spendTimeOf(password: string): Promise<void> {
  await hashPassword(password);
}
