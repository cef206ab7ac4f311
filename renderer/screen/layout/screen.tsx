import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { i18n } from 'i18next';
import { useEffect, useState } from 'react';
import { I18nextProvider } from 'react-i18next';
import { useStore } from 'zustand';
import type { Settings } from '#shared/bridge/settings.ts';
import { speak } from '../i18n/start-i18n.ts';
import { type Seat, SeatContext } from '../stores/seat-context.ts';
import { applyPalette, darkPalette, lightPalette } from '../ui/palette.ts';
import { antTheme } from '../ui/theme.ts';
import { useMediaQuery } from '../ui/use-media-query.ts';
import { Gate } from './gate.tsx';

type ScreenProps = { readonly seat: Seat; readonly i18n: i18n };

const antLocales = { 'zh-CN': zhCN, en: enUS } satisfies Record<Settings['language'], typeof zhCN>;

/** Above the status line, at the foot of the customer's column (layout.css): over nothing that is read aloud and nothing that is pressed. */
const messagePlace = { top: 'calc(100vh - 140px)', maxCount: 2 };

/** Language, theme and the seat around everything else. */
export function Screen({ seat, i18n: words }: ScreenProps) {
  const chosenLanguage = useStore(seat.store.view, (view) => view.seat?.settings.language ?? null);
  const language = chosenLanguage ?? 'zh-CN';
  const [hasSpoken, setHasSpoken] = useState(false);
  const chosenTheme = useStore(seat.store.view, (view) => view.seat?.settings.theme ?? 'system');
  const systemDark = useMediaQuery('(prefers-color-scheme: dark)');
  const lessMotion = useMediaQuery('(prefers-reduced-motion: reduce)');
  const dark = chosenTheme === 'system' ? systemDark : chosenTheme === 'dark';

  useEffect(() => {
    applyPalette(document.documentElement, dark ? darkPalette : lightPalette, dark ? 'dark' : 'light');
  }, [dark]);

  useEffect(() => {
    document.documentElement.lang = language;
    if (chosenLanguage === null) return;
    speak(words, chosenLanguage)
      .catch((error: unknown) => console.error('the words of a language could not be loaded', error))
      .finally(() => setHasSpoken(true));
  }, [language, chosenLanguage, words]);

  return (
    <SeatContext value={seat}>
      <I18nextProvider i18n={words}>
        <ConfigProvider
          theme={antTheme(dark, !lessMotion)}
          locale={antLocales[language]}
          button={{ autoInsertSpace: false }}
          // No wave on press: nothing moves unless the caller did something.
          wave={{ disabled: true }}
        >
          <AntApp className="nh-app" message={messagePlace} notification={{ placement: 'bottomRight', maxCount: 3 }}>
            {(hasSpoken || language === 'zh-CN') && <Gate />}
          </AntApp>
        </ConfigProvider>
      </I18nextProvider>
    </SeatContext>
  );
}
