import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openKeyStore } from '#electron/desktop/key-store.ts';
import { createFakeElectron } from '#tests/fakes/electron/fake-electron.ts';
import { quietLog } from './desk.ts';
import { tempFolder } from './temp-folder.ts';

const safeStorage = createFakeElectron({ userData: '/nowhere' }).api.safeStorage;

async function open(at: string) {
  const store = await openKeyStore(safeStorage, at, quietLog);
  if (store === null) throw new Error('no key store');
  return store;
}

describe('the key store', () => {
  it('gives back after a restart what was set, in a file that only its owner reads and that does not hold it in clear', async () => {
    const at = tempFolder();
    const store = await open(at);
    store.set('sip-password', 'geheim 秘密');
    expect(store.get('sip-password')).toBe('geheim 秘密');
    await store.settled();
    const file = join(at, 'secrets.bin.json');
    expect(readFileSync(file, 'utf8')).not.toContain('geheim');
    expect(statSync(file).mode & 0o077).toBe(0);
    expect((await open(at)).get('sip-password')).toBe('geheim 秘密');
  });

  it('keeps the last of several values, and forgets with null', async () => {
    const at = tempFolder();
    const store = await open(at);
    for (const value of ['1', '2', '3']) store.set('sip-password', value);
    store.set('centre-session', 'token');
    store.set('centre-session', null);
    await store.settled();
    const again = await open(at);
    expect(again.get('sip-password')).toBe('3');
    expect(again.get('centre-session')).toBeNull();
  });

  it.each(['', 'not json', '{"sip-password":"not base64!"}', '{"sip-password":"////"}'])(
    'starts empty from a file that holds %j',
    async (text) => {
      const at = tempFolder();
      writeFileSync(join(at, 'secrets.bin.json'), text);
      expect((await open(at)).get('sip-password')).toBeNull();
    },
  );

  it('is none where the system has none: the seat then keeps its own file', async () => {
    const none = createFakeElectron({ userData: '/nowhere', hasKeyStore: false }).api.safeStorage;
    expect(await openKeyStore(none, tempFolder(), quietLog)).toBeNull();
  });
});
