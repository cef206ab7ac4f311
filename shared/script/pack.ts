import { z } from 'zod';
import { TicketKind } from '#shared/ticket/ticket.ts';
import { DayTable, Festival } from './calendar.ts';
import { SentenceReason, Stage } from './view.ts';

/**
 * Both languages of one wording. Variables stand in braces: {brand} {agentNumber} {customer} {greeting} {wish} {promised} {queue}.
 * A part in square brackets is left out when one of its variables is unknown; [a|b] says b instead.
 */
export const Words = z.object({ zh: z.string().max(300), en: z.string().max(400) });
export type Words = z.infer<typeof Words>;

/** All that is named must hold; an empty condition always holds. Minutes of the local day, from inclusive, to exclusive. */
export const When = z.strictObject({
  festivals: z.array(Festival).optional(),
  fromMinute: z.number().int().min(0).max(1440).optional(),
  toMinute: z.number().int().min(0).max(1440).optional(),
  direction: z.enum(['in', 'out']).optional(),
  queues: z.array(z.string().max(64)).optional(),
  dialled: z.array(z.string().max(64)).optional(),
  kinds: z.array(TicketKind).optional(),
});
export type When = z.infer<typeof When>;

/** Of an ordered list of rules the first that fits is said. reason: why, for the screen; null adds none. */
export const Rule = z.object({
  id: z.string().max(40),
  when: When,
  reason: SentenceReason.nullable(),
  about: Words.optional(),
  words: Words,
});
export type Rule = z.infer<typeof Rule>;

/** Published as a notice: replaces the opening while it lasts. */
export const Override = z.object({
  id: z.string().max(64),
  title: z.string().max(60),
  fromMs: z.number(),
  toMs: z.number(),
  when: When,
  words: Words,
});
export type Override = z.infer<typeof Override>;

const rules = z.array(Rule).min(1).max(200);

export const PackSituation = z.object({
  id: z.string().max(40),
  title: Words,
  say: z.array(Words).min(1).max(6),
  doThis: z.array(Words).max(6),
  avoid: z.array(Words).max(6),
  /** Offered first in these stages or for these kinds. */
  stages: z.array(Stage).optional(),
  kinds: z.array(TicketKind).optional(),
});
export type PackSituation = z.infer<typeof PackSituation>;

/** Everything an agent is given to say: versioned data that the centre publishes and an administrator edits. */
export const Pack = z.object({
  version: z.string().max(20),
  days: DayTable,
  /** Another name to answer with, by the number the caller dialled. */
  brands: z.array(z.object({ dialled: z.string().max(64), brand: Words })).max(200),
  /** The queue's name as people say it, by the name the PBX gives it. */
  queueNames: z.array(z.object({ queue: z.string().max(64), name: Words })).max(200),
  overrides: z.array(Override).max(200),
  /** Festivals on which no festive word is said. */
  solemn: z.array(Festival),
  late: z.object({ rings: z.number().int().min(1), ringMs: z.number().int().min(1), afterMs: z.number().int(), words: Words }),
  greetings: rules,
  openings: rules,
  askWait: rules,
  onHold: rules,
  back: rules,
  confirm: rules,
  askMore: rules,
  closing: rules,
  wishes: z.object({
    festivals: z.array(z.object({ festival: Festival, about: Words, words: Words })),
    /** A festival is wished for on its day and this many days before it. */
    nearDays: z.number().int().min(0).max(30),
    weekend: Words,
    /** Friday from this minute of the day on. */
    fridayFromMinute: z.number().int().min(0).max(1440),
  }),
  situations: z.array(PackSituation).max(300),
});
export type Pack = z.infer<typeof Pack>;
