import { describe, expect, it } from 'vitest';
import { closingGuardUntilMs, mayHangUp } from '#shared/script/closing-guard.ts';
import { wang } from '../wang.ts';
import { momentAt, sentenceAt } from './moment.ts';

const bye = '感谢您的来电,再见!';

describe('the closing', () => {
  it.each([
    ['2026-11-26T23:59:59', '', 'Thursday night'],
    ['2026-11-27T11:59:59', '', 'Friday before noon'],
    ['2026-11-27T12:00', '祝您周末愉快!', 'Friday noon'],
    ['2026-11-28T00:00', '祝您周末愉快!', 'Saturday'],
    ['2026-11-29T23:59:59', '祝您周末愉快!', 'the end of Sunday'],
    ['2026-11-30T00:00', '', 'Monday'],
    ['2026-05-08T13:00', '', 'Friday before an exchanged working Saturday'],
    ['2026-05-09T13:00', '', 'an exchanged working Saturday'],
    ['2026-05-10T13:00', '祝您周末愉快!', 'the Sunday after it'],
    ['2026-02-28T13:00', '祝您元宵节快乐!', 'an exchanged working Saturday three days before 元宵'],
    ['2026-09-20T13:00', '', 'an exchanged working Sunday, five days before 中秋'],
    ['2026-09-21T23:59:59', '', 'four days before 中秋'],
    ['2026-09-22T00:00', '祝您中秋节快乐!', 'three days before 中秋'],
    ['2026-09-25T13:00', '祝您中秋节快乐!', '中秋 itself, a Friday afternoon'],
    ['2026-09-26T13:00', '祝您周末愉快!', 'the Saturday after 中秋'],
    ['2026-09-28T13:00', '祝您国庆节快乐!', 'three days before 国庆'],
    ['2026-10-07T13:00', '祝您国庆节快乐!', 'the last day of 国庆'],
    ['2026-12-29T09:00', '祝您新年快乐!', 'three days before New Year, across the year'],
    ['2026-02-13T09:00', '祝您新春快乐!', 'three days before 除夕'],
    ['2026-02-23T09:00', '祝您新春快乐!', '初七'],
    ['2026-04-05T13:00', '', '清明, a Sunday'],
    ['2026-06-16T09:00', '祝您端午安康!', 'three days before 端午'],
  ])('at %s wishes %j (%s)', (local, wish) => {
    expect(sentenceAt('closing', local).text).toBe(wish + bye);
  });

  it('says why it wishes', () => {
    expect(sentenceAt('closing', '2026-11-28T10:00').reasons).toEqual(['weekend']);
    expect(sentenceAt('closing', '2026-09-24T10:00')).toMatchObject({ reasons: ['festival-near'], about: '中秋节' });
  });

  it('after a complaint gives thanks and the time by which the customer hears from us', () => {
    expect(sentenceAt('closing', '2026-11-23T13:20', { kind: 'complaint' })).toMatchObject({
      text: `感谢您向我们反映问题,我们会在今天15:20前给您答复。${bye}`,
      reasons: ['kind'],
    });
    expect(sentenceAt('closing', '2026-11-23T22:30', { kind: 'complaint' }).text).toContain('明天00:30前');
  });

  it('after a complaint names the time that was promised, when one was', () => {
    const promisedAtMs = momentAt('2026-11-25T10:00').nowMs;
    expect(sentenceAt('closing', '2026-11-23T13:20', { kind: 'complaint', promisedAtMs }).text).toContain('后天10:00前');
    const later = momentAt('2026-12-01T10:00').nowMs;
    expect(sentenceAt('closing', '2026-11-23T13:20', { kind: 'complaint', promisedAtMs: later }).text).toContain(
      '12月1日10:00前',
    );
    const english = { kind: 'complaint', promisedAtMs: later, language: 'en' } as const;
    expect(sentenceAt('closing', '2026-11-23T13:20', english).text).toContain('before 10:00 on 2026-12-1.');
  });

  it('of a call we placed thanks for the time', () => {
    expect(sentenceAt('closing', '2026-11-23T10:00', { direction: 'out' }).text).toBe('感谢您的接听,再见!');
  });
});

describe('the other stages', () => {
  it('speak to the customer by name, or go without', () => {
    expect(sentenceAt('back', '2026-11-23T10:00', { customer: wang }).text).toBe('王女士,感谢您的等候。');
    expect(sentenceAt('back', '2026-11-23T10:00').text).toBe('感谢您的等候。');
    expect(sentenceAt('ask-more', '2026-11-23T10:00').text).toBe('请问还有什么可以帮您?');
  });

  it('confirm what the kind of ticket needs', () => {
    expect(sentenceAt('confirm', '2026-11-23T10:00', { kind: 'repair' }).text).toContain('地点');
    expect(sentenceAt('confirm', '2026-11-23T10:00', { kind: 'query' }).text).toContain('要点');
  });
});

describe('the closing guard', () => {
  it('is off until the closing line was said', () => {
    expect(closingGuardUntilMs(null)).toBeNull();
    expect(mayHangUp({ guardUntilMs: null, nowMs: 0, override: false })).toEqual({ ok: true, value: { overridden: false } });
  });

  it('holds the seat for five seconds and says how many ms are left', () => {
    const guardUntilMs = closingGuardUntilMs(1000);
    expect(guardUntilMs).toBe(6000);
    expect(mayHangUp({ guardUntilMs, nowMs: 5999, override: false })).toEqual({
      ok: false,
      error: { code: 'guarded', detail: '1' },
    });
    expect(mayHangUp({ guardUntilMs, nowMs: 6000, override: false }).ok).toBe(true);
  });

  it('gives way to a second press, which is told apart for the log', () => {
    expect(mayHangUp({ guardUntilMs: 6000, nowMs: 2000, override: true })).toEqual({ ok: true, value: { overridden: true } });
    expect(mayHangUp({ guardUntilMs: 6000, nowMs: 7000, override: true })).toEqual({ ok: true, value: { overridden: false } });
  });
});
