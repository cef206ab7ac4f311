import { describe, expect, it } from 'vitest';
import { createCalendar } from '#shared/script/calendar.ts';
import { scriptFor } from '#shared/script/script-for.ts';
import { wang } from '../wang.ts';
import { momentAt, pack, sentenceAt } from './moment.ts';

const ask = '清源水务客服中心,请问有什么可以帮您?';

describe('the opening', () => {
  it.each([
    ['2026-11-23T00:00', `早上好!${ask}`, 'midnight'],
    ['2026-11-23T11:59:59', `早上好!${ask}`, 'the last second of the morning'],
    ['2026-11-23T12:00', `您好!${ask}`, 'noon'],
    ['2026-11-23T23:59:59', `您好!${ask}`, 'the last second of the day'],
    ['2026-12-31T23:59:59', `您好!${ask}`, 'the last second of the year'],
    ['2027-01-01T00:00', `新年好!${ask}`, 'the first second of the year'],
    ['2027-01-01T23:59:59', `新年好!${ask}`, 'the last second of New Year'],
    ['2027-01-02T00:00', `早上好!${ask}`, 'the day after New Year'],
    ['2026-02-15T23:59:59', `您好!${ask}`, 'the evening before 除夕'],
    ['2026-02-16T00:00', `新年好!${ask}`, '除夕'],
    ['2026-02-17T09:00', `新年好!${ask}`, '初一'],
    ['2026-02-23T23:59:59', `新年好!${ask}`, 'the end of 初七'],
    ['2026-02-24T00:00', `早上好!${ask}`, '初八'],
    ['2026-03-03T15:00', `元宵节快乐!${ask}`, '元宵'],
    ['2026-04-05T09:00', `早上好!${ask}`, '清明: the plain opening of the hour'],
    ['2026-05-01T09:00', `劳动节快乐!${ask}`, '1 May'],
    ['2026-05-02T09:00', `早上好!${ask}`, '2 May'],
    ['2026-06-19T15:00', `端午安康!${ask}`, '端午'],
    ['2026-09-25T09:00', `中秋节快乐!${ask}`, '中秋'],
    ['2026-10-01T00:00', `国庆节快乐!${ask}`, '1 October'],
    ['2026-10-07T23:59:59', `国庆节快乐!${ask}`, '7 October'],
    ['2026-10-08T00:00', `早上好!${ask}`, '8 October'],
    ['2025-10-06T09:00', `中秋节快乐!${ask}`, '中秋 within the days of 国庆'],
    ['2031-10-01T09:00', `中秋节快乐!${ask}`, '中秋 on 1 October'],
    ['2028-06-27T15:00', `您好!${ask}`, '闰五月初五'],
    ['2028-05-28T15:00', `端午安康!${ask}`, '五月初五 of a year with a leap month'],
  ])('at %s is %s (%s)', (local, text) => {
    expect(sentenceAt('opening', local).text).toBe(text);
  });

  it('says why: hour, festival with its name, solemn day', () => {
    expect(sentenceAt('opening', '2026-11-23T10:00')).toMatchObject({ reasons: ['hour', 'customer-unknown'], about: null });
    expect(sentenceAt('opening', '2026-09-25T10:00')).toMatchObject({
      reasons: ['festival', 'customer-unknown'],
      about: '中秋节',
    });
    expect(sentenceAt('opening', '2026-04-05T10:00').reasons).toEqual(['mourning', 'hour', 'customer-unknown']);
  });

  it('on a day of mourning has no festive word, whatever the festival', () => {
    const days = { ...pack.days, mourning: [{ name: '全国哀悼日', from: '2026-10-01', to: '2026-10-01' }] };
    const over = { pack: { ...pack, days }, calendar: createCalendar(days) };
    expect(sentenceAt('opening', '2026-10-01T10:00', over)).toMatchObject({
      text: `早上好!${ask}`,
      reasons: ['mourning', 'hour', 'customer-unknown'],
    });
    expect(sentenceAt('opening', '2026-10-02T10:00', over).text).toBe(`国庆节快乐!${ask}`);
  });

  it('follows the seat to another time zone', () => {
    const over = { timeZone: 'Asia/Urumqi' };
    expect(sentenceAt('opening', '2027-01-01T01:00', over).text).toBe(`您好!${ask}`);
    expect(sentenceAt('opening', '2027-01-01T02:00', over).text).toBe(`新年好!${ask}`);
  });
});

describe('a published override', () => {
  const fromMs = Date.parse('2026-10-01T08:00:00+08:00');
  const toMs = Date.parse('2026-10-01T20:00:00+08:00');
  const words = { zh: '您好!城区正在抢修,{brand}客服为您服务。', en: 'Hello! Repairs are under way.' };
  const withOverride = (when: (typeof pack.overrides)[number]['when']) => ({
    pack: { ...pack, overrides: [{ id: 'o1', title: '城区抢修', fromMs, toMs, when, words }] },
  });

  it('replaces the opening while it lasts, festivals and solemn days included, and says so', () => {
    expect(sentenceAt('opening', '2026-10-01T08:00', withOverride({}))).toMatchObject({
      text: '您好!城区正在抢修,清源水务客服为您服务。',
      reasons: ['override', 'customer-unknown'],
      about: '城区抢修',
    });
    expect(sentenceAt('opening', '2026-10-01T07:59:59', withOverride({})).text).toBe(`国庆节快乐!${ask}`);
    expect(sentenceAt('opening', '2026-10-01T20:00', withOverride({})).text).toBe(`国庆节快乐!${ask}`);
  });

  it('may hold for one queue or one direction only', () => {
    const over = { ...withOverride({ queues: ['repair'], direction: 'in' as const }) };
    expect(sentenceAt('opening', '2026-10-01T10:00', { ...over, queue: 'repair' }).reasons).toContain('override');
    expect(sentenceAt('opening', '2026-10-01T10:00', { ...over, queue: 'billing' }).reasons).not.toContain('override');
    expect(sentenceAt('opening', '2026-10-01T10:00', { ...over, queue: 'repair', direction: 'out' }).reasons).not.toContain(
      'override',
    );
  });
});

