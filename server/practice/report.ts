import { z } from 'zod';

/** What one practice call was like from the virtual party's end: the judge of demos and tests. */
export const CallReport = z.object({
  id: z.string(),
  persona: z.string(),
  direction: z.enum(['rings', 'dialled']),
  phase: z.enum(['ringing', 'talking', 'ended']),
  /** Why it ended: who ended it, or the SIP status of a call that was not answered. */
  end: z.union([z.enum(['party', 'seat', 'transferred', 'line-dead', 'closed']), z.number().int()]).nullable(),
  startedAtMs: z.number(),
  answeredAtMs: z.number().nullable(),
  endedAtMs: z.number().nullable(),
  /** Speech heard from the agent, and said by the party. */
  heardSeconds: z.number(),
  spokenSeconds: z.number(),
  /** Of the last second heard, dB below full scale; −100 is silence. */
  heardLevelDb: z.number(),
  dominantHz: z.number().nullable(),
  turnsSaid: z.number().int(),
  onHold: z.boolean(),
  held: z.number().int(),
  dtmf: z.number().int(),
  replaced: z.number().int(),
  transfers: z.array(z.object({ kind: z.enum(['blind', 'attended']), outcome: z.number().int().nullable() })),
});
export type CallReport = z.infer<typeof CallReport>;

export const PracticeReport = z.object({ calls: z.array(CallReport) });
export type PracticeReport = z.infer<typeof PracticeReport>;
