import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { pinnedNode } from '../../tools/paths.mjs';

const root = join(import.meta.dirname, '../..');
const cli = join(createRequire(import.meta.url).resolve('electron-builder'), '../../cli.js');

/** A directory of an archive, as its header describes it. https://github.com/electron/asar#format */
type Entry = { readonly files?: Readonly<Record<string, Entry>> | undefined; readonly unpacked?: boolean | undefined };
const Entry: z.ZodType<Entry> = z.lazy(() =>
  z.object({ files: z.record(z.string(), Entry).optional(), unpacked: z.boolean().optional() }),
);

function headerOf(archive: string): Entry {
  const bytes = readFileSync(archive);
  return Entry.parse(JSON.parse(bytes.subarray(16, 16 + bytes.readUInt32LE(12)).toString('utf8')));
}

function filesIn(entry: Entry, at = ''): readonly { readonly path: string; readonly unpacked: boolean }[] {
  return Object.entries(entry.files ?? {}).flatMap(([name, child]) =>
    child.files ? filesIn(child, `${at}${name}/`) : [{ path: `${at}${name}`, unpacked: child.unpacked === true }],
  );
}

function emptyArchive(): Buffer {
  const json = '{"files":{}}';
  const header = Buffer.alloc(16 + json.length);
  header.writeUInt32LE(4, 0);
  header.writeUInt32LE(8 + json.length, 4);
  header.writeUInt32LE(4 + json.length, 8);
  header.writeUInt32LE(json.length, 12);
  header.write(json, 16);
  return header;
}

/** The look of Electron's folder: a program with a fuse wire as it leaves the factory, and nothing that runs. */
function pretendElectron(folder: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  mkdirSync(join(folder, 'locales'));
  const wire = Buffer.concat([Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'), Buffer.from([1, 9]), Buffer.from('101100011')]);
  writeFileSync(join(folder, 'electron'), Buffer.concat([Buffer.alloc(64), wire, Buffer.alloc(64)]));
  chmodSync(join(folder, 'electron'), 0o755);
  for (const name of ['LICENSE', 'LICENSES.chromium.html', 'chrome-sandbox', 'locales/en-US.pak'])
    writeFileSync(join(folder, name), '');
  writeFileSync(join(folder, 'resources/default_app.asar'), emptyArchive());
}

describe('the packed desktop program', () => {
  let folder: string;
  let app: string;
  let inside: ReturnType<typeof filesIn>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ninhao-package-'));
    pretendElectron(join(folder, 'electron'));
    const settings = [`-c.electronDist=${join(folder, 'electron')}`, `-c.directories.output=${join(folder, 'out')}`];
    await promisify(execFile)(pinnedNode, [cli, '--linux', 'dir', '--x64', '--config', 'electron-builder.yml', ...settings], {
      cwd: root,
      maxBuffer: 16 * 1024 * 1024,
    });
    app = join(folder, 'out/linux-unpacked');
    inside = filesIn(headerOf(join(app, 'resources/app.asar')));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the bundles, the pages of every window, the icons and one native module, and nothing else', () => {
    const paths = inside.map(({ path }) => path);
    const wanted = ['package.json', 'dist/desktop/main.js', 'dist/desktop/preload.cjs', 'assets/icons/tray-ready@2x.png'];
    const pages = ['screen', 'media', 'bar'].map((page) => `dist/pages/${page}/index.html`);
    for (const path of [...wanted, ...pages]) expect(paths).toContain(path);
    const known = /^(?:package\.json$|dist\/desktop\/|dist\/pages\/|assets\/icons\/|node_modules\/better-sqlite3\/)/;
    expect(paths.filter((path) => !known.test(path))).toEqual([]);
    expect(paths.filter((path) => path.endsWith('.map'))).toEqual([]);
  });

  it('has the native module on disk, and nothing else beside the archive', () => {
    const native = inside.filter(({ path }) => path.endsWith('.node'));
    expect(native.length).toBeGreaterThan(0);
    expect(native.every(({ unpacked }) => unpacked)).toBe(true);
    const unpacked = join(app, 'resources/app.asar.unpacked');
    expect(existsSync(join(unpacked, 'node_modules/better-sqlite3/prebuilds/linux-x64.node'))).toBe(true);
    const files = readdirSync(unpacked, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    const outside = files.map((entry) => relative(unpacked, join(entry.parentPath, entry.name)));
    expect(outside.filter((path) => !path.startsWith('node_modules/better-sqlite3/'))).toEqual([]);
  });

  it('has its fuses set in the program itself', async () => {
    const wire = await getCurrentFuseWire(join(app, 'ninhao'));
    const states = (wanted: FuseState): readonly FuseV1Options[] =>
      [0, 1, 2, 3, 4, 5, 6, 7].filter((fuse: FuseV1Options) => wire[fuse] === wanted);
    expect(states(FuseState.ENABLE)).toEqual([
      FuseV1Options.EnableCookieEncryption,
      FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
      FuseV1Options.OnlyLoadAppFromAsar,
    ]);
    expect(states(FuseState.DISABLE)).toEqual([
      FuseV1Options.RunAsNode,
      FuseV1Options.EnableNodeOptionsEnvironmentVariable,
      FuseV1Options.EnableNodeCliInspectArguments,
      FuseV1Options.LoadBrowserProcessSpecificV8Snapshot,
      FuseV1Options.GrantFileProtocolExtraPrivileges,
    ]);
  });
});
