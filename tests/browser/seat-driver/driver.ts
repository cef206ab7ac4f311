import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import type { RequestName, RequestParams } from '#shared/bridge/requests.ts';
import type { SeatState } from '#shared/bridge/state.ts';
import type { Call } from '#shared/call/call.ts';
import { tonesIn } from '#tests/pbx/harness/tones.ts';
import { until } from '#tests/pbx/harness/until.ts';
import { openWindow } from '#tests/stack/chromium.ts';
import { listenToConnections } from '#tests/stack/heard.ts';
import { writeToneWav } from '#tests/stack/tone-wav.ts';
import { listenAtSeat, openConnections, reloadMedia } from './ears.ts';
import { type Tell, watchState } from './state-watch.ts';

export type SeatDriver = {
  readonly page: Page;
  readonly on: (testId: string) => Locator;
  readonly state: () => SeatState;
  readonly tells: () => readonly Tell[];
  /** Calls that are not over. */
  readonly calls: () => readonly Call[];
  /** Waits until the state fits. */
  readonly sees: (what: string, fits: (state: SeatState) => boolean, limitMs?: number) => Promise<SeatState>;
  /** Waits for the one live call to be in this phase. */
  readonly phase: (phase: Call['phase'], limitMs?: number) => Promise<Call>;
  readonly registered: (limitMs?: number) => Promise<void>;
  /** Presses a button of the screen once it can be pressed. */
  readonly press: (testId: string) => Promise<void>;
  /** Dials on the screen's own pad. */
  readonly dial: (number: string) => Promise<void>;
  /** Opens the transfer picker, types the number, and sends: talk first, or send now. */
  readonly transfer: (number: string, how: 'consult' | 'blind') => Promise<void>;
  /** Opens the keypad, chooses how digits are sent, and presses them; it stays open, as the call may end by them. */
  readonly keypad: (digits: string, by: 'rfc4733' | 'info') => Promise<void>;
  /** Presses end as often as the screen asks for it. */
  readonly end: () => Promise<void>;
  /** A request over the screen's own link, for what is not the matter of a test (settings). Fails when refused. */
  readonly ask: <N extends RequestName>(name: N, params: RequestParams<N>) => Promise<unknown>;
  /** Which of the tones the agent hears now. */
  readonly hears: (candidatesHz: readonly number[]) => Promise<readonly number[]>;
  /** Waits until exactly these tones are heard. */
  readonly hearsOnly: (tonesHz: readonly number[], candidatesHz: readonly number[], limitMs?: number) => Promise<void>;
  readonly openConnections: () => Promise<number>;
  readonly reloadMedia: () => Promise<void>;
  /** Back to an idle seat: everything that is live is ended over the bridge. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export type DriverOptions = {
  /** The address that the web shell printed. */
  readonly url: string;
  /** What the agent says: a steady sine, Hz. */
  readonly microphoneHz: number;
};

/** Live until it is over: an ended call stays in the view until the screen has shown its end. */
const live = (state: SeatState): readonly Call[] => state.calls.calls.filter((call) => call.phase !== 'ended');

