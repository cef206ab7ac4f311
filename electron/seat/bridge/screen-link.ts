import type { Frame } from '#shared/bridge/frames.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import { type Result, refuse } from '#shared/result.ts';
import type { SeatEvent } from './screen-host.ts';

/** The part of the seat that a screen talks to. */
export type ServesScreens = {
  /** Never rejects. */
  readonly handle: (name: string, params: unknown) => Promise<Result<unknown, Refusal>>;
  /** Events from now on; the returned function stops them. */
  readonly subscribe: (listener: (event: SeatEvent) => void) => () => void;
};

export type ScreenLink = {
  readonly receive: (frame: Frame) => void;
  /** An event of the shell itself, such as `moved-away`. */
  readonly tell: (event: SeatEvent) => void;
  readonly closed: () => void;
};

/**
 * Speaks the frames of the contract with one screen. Nothing is told before `seat.open` has answered, so the screen always
 * holds the whole state before the first change. `mayOpen` decides who has the desk; until then every request is `not-open`.
 */
export function linkScreen(
  seat: ServesScreens,
  send: (frame: Frame) => void,
  mayOpen: () => Promise<boolean>,
  hasDesk: () => boolean,
): ScreenLink {
  let stop: (() => void) | null = null;
  let isClosed = false;

  const tell = (event: SeatEvent): void => send({ kind: 'event', name: event.name, payload: event.payload });

  async function answer(name: string, params: unknown): Promise<Result<unknown, Refusal>> {
    if (name !== 'seat.open') return hasDesk() ? seat.handle(name, params) : refuse('not-open');
    return (await mayOpen()) ? seat.handle(name, params) : refuse('not-open');
  }

  async function serve(id: number, name: string, params: unknown): Promise<void> {
    const result = await answer(name, params);
    if (isClosed) return;
    send({ kind: 'reply', id, result });
    if (name === 'seat.open' && result.ok && stop === null) {
      stop = seat.subscribe((event) => {
        if (hasDesk()) tell(event);
      });
    }
  }

  return {
    receive: (frame) => {
      if (frame.kind === 'request') void serve(frame.id, frame.name, frame.params);
    },
    tell,
    closed: () => {
      isClosed = true;
      stop?.();
      stop = null;
    },
  };
}
