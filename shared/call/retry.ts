/** During the first minute of an outage the wait never exceeds this. */
const QUICK_CAP_MS = 2_000;
const QUICK_PHASE_MS = 60_000;
const SLOW_CAP_MS = 30_000;
const FIRST_MS = 250;

export type RetryQuestion = {
  /** Tries that failed since the link was last good; 1 after the first. */
  readonly attempt: number;
  /** How long the link has been bad. */
  readonly downForMs: number;
  /** 0 ≤ x < 1. */
  readonly random: number;
};

/**
 * Wait before the next try, ms. Between half and all of an upper bound that doubles (RFC 5626 §4.5), so that a thousand seats do not
 * come back in the same instant. Deviates: the bound is capped at 2 s for the first minute, because an agent waits for it, and at
 * 30 s after that instead of 30 minutes.
 */
export function retryDelayMs({ attempt, downForMs, random }: RetryQuestion): number {
  const doublings = Math.min(Math.max(0, Math.floor(attempt) - 1), 20);
  const cap = downForMs < QUICK_PHASE_MS ? QUICK_CAP_MS : SLOW_CAP_MS;
  const bound = Math.min(cap, FIRST_MS * 2 ** doublings);
  return Math.round(bound * (0.5 + 0.5 * Math.min(Math.max(random, 0), 1)));
}

/** Wait before a re-INVITE that met 491 is sent again, ms. RFC 3261 §14.1: the owner of the Call-ID waits longer. */
export function glareDelayMs(ownsCallId: boolean, random: number): number {
  const steps = Math.floor(random * 200);
  return ownsCallId ? 2_100 + Math.min(steps, 190) * 10 : steps * 10;
}
