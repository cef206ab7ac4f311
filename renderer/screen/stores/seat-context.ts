import { createContext, useContext, useEffect } from 'react';
import { useStore } from 'zustand';
import type { SeatState } from '#shared/bridge/state.ts';
import type { LinkState, SeatEvent, SeatPort } from '../bridge/port.ts';
import type { ScreenStore } from './screen-store.ts';
import type { Levels, SeatStore } from './seat-store.ts';

/** What every part of the screen may reach: the way to the seat, what the seat said, and what only the screen knows. */
export type Seat = { readonly port: SeatPort; readonly store: SeatStore; readonly screen: ScreenStore };

export const SeatContext = createContext<Seat | null>(null);

export function useSeatContext(): Seat {
  const seat = useContext(SeatContext);
  if (!seat) throw new Error('this part of the screen stands outside its SeatContext');
  return seat;
}

/**
 * One narrow piece of the seat's state; draws again only when that piece changes. Select things that exist in the state: an
 * object made inside the selector is new every time. Only below the layout's gate, where the first state has arrived.
 */
export function useSeat<T>(select: (state: SeatState) => T): T {
  return useStore(useSeatContext().store.view, ({ seat }) => {
    if (!seat) throw new Error('useSeat before the first state');
    return select(seat);
  });
}

export function useLink(): LinkState {
  return useStore(useSeatContext().store.view, ({ link }) => link);
}

/** True once the seat has said its whole state. */
export function useHasSeat(): boolean {
  return useStore(useSeatContext().store.view, ({ seat }) => seat !== null);
}

/** Hears every event of the seat while mounted. Keep the listener stable (useCallback). */
export function useSeatEvent(listener: (event: SeatEvent) => void): void {
  const { port } = useSeatContext();
  useEffect(() => port.listen(listener), [port, listener]);
}

/** Hears the levels without drawing anything again. Keep the listener stable. */
export function useLevels(listener: (levels: Levels) => void): void {
  const { store } = useSeatContext();
  useEffect(() => store.levels.subscribe(listener), [store, listener]);
}
