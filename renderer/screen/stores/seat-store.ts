import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SeatState, SeatStateChange } from '#shared/bridge/state.ts';
import type { LinkState, SeatPort } from '../bridge/port.ts';
import { shareStructure } from './share-structure.ts';

/** What the seat said last, and whether it still can. `seat` is null until the first answer; after that it stays, link or not. */
export type SeatView = { readonly link: LinkState; readonly seat: SeatState | null };

/** Loudness 0…1 by call, ten times a second: kept apart so that meters move without a React render. */
export type Levels = { readonly callId: string | null; readonly microphone: number; readonly speaker: number };

export type SeatStore = {
  readonly view: StoreApi<SeatView>;
  readonly levels: StoreApi<Levels>;
  readonly close: () => void;
};

function applyChange(seat: SeatState, change: SeatStateChange): SeatState {
  const said = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  return shareStructure(seat, { ...seat, ...said });
}

/** A projection of the seat: opens the state whenever the link opens, then follows the changes. */
export function createSeatStore(port: SeatPort): SeatStore {
  const view = createStore<SeatView>(() => ({ link: 'connecting', seat: null }));
  const levels = createStore<Levels>(() => ({ callId: null, microphone: 0, speaker: 0 }));

  const open = async (): Promise<void> => {
    const opened = await port.request('seat.open', {});
    if (opened.ok) view.setState(({ seat }) => ({ seat: shareStructure(seat, opened.value) }));
    else if (opened.error.code !== 'no-link') console.error('seat.open was refused', opened.error.code, opened.error.detail);
  };

  const stopEvents = port.listen((event) => {
    if (event.name === 'levels') levels.setState(event.payload, true);
    if (event.name !== 'state') return;
    const change = event.payload;
    view.setState(({ seat }) => (seat ? { seat: applyChange(seat, change) } : {}));
  });
  const stopLink = port.watchLink((link) => {
    view.setState({ link });
    if (link === 'open') void open();
  });

  return {
    view,
    levels,
    close: () => {
      stopEvents();
      stopLink();
    },
  };
}
