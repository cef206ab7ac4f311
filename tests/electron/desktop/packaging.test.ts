import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { FuseV1Options } from '@electron/fuses';
import type { Configuration } from 'electron-builder';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { linkSchemes } from '#electron/desktop/links.ts';

const root = join(import.meta.dirname, '../../..');

// electron-builder's own reader and check of its configuration, by way of the package that carries them.
const fromBuilder = createRequire(createRequire(import.meta.url).resolve('electron-builder'));
const builder: {
  getConfig: (projectFolder: string, file: string, request: null) => Promise<Configuration>;
  validateConfiguration: (config: Configuration, log: { isEnabled: boolean; add: () => void }) => Promise<void>;
} = fromBuilder('app-builder-lib/out/util/config/config.js');

const targets = z.object({ target: z.array(z.object({ target: z.string(), arch: z.array(z.string()) })) });
const Packaging = z.object({
  files: z.array(z.string()).or(z.unknown()),
  asar: z.literal(true),
  asarUnpack: z.array(z.string()),
  electronFuses: z.record(z.string(), z.boolean()),
  protocols: z.array(z.object({ name: z.string(), schemes: z.array(z.string()) })),
  win: targets,
  mac: targets.extend({ hardenedRuntime: z.literal(true), extendInfo: z.record(z.string(), z.string()) }),
  linux: targets.extend({ mimeTypes: z.array(z.string()) }),
});

let raw: Configuration;
let packaging: z.infer<typeof Packaging>;

beforeAll(async () => {
  raw = await builder.getConfig(root, 'electron-builder.yml', null);
  packaging = Packaging.parse(raw);
});

const quiet = { isEnabled: false, add: () => undefined };

describe('the packaging', () => {
  it('holds against the schema of electron-builder', async () => {
    await expect(builder.validateConfiguration(raw, quiet)).resolves.toBeUndefined();
  });

  it('would be refused with a word that the schema does not know', async () => {
    await expect(builder.validateConfiguration(Object.assign({}, raw, { electronFuse: {} }), quiet)).rejects.toThrow(
      /electronFuse/,
    );
  });

  it('is for Windows, macOS and Linux', () => {
    const names = (of: z.infer<typeof targets>): readonly string[] => of.target.map(({ target }) => target);
    expect(names(packaging.win)).toEqual(['nsis']);
    expect(names(packaging.mac)).toEqual(['dmg']);
    expect(names(packaging.linux)).toEqual(['AppImage', 'deb']);
  });

  it('keeps the native module outside the archive, where it can be opened', () => {
    expect(packaging.asarUnpack).toEqual(['node_modules/better-sqlite3/**']);
  });

  it('registers the links that the program opens, and asks macOS for the microphone', () => {
    expect(packaging.protocols.flatMap(({ schemes }) => schemes)).toEqual([...linkSchemes]);
    expect(packaging.linux.mimeTypes).toEqual(linkSchemes.map((scheme) => `x-scheme-handler/${scheme}`));
    expect(packaging.mac.extendInfo.NSMicrophoneUsageDescription).toContain('麦克风');
    expect(readFileSync(join(root, 'electron/desktop/packaging/entitlements.mac.plist'), 'utf8')).toContain('audio-input');
  });
});

describe('the fuses', () => {
  it.each([
    ['runAsNode', false],
    ['enableCookieEncryption', true],
    ['enableNodeOptionsEnvironmentVariable', false],
    ['enableNodeCliInspectArguments', false],
    ['enableEmbeddedAsarIntegrityValidation', true],
    ['onlyLoadAppFromAsar', true],
    ['loadBrowserProcessSpecificV8Snapshot', false],
    ['grantFileProtocolExtraPrivileges', false],
  ])('%s: %s', (fuse, value) => {
    expect(packaging.electronFuses[fuse]).toBe(value);
  });

  it('are decided one by one: every fuse that exists is named', () => {
    const known = Object.keys(FuseV1Options).filter((name) => !/^\d+$/.test(name));
    const plain = (name: string): string => name.replace(/^enable/i, '').toLowerCase();
    // electron-builder offers no word for this one; its default (on) is the safe side.
    const decided = [...Object.keys(packaging.electronFuses), 'wasmTrapHandlers'].map(plain);
    expect(known.map(plain).sort()).toEqual(decided.sort());
  });
});
