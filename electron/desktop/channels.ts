import { type EventName, events } from '#shared/bridge/events.ts';
import { type MediaEventName, type MediaRequestName, mediaEvents, mediaRequests } from '#shared/bridge/media.ts';
import { type RequestName, requests } from '#shared/bridge/requests.ts';

/** The windows of the desktop shell; each has its own preload surface and its own channels. */
export type WindowRole = 'screen' | 'media' | 'bar';

export const isWindowRole = (text: string | undefined): text is WindowRole =>
  text === 'screen' || text === 'media' || text === 'bar';

/** Told to the preload as a program argument of its renderer. */
export const roleArgument = '--ninhao-window=';

// Names of channels are made from the keys of the contract, on both sides of the process border; there is no generic one.
export const requestChannel = (name: RequestName): string => `seat:request:${name}`;
export const eventChannel = (name: EventName): string => `seat:event:${name}`;
export const mediaRequestChannel = (name: MediaRequestName): string => `media:request:${name}`;
export const mediaEventChannel = (name: MediaEventName): string => `media:event:${name}`;
export const mediaReplyChannel = 'media:reply';
export const barViewChannel = 'bar:view';
export const barActionChannel = 'bar:action';

export const requestNames = Object.keys(requests).filter((name): name is RequestName => Object.hasOwn(requests, name));
export const eventNames = Object.keys(events).filter((name): name is EventName => Object.hasOwn(events, name));
export const mediaRequestNames = Object.keys(mediaRequests).filter((name): name is MediaRequestName =>
  Object.hasOwn(mediaRequests, name),
);
export const mediaEventNames = Object.keys(mediaEvents).filter((name): name is MediaEventName =>
  Object.hasOwn(mediaEvents, name),
);
