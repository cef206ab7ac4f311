import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { type Ami, type AmiMessage, connectAmi } from './ami.ts';
import { freeTcpPort, freeUdpBlock } from './free-ports.ts';
import { offerLoopback } from './loopback.ts';
import { type Running, run } from './process.ts';
import { until } from './until.ts';

const checkout = fileURLToPath(new URL('../../..', import.meta.url));
const tool = (name: string): string => join(checkout, 'tools', 'asterisk', name);
export const asteriskRoot = (): string => join(process.env.NINHAO_CACHE ?? join(checkout, '.cache'), 'asterisk');

export type Account = '1001' | '1002' | '1003' | '1100' | '2001' | '2002';

export type Asterisk = {
  readonly wsUrl: string;
  readonly wssUrl: string;
  /** PEM file of the authority that signed the wss certificate, made for this run. */
  readonly caFile: string;
  readonly sipPort: number;
  /** The source address that makes a caller the provider's line. */
  readonly lineAddress: string;
  readonly passwordOf: (account: Account) => string;
  readonly cli: (command: string) => Promise<string>;
  readonly ami: () => Ami;
  /** Every channel that is alive now. */
  readonly channels: () => Promise<readonly AmiMessage[]>;
  /** Whether the account has a contact here now. */
  readonly isRegistered: (account: Account) => Promise<boolean>;
  /** What the PBX logged, for a failure's message. */
  readonly log: () => string;
  /** SIGSTOP and SIGCONT: the PBX is there and answers nothing. */
  readonly freeze: () => void;
  readonly thaw: () => void;
  readonly kill9: () => Promise<void>;
  /** Starts again with the same configuration and ports; ends what still runs first. */
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** A real Asterisk 22 on free ports of 127.0.0.1, all its files in a temporary folder, fully booted. */
export const startAsterisk = async (): Promise<Asterisk> => {
  execFileSync(tool('get-asterisk.sh'), { stdio: ['ignore', 'ignore', 'inherit'] });
  const root = asteriskRoot();
  const base = mkdtempSync(join(tmpdir(), 'nh-pbx-'));
  const [http, https, manager] = [await freeTcpPort(), await freeTcpPort(), await freeTcpPort()];
  const rtp = await freeUdpBlock(600);
  const sipPort = await freeUdpBlock(2);
  const lineAddress = '127.0.0.9';
  const offered = offerLoopback();
  execFileSync(tool('configure.sh'), [base, root], {
    env: {
      ...process.env,
      ADDRESS: '127.0.0.1',
      SIP_PORT: String(sipPort),
      HTTP_PORT: String(http),
      HTTPS_PORT: String(https),
      AMI_PORT: String(manager),
      RTP_START: String(rtp),
      RTP_END: String(rtp + 599),
      LINE_ADDRESS: lineAddress,
      ICE_MAP: offered.map.replaceAll('\n', '\\n'),
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const secrets = new Map(
    readFileSync(join(base, 'secrets'), 'utf8')
      .split('\n')
      .filter((line) => line.includes('='))
      .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)] as const),
  );
  const secret = (name: string): string => {
    const value = secrets.get(name);
    if (!value) throw new Error(`no secret ${name}`);
    return value;
  };
  const log = (): string => readFileSync(join(base, 'var/log/messages'), 'utf8');
  const cli = async (command: string): Promise<string> => {
    const { stdout } = await promisify(execFile)(tool('asterisk.sh'), [root, base, '-rx', command]);
    return stdout;
  };

  let running: Running | null = null;
  let ami: Ami | null = null;
  const boot = async (): Promise<void> => {
    const started = run(tool('asterisk.sh'), [root, base, '-f', '-n']);
    running = started;
    await until(
      'Asterisk fully booted',
      async () => {
        if (!started.isRunning()) throw new Error(`Asterisk ended: ${started.said()}`);
        return (await cli('core waitfullybooted')).includes('fully booted');
      },
      30_000,
    );
    ami = await connectAmi(manager, 'ninhao', secret('SECRET'));
  };
  const end = async (how: 'stop' | 'kill9'): Promise<void> => {
    ami?.close();
    ami = null;
    const ending = running;
    running = null;
    if (ending) await ending[how]();
  };
  const current = (): Ami => {
    if (!ami) throw new Error('Asterisk is not running');
    return ami;
  };
  try {
    await boot();
  } catch (error) {
    await end('kill9');
    offered.release();
    throw error;
  }

  return {
    wsUrl: `ws://127.0.0.1:${http}/ws`,
    wssUrl: `wss://127.0.0.1:${https}/ws`,
    caFile: join(base, 'keys/ca.pem'),
    sipPort,
    lineAddress,
    passwordOf: (account) => secret(`PASSWORD_${account}`),
    cli,
    ami: current,
    channels: () => current().list('CoreShowChannels'),
    isRegistered: async (account) => new RegExp(`Contact:\\s+${account}/sip`).test(await cli(`pjsip show aor ${account}`)),
    log,
    freeze: () => running?.child.kill('SIGSTOP'),
    thaw: () => running?.child.kill('SIGCONT'),
    kill9: () => end('kill9'),
    restart: async () => {
      await end('stop');
      await boot();
    },
    stop: async () => {
      await end('stop');
      offered.release();
      rmSync(base, { recursive: true, force: true });
    },
  };
};
