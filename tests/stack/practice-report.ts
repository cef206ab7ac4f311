import { PracticeReport } from '#server/practice/report.ts';

/** What the practice line's far sides heard and said so far, asked over HTTP as anybody would. */
export async function readPracticeReport(url: string): Promise<PracticeReport> {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`the practice line's report answers ${answer.status}`);
  return PracticeReport.parse(await answer.json());
}
