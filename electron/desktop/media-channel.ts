import type { MediaAttachment, MediaHost } from '#electron/seat/bridge/media-host.ts';
import type { Log } from '#electron/seat/ports.ts';
import { Frame } from '#shared/bridge/frames.ts';
import { mediaEventChannel, mediaEventNames, mediaReplyChannel, mediaRequestChannel, mediaRequestNames } from './channels.ts';
import type { ShellIpc, ShellWindow } from './electron-api.ts';
import { listenTo } from './sender.ts';

export type MediaChannel = {
  /** The page is being loaded, or died: its connections are gone, and the next page is another one. */
  readonly renew: () => void;
  readonly close: () => void;
};

/** Carries the frames of MediaHost over window.seatMedia: one channel per request and per event. */
export function createMediaChannel(options: {
  readonly ipc: ShellIpc;
  readonly media: Pick<MediaHost, 'attach'>;
  readonly window: () => ShellWindow | null;
  readonly log: Log;
}): MediaChannel {
  const { ipc, media, window, log } = options;
  let attachment: MediaAttachment | null = null;

  function attach(): void {
    attachment?.closed();
    attachment = media.attach({ send });
  }

  function send(frame: Frame): void {
    const to = window();
    if (frame.kind !== 'request' || to === null || to.isDestroyed()) return;
    const name = mediaRequestNames.find((candidate) => candidate === frame.name);
    if (name !== undefined) to.webContents.send(mediaRequestChannel(name), frame.id, frame.params);
  }

  const onForeign = (channel: string): void => log.warn('desktop.foreign-message', { channel });
  listenTo(ipc, mediaReplyChannel, window, onForeign, (id, result) => {
    const reply = Frame.safeParse({ kind: 'reply', id, result });
    if (reply.success) attachment?.receive(reply.data);
    else log.warn('desktop.bad-media-reply');
  });
  for (const name of mediaEventNames) {
    listenTo(ipc, mediaEventChannel(name), window, onForeign, (payload) => {
      attachment?.receive({ kind: 'event', name, payload });
    });
  }

  return {
    renew: attach,
    close: () => {
      attachment?.closed();
      attachment = null;
    },
  };
}
