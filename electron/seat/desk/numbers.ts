import { dayNumber, localMoment } from '#shared/script/local-time.ts';
import { ticketNumber } from '#shared/ticket/number.ts';
import type { TicketStore } from './ports.ts';

const dayMs = 86_400_000;

export type Numbers = {
  /** The lowest number of the agent's day that no ticket and no draft has: without gaps, though untouched drafts come and go. */
  readonly next: (agentNumber: string, nowMs: number, timeZone: string) => string;
  /** A ticket has it now for good. */
  readonly used: (number: string) => void;
};

/** Reads the day's tickets once, and then counts in memory: a first ring must not wait for the disk. */
export function createNumbers(store: Pick<TicketStore, 'usedNumbers'>, taken: () => readonly string[]): Numbers {
  let prefix = '';
  let ofTickets = new Set<string>();
  return {
    next: (agentNumber, nowMs, timeZone) => {
      const first = ticketNumber(nowMs, timeZone, agentNumber, 1);
      const today = first.slice(0, -3);
      if (today !== prefix) {
        prefix = today;
        ofTickets = new Set(store.usedNumbers(today, startOfDayMs(nowMs, timeZone)));
      }
      const busy = new Set([...ofTickets, ...taken()]);
      for (let ordinal = 1; ; ordinal += 1) {
        const number = ticketNumber(nowMs, timeZone, agentNumber, ordinal);
        if (!busy.has(number)) return number;
      }
    },
    used: (number) => ofTickets.add(number),
  };
}

/** Midnight of this day on the seat's wall clock, ms since 1970. A change of the clock within the day may move it by its hour. */
export function startOfDayMs(nowMs: number, timeZone: string): number {
  const { year, month, day, minute } = localMoment(nowMs, timeZone);
  const wallMs = dayNumber({ year, month, day }) * dayMs + minute * 60_000;
  const offsetMs = wallMs - Math.floor(nowMs / 60_000) * 60_000;
  return dayNumber({ year, month, day }) * dayMs - offsetMs;
}
