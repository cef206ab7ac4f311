import { join } from 'node:path';
import type { SeatState } from '#shared/bridge/state.ts';
import { liveCall } from './call-bar-view.ts';
import type { ElectronApi } from './electron-api.ts';
import { wordsIn } from './words.ts';

export type TrayState = 'call' | 'ready' | 'not-ready' | 'down';

/** Can calls reach me? The line first, then the call, then the agent. */
export function trayState(state: SeatState): TrayState {
  if (state.line.phase !== 'registered') return 'down';
  if (liveCall(state) !== null) return 'call';
  return state.agent.phase;
}

function sentenceOf(state: SeatState): string {
  const words = wordsIn(state.settings.language);
  const now = trayState(state);
  const line = state.line.phase === 'connecting' ? words.connecting : words.lineDown;
  const text = { call: words.inCall, ready: words.ready, 'not-ready': words.notReady, down: line }[now];
  return [words.appName, text, ...(state.pbx.practice ? [words.practice] : [])].join(' · ');
}

export type DeskTray = { readonly update: (state: SeatState) => void; readonly close: () => void };

/** An icon with the state of the seat; its menu shows the window, changes ready and not ready, and quits. */
export function createTray(options: {
  readonly electron: ElectronApi;
  readonly iconsFolder: string;
  readonly showMain: () => void;
  readonly toggleReady: (toReady: boolean) => void;
  readonly quit: () => void;
}): DeskTray {
  const { electron, iconsFolder } = options;
  const iconOf = (state: TrayState): string => join(iconsFolder, `tray-${state}.png`);
  const tray = new electron.Tray(iconOf('down'));
  tray.on('click', options.showMain);
  let drawn = '';

  return {
    update: (state) => {
      const text = sentenceOf(state);
      const isReady = state.agent.phase === 'ready';
      const key = `${text} ${isReady}`;
      if (key === drawn) return;
      drawn = key;
      const words = wordsIn(state.settings.language);
      tray.setImage(iconOf(trayState(state)));
      tray.setToolTip(text);
      tray.setContextMenu(
        electron.Menu.buildFromTemplate([
          { label: text, enabled: false },
          { type: 'separator' },
          { label: words.show, click: options.showMain },
          { label: isReady ? words.notReady : words.ready, click: () => options.toggleReady(!isReady) },
          { type: 'separator' },
          { label: words.quit, click: options.quit },
        ]),
      );
    },
    close: () => tray.destroy(),
  };
}
