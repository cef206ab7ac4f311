import { existsSync, readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import type { HostedPage, PageHost, PageRequest } from './page-host.ts';

/** Chromium knows no app:// scheme: there the same pages live at an origin that is secure and exists nowhere else. */
const standIn = 'https://ninhao.invalid';

export type BrowserHostOptions = {
  /** Where a test may reach the same pages by the debugging protocol. */
  readonly debuggingPort: number;
  /** Plays as the microphone. */
  readonly microphoneWav: string;
};

const place = [process.env.NINHAO_BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

/** Windows of the fake Electron as pages of a real Chromium, each with the built preload in front of its own scripts. */
export function createBrowserHost(options: BrowserHostOptions): PageHost {
  let started: Promise<{ browser: Browser; context: BrowserContext }> | null = null;

  async function start(): Promise<{ browser: Browser; context: BrowserContext }> {
    if (!place) throw new Error('Chromium is not installed: apt-get install chromium, or name one in NINHAO_BROWSER.');
    const browser = await chromium.launch({
      executablePath: place,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--autoplay-policy=no-user-gesture-required',
        '--allow-loopback-in-peer-connection',
        '--use-fake-device-for-media-stream',
        `--use-file-for-fake-audio-capture=${options.microphoneWav}`,
        `--remote-debugging-port=${options.debuggingPort}`,
      ],
    });
    const context = await browser.newContext({ locale: 'zh-CN', timezoneId: 'Asia/Shanghai', viewport: null });
    return { browser, context };
  }

  return {
    open: async (wanted) => {
      started ??= start();
      const { context } = await started;
      if (wanted.mayUseMicrophone) await context.grantPermissions(['microphone'], { origin: standIn });
      const page = await context.newPage();
      await page.setViewportSize({ width: wanted.width, height: wanted.height });
      await prepare(page, wanted);
      return hosted(page, standIn + new URL(wanted.url).pathname);
    },
    close: async () => {
      await (await started)?.browser.close();
    },
  };
}

async function prepare(page: Page, wanted: PageRequest): Promise<void> {
  await page.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    // A page that reaches for anything but its own scheme finds nothing there, as on a machine without a network.
    if (url.origin !== standIn) return route.abort();
    const response = await wanted.serve(new Request(`app://ninhao${url.pathname}`, { method: route.request().method() }));
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: Buffer.from(await response.arrayBuffer()),
    });
  });
  page.on('request', (request) => {
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) wanted.onNavigation();
  });
  page.on('pageerror', (error) => wanted.onComplaint(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') wanted.onComplaint(message.text());
  });
  await page.exposeFunction('fakeElectronInvoke', wanted.invoke);
  await page.exposeFunction('fakeElectronSend', wanted.send);
  await page.addInitScript({ content: withElectron(readFileSync(wanted.preloadFile, 'utf8'), wanted.programArguments) });
}

/** The preload as Electron runs it in its sandbox: CommonJS, with `electron`, a process with arguments, and nothing else. */
function withElectron(preload: string, programArguments: readonly string[]): string {
  return `(() => {
  const listeners = new Map();
  const of = (channel) => listeners.get(channel) ?? [];
  const ipcRenderer = {
    invoke: (channel, ...values) => window.fakeElectronInvoke(channel, values),
    send: (channel, ...values) => void window.fakeElectronSend(channel, values),
    on: (channel, listener) => void listeners.set(channel, [...of(channel), listener]),
    removeListener: (channel, listener) => void listeners.set(channel, of(channel).filter((one) => one !== listener)),
  };
  window.fakeElectronDeliver = (channel, values) => { for (const listener of of(channel)) listener({}, ...values); };
  const contextBridge = {
    exposeInMainWorld: (name, api) => Object.defineProperty(window, name, { value: Object.freeze(api), enumerable: true }),
  };
  const process = { argv: ${JSON.stringify(['electron', ...programArguments])}, env: {}, versions: {} };
  const module = { exports: {} };
  const require = (name) => {
    if (name === 'electron') return { contextBridge, ipcRenderer };
    throw new Error('a sandboxed preload cannot require ' + name);
  };
  ((module, exports, require, process) => {
${preload}
  })(module, module.exports, require, process);
})();`;
}

function hosted(page: Page, url: string): HostedPage {
  return {
    load: async () => {
      await page.goto(url);
    },
    send: async (channel, values) => {
      // A message to a page that is just being loaded is lost, as in Electron.
      await page
        .evaluate(
          ([to, what]) => {
            const { fakeElectronDeliver } = globalThis as {
              fakeElectronDeliver?: (channel: string, values: readonly unknown[]) => void;
            };
            fakeElectronDeliver?.(to, what);
          },
          [channel, values] as const,
        )
        .catch(() => undefined);
    },
    reload: async () => {
      await page.reload();
    },
    close: () => page.close().catch(() => undefined),
  };
}
