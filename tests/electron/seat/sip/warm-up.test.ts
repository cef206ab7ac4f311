import { afterEach, expect, it, vi } from 'vitest';
import { warmUp } from '#electron/seat/sip/warm-up.ts';

afterEach(() => {
  vi.useRealTimers();
});

it('the warm-up is a whole call both ways', async () => {
  expect(await warmUp()).toBe(true);
});

it('the warm-up leaves no timer of SIP.js behind', async () => {
  vi.useFakeTimers();
  expect(await warmUp()).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
