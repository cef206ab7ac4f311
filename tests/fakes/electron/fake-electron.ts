import type { BrowserWindowConstructorOptions, KeyboardEvent, Menu, MenuItem } from 'electron';
import type { ElectronApi, Rectangle } from '#electron/desktop/electron-api.ts';
import { createEmitter } from './emitter.ts';
import { createFakeWindow, type FakeWindow } from './fake-window.ts';
import type { PageHost } from './page-host.ts';

/** One call that the shell made: `app.setAsDefaultProtocolClient`, `BrowserWindow`, `screen.send` … */
export type Recorded = { readonly what: string; readonly values: readonly unknown[] };

export type FakeOptions = {
  readonly userData: string;
  /** Opens real pages; without it windows are only recorded. */
  readonly host?: PageHost;
  readonly isFirstInstance?: boolean;
  readonly isPackaged?: boolean;
  readonly hasKeyStore?: boolean;
  /** Which button of a question is pressed. */
  readonly answer?: () => number;
  readonly onRecord?: (recorded: Recorded) => void;
  readonly workArea?: Rectangle;
};

type ShownItem = { readonly label: string; readonly click: () => void };

export type FakeElectron = {
  readonly api: ElectronApi;
  readonly records: readonly Recorded[];
  readonly recordsOf: (what: string) => readonly Recorded[];
  readonly windows: readonly FakeWindow[];
  /** Fires an event of app; resolves nothing: listeners are called at once. `prevented` tells what the listeners did. */
  readonly emit: (event: string, ...values: unknown[]) => { readonly prevented: boolean };
  readonly menu: () => readonly ShownItem[];
  /** A message from a page, as the main process receives it. `url` and `isMainFrame` let a test pretend another sender. */
  readonly invoke: (window: FakeWindow, channel: string, values: readonly unknown[], from?: FakeSender) => Promise<unknown>;
  readonly send: (window: FakeWindow, channel: string, values: readonly unknown[], from?: FakeSender) => void;
  readonly channels: () => { readonly handled: readonly string[]; readonly listened: readonly string[] };
  readonly fetch: (url: string, init?: RequestInit) => Promise<Response>;
  readonly permission: Permissions;
  readonly notifications: readonly { readonly title: string; readonly body: string; readonly click: () => void }[];
  readonly close: () => Promise<void>;
};

export type FakeSender = { readonly url?: string; readonly isMainFrame?: boolean; readonly isGone?: boolean };

type Permissions = {
  check: (permission: string, origin: string, mediaType?: string) => boolean;
  request: (permission: string, url: string, mediaTypes?: readonly string[]) => boolean;
  device: () => boolean;
  download: () => boolean;
};

