import { openSeatDriver, type SeatDriver } from '#tests/browser/seat-driver/driver.ts';
import { type SeatProgram, startSeatProgram } from '#tests/browser/seat-driver/seat-program.ts';
import { type Account, type Asterisk, startAsterisk } from './asterisk.ts';
import { type Phone, startPhone } from './phone.ts';
import { type Relay, startRelay } from './relay.ts';
import { tonesIn } from './tones.ts';
import { until } from './until.ts';

/** Who says what, Hz. Far from each other, from the music (349 and 523), and below what G.711 carries. */
export const hz = { seat: 880, one: 700, two: 1100, early: 1300 } as const;
export const music = [349, 523] as const;
export const everyHz: readonly number[] = [349, 523, 700, 880, 1100, 1300];

export type Bench = {
  readonly pbx: Asterisk;
  /** The wire between seat and PBX. */
  readonly wire: Relay;
  readonly program: SeatProgram;
  readonly seat: SeatDriver;
  readonly one: Phone;
  readonly two: Phone;
  /** Nothing is live anywhere: for the begin of a test. */
  readonly settle: () => Promise<void>;
  /** Phone one has called the seat, and both talk. */
  readonly talk: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Waits until the phone hears exactly these tones. */
export const phoneHears = async (phone: Phone, tonesHz: readonly number[], limitMs = 8000): Promise<void> => {
  let last: readonly number[] = [];
  await until(
    'what the phone should hear',
    async () => {
      last = tonesIn(await phone.listen(350), everyHz);
      return last.join() === tonesHz.join();
    },
    limitMs,
  ).catch((cause: unknown) => {
    throw new Error(`the phone should hear [${tonesHz.join()}] and hears [${last.join()}]`, { cause });
  });
};

/** Asterisk, seat 1001 with its screen in Chromium behind a wire that can be cut, and two outside phones. */
export const openBench = async (): Promise<Bench> => {
  const pbx = await startAsterisk();
  const closing: (() => Promise<void>)[] = [pbx.stop];
  const close = async (): Promise<void> => {
    for (const end of closing.reverse()) await end();
  };
  try {
    const phoneOf = async (account: Account, toneHz: number): Promise<Phone> => {
      const phone = await startPhone({ sipPort: pbx.sipPort, account, password: pbx.passwordOf(account), toneHz });
      closing.push(phone.stop);
      return phone;
    };
    const wire = await startRelay(Number(new URL(pbx.wsUrl).port));
    closing.push(wire.close);
    const one = await phoneOf('2001', hz.one);
    const two = await phoneOf('2002', hz.two);
    const program = await startSeatProgram({
      pbxUrl: `ws://127.0.0.1:${wire.port}/ws`,
      user: '1001',
      password: pbx.passwordOf('1001'),
    });
    closing.push(program.stop);
    const seat = await openSeatDriver({ url: program.url(), microphoneHz: hz.seat });
    closing.push(seat.close);
    await seat.registered();
    return {
      pbx,
      wire,
      program,
      seat,
      one,
      two,
      settle: async () => {
        for (const phone of [one, two]) await phone.hangUp();
        await seat.settle();
        await until('no channel left', async () => (await pbx.channels()).length === 0, 15_000);
      },
      talk: async () => {
        await one.dial('1001');
        await seat.phase('ringing');
        await seat.press('call-answer');
        await seat.phase('active');
        await phoneHears(one, [hz.seat]);
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
};
