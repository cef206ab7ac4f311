import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { cache, firstThere, root } from './paths.mjs';

/** How long we wait for Electron's binary to be fetched before the browser is used instead. */
const electronFetchMs = 20_000;

/** Is there a screen that a window could open on? */
export function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY ?? process.env.WAYLAND_DISPLAY);
}

const electronBinary = () => {
  const folder = join(root, 'node_modules', 'electron');
  const named = join(folder, 'path.txt');
  return existsSync(named) ? firstThere([join(folder, 'dist', readFileSync(named, 'utf8').trim())]) : null;
};

/**
 * Electron's binary, fetched once if that can be done within twenty seconds; null when it cannot.
 * @param {(line: string) => void} say
 * @returns {string | null}
 */
export function findElectron(say) {
  const there = electronBinary();
  if (there) return there;
  const installer = firstThere([join(root, 'node_modules', 'electron', 'install.js')]);
  const tried = join(cache, 'electron-not-fetched');
  if (!installer || existsSync(tried)) return null;
  say('fetching the desktop shell (Electron) …');
  const done = spawnSync(process.execPath, [installer], { cwd: root, stdio: 'ignore', timeout: electronFetchMs });
  const fetched = electronBinary();
  if (done.status === 0 && fetched) return fetched;
  mkdirSync(cache, { recursive: true });
  writeFileSync(tried, 'Delete this file to let npm start try again to fetch Electron.\n');
  say('the desktop shell could not be fetched here; a browser window is used instead.');
  return null;
}

/**
 * An installed Chromium, Chrome or Edge.
 * @returns {string | null}
 */
export function findBrowser() {
  const said = process.env.NINHAO_BROWSER;
  if (said) return firstThere([said]);
  if (process.platform === 'darwin') {
    return firstThere([
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ]);
  }
  if (process.platform === 'win32') {
    const bases = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA];
    return firstThere(
      bases.flatMap((base) =>
        base ? [join(base, 'Google/Chrome/Application/chrome.exe'), join(base, 'Microsoft/Edge/Application/msedge.exe')] : [],
      ),
    );
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  return firstThere(names.flatMap((name) => folders.map((folder) => join(folder, name))));
}

/**
 * The desktop shell; it runs the seat itself.
 * @param {string} electron
 * @param {Record<string, string>} env
 * @param {(line: string) => void} say
 */
export function openDesktop(electron, env, say) {
  const child = spawn(electron, [...rootFlags(say), root], { stdio: ['ignore', 2, 2], env: { ...process.env, ...env } });
  return { closed: new Promise((done) => child.once('exit', () => done(undefined))) };
}

/** @param {(line: string) => void} say */
function rootFlags(say) {
  if (process.getuid?.() !== 0) return [];
  say('warning: running as root, so the window runs without its sandbox. Use an ordinary account for real work.');
  return ['--no-sandbox'];
}

/**
 * Opens the seat as an application window of its own profile. The returned promise settles when the window is closed.
 * @param {string} browser
 * @param {string} url
 * @param {string} profile
 * @param {(line: string) => void} say
 * @returns {{ closed: Promise<void>, close: () => void }}
 */
export function openBrowserWindow(browser, url, profile, say) {
  const flags = [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--autoplay-policy=no-user-gesture-required',
  ];
  flags.push(...rootFlags(say));
  const child = spawn(browser, flags, { stdio: 'ignore', detached: process.platform !== 'win32' });
  const closed = new Promise((done) => {
    child.once('exit', () => done(undefined));
    child.once('error', (error) => {
      say(`the browser did not start (${error.message}): open the address by hand.`);
      done(undefined);
    });
  });
  return { closed, close: () => child.kill('SIGTERM') };
}
