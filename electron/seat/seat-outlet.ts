import type { Tell } from '#shared/bridge/events.ts';
import type { SeatEvent } from './bridge/screen-host.ts';

/** What was not seen by a screen waits for it, but not for ever. */
const mostWaiting = 20;

export type Outlet = {
  /** Events from now on; the returned function stops them. */
  readonly subscribe: (listener: (event: SeatEvent) => void) => () => void;
  readonly emit: (event: SeatEvent) => void;
  /** News that is told once: it waits while nobody listens. */
  readonly tell: (news: Tell) => void;
  /** A screen listens: what waited is told to it. */
  readonly opened: () => void;
};

/** Where the seat's events go out. `check` holds them against the contract, and gives null for one that is not of it. */
export function createOutlet(check: (event: SeatEvent) => SeatEvent | null): Outlet {
  const listeners = new Set<(event: SeatEvent) => void>();
  let waiting: Tell[] = [];

  const emit = (event: SeatEvent): void => {
    if (listeners.size === 0) return;
    const checked = check(event);
    if (checked !== null) for (const listener of listeners) listener(checked);
  };
  const tell = (news: Tell): void => {
    if (listeners.size === 0) waiting = [...waiting, news].slice(-mostWaiting);
    else emit({ name: 'tell', payload: news });
  };

  return {
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    emit,
    tell,
    opened: () => {
      const news = waiting;
      waiting = [];
      for (const one of news) tell(one);
    },
  };
}
