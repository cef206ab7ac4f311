import { EventEmitter } from 'node:events';
import {
  eventChannel,
  eventNames,
  mediaEventChannel,
  mediaEventNames,
  mediaReplyChannel,
  mediaRequestChannel,
  mediaRequestNames,
  requestChannel,
  requestNames,
} from '#electron/desktop/channels.ts';
import type { Sender, ShellIpc, ShellWindow } from '#electron/desktop/electron-api.ts';
import { createMediaChannel } from '#electron/desktop/media-channel.ts';
import { createScreenChannel } from '#electron/desktop/screen-channel.ts';
import { createMediaHost } from '#electron/seat/bridge/media-host.ts';
import { refuse } from '#shared/result.ts';
import { benchSeats } from '../desk/bench-seat.ts';
import { fakeClock, fakeLog } from '../desk/fakes.ts';
import { bridgeContract } from './contract.ts';

const { start } = benchSeats();

/** One window's end of Electron's IPC: values are copied on the way, as they are between processes. */
function ipcWindow(id: number) {
  const page = new EventEmitter();
  const frame = { url: 'app://ninhao/screen/index.html' };
  const sender: Sender = { sender: { id, mainFrame: frame }, senderFrame: frame };
  const send = (channel: string, ...values: unknown[]): void => {
    page.emit(channel, ...structuredClone(values));
  };
  const window = { webContents: { id, mainFrame: frame, send }, isDestroyed: () => false } as unknown as ShellWindow;
  return { page, sender, window };
}

function ipcMain() {
  const handlers = new Map<string, (event: Sender, ...values: unknown[]) => unknown>();
  const listeners = new Map<string, (event: Sender, ...values: unknown[]) => void>();
  const ipc: ShellIpc = {
    handle: (channel, handler) => handlers.set(channel, handler),
    on: (channel, listener) => listeners.set(channel, listener),
  };
  return { ipc, handlers, listeners };
}

bridgeContract('desktop', async () => {
  const bench = start();
  const log = fakeLog();
  const media = createMediaHost({ clock: fakeClock(), log });
  const { ipc, handlers, listeners } = ipcMain();
  const [screen, audio] = [ipcWindow(1), ipcWindow(2)];
  const channel = createScreenChannel({ ipc, seat: bench.seat, window: () => screen.window, log });
  const mediaChannel = createMediaChannel({ ipc, media, window: () => audio.window, log });
  bench.seat.subscribe(channel.tell);
  return {
    engine: bench.engine,
    mediaPort: media.port,
    turn: bench.turn,
    screen: {
      request: async (name, params) => {
        const known = requestNames.find((candidate) => candidate === name);
        const handler = known === undefined ? undefined : handlers.get(requestChannel(known));
        // The preload offers a function for each name of the contract and no other: there is nothing to call.
        if (handler === undefined) return refuse('bad-request');
        return structuredClone(await handler(screen.sender, structuredClone(params)));
      },
      on: (listener) => {
        for (const name of eventNames) screen.page.on(eventChannel(name), (payload) => listener(name, payload));
      },
    },
    openMedia: async () => {
      mediaChannel.renew();
      return {
        onRequest: (answer) => {
          for (const name of mediaRequestNames) {
            audio.page.on(mediaRequestChannel(name), (id, params) => {
              const result = answer(name, params);
              if (result !== undefined) listeners.get(mediaReplyChannel)?.(audio.sender, id, structuredClone(result));
            });
          }
        },
        emit: (name, payload) => {
          const known = mediaEventNames.find((candidate) => candidate === name);
          if (known !== undefined) listeners.get(mediaEventChannel(known))?.(audio.sender, structuredClone(payload));
        },
        leave: mediaChannel.close,
      };
    },
    close: async () => mediaChannel.close(),
  };
});
