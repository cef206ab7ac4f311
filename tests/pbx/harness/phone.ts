import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Control, connectControl, type PhoneEvent } from './baresip-control.ts';
import { freeTcpPort, freeUdpBlock } from './free-ports.ts';
import { run } from './process.ts';
import { pauseMs, until } from './until.ts';
import { cut, durationS, readWav, type Wav } from './wav.ts';

export type PhoneOptions = {
  /** Port of the PBX on 127.0.0.1, for registering and as the domain. */
  readonly sipPort: number;
  readonly account: string;
  readonly password: string;
  /** What it says: a steady sine, Hz. */
  readonly toneHz: number;
  /** Answers by itself. */
  readonly autoAnswer?: boolean;
};

export type Phone = {
  readonly dial: (number: string) => Promise<void>;
  readonly answer: () => Promise<void>;
  readonly hangUp: () => Promise<void>;
  readonly hold: () => Promise<void>;
  readonly resume: () => Promise<void>;
  /** One after the other by RFC 4733. */
  readonly dtmf: (digits: string) => Promise<void>;
  readonly blindTransfer: (number: string) => Promise<void>;
  readonly events: () => readonly PhoneEvent[];
  /** Waits for an event of this type after the `after`-th event. */
  readonly event: (type: string, after?: number, limitMs?: number) => Promise<PhoneEvent>;
  /** What it hears from now on, for so long. */
  readonly listen: (ms: number) => Promise<Wav>;
  /** All that it heard in its last call so far. */
  readonly heard: () => Wav;
  readonly said: () => string;
  readonly stop: () => Promise<void>;
};

const MODULES = '/usr/lib/baresip/modules';

const config = (folder: string, sipPort: number, controlPort: number, rtp: number, toneHz: number): string => `
poll_method epoll
sip_listen 127.0.0.1:${sipPort}
sip_trans_def udp
call_local_timeout 120
call_max_calls 4
audio_player aubridge,nil
audio_source ausine,${toneHz}
audio_alert aubridge,nil
ausrc_srate 48000
auplay_srate 48000
ausrc_channels 2
auplay_channels 2
audio_buffer 20-160
rtp_ports ${rtp}-${rtp + 39}
net_interface 127.0.0.1
module_path ${MODULES}
module g711.so
module ausine.so
module aubridge.so
module sndfile.so
module_tmp account.so
module_app menu.so
module_app ctrl_tcp.so
ctrl_tcp_listen 127.0.0.1:${controlPort}
snd_path ${folder}
`;

/** baresip as an outside telephone: registered, steered over its control port, recording what it hears. */
export const startPhone = async (options: PhoneOptions): Promise<Phone> => {
  const folder = mkdtempSync(join(tmpdir(), 'nh-phone-'));
  const controlPort = await freeTcpPort();
  const ownPort = await freeUdpBlock(2);
  const rtp = await freeUdpBlock(40);
  writeFileSync(join(folder, 'config'), config(folder, ownPort, controlPort, rtp, options.toneHz));
  const answerMode = options.autoAnswer === true ? ';answermode=auto' : '';
  writeFileSync(
    join(folder, 'accounts'),
    `<sip:${options.account}@127.0.0.1:${options.sipPort}>;auth_pass=${options.password};regint=300${answerMode}\n`,
    { mode: 0o600 },
  );
  writeFileSync(join(folder, 'contacts'), '');
  const running = run('baresip', ['-f', folder], { cwd: folder });
  const control: Control = await until('the phone takes commands', () => {
    if (!running.isRunning()) throw new Error(`baresip ended: ${running.said()}`);
    return connectControl(controlPort);
  });

  const event = (type: string, after = 0, limitMs = 10_000): Promise<PhoneEvent> =>
    until(
      `phone ${options.account} tells ${type}`,
      () =>
        control
          .events()
          .slice(after)
          .find((candidate) => candidate.type === type),
      limitMs,
    );
  await until(`phone ${options.account} registered`, async () => (await control.command('reginfo')).includes('OK')).catch(
    async (cause: unknown) => {
      // Nobody has this phone in hand yet to stop it.
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
      throw cause;
    },
  );

  const lastRecording = (): string => {
    const names = readdirSync(folder).filter((name) => name.startsWith('dump-') && name.endsWith('-dec.wav'));
    const last = names.sort().at(-1);
    if (!last) throw new Error(`phone ${options.account} has heard nothing yet`);
    return join(folder, last);
  };
  const heard = (): Wav => readWav(lastRecording());
  return {
    dial: async (number) => {
      await control.command('dial', `sip:${number}@127.0.0.1:${options.sipPort}`);
    },
    answer: async () => {
      await control.command('accept');
    },
    hangUp: async () => {
      await control.command('hangup');
    },
    hold: async () => {
      await control.command('hold');
    },
    resume: async () => {
      await control.command('resume');
    },
    dtmf: async (digits) => {
      for (const digit of digits) {
        await control.command('sndcode', digit);
        await pauseMs(250);
      }
    },
    blindTransfer: async (number) => {
      await control.command('transfer', `sip:${number}@127.0.0.1:${options.sipPort}`);
    },
    events: control.events,
    event,
    listen: async (ms) => {
      const file = lastRecording();
      const fromS = durationS(readWav(file));
      await pauseMs(ms);
      const now = readWav(lastRecording() === file ? file : lastRecording());
      return cut(now, lastRecording() === file ? fromS : 0, Number.POSITIVE_INFINITY);
    },
    heard,
    said: running.said,
    stop: async () => {
      control.close();
      await running.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
