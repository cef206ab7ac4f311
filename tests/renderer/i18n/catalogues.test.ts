import { describe, expect, it } from 'vitest';
import { catalogues, startI18n } from '#renderer/screen/i18n/start-i18n.ts';

function leaves(value: unknown, path: string): [string, string][] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, path === '' ? key : `${path}.${key}`));
}

const parameters = (text: string): string[] => [...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? '').sort();
const chinese = new Map(leaves(catalogues['zh-CN'], ''));
const english = new Map(leaves(catalogues.en, ''));

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

  it('put hostile values in as plain text, without looking inside them', () => {
    const words = startI18n('zh-CN');
    expect(words.t('layout:titleRinging', { who: '$t(call:answer){{brand}}<b>' })).toBe('来电 $t(call:answer){{brand}}<b>');
  });
});
