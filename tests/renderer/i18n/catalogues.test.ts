import { describe, expect, it } from 'vitest';
import * as en from '#renderer/screen/i18n/en/all.ts';
import { speak, startI18n } from '#renderer/screen/i18n/start-i18n.ts';
import * as zhCN from '#renderer/screen/i18n/zh-CN/all.ts';

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

const parameters = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
const chinese = new Map(leaves(zhCN, ''));
const english = new Map(leaves(en, ''));

describe('the words on the screen', () => {
  it('are there in both languages', () => {
    expect([...english.keys()].sort()).toEqual([...chinese.keys()].sort());
    expect(chinese.size).toBeGreaterThan(200);
  });

  it('are silent in both languages or in none', () => {
    const silent = (words: Map<string, string>): string[] =>
      [...words].filter(([, text]) => text.trim() === '').map(([key]) => key);
    expect(silent(english)).toEqual(silent(chinese));
  });

  it('take the same parameters in both languages', () => {
    const differ = [...chinese].filter(([key, text]) => String(parameters(text)) !== String(parameters(english.get(key) ?? '')));
    expect(differ.map(([key]) => key)).toEqual([]);
  });

  it('are all loaded when another language is asked for: no key is ever shown in place of its words', async () => {
    const words = startI18n();
    await speak(words, 'en');
    const missing = Object.entries(en).flatMap(([feature, texts]) =>
      leaves(texts, '').filter(([key]) => !words.exists(`${feature}:${key}`, { lng: 'en', fallbackLng: [] })),
    );
    expect(missing).toEqual([]);
    expect(words.t('call:answer')).toBe('Answer');
  });

  it('put hostile values in as plain text, without looking inside them', () => {
    const words = startI18n();
    expect(words.t('layout:titleRinging', { who: '$t(call:answer){{brand}}<b>' })).toBe('来电 $t(call:answer){{brand}}<b>');
  });
});
