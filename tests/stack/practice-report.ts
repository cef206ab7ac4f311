import { z } from 'zod';

/** What the practice line's far sides heard and said, per call; see server/practice. */
export const PracticeReport = z.object({
  calls: z.array(
    z.object({
      persona: z.string(),
      heardSeconds: z.number(),
      heardLevelDb: z.number(),
      dominantHz: z.number(),
      spokenSeconds: z.number(),
      holds: z.number(),
      dtmf: z.string(),
      transfers: z.number(),
      ended: z.boolean(),
    }),
  ),
});
export type PracticeReport = z.infer<typeof PracticeReport>;

export async function readPracticeReport(url: string): Promise<PracticeReport> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the practice line's report answers ${answer.status}`);
  return PracticeReport.parse(await answer.json());
}
