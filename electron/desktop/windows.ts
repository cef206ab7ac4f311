import type { BrowserWindowConstructorOptions } from 'electron';
import { appOrigin } from './app-scheme.ts';
import { roleArgument, type WindowRole } from './channels.ts';
import type { ElectronApi, ShellWindow } from './electron-api.ts';

export const barSize = { width: 360, height: 64 } as const;
/** Distance of the bar from the edge of the screen, px. */
const barMargin = 16;

type Place = { readonly electron: ElectronApi; readonly preload: string; readonly icon: string };

export const pageOf = (role: WindowRole): string => `${appOrigin}/${role}/`;

/** The same for every window. The defaults of Electron are spelled out, so that a change of theirs does not pass unseen. */
export function webPreferences(
  role: WindowRole,
  { electron, preload }: Pick<Place, 'electron' | 'preload'>,
): NonNullable<BrowserWindowConstructorOptions['webPreferences']> {
  return {
    preload,
    // An installed desk has no console into which somebody could be talked to paste something.
    devTools: !electron.app.isPackaged,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    spellcheck: false,
    // Sound and clocks go on while the window is hidden: a call does not stop because nobody looks.
    backgroundThrottling: false,
    // The ring must sound without a click: our own pages only.
    autoplayPolicy: 'no-user-gesture-required',
    additionalArguments: [`${roleArgument}${role}`],
  };
}

export function openScreenWindow(place: Place): ShellWindow {
  return new place.electron.BrowserWindow({
    width: 1366,
    height: 768,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: '您好 坐席工作站',
    icon: place.icon,
    autoHideMenuBar: true,
    backgroundColor: '#f3f4f6',
    webPreferences: webPreferences('screen', place),
  });
}

/** Never shown: it holds the audio, so that the screen may be closed, reloaded or crash. */
export function openMediaWindow(place: Place): ShellWindow {
  return new place.electron.BrowserWindow({
    width: 320,
    height: 120,
    show: false,
    skipTaskbar: true,
    focusable: false,
    webPreferences: webPreferences('media', place),
  });
}

/** 360×64 above all other windows, bottom right, without taking the focus from what the agent does there. */
export function openBarWindow(place: Place): ShellWindow {
  const { workArea } = place.electron.screen.getPrimaryDisplay();
  const bar = new place.electron.BrowserWindow({
    ...barSize,
    x: workArea.x + workArea.width - barSize.width - barMargin,
    y: workArea.y + workArea.height - barSize.height - barMargin,
    show: false,
    frame: false,
    resizable: false,
    maximizable: false,
    minimizable: false,
    fullscreenable: false,
    skipTaskbar: true,
    alwaysOnTop: true,
    webPreferences: webPreferences('bar', place),
  });
  bar.setAlwaysOnTop(true, 'floating');
  return bar;
}
