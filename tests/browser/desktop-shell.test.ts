import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Command, Look } from '#tests/fakes/electron/control.ts';
import { readPracticeReport } from '#tests/stack/practice-report.ts';
import { writeToneWav } from '#tests/stack/tone-wav.ts';
import { dist, pinnedNode } from '../../tools/paths.mjs';
import { freePort, type Program, startProgram } from '../../tools/programs.mjs';

const root = join(import.meta.dirname, '../..');

describe('the built desktop program, on the fake Electron', () => {
  let folder: string;
  let practice: Program;
  let desktop: ChildProcess;
  let ended: Promise<number | null>;
  let browser: Browser;
  let screen: Page;

  const ask = (command: Command): Promise<Look> =>
    new Promise((resolve) => {
      desktop.once('message', (answer) => resolve(Look.parse(answer)));
      desktop.send(command);
    });
  const pageOf = (role: string): Page | undefined =>
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .find((page) => new URL(page.url()).pathname === `/${role}/`);
  const tile = (phase: string) => screen.locator(`[data-testid=call-tile][data-phase=${phase}]`);
  const report = async () => (await readPracticeReport(`${practice.url.replace(/^ws/, 'http')}/report`)).calls.at(-1);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'ninhao-desktop-'));
    const microphone = join(folder, 'microphone.wav');
    writeToneWav(microphone, 440);
    practice = await startProgram(
      'practice',
      { NINHAO_PRACTICE_FIRST_RING_MS: '1500' },
      { logFile: join(folder, 'practice.log') },
    );
    const debuggingPort = await freePort();
    desktop = spawn(pinnedNode, ['--import', join(root, 'tests/fakes/electron/hook.mjs'), join(dist, 'desktop/main.js')], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        NINHAO_FAKE_USER_DATA: join(folder, 'user'),
        NINHAO_FAKE_DEBUGGING_PORT: String(debuggingPort),
        NINHAO_FAKE_MICROPHONE: microphone,
        NINHAO_AGENT: '1001',
        NINHAO_PBX_URL: practice.url,
        NINHAO_SIP_USER: '1001',
        NINHAO_SIP_DOMAIN: 'practice.invalid',
        NINHAO_SIP_PASSWORD: 'none',
      },
    });
    ended = new Promise((resolve) => desktop.once('exit', resolve));
    const { stdout, stderr } = desktop;
    if (!stdout || !stderr) throw new Error('no pipes');
    const log = join(folder, 'desktop.log');
    stderr.pipe(createWriteStream(log));
    await new Promise<void>((resolve, fail) => {
      createInterface({ input: stdout }).on('line', (line) => {
        expect(JSON.parse(line)).toEqual({ ready: true, url: 'app://ninhao/screen/' });
        resolve();
      });
      void ended.then((code) => fail(new Error(`ended with ${code}\n${readFileSync(log, 'utf8')}`)));
    });
    browser = await chromium.connectOverCDP(`http://127.0.0.1:${debuggingPort}`);
    const found = pageOf('screen');
    if (!found) throw new Error('no screen page');
    screen = found;
  });

  afterAll(async () => {
    await browser?.close();
    if (desktop?.exitCode === null) desktop.kill('SIGTERM');
    await ended;
    await practice?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('takes a call: it rings on the screen with its sentence, is answered, and both sides hear each other', async () => {
    await screen.getByTestId('call-answer').and(screen.locator(':enabled')).waitFor({ timeout: 30_000 });
    expect(await screen.getByTestId('sentence-now').innerText()).toContain('请问有什么可以帮您');
    await screen.getByTestId('call-answer').click();
    await tile('active').waitFor();
    await expect.poll(async () => (await report())?.heardSeconds ?? 0, { timeout: 20_000 }).toBeGreaterThan(0.5);
    await expect
      .poll(async () => (await ask({ do: 'look' })).windows.find(({ role }) => role === 'screen')?.loudestSpeaker ?? 0, {
        timeout: 20_000,
      })
      .toBeGreaterThan(0.02);
  });

  it('shows the floating bar once the window is minimised, and the bar holds and resumes the call', async () => {
    await ask({ do: 'press', role: 'screen', what: 'minimize' });
    await expect.poll(() => pageOf('bar') !== undefined).toBe(true);
    const bar = pageOf('bar');
    if (!bar) throw new Error('no bar');
    await bar.locator('[data-action=hold]').click();
    await bar.locator('main[data-phase=held]').waitFor();
    await expect.poll(async () => (await report())?.onHold).toBe(true);
    await bar.locator('[data-action=resume]').click();
    await bar.locator('main[data-phase=talking]').waitFor();
    await expect.poll(async () => (await report())?.onHold).toBe(false);
    const clock = await bar.locator('#clock').innerText();
    expect(clock).toMatch(/^\d\d:\d\d$/);
    if (process.env.NINHAO_PICTURES) await bar.screenshot({ path: join(process.env.NINHAO_PICTURES, 'call-bar.png') });
    await bar.locator('[data-action=show]').click();
    await expect.poll(async () => (await ask({ do: 'look' })).windows.find(({ role }) => role === 'bar')?.visible).toBe(false);
  });

  it('keeps the talk while the screen is loaded anew, and draws it again', async () => {
    const before = await report();
    await screen.reload();
    await tile('active').waitFor();
    await expect
      .poll(async () => (await report())?.heardSeconds ?? 0, { timeout: 20_000 })
      .toBeGreaterThan(before?.heardSeconds ?? 0);
    expect((await report())?.id).toBe(before?.id);
  });

  it('brings the sound back by itself when the media page is loaded anew in the middle of the talk', async () => {
    const before = await report();
    await pageOf('media')?.reload();
    await expect.poll(async () => (await report())?.replaced ?? 0, { timeout: 15_000 }).toBeGreaterThan(before?.replaced ?? 0);
    const replaced = await report();
    await expect
      .poll(async () => (await report())?.heardSeconds ?? 0, { timeout: 15_000 })
      .toBeGreaterThan((replaced?.heardSeconds ?? 0) + 0.5);
    await tile('active').waitFor();
  });

  it('asks before closing while the call is live, and stays when told so', async () => {
    await ask({ do: 'answer', button: 0 });
    await ask({ do: 'press', role: 'screen', what: 'close' });
    await expect
      .poll(async () => (await ask({ do: 'look' })).records.filter(({ what }) => what === 'dialog.showMessageBox').length)
      .toBe(1);
    await tile('active').waitFor();
  });

  it('asks about the number of a tel: link and dials nothing', async () => {
    const before = (await readPracticeReport(`${practice.url.replace(/^ws/, 'http')}/report`)).calls.length;
    await ask({ do: 'emit', event: 'second-instance', values: [['ninhao', 'tel:+86-10-62345678']] });
    await screen.getByText(/6234/).first().waitFor();
    expect((await readPracticeReport(`${practice.url.replace(/^ws/, 'http')}/report`)).calls).toHaveLength(before);
  });

  it('has made no page complain: no error, nothing refused by the content security policy', async () => {
    const { records } = await ask({ do: 'look' });
    expect(records.filter(({ what }) => what.endsWith('.complaint'))).toEqual([]);
  });

  it('ends the call and the program when the agent says so, and leaves nothing behind', async () => {
    await ask({ do: 'answer', button: 2 });
    desktop.send({ do: 'press', role: 'screen', what: 'close' } satisfies Command);
    expect(await ended).toBe(0);
    await expect.poll(async () => (await report())?.phase, { timeout: 15_000 }).toBe('ended');
  });
});
