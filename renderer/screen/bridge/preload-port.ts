import { type EventName, events as eventSchemas } from '#shared/bridge/events.ts';
import type { PreloadBridge } from '#shared/bridge/preload.ts';
import type { RequestName } from '#shared/bridge/requests.ts';
import { refuse } from '#shared/result.ts';
import { createListeners } from './listeners.ts';
import { parseEvent, parseReply } from './parse.ts';
import type { SeatEvent, SeatPort } from './port.ts';

declare global {
  interface Window {
    /** Put there by the desktop preload; absent in a browser. */
    readonly seat?: PreloadBridge<RequestName, EventName>;
  }
}

const eventNames = Object.keys(eventSchemas).filter((name): name is EventName => Object.hasOwn(eventSchemas, name));

/** The way to the seat through the desktop preload. The seat lives in the same process family, so the link is always open. */
export function createPreloadPort(bridge: PreloadBridge<RequestName, EventName>): SeatPort {
  const listeners = createListeners<SeatEvent>();
  const stops = eventNames.map((name) =>
    bridge.on[name]((payload) => {
      const event = parseEvent(name, payload);
      if (event) listeners.tell(event);
    }),
  );
  return {
    request: async (name, params) => {
      try {
        return parseReply(name, await bridge.request[name](params));
      } catch (cause) {
        // The main process turned the page away or is going down.
        console.error(`request ${name} did not reach the seat`, cause instanceof Error ? cause.message : 'unknown');
        return refuse('no-link');
      }
    },
    listen: listeners.add,
    watchLink: (listener) => {
      listener('open');
      return () => undefined;
    },
    // The desktop has one window; nobody can take the seat from it.
    takeOver: () => undefined,
    close: () => {
      for (const stop of stops) stop();
    },
  };
}
