import type { EventName, EventPayload } from '#shared/bridge/events.ts';
import type { Refusal } from '#shared/bridge/refusals.ts';
import type { RequestName, RequestParams, RequestReply } from '#shared/bridge/requests.ts';
import type { Result } from '#shared/result.ts';

/** The seat's own refusals, and two that only the screen can know: no way to the seat, or an answer that does not parse. */
export type ScreenRefusal = Refusal | 'no-link' | 'bad-reply';

export type SeatEvent = { [N in EventName]: { readonly name: N; readonly payload: EventPayload<N> } }[EventName];

/**
 * The way to the seat. `lost` is being mended by itself; `moved-away` is final: another screen took over, or this one was
 * never let in.
 */
export type LinkState = 'connecting' | 'open' | 'lost' | 'moved-away';

/** The seat as the screen sees it, whichever shell carries it. Requests never reject. */
export type SeatPort = {
  readonly request: <N extends RequestName>(name: N, params: RequestParams<N>) => Promise<Result<RequestReply<N>, ScreenRefusal>>;
  /** The returned function stops listening. */
  readonly listen: (listener: (event: SeatEvent) => void) => () => void;
  /** Called at once with the present state, then at every change. */
  readonly watchLink: (listener: (link: LinkState) => void) => () => void;
  /** After `moved-away`: takes the seat back from the window that has it. */
  readonly takeOver: () => void;
  readonly close: () => void;
};
