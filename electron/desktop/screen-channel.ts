import type { SeatEvent } from '#electron/seat/bridge/screen-host.ts';
import type { ServesScreens } from '#electron/seat/bridge/screen-link.ts';
import type { Log } from '#electron/seat/ports.ts';
import { refuse } from '#shared/result.ts';
import { eventChannel, requestChannel, requestNames } from './channels.ts';
import type { ShellIpc, ShellWindow } from './electron-api.ts';
import { isFrom } from './sender.ts';

/** What no screen could be told waits for the next one, but not for ever. */
const mostWaiting = 20;

export type ScreenChannel = {
  /** An event of the seat: to the screen once it has opened; news that is told only once waits for it. */
  readonly tell: (event: SeatEvent) => void;
  /** The page is being loaded anew: it knows nothing until it opens again. */
  readonly reset: () => void;
};

/** window.seat at the other end. Replies are Results; parameters are parsed by the seat. */
export function createScreenChannel(options: {
  readonly ipc: ShellIpc;
  readonly seat: Pick<ServesScreens, 'handle'>;
  readonly window: () => ShellWindow | null;
  readonly log: Log;
}): ScreenChannel {
  const { ipc, seat, window, log } = options;
  let isOpen = false;
  let waiting: SeatEvent[] = [];

  function send(event: SeatEvent): void {
    const to = window();
    if (to !== null && !to.isDestroyed()) to.webContents.send(eventChannel(event.name), event.payload);
  }

  for (const name of requestNames) {
    ipc.handle(requestChannel(name), async (event, params) => {
      if (!isFrom(event, window())) {
        log.warn('desktop.foreign-message', { name });
        return refuse('not-open');
      }
      const result = await seat.handle(name, params);
      if (name === 'seat.open' && result.ok && !isOpen) {
        isOpen = true;
        const news = waiting;
        waiting = [];
        // After the reply, so that the screen holds the whole state before the first change.
        setImmediate(() => news.forEach(send));
      }
      return result;
    });
  }

  return {
    tell: (event) => {
      if (isOpen) send(event);
      else if (event.name === 'tell' || event.name === 'ask-dial') waiting = [...waiting, event].slice(-mostWaiting);
    },
    reset: () => {
      isOpen = false;
    },
  };
}
