import type {
  App,
  BrowserWindowConstructorOptions,
  Dialog,
  Menu,
  MenuItemConstructorOptions,
  Protocol,
  SafeStorage,
  Session,
} from 'electron';

/**
 * Exactly the part of Electron's API that this shell uses. main.ts hands the real module over, so the compiler holds these types
 * against electron.d.ts; tests/fakes/electron implements them. Whoever needs more of Electron adds it here and to the fake.
 */
export type ElectronApi = {
  readonly app: ShellApp;
  readonly BrowserWindow: new (options: BrowserWindowConstructorOptions) => ShellWindow;
  readonly Menu: {
    readonly buildFromTemplate: (template: MenuItemConstructorOptions[]) => Menu;
    readonly setApplicationMenu: (menu: null) => void;
  };
  readonly Notification: {
    new (options: { title: string; body: string; silent: boolean }): ShellNotification;
    isSupported: () => boolean;
  };
  /** Icons are paths of PNG files; beside each there is one with @2x for dense screens. */
  readonly Tray: new (
    image: string,
  ) => ShellTray;
  readonly dialog: Pick<Dialog, 'showErrorBox'> & {
    readonly showMessageBox: (options: MessageBox) => Promise<{ readonly response: number }>;
  };
  readonly ipcMain: ShellIpc;
  readonly protocol: Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle'>;
  readonly safeStorage: Pick<SafeStorage, 'isAsyncEncryptionAvailable' | 'encryptStringAsync' | 'decryptStringAsync'>;
  readonly screen: { getPrimaryDisplay: () => { readonly workArea: Rectangle } };
  readonly session: { readonly defaultSession: ShellSession };
};

export type Rectangle = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type MessageBox = {
  readonly type: 'question' | 'error';
  readonly title: string;
  readonly message: string;
  readonly detail?: string;
  readonly buttons: string[];
  readonly defaultId: number;
  readonly cancelId: number;
  readonly noLink: boolean;
};

type Preventable = { readonly preventDefault: () => void };

export type ShellApp = Pick<
  App,
  | 'whenReady'
  | 'quit'
  | 'exit'
  | 'getPath'
  | 'setPath'
  | 'requestSingleInstanceLock'
  | 'setAsDefaultProtocolClient'
  | 'setAppUserModelId'
  | 'enableSandbox'
  | 'isPackaged'
> & {
  readonly on: {
    (event: 'second-instance', listener: (event: unknown, argv: string[]) => void): unknown;
    (event: 'open-url', listener: (event: Preventable, url: string) => void): unknown;
    (event: 'before-quit', listener: (event: Preventable) => void): unknown;
    (event: 'activate', listener: () => void): unknown;
    (event: 'web-contents-created', listener: (event: unknown, contents: ShellContents) => void): unknown;
  };
};

export type ShellWindow = {
  readonly webContents: ShellContents;
  readonly loadURL: (url: string) => Promise<void>;
  readonly show: () => void;
  readonly showInactive: () => void;
  readonly hide: () => void;
  readonly focus: () => void;
  readonly restore: () => void;
  readonly isVisible: () => boolean;
  readonly isMinimized: () => boolean;
  readonly isFocused: () => boolean;
  readonly isDestroyed: () => boolean;
  readonly destroy: () => void;
  readonly flashFrame: (flag: boolean) => void;
  readonly setAlwaysOnTop: (flag: boolean, level: 'floating') => void;
  readonly on: {
    (event: 'close', listener: (event: Preventable) => void): unknown;
    (event: 'show', listener: () => void): unknown;
    (event: 'hide', listener: () => void): unknown;
    (event: 'minimize', listener: () => void): unknown;
    (event: 'restore', listener: () => void): unknown;
    (event: 'focus', listener: () => void): unknown;
  };
};

export type ShellFrame = { readonly url: string };

export type ShellContents = {
  readonly id: number;
  readonly mainFrame: ShellFrame;
  readonly send: (channel: string, ...values: unknown[]) => void;
  readonly reload: () => void;
  readonly getURL: () => string;
  readonly isDestroyed: () => boolean;
  readonly setWindowOpenHandler: (handler: () => { action: 'deny' }) => void;
  readonly on: {
    (event: 'will-navigate', listener: (event: Preventable & { readonly url: string }) => void): unknown;
    (event: 'will-redirect', listener: (event: Preventable & { readonly url: string }) => void): unknown;
    (event: 'will-frame-navigate', listener: (event: Preventable & { readonly url: string }) => void): unknown;
    (event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
    (
      event: 'did-start-navigation',
      listener: (details: { readonly isMainFrame: boolean; readonly isSameDocument: boolean }) => void,
    ): unknown;
    (event: 'render-process-gone', listener: (event: unknown, details: { readonly reason: string }) => void): unknown;
  };
};

/** Who sent a message. senderFrame is null once the frame has gone. */
export type Sender = {
  readonly sender: { readonly id: number; readonly mainFrame: ShellFrame };
  readonly senderFrame: ShellFrame | null;
};

export type ShellIpc = {
  readonly handle: (channel: string, listener: (event: Sender, ...values: unknown[]) => unknown) => void;
  readonly on: (channel: string, listener: (event: Sender, ...values: unknown[]) => void) => unknown;
};

export type ShellSession = Pick<Session, 'setDevicePermissionHandler'> & {
  readonly setPermissionCheckHandler: (
    handler: (contents: unknown, permission: string, origin: string, details: { readonly mediaType?: string }) => boolean,
  ) => void;
  readonly setPermissionRequestHandler: (
    handler: (
      contents: unknown,
      permission: string,
      callback: (granted: boolean) => void,
      details: { readonly requestingUrl?: string; readonly mediaTypes?: readonly string[] },
    ) => void,
  ) => void;
  readonly on: (event: 'will-download', listener: (event: Preventable) => void) => unknown;
};

export type ShellNotification = {
  readonly show: () => void;
  readonly close: () => void;
  readonly on: (event: 'click', listener: () => void) => unknown;
};

export type ShellTray = {
  readonly setImage: (image: string) => void;
  readonly setToolTip: (text: string) => void;
  readonly setContextMenu: (menu: Menu | null) => void;
  readonly on: (event: 'click', listener: () => void) => unknown;
  readonly destroy: () => void;
};
