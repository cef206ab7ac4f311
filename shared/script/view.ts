import { z } from 'zod';

/** Why this sentence was chosen; the screen shows the reasons under it. */
export const SentenceReason = z.enum([
  'override',
  'mourning',
  'festival',
  'hour',
  'queue',
  'dialled',
  'outgoing',
  'late-answer',
  'customer-known',
  'customer-unknown',
  'weekend',
  'festival-near',
  'hold',
  'after-hold',
  'kind',
  'situation',
]);
export type SentenceReason = z.infer<typeof SentenceReason>;

/** The steps of any call, in order; the agent can step by hand and the call moves it by itself. */
export const Stage = z.enum(['opening', 'ask-wait', 'on-hold', 'back', 'confirm', 'ask-more', 'closing']);
export type Stage = z.infer<typeof Stage>;

export const Sentence = z.object({
  stage: Stage,
  /** Ready to be read aloud: no braces are left, an unknown variable has its neutral wording. */
  text: z.string().max(500),
  reasons: z.array(SentenceReason),
  /** The festival or queue meant by a reason, for display. */
  about: z.string().max(60).nullable(),
  said: z.boolean(),
});
export type Sentence = z.infer<typeof Sentence>;

/** A situation of the library: one key away, with do and don't. */
export const Situation = z.object({
  id: z.string().max(40),
  title: z.string().max(60),
  say: z.array(z.string().max(300)),
  doThis: z.array(z.string().max(200)),
  avoid: z.array(z.string().max(200)),
});
export type Situation = z.infer<typeof Situation>;

export const ScriptView = z.object({
  packVersion: z.string().max(20),
  now: Sentence,
  /** One sentence a stage, so that the agent may read ahead. */
  stages: z.array(Sentence),
  situations: z.array(Situation),
  /** The statutory days of this year are not in the pack: weekends are told by the calendar alone. */
  calendarNote: z.enum(['no-statutory-days']).nullable().optional(),
});
export type ScriptView = z.infer<typeof ScriptView>;
