import { createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readConfig } from '#server/config.ts';
import { explainTrouble } from '#server/start-trouble.ts';

const closing: (() => void)[] = [];
afterEach(() => {
  for (const close of closing.splice(0)) close();
});

/** What the system says about a port that cannot be had. */
function troubleWith(host: string, port: number): Promise<unknown> {
  return new Promise((done) => {
    const second = createServer().once('error', done);
    closing.push(() => second.close());
    second.listen(port, host);
  });
}

async function takenPort(): Promise<number> {
  const first = createServer();
  closing.push(() => first.close());
  await new Promise<void>((done) => first.listen(0, '127.0.0.1', done));
  const address = first.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

describe('a centre that cannot start', () => {
  it('says what to do about a port that is taken', async () => {
    const port = await takenPort();
    const config = readConfig({ NINHAO_CENTRE_PORT: String(port) });
    const told = explainTrouble(await troubleWith('127.0.0.1', port), config);
    expect(told).toContain(`port ${port} on 127.0.0.1 is taken`);
    expect(told).toContain('NINHAO_CENTRE_PORT');
  });

  it('says what to do about an address that is not of this machine', async () => {
    const config = readConfig({ NINHAO_CENTRE_HOST: '192.0.2.1' });
    expect(explainTrouble(await troubleWith('192.0.2.1', 0), config)).toContain('NINHAO_CENTRE_HOST');
  });

  it.each([
    ['the whole address', 'cannot parse postgres://desk:hun%24ter2@db:5432/x'],
    ['the password as it is written', 'invalid host ter2: hun%24ter2@db'],
    ['the password as it is meant', 'no entry for hun$ter2'],
    ['the secret of the tokens', `bad key ${'k'.repeat(40)}`],
  ])('quotes no secret of its configuration: %s', (_, message) => {
    const config = readConfig({ DATABASE_URL: 'postgres://desk:hun%24ter2@db:5432/x', NINHAO_TOKEN_SECRET: 'k'.repeat(40) });
    const told = explainTrouble(new Error(message), config);
    for (const secret of ['hun%24ter2', 'hun$ter2', 'kkkk']) expect(told).not.toContain(secret);
    expect(told).toContain('…');
  });

  it('tells any other reason as it is', () => {
    expect(explainTrouble(new Error('connect ECONNREFUSED 127.0.0.1:1'), readConfig({}))).toBe(
      'connect ECONNREFUSED 127.0.0.1:1',
    );
    expect(explainTrouble('odd', null)).toBe('odd');
  });
});
