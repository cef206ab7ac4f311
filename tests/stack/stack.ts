import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, type Program, startProgram } from '../../tools/programs.mjs';

/** Practice line, centre with the sample company, and one seat, each its own process, in a temporary folder. */
export type Stack = {
  readonly folder: string;
  readonly centreUrl: string;
  /** Where the practice line reports what its customers heard. */
  readonly practiceReportUrl: string;
  /** The seat's page with its one-time code. */
  readonly seatUrl: () => string;
  readonly seatPid: () => number;
  readonly stopCentre: () => Promise<void>;
  readonly startCentre: () => Promise<void>;
  /** kill -9, as a power cut would. */
  readonly killSeat: () => Promise<void>;
  readonly startSeat: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export type StackOptions = {
  readonly agent?: string;
  /** More environment for the seat: a PBX instead of the practice line, for one. */
  readonly seatEnv?: Record<string, string>;
  readonly centreEnv?: Record<string, string>;
};

export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const folder = mkdtempSync(join(tmpdir(), 'ninhao-stack-'));
  const agent = options.agent ?? '1001';
  const [practicePort, centrePort, seatPort] = [await freePort(), await freePort(), await freePort()];
  const token = 'practice-of-the-test';
  const logOf = (name: string) => ({ logFile: join(folder, `${name}.log`) });
  const practice = await startProgram(
    'practice',
    { NINHAO_PRACTICE_PORT: String(practicePort), NINHAO_PRACTICE_TOKEN: token },
    logOf('practice'),
  );
  const centreUrl = `http://127.0.0.1:${centrePort}`;

  const startCentre = (): Promise<Program> =>
    startProgram(
      'centre',
      {
        NINHAO_DATA: join(folder, 'centre'),
        NINHAO_CENTRE_PORT: String(centrePort),
        NINHAO_SAMPLE: '1',
        NINHAO_PRACTICE_URL: `ws://127.0.0.1:${practicePort}/${token}`,
        ...options.centreEnv,
      },
      logOf('centre'),
    );
  const startSeat = (): Promise<Program> =>
    startProgram(
      'web',
      {
        NINHAO_SEAT_DATA: join(folder, `seat-${agent}`),
        NINHAO_SEAT_PORT: String(seatPort),
        NINHAO_CENTRE_URL: centreUrl,
        NINHAO_AGENT: agent,
        NINHAO_AGENT_PASSWORD: `ninhao-${agent}`,
        ...options.seatEnv,
      },
      logOf('seat'),
    );

  let centre = await startCentre();
  let seat = await startSeat();
  return {
    folder,
    centreUrl,
    practiceReportUrl: `http://127.0.0.1:${practicePort}/${token}/report`,
    seatUrl: () => seat.url,
    seatPid: () => seat.pid,
    stopCentre: () => centre.stop(),
    startCentre: async () => {
      centre = await startCentre();
    },
    killSeat: async () => {
      process.kill(seat.pid, 'SIGKILL');
      await seat.ended;
    },
    startSeat: async () => {
      seat = await startSeat();
    },
    stop: async () => {
      await seat.stop();
      await centre.stop();
      await practice.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
