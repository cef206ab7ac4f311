import type { TicketKind } from '#shared/ticket/ticket.ts';
import type { Day } from './calendar.ts';
import type { Rule, When } from './pack.ts';

/** What conditions are held against. minute: of the local day. solemn: no festive word today. */
export type Facts = {
  readonly nowMs: number;
  readonly minute: number;
  readonly day: Day;
  readonly solemn: boolean;
  readonly direction: 'in' | 'out';
  readonly queue: string | null;
  readonly dialled: string | null;
  readonly kind: TicketKind | null;
};

export function holds(when: When, facts: Facts): boolean {
  const among = <T>(wanted: readonly T[] | undefined, value: T | null): boolean =>
    wanted === undefined || (value !== null && wanted.includes(value));
  return (
    (when.festivals === undefined ||
      (!facts.solemn && when.festivals.some((festival) => facts.day.festivals.includes(festival)))) &&
    (when.fromMinute === undefined || facts.minute >= when.fromMinute) &&
    (when.toMinute === undefined || facts.minute < when.toMinute) &&
    (when.direction === undefined || when.direction === facts.direction) &&
    among(when.queues, facts.queue) &&
    among(when.dialled, facts.dialled) &&
    among(when.kinds, facts.kind)
  );
}

/** A pack whose last rule is not open to everything still gives a sentence: its last one. */
export function firstThatFits(rules: readonly Rule[], facts: Facts): Rule {
  const rule = rules.find((candidate) => holds(candidate.when, facts)) ?? rules.at(-1);
  if (!rule) throw new Error('a list of rules is never empty (schema of Pack)');
  return rule;
}
