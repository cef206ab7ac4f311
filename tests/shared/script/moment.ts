import { createCalendar } from '#shared/script/calendar.ts';
import { defaultPack } from '#shared/script/default-pack.ts';
import { type ScriptMoment, scriptFor } from '#shared/script/script-for.ts';
import type { Sentence, Stage } from '#shared/script/view.ts';

export const pack = defaultPack();
export const calendar = createCalendar(pack.days);

/** A call at this local time of Shanghai, such as 2026-11-23T10:00; answered at once unless said otherwise. */
export function momentAt(local: string, over: Partial<ScriptMoment> = {}): ScriptMoment {
  const nowMs = Date.parse(`${local}${local.length === 16 ? ':00' : ''}+08:00`);
  return {
    pack,
    calendar,
    nowMs,
    timeZone: 'Asia/Shanghai',
    language: 'zh-CN',
    brand: '清源水务',
    agentNumber: '1001',
    queue: null,
    dialled: null,
    direction: 'in',
    customer: null,
    ringingSinceMs: nowMs,
    answeredAtMs: nowMs,
    kind: null,
    stage: 'opening',
    said: [],
    ...over,
  };
}

export function sentenceAt(stage: Stage, local: string, over: Partial<ScriptMoment> = {}): Sentence {
  const found = scriptFor(momentAt(local, over)).stages.find((sentence) => sentence.stage === stage);
  if (!found) throw new Error(`no sentence for ${stage}`);
  return found;
}
