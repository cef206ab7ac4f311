import type { Random } from '../ports.ts';

const firstMs = 1000;
const longestMs = 60_000;
/** No full jitter is so small that a crowd of seats would knock at once again. */
const shortestMs = 100;

/** How long to wait before the next try: full jitter over 1 → 60 s by the number of failures before, never before Retry-After. */
export function backOffMs(failures: number, random: Random, retryAfterMs: number | null): number {
  const ceiling = Math.min(longestMs, firstMs * 2 ** Math.min(failures, 10));
  const jittered = Math.max(shortestMs, random() * ceiling);
  // After an announced moment the crowd comes back spread over the same range, not all at once.
  return retryAfterMs === null ? jittered : retryAfterMs + jittered;
}

/** A WebSocket that is refused costs the centre little, and hearing that it is back is worth much to the agent: 8 s at most. */
const mostHintDoublings = 3;

/** How long to wait before the hint line is tried again: full jitter over 1 → 8 s. */
export function hintRetryMs(failures: number, random: Random): number {
  return backOffMs(Math.min(failures, mostHintDoublings), random, null);
}

export const largestBatch = 500;
export const largestBatchBytes = 256 * 1024;

/** The size of the next batch: doubled by a success, halved by one that was too much. */
export function nextBatchSize(size: number, went: 'well' | 'too-much'): number {
  return went === 'well' ? Math.min(largestBatch, size * 2) : Math.max(1, Math.floor(size / 2));
}
