import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freeUdpBlock } from '#tests/pbx/harness/free-ports.ts';
import { writeToneWav } from '#tests/stack/tone-wav.ts';

export type Linphone = { readonly answer: () => void; readonly rings: () => Promise<void>; readonly stop: () => Promise<void> };

const configuration = (ownPort: number): string => `
[sip]
sip_port=${ownPort}
sip_tcp_port=0
sip_tls_port=0
default_proxy=0
guess_hostname=0
[net]
stun_server=
`;

/** linphone's console program on files instead of a sound card, registered at the PBX; steered over its standard input. */
export async function startLinphone(sipPort: number, account: string, password: string): Promise<Linphone> {
  const folder = mkdtempSync(join(tmpdir(), 'ninhao-linphone-'));
  const ownPort = await freeUdpBlock(2);
  writeFileSync(join(folder, 'rc'), configuration(ownPort));
  mkdirSync(join(folder, '.local', 'share', 'linphone'), { recursive: true });
  writeToneWav(join(folder, 'tone.wav'), 700, 10, 8000);
  // It handles the network only while it waits at a terminal's prompt, so it gets one.
  const child = spawn('script', ['-qfc', `linphonec -c ${join(folder, 'rc')}`, '/dev/null'], {
    cwd: folder,
    env: { ...process.env, HOME: folder, TERM: 'dumb' },
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said = (said + chunk).slice(-8000);
  });
  const say = (line: string): void => {
    child.stdin.write(`${line}\n`);
  };
  const heard = async (pattern: RegExp, what: string, limitMs = 15_000): Promise<void> => {
    const until = performance.now() + limitMs;
    while (!pattern.test(said)) {
      if (performance.now() > until) throw new Error(`linphone: ${what} did not come: ${said.slice(-400)}`);
      await new Promise((done) => setTimeout(done, 20));
    }
    said = '';
  };
  const stop = async (): Promise<void> => {
    const ended = new Promise((done) => child.once('exit', done));
    say('quit');
    const hard = setTimeout(() => child.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(hard);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await heard(/linphonec>/, 'the prompt');
    say('soundcard use files');
    say(`play ${join(folder, 'tone.wav')}`);
    say(`register sip:${account}@127.0.0.1:${sipPort} sip:127.0.0.1:${sipPort} ${password}`);
    const untilMs = performance.now() + 15_000;
    while (!/registered, identity=/.test(said)) {
      if (performance.now() > untilMs) throw new Error(`linphone did not register: ${said.slice(-400)}`);
      await new Promise((done) => setTimeout(done, 300));
      say('status register');
    }
    said = '';
  } catch (cause) {
    await stop();
    throw cause;
  }
  return {
    answer: () => say('answer'),
    rings: () => heard(/is contacting you|Receiving new incoming call/i, 'the ring'),
    stop,
  };
}
