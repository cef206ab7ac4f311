import { localMoment } from '#shared/script/local-time.ts';

/** The number people say: GD-MMDD-agent-NNN, in the seat's own time zone. `ordinal` counts from 1 on each day of each agent. */
export function ticketNumber(nowMs: number, timeZone: string, agentNumber: string, ordinal: number): string {
  const { month, day } = localMoment(nowMs, timeZone);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `GD-${two(month)}${two(day)}-${agentNumber}-${String(ordinal).padStart(3, '0')}`;
}
