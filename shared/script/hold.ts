/** After the first reminder the agent goes back every two minutes, whatever the first limit is. */
export const holdRepeatMs = 120_000;

/** When the agent is next reminded to go back to a caller on hold: at the limit, then every two minutes. */
export function nextHoldReminderAtMs(heldSinceMs: number, nowMs: number, limitMs: number): number {
  const firstAtMs = heldSinceMs + limitMs;
  if (nowMs < firstAtMs) return firstAtMs;
  return firstAtMs + (Math.floor((nowMs - firstAtMs) / holdRepeatMs) + 1) * holdRepeatMs;
}
