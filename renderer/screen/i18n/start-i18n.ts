import i18next, { type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Settings } from '#shared/bridge/settings.ts';
import * as en from './en/all.ts';
import * as zhCN from './zh-CN/all.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: typeof zhCN;
  }
}

export const catalogues = { 'zh-CN': zhCN, en } satisfies Record<Settings['language'], typeof zhCN>;

/** A translator of its own, so that tests and pages do not share one. React escapes text; nesting in values is off. */
export function startI18n(language: Settings['language']): i18n {
  const instance = i18next.createInstance();
  void instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'zh-CN',
    resources: catalogues,
    defaultNS: 'common',
    initAsync: false,
    keySeparator: '.',
    interpolation: { escapeValue: false, skipOnVariables: true },
    react: { useSuspense: false },
  });
  return instance;
}
