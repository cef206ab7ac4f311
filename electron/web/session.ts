import { createHash, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { SecretStore } from '#electron/seat/config/secrets.ts';

/** How many browsers may stay signed in over a restart. */
const keptSessions = 4;
const StoredSessions = z.array(z.string().length(64)).max(keptSessions);

/** Who may see this seat: the holder of the one-time code, and then of the cookie it was exchanged for. */
export type Sessions = {
  /** Once, for the address that is printed at start. */
  readonly code: string;
  /** The token for the cookie, or null: the code is wrong or was used. */
  readonly exchange: (code: string) => string | null;
  readonly isValid: (token: string) => boolean;
};

/** `newToken` gives 256 bits as base64url. Only hashes are stored, so the file lets nobody in. */
export function createSessions(secrets: SecretStore, newToken: () => string): Sessions {
  const code = newToken();
  let isUsed = false;
  let hashes = stored(secrets.get('web-session'));
  return {
    code,
    exchange: (given) => {
      if (isUsed || !isSame(hash(given), hash(code))) return null;
      isUsed = true;
      const token = newToken();
      hashes = [hash(token), ...hashes].slice(0, keptSessions);
      secrets.set('web-session', JSON.stringify(hashes));
      return token;
    },
    isValid: (token) => hashes.some((known) => isSame(known, hash(token))),
  };
}

function stored(text: string | null): string[] {
  if (text === null) return [];
  try {
    const parsed = StoredSessions.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : [];
  } catch {
    // A damaged entry signs every browser out, and nothing else: the printed address lets them in again.
    return [];
  }
}

function hash(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function isSame(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

/** The named cookie of a Cookie header (RFC 6265 §4.2), or null. */
export function readCookie(header: string | undefined, name: string): string | null {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return null;
}
