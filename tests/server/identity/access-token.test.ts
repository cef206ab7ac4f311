import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';
import { accessTokenLifeMs, createAccessTokens, tokenSecret } from '#server/identity/access-token.ts';
import { hashPassword, isPassword } from '#server/identity/passwords.ts';

const caller = { agentNumber: '1001', seatId: 'seat-1', role: 'agent', team: '白班一组' } as const;
const nowMs = 1_795_000_000_000;

describe('access tokens', () => {
  it('say who asks until they end', async () => {
    const tokens = createAccessTokens(new TextEncoder().encode('s'.repeat(32)));
    const { token, expiresAtMs } = await tokens.issue(caller, nowMs);
    expect(expiresAtMs).toBe(nowMs + accessTokenLifeMs);
    expect(await tokens.check(token, nowMs + accessTokenLifeMs - 1000)).toEqual({ ...caller, expiresAtMs });
    expect(await tokens.check(token, nowMs + accessTokenLifeMs + 1000)).toBeNull();
  });

  it('changed in any sign are worth nothing', async () => {
    const tokens = createAccessTokens(new TextEncoder().encode('s'.repeat(32)));
    const { token } = await tokens.issue(caller, nowMs);
    for (let at = 0; at < token.length - 1; at += 7) {
      const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
      expect(await tokens.check(changed, nowMs)).toBeNull();
    }
  });

  it('are signed with a secret that is made once, unless one is given', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ninhao-secret-'));
    const made = tokenSecret(folder, undefined);
    expect(made.length).toBeGreaterThanOrEqual(32);
    expect(tokenSecret(folder, undefined)).toEqual(made);
    expect(statSync(join(folder, 'token-secret')).mode & 0o777).toBe(0o600);
    expect(tokenSecret(folder, 'g'.repeat(32))).toEqual(new TextEncoder().encode('g'.repeat(32)));
    rmSync(folder, { recursive: true });
  });
});

describe('passwords', () => {
  it('are hashed with salt, and checked', async () => {
    const [one, two] = [await hashPassword('水'), await hashPassword('水')];
    expect(one).not.toBe(two);
    expect([await isPassword(one, '水'), await isPassword(one, '氺'), await isPassword('garbage', '水')]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('are the same however the keyboard composes their signs', async () => {
    expect(await isPassword(await hashPassword('caf\u00e9'), 'cafe\u0301')).toBe(true);
  });
});

describe('configuration', () => {
  it('has defaults, and takes an empty variable as unset', () => {
    expect(readConfig({ NINHAO_DATA: '/x', DATABASE_URL: '' })).toMatchObject({
      NINHAO_DATA: '/x',
      NINHAO_CENTRE_PORT: 7080,
      NINHAO_SAMPLE: '0',
    });
    expect(readConfig({ DATABASE_URL: '' }).DATABASE_URL).toBeUndefined();
  });

  it('names the variable that is wrong, and never its value', () => {
    const wrong = () => readConfig({ NINHAO_CENTRE_PORT: '99999', NINHAO_TOKEN_SECRET: 'too-short' });
    expect(wrong).toThrow(/NINHAO_CENTRE_PORT.*NINHAO_TOKEN_SECRET/);
    expect(wrong).not.toThrow(/too-short/);
  });
});
