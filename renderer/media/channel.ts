import type { MediaEventName, MediaEventPayload } from '#shared/bridge/media.ts';
import type { Result } from '#shared/result.ts';

/** Answers one request of the seat. Never rejects; an unknown name or wrong parameters are refused with `bad-request`. */
export type RequestHandler = (name: string, params: unknown) => Promise<Result<unknown>>;

export type Emit = <N extends MediaEventName>(name: N, payload: MediaEventPayload<N>) => void;

/** What the desktop shell's preload puts on the media window as `window.seatMedia`. Values cross it by structured clone. */
export type SeatMedia = {
  readonly onRequest: (handler: RequestHandler) => void;
  readonly emit: (name: string, payload: unknown) => void;
};

declare global {
  interface Window {
    readonly seatMedia?: SeatMedia;
  }
}

/** The way to the seat in either shell. */
export type Channel = { readonly emit: Emit; readonly close: () => void };

export type ChannelOptions = {
  readonly handler: RequestHandler;
  /** Runs whenever a seat listens anew: the page says hello and what it knows. */
  readonly onOpen: () => void;
};
