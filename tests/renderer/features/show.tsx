import { render } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { App as AntApp, ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { speak, startI18n } from '#renderer/screen/i18n/start-i18n.ts';
import { createScreenStore } from '#renderer/screen/stores/screen-store.ts';
import { SeatContext } from '#renderer/screen/stores/seat-context.ts';
import { createSeatStore } from '#renderer/screen/stores/seat-store.ts';
import type { RequestName } from '#shared/bridge/requests.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { createFakePort } from '#tests/fakes/seat-server/fake-port.ts';

/** Draws a part of the screen over a pretended seat in this state, in Chinese unless told. */
export async function show(part: ReactNode, state: SeatState) {
  const port = createFakePort(state);
  const screen = createScreenStore();
  const store = createSeatStore(port);
  await new Promise((resolve) => setTimeout(resolve));
  const words = startI18n();
  await speak(words, state.settings.language);
  const view = render(
    <SeatContext value={{ port, store, screen }}>
      <I18nextProvider i18n={words}>
        <ConfigProvider button={{ autoInsertSpace: false }} theme={{ token: { motion: false } }}>
          <AntApp>{part}</AntApp>
        </ConfigProvider>
      </I18nextProvider>
    </SeatContext>,
  );
  const asked = (name: RequestName): unknown[] => port.sent.filter((sent) => sent.name === name).map(({ params }) => params);
  return { ...view, port, screen, asked, user: userEvent.setup() };
}
