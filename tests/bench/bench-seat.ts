import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openWindow, type Window } from '#tests/stack/chromium.ts';
import { writeToneWav } from '#tests/stack/tone-wav.ts';
import { freePort, type Program, startProgram } from '../../tools/programs.mjs';

export type BenchSeat = {
  readonly folder: string;
  readonly window: Window;
  /** Lines that the seat logged under this event. */
  readonly logged: (event: string) => Record<string, unknown>[];
  /** When the agent last clicked or pressed a key: ms since 1970, as the browser stamped the input. */
  readonly lastInputMs: () => Promise<number>;
  readonly stop: () => Promise<void>;
};

export type BenchSeatOptions = {
  readonly pbxUrl: string;
  readonly password: string;
  /** Puts files into the seat's folder before it starts. */
  readonly prepare?: (seatFolder: string) => void;
};

/** A seat on a real PBX whose centre is down, with its screen in Chromium, registered. */
export async function startBenchSeat(options: BenchSeatOptions): Promise<BenchSeat> {
  const folder = mkdtempSync(join(tmpdir(), 'ninhao-bench-'));
  const seatFolder = join(folder, 'seat');
  options.prepare?.(seatFolder);
  const logFile = join(folder, 'seat.log');
  const program: Program = await startProgram(
    'web',
    {
      NINHAO_SEAT_DATA: seatFolder,
      NINHAO_CENTRE_URL: `http://127.0.0.1:${await freePort()}`,
      NINHAO_AGENT: '1001',
      NINHAO_PBX_URL: options.pbxUrl,
      NINHAO_SIP_USER: '1001',
      NINHAO_SIP_PASSWORD: options.password,
    },
    { logFile },
  );
  const tone = join(folder, 'microphone.wav');
  writeToneWav(tone, 1000);
  const window = await openWindow({ microphoneWav: tone });
  await window.page.addInitScript(() => {
    const keep = (event: Event): void => {
      Object.assign(window, { lastInputMs: performance.timeOrigin + event.timeStamp });
    };
    addEventListener('click', keep, { capture: true });
    addEventListener('keydown', keep, { capture: true });
  });
  await window.page.goto(program.url);
  await window.page.locator('[data-testid=line-state][data-state=registered]').waitFor({ timeout: 20_000 });
  return {
    folder,
    window,
    logged: (event) =>
      readFileSync(logFile, 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('{'))
        .map((line) => JSON.parse(line))
        .filter((line) => line.event === event),
    lastInputMs: () => window.page.evaluate(() => (window as unknown as { lastInputMs: number }).lastInputMs),
    stop: async () => {
      await window.close();
      await program.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
