import { describe, expect, it } from 'vitest';
import { litBars } from '#renderer/screen/ui/meter.tsx';

describe('a level meter', () => {
  it('lights nothing for silence and all for a full tone, and never less for more', () => {
    expect(litBars(0)).toBe(0);
    expect(litBars(0.0001)).toBe(0);
    expect(litBars(Math.SQRT1_2)).toBe(5);
    const lit = Array.from({ length: 100 }, (_, n) => litBars(n / 100));
    expect(lit).toEqual([...lit].sort((a, b) => a - b));
  });

  it('shows ordinary speech in the middle', () => {
    expect(litBars(0.05)).toBeGreaterThanOrEqual(3);
  });
});
