import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ConnectionFile, readConnection, writeConnection } from '#electron/seat/config/connection.ts';
import { readEnvironment, readLogLevel, SeatEnvironment } from '#electron/seat/config/environment.ts';
import { takeDataFolder } from '#electron/seat/config/folder.ts';
import { ownSipAccount, resolveConnection } from '#electron/seat/config/resolve.ts';
import { createFileSecrets, withEnvironment } from '#electron/seat/config/secrets.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ninhao-config-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const noDamage = (): void => {
  throw new Error('nothing was damaged');
};

describe('the data folder', () => {
  const alive = { pid: 100, isAlive: () => true, birthOf: (pid: number) => `born-${pid}` };
  const lockOf = (pid: number, birth: string | null) => writeFileSync(join(folder, 'seat.lock'), JSON.stringify({ pid, birth }));

  test('is made, readable by its owner only, and free again after release', () => {
    const path = join(folder, 'deep', 'data');
    const taken = takeDataFolder(path);
    if (!taken.ok) throw new Error(taken.error.code);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(taken.value.afterCrash).toBe(false);
    taken.value.release();
    expect(takeDataFolder(path)).toMatchObject({ ok: true, value: { afterCrash: false } });
  });

  test('is refused while another living seat holds it, and says which', () => {
    lockOf(99, 'born-99');
    const taken = takeDataFolder(folder, alive);
    expect(taken).toMatchObject({ ok: false, error: { code: 'folder-in-use' } });
    expect(taken.ok ? '' : taken.error.detail).toContain('99');
  });

  test('of a dead seat is taken over, and the seat knows of the crash', () => {
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    lockOf(dead, null);
    expect(takeDataFolder(folder)).toMatchObject({ ok: true, value: { afterCrash: true } });
  });

  test('is not kept from us by another program that got the dead seat’s number', () => {
    lockOf(99, 'born-earlier');
    expect(takeDataFolder(folder, alive)).toMatchObject({ ok: true, value: { afterCrash: true } });
  });

  test('is not kept from us by our own number of an earlier life', () => {
    lockOf(100, 'born-earlier');
    expect(takeDataFolder(folder, alive)).toMatchObject({ ok: true, value: { afterCrash: true } });
  });

  test('with an unreadable lock is taken: the crash came between making and writing it', () => {
    writeFileSync(join(folder, 'seat.lock'), '');
    expect(takeDataFolder(folder)).toMatchObject({ ok: true, value: { afterCrash: true } });
  });
});

describe('seat.json', () => {
  test('may be missing: nothing is set', () => {
    expect(readConnection(folder)).toEqual({ ok: true, value: ConnectionFile.parse({}) });
  });

  test('comes back as it was written', () => {
    const file = ConnectionFile.parse({ pbxUrl: 'wss://pbx.example/ws', sipUser: '2001' });
    writeConnection(folder, file);
    expect(readConnection(folder)).toEqual({ ok: true, value: file });
  });

  test.each([
    ['{ "pbxUrl": "http://pbx.example" }', 'pbxUrl'],
    ['{ "pbxUrl": "javascript:alert(1)" }', 'pbxUrl'],
    ['{ "outgoingNumbers": [12] }', 'outgoingNumbers.0'],
    ['{ "pbxUri": "wss://pbx.example" }', 'pbxUri'],
    ['{ pbxUrl: 1 }', 'JSON'],
  ])('%s is refused with the name of the file and of the field', (text, field) => {
    writeFileSync(join(folder, 'seat.json'), text);
    const read = readConnection(folder);
    expect(read).toMatchObject({ ok: false, error: { code: 'bad-config' } });
    const detail = read.ok ? '' : (read.error.detail ?? '');
    expect(detail).toContain('seat.json');
    expect(detail).toContain(field);
  });
});

describe('secrets', () => {
  test('are in a file that only its owner may read, and are forgotten on request', () => {
    const secrets = createFileSecrets(folder, noDamage);
    secrets.set('sip-password', 'p');
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(createFileSecrets(folder, noDamage).get('sip-password')).toBe('p');
    secrets.set('sip-password', null);
    expect(createFileSecrets(folder, noDamage).get('sip-password')).toBeNull();
  });

  test('in a file that was open to others are closed to them', () => {
    const file = join(folder, 'secrets.json');
    writeFileSync(file, '{"sip-password":"p"}');
    chmodSync(file, 0o644);
    createFileSecrets(folder, noDamage);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('of a damaged file are none, and somebody hears of it', () => {
    writeFileSync(join(folder, 'secrets.json'), 'garbage');
    const damaged: string[] = [];
    const secrets = createFileSecrets(folder, (file) => damaged.push(file));
    expect(secrets.get('sip-password')).toBeNull();
    expect(damaged).toHaveLength(1);
  });

  test('of the environment win and are never written down', () => {
    const secrets = withEnvironment(createFileSecrets(folder, noDamage), { 'sip-password': 'given' });
    expect(secrets.get('sip-password')).toBe('given');
    expect(existsSync(join(folder, 'secrets.json'))).toBe(false);
    secrets.set('web-session', 'x');
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).not.toContain('given');
  });
});

describe('where the seat belongs', () => {
  const given = (values: Record<string, string> = {}) =>
    SeatEnvironment.parse({
      NINHAO_SEAT_DATA: folder,
      NINHAO_CENTRE_URL: 'http://127.0.0.1:5000',
      NINHAO_AGENT: '1001',
      NINHAO_AGENT_PASSWORD: 'sample',
      ...values,
    });
  const file = (values: Record<string, unknown> = {}) => ConnectionFile.parse(values);

  test('the launcher’s sample centre signs its sample agent in', () => {
    expect(resolveConnection(file(), given())).toMatchObject({
      centreUrl: 'http://127.0.0.1:5000',
      agentNumber: '1001',
      samplePassword: 'sample',
      pbxUrl: '',
    });
  });

  test('a centre set by the agent wins over it, and the sample password is not offered there', () => {
    const own = file({ centreUrl: 'https://centre.example', agentNumber: '2001' });
    expect(resolveConnection(own, given())).toMatchObject({
      centreUrl: 'https://centre.example',
      agentNumber: '2001',
      samplePassword: null,
    });
  });

  test('a PBX of the environment wins over the file', () => {
    const connection = resolveConnection(
      file({ pbxUrl: 'wss://file.example/ws' }),
      given({ NINHAO_PBX_URL: 'wss://given.example:8089/ws', NINHAO_SIP_USER: '3001' }),
    );
    expect(ownSipAccount(connection, 'p')).toMatchObject({
      wsUrl: 'wss://given.example:8089/ws',
      domain: 'given.example',
      user: '3001',
      password: 'p',
      practice: false,
    });
  });

  test('without a PBX of its own the centre gives the account', () => {
    expect(ownSipAccount(resolveConnection(file(), given()), null)).toBeNull();
  });

  test('a bad environment names the variable', () => {
    const read = readEnvironment({ NINHAO_SEAT_DATA: folder, NINHAO_SEAT_PORT: 'many' });
    expect(read.ok ? '' : read.error.detail).toContain('NINHAO_SEAT_PORT');
  });

  test('says how much is logged; nothing and nonsense are "info"', () => {
    expect([{ NINHAO_LOG: 'debug' }, { NINHAO_LOG: 'error' }, {}, { NINHAO_LOG: 'loud' }].map(readLogLevel)).toEqual([
      'debug',
      'error',
      'info',
      'info',
    ]);
  });
});
