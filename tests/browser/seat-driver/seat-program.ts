import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProgram } from '../../../tools/programs.mjs';

export type SeatAccount = {
  readonly pbxUrl: string;
  readonly user: string;
  readonly password: string;
  readonly domain?: string;
  /** PEM file of the authority to trust. */
  readonly caFile?: string;
};

export type SeatProgram = {
  readonly url: () => string;
  readonly folder: string;
  readonly logFile: string;
  /** kill -9, as a power cut would. */
  readonly kill9: () => Promise<void>;
  /** SIGTERM: signs off and ends, as when the agent closes the seat. */
  readonly quit: () => Promise<void>;
  /** Starts again with the same data and port. */
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

/** The built web shell alone, at a PBX, without a centre; its data in a temporary folder. */
export const startSeatProgram = async (account: SeatAccount): Promise<SeatProgram> => {
  const folder = mkdtempSync(join(tmpdir(), 'nh-seat-'));
  const logFile = join(folder, 'seat.log');
  writeFileSync(logFile, '');
  let port = '0';
  const begin = () =>
    startProgram(
      'web',
      {
        NINHAO_SEAT_DATA: join(folder, 'data'),
        NINHAO_SEAT_PORT: port,
        NINHAO_AGENT: account.user,
        NINHAO_PBX_URL: account.pbxUrl,
        NINHAO_SIP_USER: account.user,
        NINHAO_SIP_DOMAIN: account.domain ?? (account.pbxUrl === '' ? '' : '127.0.0.1'),
        NINHAO_SIP_PASSWORD: account.password,
        NINHAO_PBX_CA: account.caFile ?? '',
      },
      { logFile },
    );
  let program = await begin();
  port = new URL(program.url).port;
  return {
    url: () => program.url,
    folder,
    logFile,
    kill9: async () => {
      process.kill(program.pid, 'SIGKILL');
      await program.ended;
    },
    quit: () => program.stop(),
    start: async () => {
      program = await begin();
    },
    stop: async () => {
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
