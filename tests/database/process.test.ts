import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isRunning, readPidFile } from '#server/db/postmaster.ts';
import { paths, UpReply, WIRE_VERSION } from '#shared/sync/wire.ts';
import { end, folders, launch, newFolder, postmasterOf, Ready, start } from './program.ts';
import { creationOf, post, signIn } from './with-database.ts';

async function tickets(url: string, seatId: string): Promise<string[]> {
  const { accessToken } = await signIn(url, '1001', seatId);
  const reply = await post(
    url,
    paths.up,
    { seatId, wireVersion: WIRE_VERSION, epoch: null, operations: [creationOf(1)] },
    accessToken,
  );
  return UpReply.parse(reply.body).outcomes.map((o) => o.outcome);
}

describe('the centre as a program', () => {
  it('prints one line when it is ready and stops in order on a signal, its database too', async () => {
    const folder = newFolder();
    const { child, lines } = await start(folder);
    const postmaster = postmasterOf(folder);
    expect(isRunning(postmaster)).toBe(true);
    expect(await end(child, 'SIGTERM')).toBe(0);
    expect(lines).toHaveLength(1);
    expect(isRunning(postmaster)).toBe(false);
    expect(existsSync(join(folder, 'postgres', 'postmaster.pid'))).toBe(false);
  });

  it('keeps its secrets in files that only its user reads', async () => {
    const folder = newFolder();
    await start(folder);
    for (const name of ['database-password', 'token-secret']) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
  });

  it('adopts the database that a killed centre left, with all that was in it', async () => {
    const folder = newFolder();
    const first = await start(folder);
    const postmaster = postmasterOf(folder);
    expect(await tickets(first.url, 'seat-1')).toEqual(['applied']);
    await end(first.child, 'SIGKILL');
    expect(isRunning(postmaster)).toBe(true);
    const second = await start(folder);
    expect(postmasterOf(folder)).toBe(postmaster);
    expect(await tickets(second.url, 'seat-1')).toEqual(['applied']);
    expect(await end(second.child, 'SIGTERM')).toBe(0);
    expect(isRunning(postmaster)).toBe(false);
  });

  it('starts after its database was killed too, and loses nothing', async () => {
    const folder = newFolder();
    const first = await start(folder);
    expect(await tickets(first.url, 'seat-1')).toEqual(['applied']);
    const postmaster = postmasterOf(folder);
    process.kill(postmaster, 'SIGKILL');
    await end(first.child, 'SIGKILL');
    const second = await start(folder);
    expect(postmasterOf(folder)).not.toBe(postmaster);
    const again = await post(second.url, paths.up, { nothing: true });
    expect(again.status).toBe(401);
    expect(await tickets(second.url, 'seat-2')).toEqual(['rejected']); // the op_id is known, and of another seat
  });

  it('is not blocked by a file that names a process of somebody else', async () => {
    const folder = newFolder();
    const first = await start(folder);
    expect(await end(first.child, 'SIGTERM')).toBe(0);
    const stale = [process.pid, join(folder, 'postgres'), 1, 1, '', '127.0.0.1', '', 'ready'].join('\n');
    writeFileSync(join(folder, 'postgres', 'postmaster.pid'), stale);
    expect((await start(folder)).url).toContain('http://127.0.0.1:');
  });

  it('refuses a folder in which another centre runs, and leaves that one alone', async () => {
    const folder = newFolder();
    const first = await start(folder);
    await expect(start(folder)).rejects.toThrow(/another centre is running/);
    expect((await fetch(first.url + paths.ready)).status).toBe(200);
  });

  it.runIf(process.getuid?.() === 0)(
    'begins anew when root deleted the data folder of a cluster that lives elsewhere',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'ninhao-unreachable-'));
      folders.push(folder);
      const data = join(folder, 'data');
      const first = await start(data);
      expect(existsSync(join(data, 'postgres'))).toBe(false);
      await end(first.child, 'SIGKILL');
      rmSync(data, { recursive: true });
      const second = await start(data);
      expect(await tickets(second.url, 'seat-1')).toEqual(['applied']);
      expect(await end(second.child, 'SIGTERM')).toBe(0);
    },
  );

  it('says plainly that the password of its database is gone', async () => {
    const folder = newFolder();
    await end((await start(folder)).child, 'SIGTERM');
    rmSync(join(folder, 'database-password'));
    await expect(start(folder)).rejects.toThrow(/database-password is missing/);
  });

  it('says plainly what is wrong with its configuration', async () => {
    const folder = newFolder();
    await expect(start(folder, { NINHAO_CENTRE_PORT: 'seventy' })).rejects.toThrow(/NINHAO_CENTRE_PORT/);
    await expect(start(folder, { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/x' })).rejects.toThrow(/ECONNREFUSED/);
  });

  it('says what to do about a taken port, and leaves no database running', async () => {
    const { url } = await start(newFolder());
    const folder = newFolder();
    await expect(start(folder, { NINHAO_CENTRE_PORT: new URL(url).port })).rejects.toThrow(/is taken: .*NINHAO_CENTRE_PORT/);
    expect(postmasterOf(folder)).toBe(0);
  });

  it('tells no secret of a database that refuses it', async () => {
    const first = newFolder();
    await start(first);
    const port = readPidFile(join(first, 'postgres'))?.port ?? 0;
    const url = `postgres://ninhao:s3cret-of-ours@127.0.0.1:${port}/ninhao`;
    const failed = await start(newFolder(), { DATABASE_URL: url, NINHAO_LOG: 'debug' }).catch((error: Error) => error.message);
    expect(failed).toContain('not-started');
    expect(failed).not.toContain('s3cret');
  });

  it('ends with its parent when it is told to, and only then', async () => {
    const folder = newFolder();
    const { child } = await start(folder, { NINHAO_PARENT: '1' });
    const postmaster = postmasterOf(folder);
    const exit = once(child, 'exit');
    child.stdin?.end();
    expect((await exit)[0]).toBe(0);
    expect(isRunning(postmaster)).toBe(false);

    const alone = await start(folder);
    alone.child.stdin?.end();
    await sleep(500);
    expect((await fetch(alone.url + paths.health)).status).toBe(200);
  });

  it('writes no name, number or password into its logs', async () => {
    const folder = newFolder();
    const child = launch(folder, { NINHAO_LOG: 'debug' });
    let output = '';
    child.stderr?.on('data', (chunk) => {
      output += String(chunk);
    });
    const [line] = await once(createInterface({ input: child.stdout ?? process.stdin }), 'line');
    const { url } = Ready.parse(JSON.parse(String(line)));
    await tickets(url, 'seat-1');
    await post(url, paths.signIn, { agentNumber: '1001', password: 'hunter2', seatId: 's' });
    await end(child, 'SIGTERM');
    const logs = output + readFileSync(join(folder, 'postgres.log'), 'utf8');
    expect(logs).toContain('sign-in-refused');
    const { contactName, contactNumber, summary } = Object.fromEntries(
      Object.entries(creationOf(1).changes).map(([field, change]) => [field, String(change.new)]),
    );
    for (const secret of ['hunter2', 'ninhao-1001', contactName, contactNumber, summary]) expect(logs).not.toContain(secret);
  });
});
