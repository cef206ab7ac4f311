import { describe, expect, it } from 'vitest';
import { openDatabase } from '#server/db/database.ts';
import { migrate } from '#server/db/migrate.ts';
import { migrations } from '#server/db/migrations.ts';
import { accessTokenLifeMs, createAccessTokens } from '#server/identity/access-token.ts';
import { failuresBeforeLock, lockMs } from '#server/identity/agents.ts';
import { lostReplyMs, refreshTokenLifeMs } from '#server/identity/refresh-token.ts';
import { paths } from '#shared/sync/wire.ts';
import { codeOf, post, quiet, signIn, withDatabase } from './with-database.ts';

const postgres = withDatabase();

/** A clock that a test moves. */
function movableClock(): { nowMs: () => number; pass: (ms: number) => void } {
  let now = Date.now();
  return {
    nowMs: () => now,
    pass: (ms) => {
      now += ms;
    },
  };
}

const down = { cursor: '', limit: 1 };

describe('signing in', () => {
  it('tells who the agent is and gives tokens and the practice account', async () => {
    const centre = await postgres.centre();
    const reply = await signIn(centre.url);
    expect(reply.identity).toMatchObject({ agentNumber: '1001', name: '周敏', role: 'agent', brand: '清源水务' });
    expect(reply.sip).toMatchObject({ wsUrl: 'ws://127.0.0.1:1/practice', user: '1001', practice: true });
    expect((await post(centre.url, paths.down, down, reply.accessToken)).status).toBe(200);
  });

  it('gives the account of a configured PBX before the practice one', async () => {
    const url = await postgres.freshUrl();
    const centre = await postgres.centre({ url });
    const db = await postgres.database(url);
    await db.ask(`INSERT INTO sip_account VALUES ('1001', 'wss://pbx.example/ws', 'pbx.example', '1001', 'secret', 'PBX')`);
    expect((await signIn(centre.url)).sip).toMatchObject({ wsUrl: 'wss://pbx.example/ws', practice: false, label: 'PBX' });
  });

  it('with a wrong password and with an unknown agent is refused in the same words', async () => {
    const centre = await postgres.centre();
    const wrong = await post(centre.url, paths.signIn, { agentNumber: '1001', password: 'x', seatId: 's' });
    const nobody = await post(centre.url, paths.signIn, { agentNumber: '4711', password: 'x', seatId: 's' });
    expect([wrong.status, codeOf(wrong)]).toEqual([401, 'wrong-password']);
    expect([nobody.status, nobody.body]).toEqual([wrong.status, wrong.body]);
  });

  it('is locked after five wrong passwords, for the right one too, and opens again later', async () => {
    const clock = movableClock();
    const centre = await postgres.centre({ nowMs: clock.nowMs });
    const knock = (password: string) => post(centre.url, paths.signIn, { agentNumber: '1001', password, seatId: 's' });
    const codes: string[] = [];
    for (let n = 0; n < failuresBeforeLock; n++) codes.push(codeOf(await knock('wrong')));
    expect(codes).toEqual(['wrong-password', 'wrong-password', 'wrong-password', 'wrong-password', 'locked']);
    const right = await knock('ninhao-1001');
    expect([right.status, codeOf(right), right.headers.get('retry-after')]).toEqual([423, 'locked', String(lockMs / 1000)]);
    expect((await signIn(centre.url, '1002')).identity.agentNumber).toBe('1002');
    clock.pass(lockMs + 1);
    expect((await knock('ninhao-1001')).status).toBe(200);
  });

  it('forgets wrong passwords after a right one', async () => {
    const centre = await postgres.centre();
    for (let round = 0; round < 3; round++) {
      for (let n = 0; n < failuresBeforeLock - 1; n++)
        await post(centre.url, paths.signIn, { agentNumber: '1001', password: 'wrong', seatId: 's' });
      expect((await signIn(centre.url)).identity.agentNumber).toBe('1001');
    }
  });

  it('is slowed down for one address that tries too often', async () => {
    const centre = await postgres.centre({ signInsPerMinute: 3 });
    const knock = () => post(centre.url, paths.signIn, { agentNumber: '1003', password: 'ninhao-1003', seatId: 's' });
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) statuses.push((await knock()).status);
    expect(statuses).toEqual([200, 200, 200, 429, 429]);
    const last = await knock();
    expect(codeOf(last)).toBe('too-many');
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('keeps no password and no token that could be read from the database', async () => {
    const url = await postgres.freshUrl();
    const centre = await postgres.centre({ url });
    const reply = await signIn(centre.url);
    const db = await postgres.database(url);
    const [agent] = await db.ask<{ password_hash: string }>(`SELECT password_hash FROM agent WHERE agent_number = '1001'`);
    expect(agent?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    const [token] = await db.ask<{ token_hash: Buffer }>('SELECT token_hash FROM refresh_token');
    expect(token?.token_hash.toString('base64url')).not.toBe(reply.refreshToken);
    expect(token?.token_hash).toHaveLength(32);
  });
});

describe('tokens', () => {
  it('end after ten minutes and are refreshed', async () => {
    const clock = movableClock();
    const centre = await postgres.centre({ nowMs: clock.nowMs });
    const first = await signIn(centre.url);
    clock.pass(accessTokenLifeMs + 1000);
    const late = await post(centre.url, paths.down, down, first.accessToken);
    expect([late.status, codeOf(late)]).toEqual([401, 'expired']);
    const fresh = await post(centre.url, paths.refresh, { refreshToken: first.refreshToken, seatId: 'seat-1' });
    const { accessToken, refreshToken } = fresh.body as { accessToken: string; refreshToken: string };
    expect(refreshToken).not.toBe(first.refreshToken);
    expect((await post(centre.url, paths.down, down, accessToken)).status).toBe(200);
  });

  const refresh = (url: string, refreshToken: string, seatId = 'seat-1') => post(url, paths.refresh, { refreshToken, seatId });
  const nextOf = async (url: string, token: string): Promise<string> =>
    ((await refresh(url, token)).body as { refreshToken: string }).refreshToken;

  it('used a second time end the whole sign-in', async () => {
    const clock = movableClock();
    const centre = await postgres.centre({ nowMs: clock.nowMs });
    const { refreshToken: first } = await signIn(centre.url);
    const second = await nextOf(centre.url, first);
    const third = await nextOf(centre.url, second);
    expect((await refresh(centre.url, first)).status).toBe(401);
    expect((await refresh(centre.url, third)).status).toBe(401);
  });

  it('whose answer was lost on the way may be asked for again for a short while', async () => {
    const clock = movableClock();
    const centre = await postgres.centre({ nowMs: clock.nowMs });
    const { refreshToken: first } = await signIn(centre.url);
    const lost = await nextOf(centre.url, first);
    clock.pass(10_000);
    const again = await refresh(centre.url, first);
    expect(again.status).toBe(200);
    expect((await refresh(centre.url, lost)).status).toBe(401);
    const { refreshToken: other } = await signIn(centre.url);
    await nextOf(centre.url, other);
    clock.pass(lostReplyMs + 1);
    expect((await refresh(centre.url, other)).status).toBe(401);
  });

  it('of another seat, expired ones, garbage and those of a sign-out are refused', async () => {
    const clock = movableClock();
    const centre = await postgres.centre({ nowMs: clock.nowMs });
    const { refreshToken } = await signIn(centre.url);
    expect((await refresh(centre.url, refreshToken, 'seat-2')).status).toBe(401);
    expect((await refresh(centre.url, 'garbage')).status).toBe(401);
    expect((await post(centre.url, paths.signOut, { refreshToken })).status).toBe(200);
    expect(codeOf(await refresh(centre.url, refreshToken))).toBe('expired');
    const { refreshToken: old } = await signIn(centre.url);
    clock.pass(refreshTokenLifeMs + 1);
    expect((await refresh(centre.url, old)).status).toBe(401);
  });

  it('that are forged, unsigned or of another centre open nothing', async () => {
    const centre = await postgres.centre();
    const caller = { agentNumber: '1900', seatId: 's', role: 'administrator', team: 'x' } as const;
    const foreign = await createAccessTokens(new TextEncoder().encode('x'.repeat(48))).issue(caller, Date.now());
    const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const unsigned = `${part({ alg: 'none' })}.${part({ sub: '1900', seat: 's', role: 'agent', team: 'x', exp: 9e9, iss: 'ninhao-centre' })}.`;
    for (const token of [foreign.token, unsigned, 'garbage', ''])
      expect((await post(centre.url, paths.down, down, token)).status).toBe(401);
    expect((await post(centre.url, paths.down, down)).status).toBe(401);
  });
});

describe('migrations', () => {
  it('run once, also when two centres start at the same time', async () => {
    const url = await postgres.freshUrl();
    await Promise.all([postgres.database(url), postgres.database(url), postgres.database(url)]);
    const db = await postgres.database(url);
    expect(await db.ask('SELECT id FROM migration ORDER BY id')).toEqual(migrations.map((_, at) => ({ id: at + 1 })));
  });

  it('refuse a database of a newer centre and change nothing', async () => {
    const url = await postgres.freshUrl();
    const db = await postgres.database(url);
    await db.ask(`INSERT INTO migration (id, name) VALUES (99, 'of the future')`);
    const other = openDatabase(url, quiet);
    await expect(migrate(other, quiet)).rejects.toThrow(/schema 99/);
    await other.close();
  });

  it('that fail leave the database as it was', async () => {
    const url = await postgres.freshUrl();
    const db = await postgres.database(url);
    const steps = [...migrations, { name: 'broken', sql: 'CREATE TABLE half (a int); SELECT no_such_column' }];
    await expect(migrate(db, quiet, steps)).rejects.toThrow(/no_such_column/);
    expect(await db.ask(`SELECT to_regclass('half') AS half`)).toEqual([{ half: null }]);
    expect(await db.ask('SELECT max(id) AS last FROM migration')).toEqual([{ last: migrations.length }]);
  });
});
