import type { SeatDriver } from '#tests/browser/seat-driver/driver.ts';
import { listenAtSeat } from '#tests/browser/seat-driver/ears.ts';
import { levelDb } from '#tests/pbx/harness/tones.ts';
import { readPracticeReport } from '#tests/stack/practice-report.ts';
import type { Stack } from '#tests/stack/stack.ts';
import { ticketInDatabase } from '#tests/stack/ticket-in-database.ts';
import { createTimeline, eventually } from '#tests/stack/timeline.ts';
import { fillRepair } from '#tests/stack/write-ticket.ts';
import { takePictures } from './pictures.ts';

type StoryOptions = {
  readonly stack: Stack;
  readonly openSeat: () => Promise<SeatDriver>;
  /** What the microphone plays, Hz. */
  readonly microphoneHz: number;
  readonly pictures: boolean;
  readonly print: (line: string) => void;
};

/** Louder than this, dB of full scale, is a voice; quieter than the other is silence. */
const voiceDb = -50;
const silenceDb = -60;

/** The first call from ring to ticket, each step judged by what was measured. Throws at the first step that fails. */
export async function tellStory({ stack, openSeat, microphoneHz, pictures, print }: StoryOptions): Promise<void> {
  const { step, note } = createTimeline(print);
  const summary = `厨房水表接头处渗水,地面有积水,客户希望今天下午上门(演示 ${Date.now()})`;

  const seat = await step('the seat opens and is registered at the practice line', async () => {
    const opened = await openSeat();
    await opened.registered(20_000);
    return opened;
  });
  try {
    const picture = takePictures(seat.page, pictures);
    const atCustomer = () =>
      readPracticeReport(stack.practiceReportUrl).then(({ calls }) =>
        calls.find(({ phase, direction }) => phase === 'talking' && direction === 'rings'),
      );
    await picture('ready');

    await step('a practice customer rings', () => seat.phase('ringing', 30_000));
    await step('the card and the sentence to say are on screen', async () => {
      note(`card: ${await seat.on('card-name').innerText()}`);
      note(`sentence: ${await seat.on('sentence-now').innerText()}`);
    });
    await picture('ringing');
    await step('answered', async () => {
      await seat.press('call-answer');
      await seat.phase('active');
    });
    await step('the customer hears the agent', async () => {
      const heard = await eventually(
        atCustomer,
        (seen) => Math.abs((seen?.dominantHz ?? 0) - microphoneHz) < 40 && (seen?.heardLevelDb ?? -120) > voiceDb,
        15_000,
        'the microphone tone at the customer',
      );
      note(`the customer hears ${heard?.dominantHz?.toFixed(0)} Hz at ${heard?.heardLevelDb} dB`);
    });
    await step('the agent hears the customer', async () => {
      const heardDb = await eventually(
        async () => levelDb(await listenAtSeat(seat.page)),
        (db) => db > voiceDb,
        30_000,
        'a voice at the agent',
      );
      note(`the agent hears ${heardDb.toFixed(1)} dB`);
    });
    await step('the ticket is written while they talk', () => fillRepair(seat.page, summary));
    await picture('talking');
    await step('held', async () => {
      await seat.press('call-hold');
      await seat.sees('on hold', ({ calls }) =>
        calls.calls.some((call) => call.phase === 'active' && call.hold === 'local' && !call.holdChanging),
      );
    });
    await step('the customer hears nothing of the agent while held', async () => {
      const heard = await eventually(
        atCustomer,
        (seen) => seen?.onHold === true && seen.heardLevelDb < silenceDb,
        10_000,
        'silence at the customer',
      );
      note(`the customer hears ${heard?.heardLevelDb} dB`);
    });
    await picture('hold');
    await step('resumed, and thanked for waiting', async () => {
      await seat.press('call-hold');
      await seat.sees('resumed', ({ calls }) => calls.calls.some((call) => call.phase === 'active' && call.hold === 'none'));
      note(`sentence: ${await seat.on('sentence-now').innerText()}`);
    });
    await step('a colleague is asked first', async () => {
      await seat.transfer('1002', 'consult');
      await seat.sees('talking to the colleague', ({ calls }) => calls.transfer?.phase === 'talking', 20_000);
    });
    await picture('consult');
    await step('back to the customer, who hears the agent again', async () => {
      await seat.press('transfer-back');
      await seat.sees(
        'one call, not held',
        ({ calls }) => calls.transfer === null && calls.calls.some((call) => call.phase === 'active' && call.hold === 'none'),
      );
      await eventually(
        atCustomer,
        (seen) => seen?.onHold === false && seen.heardLevelDb > voiceDb,
        10_000,
        'the microphone tone at the customer',
      );
    });
    await step('the ticket is saved and says it is on the server', async () => {
      await seat.press('ticket-save');
      await seat.on('ticket-place').getByText('中心 ✓').waitFor({ timeout: 20_000 });
    });
    await picture('saved');
    await step('the ticket is in PostgreSQL, once', async () => {
      const found = await ticketInDatabase(stack, summary);
      if (found !== 1) throw new Error(`PostgreSQL holds it ${found} times`);
    });
    await step('the call ends', async () => {
      await seat.end();
      await seat.sees('no call', ({ calls }) => calls.calls.every(({ phase }) => phase === 'ended'));
    });
    await picture('after');
  } finally {
    await seat.close();
  }
}
