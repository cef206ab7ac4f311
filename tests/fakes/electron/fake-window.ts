import type { BrowserWindowConstructorOptions } from 'electron';
import type { ShellContents, ShellWindow } from '#electron/desktop/electron-api.ts';
import { createEmitter } from './emitter.ts';
import type { HostedPage, PageHost } from './page-host.ts';

export type FakeWindow = ShellWindow & {
  readonly options: BrowserWindowConstructorOptions;
  /** Which page it carries, by the last part of its address: screen, media, bar. */
  readonly role: () => string;
  readonly sent: readonly { readonly channel: string; readonly values: readonly unknown[] }[];
  readonly openHandler: () => { readonly action: string };
  /** The user's doing: closes, minimises, focuses. */
  readonly press: (what: 'close' | 'minimize' | 'focus' | 'blur') => { readonly prevented: boolean };
  readonly emit: (event: string, ...values: unknown[]) => { readonly prevented: boolean };
};

type Made = {
  readonly id: number;
  readonly options: BrowserWindowConstructorOptions;
  readonly record: (what: string, ...values: unknown[]) => void;
  readonly host: PageHost | undefined;
  readonly onInvoke: (window: FakeWindow, channel: string, values: readonly unknown[]) => Promise<unknown>;
  readonly onSend: (window: FakeWindow, channel: string, values: readonly unknown[]) => void;
  readonly serve: (request: Request) => Promise<Response>;
  readonly mayUseMicrophone: () => boolean;
};

export function createFakeWindow(made: Made): FakeWindow {
  const { record, options } = made;
  const windowEvents = createEmitter();
  const contentsEvents = createEmitter();
  const frame = { url: 'about:blank' };
  const sent: { channel: string; values: readonly unknown[] }[] = [];
  let page: HostedPage | null = null;
  let visible = options.show !== false;
  let minimized = false;
  let focused = false;
  let destroyed = false;
  let openHandler: () => { action: string } = () => ({ action: 'allow' });

  const role = (): string => URL.parse(frame.url)?.pathname.split('/')[1] ?? '';
  const preventably = (emit: (event: { preventDefault: () => void }) => void): { prevented: boolean } => {
    let prevented = false;
    emit({
      preventDefault: () => {
        prevented = true;
      },
    });
    return { prevented };
  };
  const navigated = (): void => contentsEvents.emit('did-start-navigation', { isMainFrame: true, isSameDocument: false });

  const webContents: ShellContents = {
    id: made.id,
    mainFrame: frame,
    getURL: () => frame.url,
    isDestroyed: () => destroyed,
    send: (channel, ...values) => {
      // Electron throws for what structured clone cannot carry; JSON is stricter still, and the contract fits it.
      const carried: readonly unknown[] = JSON.parse(JSON.stringify(values));
      sent.push({ channel, values: carried });
      void page?.send(channel, carried);
    },
    reload: () => {
      record(`${role()}.reload`);
      if (page) void page.reload();
      else navigated();
    },
    setWindowOpenHandler: (handler) => {
      openHandler = handler;
    },
    on: (event: string, listener: (...values: never[]) => void) => contentsEvents.on(event, listener),
  };

  const window: FakeWindow = {
    webContents,
    options,
    role,
    sent,
    openHandler: () => openHandler(),
    loadURL: async (url) => {
      record('loadURL', url);
      frame.url = url;
      if (!made.host) return navigated();
      page = await made.host.open({
        url,
        preloadFile: options.webPreferences?.preload ?? '',
        programArguments: options.webPreferences?.additionalArguments ?? [],
        width: options.width ?? 800,
        height: options.height ?? 600,
        invoke: (channel, values) => made.onInvoke(window, channel, values),
        send: (channel, values) => made.onSend(window, channel, values),
        mayUseMicrophone: made.mayUseMicrophone(),
        serve: made.serve,
        onComplaint: (text) => record(`${role()}.complaint`, text),
        onNavigation: navigated,
      });
      await page.load();
    },
    show: () => {
      record(`${role()}.show`);
      visible = true;
      focused = true;
      windowEvents.emit('show');
    },
    showInactive: () => {
      record(`${role()}.showInactive`);
      visible = true;
      windowEvents.emit('show');
    },
    hide: () => {
      record(`${role()}.hide`);
      visible = false;
      focused = false;
      windowEvents.emit('hide');
    },
    focus: () => {
      focused = true;
      windowEvents.emit('focus');
    },
    restore: () => {
      minimized = false;
      windowEvents.emit('restore');
    },
    isVisible: () => visible,
    isMinimized: () => minimized,
    isFocused: () => focused,
    isDestroyed: () => destroyed,
    destroy: () => {
      if (destroyed) return;
      record(`${role()}.destroy`);
      destroyed = true;
      void page?.close();
    },
    flashFrame: (flag) => record(`${role()}.flashFrame`, flag),
    setAlwaysOnTop: (flag, level) => record('setAlwaysOnTop', flag, level),
    on: (event: string, listener: (...values: never[]) => void) => windowEvents.on(event, listener),
    press: (what) => {
      if (what === 'close') return preventably((event) => windowEvents.emit('close', event));
      if (what === 'minimize') minimized = true;
      focused = what === 'focus';
      windowEvents.emit(what);
      return { prevented: false };
    },
    emit: (event, ...values) =>
      preventably((preventable) => contentsEvents.emit(event, Object.assign(preventable, values[0]), ...values.slice(1))),
  };
  return window;
}
