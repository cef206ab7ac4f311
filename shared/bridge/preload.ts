/**
 * What the desktop preload puts on `window.seat` (screen: requests.ts and events.ts) and `window.seatMedia` (media page: the
 * seat's requests arrive as events there). One function per key of the contract, so that there is no generic channel.
 * Values are parsed at both ends; a reply is a Result and never rejects.
 */
export type PreloadBridge<RequestName extends string, EventName extends string> = {
  readonly request: { readonly [N in RequestName]: (params: unknown) => Promise<unknown> };
  /** Starts listening; the returned function stops. */
  readonly on: { readonly [N in EventName]: (listener: (payload: unknown) => void) => () => void };
};
