import { isAppUrl } from './app-scheme.ts';
import type { Sender, ShellIpc, ShellWindow } from './electron-api.ts';

/** A message counts only from the main frame of the one window whose channel it is, while that frame shows our own page. */
export function isFrom(event: Sender, window: ShellWindow | null): boolean {
  if (window === null || window.isDestroyed() || event.senderFrame === null) return false;
  return (
    event.sender.id === window.webContents.id && event.senderFrame === event.sender.mainFrame && isAppUrl(event.senderFrame.url)
  );
}

/** Listens on a channel for one window; messages of anybody else are dropped and told to `onForeign`. */
export function listenTo(
  ipc: ShellIpc,
  channel: string,
  window: () => ShellWindow | null,
  onForeign: (channel: string) => void,
  listener: (...values: unknown[]) => void,
): void {
  ipc.on(channel, (event, ...values) => {
    if (isFrom(event, window())) listener(...values);
    else onForeign(channel);
  });
}
