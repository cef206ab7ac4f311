import { act, render } from '@testing-library/react';
import userEvent, { type UserEvent } from '@testing-library/user-event';
import { App, ConfigProvider } from 'antd';
import type { ReactNode } from 'react';
import { I18nextProvider } from 'react-i18next';
import { speak, startI18n } from '#renderer/screen/i18n/start-i18n.ts';
import { Screen } from '#renderer/screen/layout/screen.tsx';
import { createScreenStore } from '#renderer/screen/stores/screen-store.ts';
import { type Seat, SeatContext } from '#renderer/screen/stores/seat-context.ts';
import { createSeatStore } from '#renderer/screen/stores/seat-store.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { createFakePort, type FakePort } from '#tests/fakes/seat-server/fake-port.ts';

export type Drawn = { readonly port: FakePort; readonly seat: Seat; readonly user: UserEvent };

async function start(state: SeatState): Promise<{ port: FakePort; seat: Seat }> {
  const port = createFakePort(state);
  const seat: Seat = { port, store: createSeatStore(port), screen: createScreenStore() };
  // The first state arrives as an answer, one turn later.
  await act(async () => {
    await Promise.resolve();
  });
  return { port, seat };
}

/** The whole screen over a seat that pretends. */
export async function drawScreen(state: SeatState): Promise<Drawn> {
  const { port, seat } = await start(state);
  await act(async () => {
    render(<Screen seat={seat} i18n={startI18n()} />);
  });
  return { port, seat, user: userEvent.setup() };
}

/** One part of it, with what every part may reach. */
export async function drawPart(state: SeatState, part: ReactNode): Promise<Drawn> {
  const { port, seat } = await start(state);
  const words = startI18n();
  await speak(words, state.settings.language);
  await act(async () => {
    render(
      <SeatContext value={seat}>
        <I18nextProvider i18n={words}>
          <ConfigProvider button={{ autoInsertSpace: false }} theme={{ token: { motion: false } }}>
            <App>{part}</App>
          </ConfigProvider>
        </I18nextProvider>
      </SeatContext>,
    );
  });
  return { port, seat, user: userEvent.setup() };
}
