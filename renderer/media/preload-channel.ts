import type { Channel, ChannelOptions, SeatMedia } from './channel.ts';

/** The desktop shell: the preload's bridge is there before the first line of the page runs. */
export function createPreloadChannel(seatMedia: SeatMedia, { handler, onOpen }: ChannelOptions): Channel {
  seatMedia.onRequest(handler);
  queueMicrotask(onOpen);
  return { emit: (name, payload) => seatMedia.emit(name, payload), close: () => undefined };
}
