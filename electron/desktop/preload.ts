import { contextBridge, ipcRenderer } from 'electron';
import type { CallBarBridge } from '#shared/bridge/call-bar.ts';
import type { EventName } from '#shared/bridge/events.ts';
import type { PreloadBridge } from '#shared/bridge/preload.ts';
import type { RequestName } from '#shared/bridge/requests.ts';
import {
  barActionChannel,
  barViewChannel,
  eventChannel,
  eventNames,
  isWindowRole,
  mediaEventChannel,
  mediaEventNames,
  mediaReplyChannel,
  mediaRequestChannel,
  mediaRequestNames,
  requestChannel,
  requestNames,
  roleArgument,
} from './channels.ts';

type RequestHandler = (name: string, params: unknown) => Promise<unknown>;

/** `window.seat`: one function per request and per event. No event object and no Electron API reaches the page. */
function seatBridge(): PreloadBridge<RequestName, EventName> {
  const request = Object.fromEntries(
    requestNames.map((name) => [name, (params: unknown) => ipcRenderer.invoke(requestChannel(name), params)]),
  ) as PreloadBridge<RequestName, EventName>['request'];
  const on = Object.fromEntries(
    eventNames.map((name) => [name, (listener: (payload: unknown) => void) => listen(eventChannel(name), listener)]),
  ) as PreloadBridge<RequestName, EventName>['on'];
  return { request, on };
}

/** `window.seatMedia`: requests of the seat reach one handler; its results and the page's events go back. */
function mediaBridge(): { onRequest: (handler: RequestHandler) => void; emit: (name: string, payload: unknown) => void } {
  let handler: RequestHandler | null = null;
  for (const name of mediaRequestNames) {
    ipcRenderer.on(mediaRequestChannel(name), (_event, id: number, params: unknown) => {
      const answering = handler?.(name, params) ?? Promise.resolve({ ok: false, error: { code: 'no-media-page' } });
      answering.then(
        (result) => ipcRenderer.send(mediaReplyChannel, id, result),
        () => ipcRenderer.send(mediaReplyChannel, id, { ok: false, error: { code: 'internal' } }),
      );
    });
  }
  return {
    onRequest: (next) => {
      handler = next;
    },
    emit: (name, payload) => {
      const known = mediaEventNames.find((candidate) => candidate === name);
      if (known !== undefined) ipcRenderer.send(mediaEventChannel(known), payload);
    },
  };
}

function barBridge(): CallBarBridge {
  return {
    onView: (listener) => {
      listen(barViewChannel, listener);
    },
    press: ({ action, callId }) => ipcRenderer.send(barActionChannel, { action, callId }),
  };
}

function listen(channel: string, listener: (payload: unknown) => void): () => void {
  const heard = (_event: unknown, payload: unknown): void => listener(payload);
  ipcRenderer.on(channel, heard);
  return () => {
    ipcRenderer.removeListener(channel, heard);
  };
}

const role = process.argv.find((argument) => argument.startsWith(roleArgument))?.slice(roleArgument.length);
if (isWindowRole(role)) {
  if (role === 'screen') contextBridge.exposeInMainWorld('seat', seatBridge());
  if (role === 'media') contextBridge.exposeInMainWorld('seatMedia', mediaBridge());
  if (role === 'bar') contextBridge.exposeInMainWorld('callBar', barBridge());
}
