import type { Refusal } from '#shared/bridge/refusals.ts';
import { ok, type Result, refuse } from '#shared/result.ts';

/** SQLite's word for "no room" (SQLITE_FULL), and the system's (ENOSPC). */
export function isDiskFull(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return code.startsWith('SQLITE_FULL') || code === 'ENOSPC' || code === 'SQLITE_IOERR_WRITE';
}

/** A write the agent waits for: a full disk is refused plainly, anything else is a bug and thrown on. */
export function written<T>(write: () => T): Result<T, Extract<Refusal, 'disk-full'>> {
  try {
    return ok(write());
  } catch (cause) {
    if (isDiskFull(cause)) return refuse('disk-full');
    throw cause;
  }
}