/** Chromium on the real screen, steered by what an agent sees and judged by what an agent hears. */
export const openSeatDriver = async ({ url, microphoneHz }: DriverOptions): Promise<SeatDriver> => {
  const folder = mkdtempSync(join(tmpdir(), 'nh-driver-'));
  const microphoneWav = join(folder, 'microphone.wav');
  writeToneWav(microphoneWav, microphoneHz);
  const window = await openWindow({ microphoneWav });
  const { page } = window;
  const watch = watchState(page);
  await listenToConnections(page);
  // Keeps the screen's own link, so that a test may ask over it without taking the screen's place.
  await page.addInitScript(() => {
    const native = WebSocket;
    globalThis.WebSocket = class extends native {
      constructor(address: string | URL, protocols?: string | string[]) {
        super(address, protocols);
        if (String(address).includes('role=screen')) Object.assign(globalThis, { screenLink: this });
      }
    };
  });
  await page.goto(url);
  await until('the seat opens to the screen', watch.isOpen, 15_000);

  let nextId = 1_000_000;
  const ask: SeatDriver['ask'] = async (name, params) => {
    const id = nextId++;
    await page.evaluate(
      (text) => {
        (globalThis as unknown as { screenLink: WebSocket }).screenLink.send(text);
      },
      JSON.stringify({ kind: 'request', id, name, params }),
    );
    const reply = (await until(`the seat answers ${name}`, () => watch.reply(id), 20_000)) as {
      ok: boolean;
      value?: unknown;
      error?: unknown;
    };
    if (!reply.ok) throw new Error(`${name} was refused: ${JSON.stringify(reply.error)}`);
    return reply.value;
  };
  const sees: SeatDriver['sees'] = (what, fits, limitMs = 10_000) =>
    until(what, () => (fits(watch.state()) ? watch.state() : null), limitMs).catch((cause: unknown) => {
      const seen = watch.isOpen()
        ? JSON.stringify({ line: watch.state().line, calls: watch.state().calls })
        : 'no link to the seat';
      throw new Error(`not seen at the seat: ${what}; ${seen}`, { cause });
    });
  // A steady tone is noise to a browser's clean-up: switched off, as for a headset that does it itself.
  await ask('settings.change', { patch: { echoCancellation: false, noiseSuppression: false, autoGain: false } });
  await sees('a working microphone', ({ media }) => media.page === 'ready' && media.microphone === 'ok', 15_000);

  const on = (testId: string): Locator => page.getByTestId(testId);
  const press = (testId: string): Promise<void> => on(testId).click({ timeout: 10_000 });
  return {
    page,
    on,
    state: watch.state,
    tells: watch.tells,
    calls: () => live(watch.state()),
    sees,
    phase: async (phase, limitMs) => {
      await sees(`a call that is ${phase}`, (state) => live(state).some((call) => call.phase === phase), limitMs);
      const found = live(watch.state()).find((call) => call.phase === phase);
      if (!found) throw new Error(`the call is no longer ${phase}`);
      return found;
    },
    registered: async (limitMs = 15_000) => {
      await sees('registered', ({ line }) => line.phase === 'registered', limitMs);
    },
    press,
    dial: async (number) => {
      await press('call-dial');
      await on('dial-number').fill(number);
      await page.keyboard.press('Enter');
    },
    transfer: async (number, how) => {
      await press('call-transfer');
      await on('transfer-filter').fill(number);
      await page.keyboard.press(how === 'consult' ? 'Enter' : 'Shift+Enter');
    },
    keypad: async (digits, by) => {
      await press('call-keypad');
      await page
        .locator('.nh-keypad .ant-segmented-item')
        .nth(by === 'rfc4733' ? 0 : 1)
        .click();
      for (const digit of digits) await press(`keypad-${digit}`);
    },
    end: async () => {
      const going = (): number => live(watch.state()).filter((call) => call.phase !== 'ending').length;
      const before = going();
      await press('call-end');
      // With a customer on the line the button asks to be pressed again; it may also have done its work already.
      if (await on('call-end').getByText('再按').isVisible()) await press('call-end');
      await until('the call ends', () => going() < before);
    },
    ask,
    hears: async (candidatesHz) => tonesIn(await listenAtSeat(page), candidatesHz),
    hearsOnly: async (tonesHz, candidatesHz, limitMs = 8000) => {
      let last: readonly number[] = [];
      await until(
        `the agent hears ${tonesHz.join(' and ') || 'nothing'}`,
        async () => {
          last = tonesIn(await listenAtSeat(page), candidatesHz);
          return last.join() === tonesHz.join();
        },
        limitMs,
      ).catch((cause: unknown) => {
        throw new Error(`the agent should hear [${tonesHz.join()}] and hears [${last.join()}]`, { cause });
      });
    },
    openConnections: () => openConnections(page),
    reloadMedia: () => reloadMedia(page),
    settle: async () => {
      // A picker that stayed open after a refusal.
      if (await page.locator('.ant-modal-wrap:visible').count()) await page.keyboard.press('Escape');
      for (const call of live(watch.state())) {
        if (call.phase === 'ending') continue;
        // Refused when it ended by itself meanwhile: then there is nothing left to do.
        const asked =
          call.phase === 'ringing'
            ? ask('call.decline', { callId: call.id })
            : ask('call.hang-up', { callId: call.id, override: true });
        await asked.catch(() => undefined);
      }
      await sees('no call', (state) => live(state).length === 0);
    },
    close: async () => {
      await window.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
