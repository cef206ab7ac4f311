import { describe, expect, it } from 'vitest';
import { Pack } from '#shared/script/pack.ts';
import { scriptFor } from '#shared/script/script-for.ts';
import { fill } from '#shared/script/template.ts';
import { ScriptView } from '#shared/script/view.ts';
import { wang } from '../wang.ts';
import { momentAt, pack } from './moment.ts';

describe('the script of a call', () => {
  it('is a valid view in both languages, with and without a customer, at every stage', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      for (const customer of [null, wang]) {
        for (const stage of ['opening', 'ask-wait', 'on-hold', 'back', 'confirm', 'ask-more', 'closing'] as const) {
          const view = scriptFor(momentAt('2026-11-23T10:00', { language, customer, stage }));
          expect(ScriptView.parse(view).now.stage).toBe(stage);
          const texts = [view.now.text, ...view.situations.flatMap((situation) => situation.say)];
          for (const text of texts) {
            expect(text).not.toMatch(/[{}[\]|]/);
            expect(text.length).toBeGreaterThan(4);
          }
        }
      }
    }
  });

  it('remembers what was said', () => {
    const view = scriptFor(momentAt('2026-11-23T10:00', { said: ['opening', 'confirm'] }));
    expect(view.stages.filter((sentence) => sentence.said).map((sentence) => sentence.stage)).toEqual(['opening', 'confirm']);
    expect(view.now.said).toBe(true);
  });

  it('offers the situations of the stage and kind first and keeps all others', () => {
    const opening = scriptFor(momentAt('2026-11-23T10:00'));
    expect(opening.situations[0]?.id).toBe('cannot-hear');
    const complaint = scriptFor(momentAt('2026-11-23T10:00', { stage: 'confirm', kind: 'complaint' }));
    expect(complaint.situations.slice(0, 4).map((situation) => situation.id)).toContain('complaint');
    expect(complaint.situations).toHaveLength(pack.situations.length);
    expect(pack.situations.length).toBeGreaterThanOrEqual(15);
  });

  it('says the sentence of a chosen situation', () => {
    const view = scriptFor(momentAt('2026-11-23T10:00', { situationId: 'agent-number' }));
    expect(view.now).toMatchObject({ text: '我的工号是1001,很高兴为您服务。', reasons: ['situation'], about: '问工号或姓名' });
    expect(scriptFor(momentAt('2026-11-23T10:00', { situationId: 'no such' })).now.reasons).toContain('hour');
  });

  it('says when the statutory days of the year are not known', () => {
    expect(scriptFor(momentAt('2026-11-23T10:00')).calendarNote).toBeNull();
    expect(scriptFor(momentAt('2027-11-23T10:00')).calendarNote).toBe('no-statutory-days');
  });

  it('reads a hostile name as a name', () => {
    const customer = { ...wang, name: '{brand}[x|y]' };
    const { stages } = scriptFor(momentAt('2026-11-23T10:00', { customer }));
    for (const sentence of stages) expect(sentence.text).not.toMatch(/[{}[\]|]/);
  });
});

describe('the default pack', () => {
  it('has every situation once and something to say, to do and to avoid in both languages', () => {
    expect(new Set(pack.situations.map((situation) => situation.id)).size).toBe(pack.situations.length);
    for (const { say, doThis, avoid, title } of pack.situations) {
      for (const words of [title, ...say, ...doThis, ...avoid]) {
        expect(words.zh).toMatch(/\p{Script=Han}/u);
        expect(words.en).not.toMatch(/\p{Script=Han}/u);
        expect(words.en.length).toBeGreaterThan(2);
      }
      expect(Math.min(say.length, doThis.length, avoid.length)).toBeGreaterThan(0);
    }
  });

  it('is refused with an unknown condition or a list without rules', () => {
    expect(Pack.safeParse({ ...pack, greetings: [] }).success).toBe(false);
    const rule = { id: 'x', when: { moon: 'full' }, reason: null, words: { zh: 'x', en: 'x' } };
    expect(Pack.safeParse({ ...pack, greetings: [rule] }).success).toBe(false);
  });
});

describe('a wording with variables', () => {
  it.each([
    ['{a},您好', { a: '王女士' }, '王女士,您好'],
    ['[{a},]您好', { a: null }, '您好'],
    ['[{a}在吗|您在吗]', { a: '' }, '您在吗'],
    ['[{a}{b}|没有]', { a: '1', b: null }, '没有'],
    ['{a}{unknown}', { a: 'x' }, 'x'],
    ['{a}', { a: '{b}', b: 'no' }, 'b'],
    ['[[{a}]]', { a: 'x' }, 'x'],
    ['a[b', {}, 'ab'],
    ['{a b}{a{', { a: 'x' }, 'a'],
    ['{客户}您好', {}, '您好'],
    ['{toString}{__proto__}', {}, ''],
    ['{a}', { a: 'x\u0000\u202ey' }, 'xy'],
  ])('%j with %j is %j', (template, variables, text) => {
    expect(fill(template, variables)).toBe(text);
  });

  it('is cut at 500 characters', () => {
    expect(fill('{a}', { a: 'x'.repeat(10_000) })).toHaveLength(500);
  });
});
