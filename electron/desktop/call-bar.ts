import type { Seat } from '#electron/seat/seat-options.ts';
import { CallBarAction } from '#shared/bridge/call-bar.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import { callBarView } from './call-bar-view.ts';
import { barActionChannel, barViewChannel } from './channels.ts';
import type { ShellIpc, ShellWindow } from './electron-api.ts';
import { listenTo } from './sender.ts';

export type CallBar = {
  /** State or visibility of the main window changed. */
  readonly update: (state: SeatState, mainIsSeen: boolean) => void;
  readonly close: () => void;
};

/**
 * The floating bar: there while a call is live and the main window is not to be seen. Its window is made at the first need; what
 * it asks is parsed, and only ever acts on the call it names.
 */
export function createCallBar(options: {
  readonly ipc: ShellIpc;
  readonly seat: Pick<Seat, 'handle'>;
  readonly open: () => ShellWindow;
  readonly load: (window: ShellWindow) => Promise<void>;
  readonly showMain: () => void;
  readonly onForeign: (channel: string) => void;
}): CallBar {
  let window: ShellWindow | null = null;
  let isLoaded = false;
  let latest: unknown = null;
  let guardedCallId: string | null = null;

  function draw(): void {
    if (window !== null && isLoaded && latest !== null) window.webContents.send(barViewChannel, latest);
  }

  function ensure(): ShellWindow {
    if (window !== null && !window.isDestroyed()) return window;
    const made = options.open();
    window = made;
    isLoaded = false;
    void options.load(made).then(() => {
      isLoaded = true;
      draw();
    });
    return made;
  }

  /** The closing guard asks for a second press; that one overrides it, as on the screen. */
  async function end(callId: string): Promise<void> {
    const override = guardedCallId === callId;
    guardedCallId = null;
    const result = await options.seat.handle('call.hang-up', { callId, ...(override ? { override } : {}) });
    if (!result.ok && result.error.code === 'guarded') guardedCallId = callId;
  }

  listenTo(
    options.ipc,
    barActionChannel,
    () => window,
    options.onForeign,
    (raw) => {
      const asked = CallBarAction.safeParse(raw);
      if (!asked.success) return options.onForeign(barActionChannel);
      const { action, callId } = asked.data;
      if (action === 'show') return options.showMain();
      if (action === 'end') return void end(callId);
      if (action === 'mute' || action === 'unmute') void options.seat.handle('call.mute', { callId, muted: action === 'mute' });
      else void options.seat.handle(`call.${action}`, { callId });
    },
  );

  return {
    update: (state, mainIsSeen) => {
      const view = callBarView(state);
      if (view === null || mainIsSeen) {
        if (window !== null && !window.isDestroyed() && window.isVisible()) window.hide();
        return;
      }
      latest = view;
      const bar = ensure();
      draw();
      if (!bar.isVisible()) bar.showInactive();
    },
    close: () => {
      if (window !== null && !window.isDestroyed()) window.destroy();
      window = null;
    },
  };
}
