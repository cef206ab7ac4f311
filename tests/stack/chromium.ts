import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export type Window = {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly close: () => Promise<void>;
};

export type WindowOptions = {
  /** A WAV file that plays, over and over, as the microphone; without one there is Chromium's own beep. */
  readonly microphoneWav?: string;
  /** false: the browser refuses the microphone. */
  readonly allowMicrophone?: boolean;
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly headless?: boolean;
};

const found = [process.env.NINHAO_BROWSER, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

/** Chromium with a pretended sound card, 1366×768, closed to the outside world. */
export async function openWindow(options: WindowOptions = {}): Promise<Window> {
  if (!found) throw new Error('Chromium is not installed: apt-get install chromium, or name one in NINHAO_BROWSER.');
  const browser = await chromium.launch({
    executablePath: found,
    headless: options.headless ?? true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--use-fake-device-for-media-stream',
      ...(options.allowMicrophone === false ? ['--deny-permission-prompts'] : ['--use-fake-ui-for-media-stream']),
      ...(options.microphoneWav ? [`--use-file-for-fake-audio-capture=${options.microphoneWav}`] : []),
      '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection',
    ],
  });
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1366, height: options.height ?? 768 },
    colorScheme: options.colorScheme ?? 'light',
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
  });
  const page = await context.newPage();
  return { browser, context, page, close: () => browser.close() };
}
