import { expect, it } from 'vitest';
import { createCalendar } from '#shared/script/calendar.ts';
import { scriptFor } from '#shared/script/script-for.ts';
import { SentenceReason } from '#shared/script/view.ts';
import { momentAt, pack } from './moment.ts';

const hourMs = 3_600_000;

/** The openings of the default pack, each made by exactly one greeting. */
const openings: Readonly<Record<string, string>> = {
  '新年好!': 'festival',
  '元宵节快乐!': 'festival',
  '劳动节快乐!': 'festival',
  '端午安康!': 'festival',
  '中秋节快乐!': 'festival',
  '国庆节快乐!': 'festival',
  '早上好!': 'hour',
  '您好!': 'hour',
};

it('every hour of 2024 to 2035 has exactly one opening, with a reason that fits it, and no brace in any sentence', {
  timeout: 60_000,
}, () => {
  const calendar = createCalendar(pack.days);
  const base = momentAt('2024-01-01T00:00', { calendar });
  const endMs = Date.parse('2036-01-01T00:00:00+08:00');
  // A pack with the situations left out: their words do not depend on the hour, and a hundred thousand copies cost time.
  const bare = { ...pack, situations: [] };
  const seen = new Set<string>();
  const wrong: string[] = [];
  let hours = 0;
  for (let nowMs = base.nowMs; nowMs < endMs; nowMs += hourMs) {
    hours += 1;
    const { stages } = scriptFor({ ...base, pack: bare, nowMs, ringingSinceMs: nowMs, answeredAtMs: nowMs });
    const opening = stages.filter((sentence) => sentence.stage === 'opening');
    const text = opening[0]?.text ?? '';
    const fitting = Object.keys(openings).filter((greeting) => text === `${greeting}清源水务客服中心,请问有什么可以帮您?`);
    const reasonFits = fitting[0] !== undefined && opening[0]?.reasons.some((reason) => reason === openings[fitting[0] ?? '']);
    const braces = stages.some((sentence) => /[{}[\]|]/.test(sentence.text) || sentence.text === '');
    if (opening.length !== 1 || fitting.length !== 1 || !reasonFits || braces) wrong.push(new Date(nowMs).toISOString());
    for (const greeting of fitting) seen.add(greeting);
    for (const reason of stages.flatMap((sentence) => sentence.reasons)) SentenceReason.parse(reason);
  }
  expect(wrong).toEqual([]);
  expect(hours).toBe((365 * 12 + 3) * 24);
  expect([...seen].sort()).toEqual(Object.keys(openings).sort());
});