/** Stands in for exactly the part of Electron that the desktop shell uses (electron-api.ts), and writes down every call. */
export function createFakeElectron(options: FakeOptions): FakeElectron {
  const records: Recorded[] = [];
  const record = (what: string, ...values: unknown[]): void => {
    records.push({ what, values });
    options.onRecord?.({ what, values });
  };
  const app = createEmitter();
  const session = createEmitter();
  const windows: FakeWindow[] = [];
  const handlers = new Map<string, Parameters<ElectronApi['ipcMain']['handle']>[1]>();
  const listeners = new Map<string, Parameters<ElectronApi['ipcMain']['on']>[1]>();
  const notifications: { title: string; body: string; click: () => void }[] = [];
  let menu: readonly ShownItem[] = [];
  let serve: ((request: Request) => Response | Promise<Response>) | null = null;
  let check: Parameters<ElectronApi['session']['defaultSession']['setPermissionCheckHandler']>[0] = () => true;
  let ask: Parameters<ElectronApi['session']['defaultSession']['setPermissionRequestHandler']>[0] = (_c, _p, callback) =>
    callback(true);
  let device: () => boolean = () => true;

  const senderOf = (window: FakeWindow, from: FakeSender) => {
    const { mainFrame, id } = window.webContents;
    const other = { url: from.url ?? mainFrame.url };
    const senderFrame = from.isGone ? null : from.url === undefined && from.isMainFrame !== false ? mainFrame : other;
    // A main frame that navigated away is still the main frame.
    const sender = { id, mainFrame: from.isMainFrame === false || senderFrame === null ? mainFrame : senderFrame };
    return { sender, senderFrame };
  };
  const invoke: FakeElectron['invoke'] = async (window, channel, values, from = {}) => {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    return await handler(senderOf(window, from), ...values);
  };
  const send: FakeElectron['send'] = (window, channel, values, from = {}) => {
    listeners.get(channel)?.(senderOf(window, from), ...values);
  };

  class BrowserWindow {
    constructor(windowOptions: BrowserWindowConstructorOptions) {
      record('BrowserWindow', windowOptions);
      const window = createFakeWindow({
        id: windows.length + 1,
        options: windowOptions,
        record,
        host: options.host,
        onInvoke: (made, channel, values) => invoke(made, channel, values),
        onSend: (made, channel, values) => send(made, channel, values),
        mayUseMicrophone: () => check(null, 'media', 'app://ninhao', { mediaType: 'audio' }),
        serve: (request) => Promise.resolve(serve?.(request) ?? new Response(null, { status: 404 })),
      });
      windows.push(window);
      app.emit('web-contents-created', {}, window.webContents);
      // biome-ignore lint/correctness/noConstructorReturn: the shell makes windows with `new`, the fake makes them with a function.
      return window;
    }
  }

  class Notification {
    static isSupported(): boolean {
      return true;
    }
    readonly shown: { title: string; body: string; click: () => void };
    constructor({ title, body }: { title: string; body: string }) {
      this.shown = { title, body, click: () => undefined };
    }
    show(): void {
      record('Notification.show', this.shown.title, this.shown.body);
      notifications.push(this.shown);
    }
    close(): void {
      record('Notification.close', this.shown.title);
    }
    on(_event: 'click', listener: () => void): void {
      this.shown.click = listener;
    }
  }

  class Tray {
    constructor(image: string) {
      record('Tray', image);
    }
    setImage(image: string): void {
      record('Tray.setImage', image);
    }
    setToolTip(text: string): void {
      record('Tray.setToolTip', text);
    }
    setContextMenu(): void {
      record('Tray.setContextMenu');
    }
    on(_event: 'click', listener: () => void): void {
      app.on('fake-tray-click', listener);
    }
    destroy(): void {
      record('Tray.destroy');
    }
  }

  // The one place where the fake is held against the types of Electron that the shell sees.
  const api = {
    app: {
      isPackaged: options.isPackaged ?? true,
      whenReady: async () => undefined,
      on: (event: string, listener: (...values: never[]) => void) => app.on(event, listener),
      quit: () => record('app.quit'),
      exit: (code?: number) => record('app.exit', code),
      getPath: () => options.userData,
      setPath: (name: string, path: string) => record('app.setPath', name, path),
      enableSandbox: () => record('app.enableSandbox'),
      requestSingleInstanceLock: () => {
        record('app.requestSingleInstanceLock');
        return options.isFirstInstance ?? true;
      },
      setAppUserModelId: (id: string) => record('app.setAppUserModelId', id),
      setAsDefaultProtocolClient: (scheme: string) => {
        record('app.setAsDefaultProtocolClient', scheme);
        return true;
      },
    },
    BrowserWindow: BrowserWindow as unknown as ElectronApi['BrowserWindow'],
    Menu: {
      setApplicationMenu: (next) => record('Menu.setApplicationMenu', next),
      buildFromTemplate: (template) => {
        menu = template.map(({ label, click }) => ({
          label: label ?? '',
          click: () => click?.({} as MenuItem, undefined, {} as KeyboardEvent),
        }));
        return {} as Menu;
      },
    },
    Notification,
    Tray,
    dialog: {
      showErrorBox: (title: string, content: string) => record('dialog.showErrorBox', title, content),
      showMessageBox: async (question) => {
        record('dialog.showMessageBox', question);
        return { response: options.answer?.() ?? question.cancelId };
      },
    },
    ipcMain: {
      handle: (channel, listener) => {
        if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
        handlers.set(channel, listener);
      },
      on: (channel, listener) => {
        listeners.set(channel, listener);
      },
    },
    protocol: {
      registerSchemesAsPrivileged: (schemes) => record('protocol.registerSchemesAsPrivileged', schemes),
      handle: (scheme, handler) => {
        record('protocol.handle', scheme);
        serve = handler;
      },
    },
    safeStorage: {
      isAsyncEncryptionAvailable: async () => options.hasKeyStore ?? true,
      encryptStringAsync: async (text) => Buffer.from(text, 'utf8').map((byte) => byte ^ 0x5a) as Buffer<ArrayBuffer>,
      decryptStringAsync: async (bytes) => {
        const result = Buffer.from(bytes.map((byte) => byte ^ 0x5a)).toString('utf8');
        if (result.includes('\ufffd')) throw new Error('cannot decrypt');
        return { result, shouldReEncrypt: false };
      },
    },
    screen: { getPrimaryDisplay: () => ({ workArea: options.workArea ?? { x: 0, y: 0, width: 1920, height: 1040 } }) },
    session: {
      defaultSession: {
        setPermissionCheckHandler: (handler) => {
          check = handler;
        },
        setPermissionRequestHandler: (handler) => {
          ask = handler;
        },
        setDevicePermissionHandler: (handler) => {
          device = () => handler?.({} as Parameters<typeof handler>[0]) ?? true;
        },
        on: (event, listener) => session.on(event, listener),
      },
    },
  } satisfies ElectronApi;

  return {
    api,
    records,
    recordsOf: (what) => records.filter((entry) => entry.what === what),
    windows,
    emit: (event, ...values) => {
      let prevented = false;
      const preventable = {
        preventDefault: () => {
          prevented = true;
        },
      };
      app.emit(event, preventable, ...values);
      return { prevented };
    },
    menu: () => menu,
    invoke,
    send,
    channels: () => ({ handled: [...handlers.keys()], listened: [...listeners.keys()] }),
    fetch: async (url, init) => (await serve?.(new Request(url, init))) ?? new Response(null, { status: 404 }),
    permission: {
      check: (permission, origin, mediaType) => check(null, permission, origin, mediaType === undefined ? {} : { mediaType }),
      request: (permission, requestingUrl, mediaTypes) => {
        let granted = false;
        ask(
          null,
          permission,
          (answer) => {
            granted = answer;
          },
          mediaTypes === undefined ? { requestingUrl } : { requestingUrl, mediaTypes },
        );
        return granted;
      },
      device: () => device(),
      download: () => {
        let prevented = false;
        session.emit('will-download', {
          preventDefault: () => {
            prevented = true;
          },
        });
        return !prevented;
      },
    },
    notifications,
    close: async () => {
      for (const window of windows) window.destroy();
      await options.host?.close();
    },
  };
}
