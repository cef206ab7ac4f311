import { join } from 'node:path';
import type { OpenSeat } from '#electron/seat/open-seat.ts';
import type { Clock, Log } from '#electron/seat/ports.ts';
import { createCallBar } from './call-bar.ts';
import type { WindowRole } from './channels.ts';
import { closingAnswer, closingQuestion } from './closing.ts';
import type { ElectronApi, ShellWindow } from './electron-api.ts';
import { createMediaChannel } from './media-channel.ts';
import { createNotifier } from './notifications.ts';
import { createScreenChannel } from './screen-channel.ts';
import { createTray } from './tray.ts';
import { openBarWindow, openMediaWindow, openScreenWindow, pageOf } from './windows.ts';

/** A page that died is loaded again after this long; at once would spin when it dies while loading. */
const reloadAfterMs = 500;

export type Shell = {
  readonly load: () => Promise<void>;
  readonly showMain: () => void;
  /** null: a link without a number; the window is shown all the same. */
  readonly openLink: (number: string | null) => void;
  readonly stop: () => Promise<void>;
};

type ShellOptions = {
  readonly electron: ElectronApi;
  readonly clock: Clock;
  readonly log: Log;
  readonly folders: { readonly icons: string; readonly preload: string };
  readonly opened: OpenSeat;
  readonly settleSecrets: () => Promise<void>;
  readonly onReady: (url: string) => void;
};

/** Windows, tray, bar and notifications around one seat. Holds no rule of calls: it draws the seat's state and passes intents on. */
export function runShell(options: ShellOptions): Shell {
  const { electron, clock, log, opened, folders } = options;
  const { app, ipcMain: ipc } = electron;
  const { seat, media } = opened;
  const place = { electron, preload: folders.preload, icon: join(folders.icons, 'app.png') };
  let isLeaving = false;
  let isAsking = false;
  let isShown = false;

  const screen = openScreenWindow(place);
  const sound = openMediaWindow(place);
  const onForeign = (channel: string): void => log.warn('desktop.foreign-message', { channel });
  const screenChannel = createScreenChannel({ ipc, seat, window: () => screen, log });
  const mediaChannel = createMediaChannel({ ipc, media, window: () => sound, log });
  const notifier = createNotifier(electron, showMain);
  const bar = createCallBar({
    ipc,
    seat,
    open: () => openBarWindow(place),
    load: (window) => loadPage(window, 'bar'),
    showMain,
    onForeign,
  });
  const tray = createTray({
    electron,
    iconsFolder: folders.icons,
    showMain,
    toggleReady: (toReady) =>
      void (toReady ? seat.handle('agent.ready', {}) : seat.handle('agent.not-ready', { reason: 'other' })),
    quit: () => void ask(),
  });

  // Until it is shown for the first time the window counts as seen: the bar is for one that went away.
  const isSeen = (): boolean => !isShown || (screen.isVisible() && !screen.isMinimized());
  const isFocused = (): boolean => screen.isVisible() && !screen.isMinimized() && screen.isFocused();

  function draw(): void {
    if (isLeaving) return;
    const state = seat.state();
    tray.update(state);
    bar.update(state, isSeen());
    notifier.follow(state, isFocused());
  }

  function showMain(): void {
    if (screen.isDestroyed()) return;
    if (screen.isMinimized()) screen.restore();
    screen.show();
    screen.focus();
  }

  const unsubscribe = seat.subscribe((event) => {
    screenChannel.tell(event);
    notifier.hear(event, seat.state(), isFocused());
    if (event.name === 'state') draw();
    const rings = event.name === 'state' && event.payload.calls?.calls.some((call) => call.phase === 'ringing');
    if (rings && !isFocused()) screen.flashFrame(true);
  });

  watchPage(screen, 'screen', screenChannel.reset);
  watchPage(sound, 'media', mediaChannel.renew);
  screen.on('show', draw);
  screen.on('hide', draw);
  screen.on('minimize', draw);
  screen.on('restore', draw);
  screen.on('focus', () => {
    screen.flashFrame(false);
    draw();
  });
  screen.on('close', (event) => {
    if (isLeaving) return;
    event.preventDefault();
    void ask();
  });
  app.on('before-quit', (event) => {
    if (isLeaving) return;
    event.preventDefault();
    void ask();
  });
  app.on('activate', showMain);

  /** A page starts anew: its side of the bridge does too. A page that died is loaded again; the seat noticed nothing. */
  function watchPage(window: ShellWindow, role: WindowRole, onNew: () => void): void {
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) onNew();
    });
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      if (isLeaving) return;
      log.error('desktop.page-gone', { role, reason });
      onNew();
      clock.after(reloadAfterMs, () => {
        if (!isLeaving && !window.isDestroyed()) window.webContents.reload();
      });
    });
  }

  async function loadPage(window: ShellWindow, role: WindowRole): Promise<void> {
    try {
      await window.loadURL(pageOf(role));
    } catch (cause) {
      log.error('desktop.page-not-loaded', { role, cause: String(cause) });
    }
  }

  /** Closing while a call is live asks first; one question at a time. */
  async function ask(): Promise<void> {
    if (isAsking || isLeaving) return;
    const question = closingQuestion(seat.state());
    if (question === null) return leave();
    isAsking = true;
    try {
      const { response } = await electron.dialog.showMessageBox(question);
      const answer = closingAnswer(response);
      log.info('desktop.closing', { answer });
      if (answer === 'hide') screen.hide();
      if (answer === 'quit') await leave();
    } finally {
      isAsking = false;
    }
  }

  async function leave(): Promise<void> {
    if (isLeaving) return;
    isLeaving = true;
    unsubscribe();
    screen.hide();
    // The media page stays until the seat has said goodbye to the far side.
    await opened.close().catch((cause: unknown) => log.error('desktop.close-failed', { cause: String(cause) }));
    await options.settleSecrets();
    mediaChannel.close();
    bar.close();
    tray.close();
    for (const window of [screen, sound]) if (!window.isDestroyed()) window.destroy();
    app.exit(0);
  }

  return {
    load: async () => {
      await Promise.all([loadPage(sound, 'media'), loadPage(screen, 'screen')]);
      isShown = true;
      screen.show();
      draw();
      options.onReady(pageOf('screen'));
    },
    showMain,
    openLink: (number) => {
      showMain();
      if (number !== null) seat.askDial(number);
    },
    stop: leave,
  };
}