describe('a late answer', () => {
  it.each([
    [0, false],
    [4_999, false],
    [10_999, false],
    [14_999, false],
    [15_000, false],
    [15_001, true],
    [60_000, true],
  ])('after %d ms of ringing is late: %s', (rungMs, late) => {
    const moment = momentAt('2026-11-23T10:00');
    const answered = { ringingSinceMs: moment.nowMs - rungMs, answeredAtMs: moment.nowMs };
    const sentence = sentenceAt('opening', '2026-11-23T10:00', answered);
    expect(sentence.text).toBe(late ? `感谢您的耐心等候!早上好!${ask}` : `早上好!${ask}`);
    expect(sentence.reasons.includes('late-answer')).toBe(late);
  });

  it('counts until now while it still rings, and not any more once answered', () => {
    const { nowMs } = momentAt('2026-11-23T10:00');
    expect(sentenceAt('opening', '2026-11-23T10:00', { ringingSinceMs: nowMs - 20_000, answeredAtMs: null }).text).toMatch(
      /^感谢您的耐心等候/,
    );
    const early = { ringingSinceMs: nowMs - 20_000, answeredAtMs: nowMs - 15_000 };
    expect(sentenceAt('opening', '2026-11-23T10:00', early).text).toBe(`早上好!${ask}`);
  });

  it('is thanked for in front of a festival, a name and an override, but not when we call', () => {
    const { nowMs } = momentAt('2026-10-01T10:00');
    const late = { ringingSinceMs: nowMs - 20_000, customer: wang };
    expect(sentenceAt('opening', '2026-10-01T10:00', late).text).toBe(`感谢您的耐心等候!王女士,国庆节快乐!${ask}`);
    expect(sentenceAt('opening', '2026-10-01T10:00', { ...late, direction: 'out' }).text).not.toContain('耐心等候');
  });
});

describe('the opening speaks to whom and for whom', () => {
  it('addresses a known customer by surname and title, and one of unknown sex by 您', () => {
    expect(sentenceAt('opening', '2026-11-23T13:00', { customer: wang })).toMatchObject({
      text: `王女士,您好!${ask}`,
      reasons: ['hour', 'customer-known'],
    });
    expect(sentenceAt('opening', '2026-11-23T13:00', { customer: { ...wang, sex: 'unknown' } }).text).toBe(`您好!${ask}`);
  });

  it('asks for the customer when we call, and asks nobody by name when we do not know them', () => {
    expect(sentenceAt('opening', '2026-11-23T13:00', { direction: 'out', customer: wang })).toMatchObject({
      text: '您好,请问是王女士吗?我是清源水务客服1001号。现在方便接听吗?',
      reasons: ['outgoing', 'customer-known'],
    });
    expect(sentenceAt('opening', '2026-11-23T13:00', { direction: 'out' }).text).toBe(
      '您好,我是清源水务客服1001号。现在方便接听吗?',
    );
  });

  it('names the service of a queue', () => {
    expect(sentenceAt('opening', '2026-11-23T13:00', { queue: 'repair' })).toMatchObject({
      text: '您好!清源水务报修服务,请问哪里需要维修?',
      reasons: ['hour', 'queue', 'customer-unknown'],
      about: '报修抢修',
    });
    expect(sentenceAt('opening', '2026-11-23T13:00', { queue: 'a queue nobody named' }).text).toBe(`您好!${ask}`);
  });

  it('answers with the brand of the dialled number', () => {
    const brands = [{ dialled: '4008208820', brand: { zh: '清源燃气', en: 'Qingyuan Gas' } }];
    const sentence = sentenceAt('opening', '2026-11-23T13:00', { dialled: '4008208820', pack: { ...pack, brands } });
    expect(sentence.text).toBe('您好!清源燃气客服中心,请问有什么可以帮您?');
    expect(sentence.reasons).toContain('dialled');
  });

  it('is neutral without brand and number, and leaves no brace', () => {
    const bare = { brand: '', agentNumber: '', direction: 'out' as const };
    expect(sentenceAt('opening', '2026-11-23T13:00', bare).text).toBe('您好,我是客服。现在方便接听吗?');
    expect(sentenceAt('opening', '2026-11-23T13:00', { brand: '' }).text).toBe('您好!客服中心,请问有什么可以帮您?');
  });

  it('has an English twin', () => {
    const english = { language: 'en' as const, customer: wang, brand: 'Qingyuan Water' };
    expect(sentenceAt('opening', '2026-11-23T09:00', english).text).toBe(
      'Good morning! Ms. Wang, you have reached Qingyuan Water customer service. How may I help you?',
    );
    expect(scriptFor(momentAt('2026-11-23T09:00', english)).stages).toHaveLength(7);
  });
});
