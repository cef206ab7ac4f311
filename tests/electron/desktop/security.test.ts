import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindowConstructorOptions } from 'electron';
import { beforeAll, describe, expect, it } from 'vitest';
import { contentSecurityPolicy } from '#electron/desktop/app-scheme.ts';
import { isWindowRole, mediaEventNames, mediaRequestNames, requestNames } from '#electron/desktop/channels.ts';
import { type Desk, ringing, startDesk, withCalls } from './desk.ts';

/**
 * The twenty points of Electron's security guide, in its order and by its titles. Each is checked on the running shell (on the fake
 * Electron), from its source, or both; what neither can show is said beside the point.
 */

const root = join(import.meta.dirname, '../../..');

function sources(folder: string): { readonly file: string; readonly text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(?:tsx?|html|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

function filesWith(pattern: RegExp, ...folders: readonly string[]): readonly string[] {
  return folders
    .flatMap(sources)
    .filter(({ text }) => pattern.test(text))
    .map(({ file }) => file);
}

let desk: Desk;
let preferences: readonly NonNullable<BrowserWindowConstructorOptions['webPreferences']>[];

beforeAll(async () => {
  desk = await startDesk();
  desk.window('screen').press('minimize');
  // The bar opens while a call is live and the window is not seen, so that all three kinds of window are looked at.
  desk.become(withCalls(ringing));
  preferences = desk.electron.windows.map((window) => window.options.webPreferences ?? {});
});

describe('1. Only load secure content', () => {
  it('every window loads a page of our own scheme', () => {
    const loaded = desk.electron.recordsOf('loadURL').map((entry) => entry.values[0]);
    expect(loaded.sort()).toEqual(['app://ninhao/bar/', 'app://ninhao/media/', 'app://ninhao/screen/']);
  });

  it('no page and no line of the shell names a plain http or ws address to load from', () => {
    expect(filesWith(/(?:src|href|loadURL|import|fetch)\s*[=(]\s*['"`](?:http|ws):/, 'electron/desktop', 'renderer')).toEqual([]);
  });
});

describe('2. Do not enable Node.js integration for remote content', () => {
  it('no window has it, in its page, its workers or its frames; there is no remote content at all', () => {
    expect(preferences).toHaveLength(3);
    for (const each of preferences) {
      expect(each).toMatchObject({ nodeIntegration: false, nodeIntegrationInWorker: false, nodeIntegrationInSubFrames: false });
    }
  });
});

describe('3. Enable context isolation in all renderers', () => {
  it('every window has it', () => {
    for (const each of preferences) expect(each.contextIsolation).toBe(true);
  });
});

describe('4. Enable process sandboxing', () => {
  it('every window has it, and the whole program before anything is opened', () => {
    for (const each of preferences) expect(each.sandbox).toBe(true);
    const order = desk.electron.records.map((entry) => entry.what);
    expect(order.indexOf('app.enableSandbox')).toBe(0);
    expect(filesWith(/no-sandbox|disableHardwareAcceleration|appendSwitch/, 'electron/desktop')).toEqual([]);
  });
});

describe('5. Handle session permission requests from remote content', () => {
  const own = 'app://ninhao/screen/';

  it.each([
    ['media', ['audio'], true],
    ['media', ['video'], false],
    ['media', ['audio', 'video'], false],
    ['notifications', undefined, true],
    ['speaker-selection', undefined, true],
    ['geolocation', undefined, false],
    ['clipboard-read', undefined, false],
    ['display-capture', undefined, false],
    ['openExternal', undefined, false],
    ['usb', undefined, false],
    ['midiSysex', undefined, false],
    ['unknown', undefined, false],
  ] as const)('%s %j from our own page is granted: %s', (permission, mediaTypes, granted) => {
    expect(desk.electron.permission.request(permission, own, mediaTypes)).toBe(granted);
    const mediaType = mediaTypes === undefined ? undefined : mediaTypes.some((type) => type === 'video') ? 'video' : 'audio';
    expect(desk.electron.permission.check(permission, 'app://ninhao', mediaType)).toBe(granted);
  });

  it.each(['https://example.org/', 'app://elsewhere/', 'file:///screen/', 'app://ninhao.example/', 'data:text/html,x', ''])(
    'nothing is granted to %s',
    (url) => {
      for (const permission of ['media', 'notifications', 'speaker-selection']) {
        expect(desk.electron.permission.request(permission, url, ['audio'])).toBe(false);
        expect(desk.electron.permission.check(permission, url)).toBe(false);
      }
    },
  );

  it('no device is handed out and nothing is downloaded', () => {
    expect(desk.electron.permission.device()).toBe(false);
    expect(desk.electron.permission.download()).toBe(false);
  });
});

describe('6. Do not disable webSecurity', () => {
  it('every window has it on', () => {
    for (const each of preferences) expect(each.webSecurity).toBe(true);
  });
});

describe('7. Define a Content Security Policy', () => {
  it('it begins with nothing, allows scripts of our own origin only and no eval', () => {
    const rules = Object.fromEntries(
      contentSecurityPolicy.split('; ').map((rule) => [rule.split(' ')[0], rule.split(' ').slice(1)]),
    );
    expect(rules['default-src']).toEqual(["'none'"]);
    expect(rules['script-src']).toEqual(["'self'"]);
    expect(rules['connect-src']).toEqual(["'self'"]);
    expect(rules['object-src'] ?? rules['default-src']).toEqual(["'none'"]);
    expect(rules['frame-ancestors']).toEqual(["'none'"]);
    expect(rules['base-uri']).toEqual(["'none'"]);
    expect(contentSecurityPolicy).not.toMatch(/unsafe-eval|\*|https?:/);
  });

  it('it is sent with every answer, refusals included', async () => {
    for (const url of ['app://ninhao/screen/', 'app://ninhao/screen/main.js', 'app://ninhao/no-such-page']) {
      const response = await desk.electron.fetch(url);
      expect(response.headers.get('Content-Security-Policy')).toBe(contentSecurityPolicy);
      expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    }
  });
});

describe('8. Do not enable allowRunningInsecureContent', () => {
  it('no window does', () => {
    for (const each of preferences) expect(each.allowRunningInsecureContent).toBe(false);
  });
});

describe('9. Do not enable experimental features', () => {
  it('no window does', () => {
    for (const each of preferences) expect(each.experimentalFeatures).toBe(false);
  });
});

describe('10. Do not use enableBlinkFeatures', () => {
  it('no window does', () => {
    for (const each of preferences) expect(each).not.toHaveProperty('enableBlinkFeatures');
    expect(filesWith(/enableBlinkFeatures|enable-blink-features/, 'electron/desktop')).toEqual([]);
  });
});

describe('11. Do not use allowpopups for WebViews', () => {
  it('there is no webview, and none can be made', () => {
    for (const each of preferences) expect(each.webviewTag).toBe(false);
    expect(filesWith(/<webview|allowpopups/i, 'electron/desktop', 'renderer')).toEqual([]);
  });
});

describe('12. Verify WebView options before creation', () => {
  it('every attempt to attach one is refused', () => {
    for (const window of desk.electron.windows) expect(window.emit('will-attach-webview', {}, {}).prevented).toBe(true);
  });
});

describe('13. Disable or limit navigation', () => {
  it.each([
    'https://example.org/',
    'app://ninhao/media/',
    'app://elsewhere/screen/',
    'file:///etc/passwd',
    'javascript:alert(1)',
  ])('the screen does not go to %s', (url) => {
    for (const event of ['will-navigate', 'will-redirect', 'will-frame-navigate']) {
      expect(desk.window('screen').emit(event, { url }).prevented).toBe(true);
    }
  });

  it('a page may load itself anew', () => {
    expect(desk.window('screen').emit('will-navigate', { url: 'app://ninhao/screen/#calls' }).prevented).toBe(false);
  });
});

describe('14. Disable or limit creation of new windows', () => {
  it('every attempt is denied', () => {
    for (const window of desk.electron.windows) expect(window.openHandler()).toEqual({ action: 'deny' });
  });
});

describe('15. Do not use shell.openExternal with untrusted content', () => {
  it('the shell does not use it at all', () => {
    expect(filesWith(/openExternal|openPath|\bshell\b.*from 'electron'|child_process/, 'electron/desktop')).toEqual([]);
  });
});

describe('16. Use a current version of Electron', () => {
  // Which version is current cannot be known without the network; that it is pinned exactly, and how old it may get, can.
  it('it is pinned exactly, at 45 or later', () => {
    const text = readFileSync(join(root, 'package.json'), 'utf8');
    const version = /"electron": "([^"]+)"/.exec(text)?.[1] ?? '';
    expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    expect(Number(version.split('.')[0])).toBeGreaterThanOrEqual(45);
  });
});

describe('17. Validate the sender of all IPC messages', () => {
  const foreign = [
    { url: 'https://example.org/' },
    { url: 'app://elsewhere/screen/' },
    { isMainFrame: false },
    { isGone: true },
  ] as const;

  it('the channels are those of the contract and no others', () => {
    const { handled, listened } = desk.electron.channels();
    expect([...handled].sort()).toEqual(requestNames.map((name) => `seat:request:${name}`).sort());
    const events = mediaEventNames.map((name) => `media:event:${name}`);
    expect([...listened].sort()).toEqual([...events, 'media:reply', 'bar:action'].sort());
  });

  it.each(requestNames)('%s is refused to every sender but the screen, and the seat does not hear of it', async (name) => {
    const before = desk.asked.length;
    const channel = `seat:request:${name}`;
    const screen = desk.window('screen');
    for (const from of foreign) {
      expect(await desk.electron.invoke(screen, channel, [{}], from)).toMatchObject({ ok: false, error: { code: 'not-open' } });
    }
    for (const role of ['media', 'bar'] as const) {
      expect(await desk.electron.invoke(desk.window(role), channel, [{}])).toMatchObject({ ok: false });
    }
    expect(desk.asked).toHaveLength(before);
    expect(await desk.electron.invoke(screen, channel, [{}])).toMatchObject({ ok: true });
    expect(desk.asked.at(-1)?.name).toBe(name);
  });

  it('events and replies of the media page count only from its own main frame', () => {
    const before = desk.media.received.length;
    for (const channel of [...mediaEventNames.map((name) => `media:event:${name}`), 'media:reply']) {
      for (const from of foreign) desk.electron.send(desk.window('media'), channel, [1, { ok: true, value: {} }], from);
      for (const role of ['screen', 'bar'] as const) desk.electron.send(desk.window(role), channel, [1, { ok: true, value: {} }]);
    }
    expect(desk.media.received).toHaveLength(before);
    desk.electron.send(desk.window('media'), 'media:event:hello', [{ pageId: 'p1' }]);
    expect(desk.media.received.at(-1)).toEqual({ kind: 'event', name: 'hello', payload: { pageId: 'p1' } });
  });

  it('the bar acts only from its own window, and only with an action of the contract', () => {
    const before = desk.asked.length;
    const press = { action: 'end', callId: 'call-1' };
    for (const from of foreign) desk.electron.send(desk.window('bar'), 'bar:action', [press], from);
    desk.electron.send(desk.window('screen'), 'bar:action', [press]);
    desk.electron.send(desk.window('bar'), 'bar:action', [{ action: 'transfer.blind', callId: 'call-1' }]);
    desk.electron.send(desk.window('bar'), 'bar:action', ['end']);
    expect(desk.asked).toHaveLength(before);
    desk.electron.send(desk.window('bar'), 'bar:action', [press]);
    expect(desk.asked.at(-1)).toEqual({ name: 'call.hang-up', params: { callId: 'call-1' } });
  });
});

describe('18. Avoid usage of the file:// protocol and prefer usage of custom protocols', () => {
  it('our scheme is registered before the program is ready, and is given no more than it needs', () => {
    const order = desk.electron.records.map((entry) => entry.what);
    expect(order.indexOf('protocol.registerSchemesAsPrivileged')).toBeLessThan(order.indexOf('protocol.handle'));
    expect(desk.electron.recordsOf('protocol.registerSchemesAsPrivileged')[0]?.values).toEqual([
      [{ scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } }],
    ]);
    expect(filesWith(/loadFile|file:\/\//, 'electron/desktop')).toEqual([]);
  });

  it.each([
    ['app://ninhao/screen/', 200],
    ['app://ninhao/screen/main.js', 200],
    ['app://ninhao/', 404],
    ['app://ninhao/../desk.ts', 404],
    ['app://ninhao/..%2fdesk.ts', 404],
    ['app://ninhao/screen/..%2f..%2fdesk.ts', 404],
    ['app://ninhao/%00', 404],
    ['app://ninhao/%E0%A4%A', 404],
    ['app://ninhao//etc/passwd', 404],
    ['app://elsewhere/screen/', 404],
  ])('%s answers %d', async (url, status) => {
    expect((await desk.electron.fetch(url)).status).toBe(status);
  });

  it('nothing but GET is answered', async () => {
    expect((await desk.electron.fetch('app://ninhao/screen/', { method: 'POST', body: 'x' })).status).toBe(405);
  });
});

describe('19. Check which fuses you can change', () => {
  // Which are set is asserted in packaging.test.ts, and that packing really sets them in the program's bytes in
  // tests/browser/desktop-package.test.ts. That Electron obeys them cannot be shown here: its binary is not to be had.
  it('the packaging says so', () => {
    expect(readFileSync(join(root, 'electron-builder.yml'), 'utf8')).toContain('electronFuses:');
  });
});

describe('20. Do not expose Electron APIs to untrusted web content', () => {
  it('the preload exposes our own three bridges and neither ipcRenderer nor its events', () => {
    const preload = readFileSync(join(root, 'electron/desktop/preload.ts'), 'utf8');
    const exposed = [...preload.matchAll(/exposeInMainWorld\('(\w+)', (\w+)\(\)\)/g)].map((match) => match[1]);
    expect(exposed).toEqual(['seat', 'seatMedia', 'callBar']);
    expect(preload.match(/exposeInMainWorld/g)).toHaveLength(3);
    expect(preload).not.toMatch(/exposeInMainWorld\([^)]*ipcRenderer/);
  });

  it('each window is told its own role, and gets the bridge of that role', () => {
    for (const window of desk.electron.windows) {
      const [argument = ''] = window.options.webPreferences?.additionalArguments ?? [];
      expect(isWindowRole(argument.replace('--ninhao-window=', ''))).toBe(true);
      expect(argument).toBe(`--ninhao-window=${window.role()}`);
    }
    expect(mediaRequestNames.length).toBeGreaterThan(10);
  });

  it('only the main process and the preload import electron', () => {
    expect(filesWith(/from 'electron'/, 'renderer', 'shared', 'server', 'electron/seat', 'electron/web')).toEqual([]);
  });
});
