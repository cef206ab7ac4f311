import { ok, type Result, refuse } from '#shared/result.ts';

/** The customer hangs up first: after the closing line the seat waits this long. */
export const closingGuardMs = 5000;

/** Until when hanging up needs a second press; null while the closing line has not been said. */
export function closingGuardUntilMs(closingSaidAtMs: number | null): number | null {
  return closingSaidAtMs === null ? null : closingSaidAtMs + closingGuardMs;
}

/** Whether the seat may hang up now. Refuses with `guarded` (detail: ms left); an override goes through and is to be logged. */
export function mayHangUp(ask: {
  readonly guardUntilMs: number | null;
  readonly nowMs: number;
  readonly override: boolean;
}): Result<{ readonly overridden: boolean }, 'guarded'> {
  const leftMs = ask.guardUntilMs === null ? 0 : ask.guardUntilMs - ask.nowMs;
  if (leftMs <= 0) return ok({ overridden: false });
  return ask.override ? ok({ overridden: true }) : refuse('guarded', String(leftMs));
}
