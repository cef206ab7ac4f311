import { describe, expect, it } from 'vitest';
import { createNumbers } from '#electron/seat/desk/numbers.ts';
import { startMs } from './fakes.ts';

const zone = 'Asia/Shanghai';
const dayMs = 86_400_000;

function numbersOver(ofTickets: readonly string[], drafts: string[] = []) {
  const asked: string[] = [];
  const store = {
    usedNumbers: (prefix: string) => {
      asked.push(prefix);
      return ofTickets.filter((number) => number.startsWith(prefix));
    },
  };
  return { asked, drafts, numbers: createNumbers(store, () => drafts) };
}

describe('the numbers of a day', () => {
  it('have no gaps: what an untouched draft had is given again, what a ticket has is not', () => {
    const { numbers, drafts } = numbersOver(['GD-1124-1001-001', 'GD-1124-1001-003']);
    const first = numbers.next('1001', startMs, zone);
    drafts.push(first);
    const second = numbers.next('1001', startMs, zone);
    drafts.push(second);
    expect([first, second]).toEqual(['GD-1124-1001-002', 'GD-1124-1001-004']);
    drafts.splice(0, 1);
    expect(numbers.next('1001', startMs, zone)).toBe(first);
    numbers.used(first);
    expect(numbers.next('1001', startMs, zone)).toBe('GD-1124-1001-005');
  });

  it('are read from the files once a day and agent, not once a ring', () => {
    const { numbers, asked } = numbersOver([]);
    for (let ring = 0; ring < 5; ring += 1) numbers.next('1001', startMs, zone);
    expect(asked).toEqual(['GD-1124-1001-']);
    expect(numbers.next('1001', startMs + dayMs, zone)).toBe('GD-1125-1001-001');
    expect(numbers.next('1002', startMs + dayMs, zone)).toBe('GD-1125-1002-001');
    expect(asked).toHaveLength(3);
  });
});
