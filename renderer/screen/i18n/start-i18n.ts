import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Settings } from '#shared/bridge/settings.ts';
import * as zhCN from './zh-CN/all.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zhCN;
  }
}

/** A translator of its own, so that tests and pages do not share one; Chinese until `speak` is asked for another language. React escapes text; nesting in values is off. */
export function startI18n(): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': zhCN },
    defaultNS: 'common',
    initAsync: false,
    keySeparator: '.',
    interpolation: { escapeValue: false, skipOnVariables: true },
    react: { useSuspense: false },
  });
  return instance;
}

/** Changes the language; the words of another than Chinese are loaded first, so that the first page is not heavy with them. */
export async function speak(words: i18n, language: Settings['language']): Promise<void> {
  if (language === 'en' && !words.hasResourceBundle('en', 'common')) {
    const english = await import('./en/all.ts');
    for (const [feature, texts] of Object.entries(english)) words.addResourceBundle('en', feature, texts);
  }
  await words.changeLanguage(language);
}
