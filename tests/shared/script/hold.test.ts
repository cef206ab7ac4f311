import { describe, expect, it } from 'vitest';
import { nextHoldReminderAtMs } from '#shared/script/hold.ts';

describe('a caller on hold', () => {
  it.each([
    [0, 120_000],
    [119_999, 120_000],
    [120_000, 240_000],
    [239_999, 240_000],
    [240_000, 360_000],
    [3_600_000, 3_720_000],
  ])('after %d ms is next gone back to at %d ms', (heldMs, nextMs) => {
    expect(nextHoldReminderAtMs(1000, 1000 + heldMs, 120_000)).toBe(1000 + nextMs);
  });

  it('with another limit is gone back to at that limit first, then every two minutes', () => {
    expect(nextHoldReminderAtMs(0, 0, 45_000)).toBe(45_000);
    expect(nextHoldReminderAtMs(0, 45_000, 45_000)).toBe(165_000);
  });
});
