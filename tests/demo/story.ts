import type { Page } from 'playwright-core';
import { heardByAgent, listenToConnections } from '#tests/stack/heard.ts';
import { readPracticeReport } from '#tests/stack/practice-report.ts';
import type { Stack } from '#tests/stack/stack.ts';
import { ticketInDatabase } from '#tests/stack/ticket-in-database.ts';
import { createTimeline, eventually } from '#tests/stack/timeline.ts';
import { takePictures } from './pictures.ts';

type StoryOptions = {
  readonly stack: Stack;
  readonly page: Page;
  readonly pictures: boolean;
  readonly print: (line: string) => void;
};

/** What the microphone plays, Hz: see demo.ts. */
const microphoneHz = 1000;

/** The first call from ring to ticket, each step judged by what was measured. Throws at the first step that fails. */
export async function tellStory({ stack, page, pictures, print }: StoryOptions): Promise<void> {
  const { step, note } = createTimeline(print);
  const picture = takePictures(page, pictures);
  const on = (testId: string) => page.getByTestId(testId);
  const summary = `演示工单 ${Date.now()}:厨房水表处渗水,地面有积水`;

  await step('the seat opens and is registered at the practice line', async () => {
    await listenToConnections(page);
    await page.goto(stack.seatUrl());
    await page.locator('[data-testid=line-state][data-phase=registered]').waitFor({ timeout: 20_000 });
  });
  await picture('ready');
  await step('a practice customer rings', () => on('call-answer').and(page.locator(':enabled')).waitFor({ timeout: 30_000 }));
  await step('the card and the sentence to say are on screen', async () => {
    note(`card: ${await on('card-name').innerText()}`);
    note(`sentence: ${await on('sentence-now').innerText()}`);
  });
  await picture('ringing');
  await step('answered', async () => {
    await on('call-answer').click();
    await page.locator('[data-testid=call-tile][data-phase=active]').waitFor({ timeout: 10_000 });
  });
  await step('the customer hears the agent', async () => {
    const call = await eventually(
      async () => (await readPracticeReport(stack.practiceReportUrl)).calls.find(({ ended }) => !ended),
      (seen) => seen !== undefined && Math.abs(seen.dominantHz - microphoneHz) < 40 && seen.heardLevelDb > -40,
      15_000,
      'the microphone tone at the customer',
    );
    note(`the customer hears ${call?.dominantHz.toFixed(0)} Hz at ${call?.heardLevelDb.toFixed(1)} dB`);
  });
  await step('the agent hears the customer', async () => {
    const heard = await eventually(
      () => heardByAgent(page, 500),
      (seen) => seen.levelDb > -50,
      20_000,
      'the customer’s voice at the agent',
    );
    note(`the agent hears ${heard.levelDb.toFixed(1)} dB`);
  });
  await step('the ticket is written while they talk', async () => {
    await on('ticket-kind-repair').click();
    await on('ticket-summary').fill(summary);
  });
  await picture('talking');
  await step('held', async () => {
    await on('call-hold').click();
    await page.locator('[data-testid=call-tile][data-hold=local]').waitFor({ timeout: 10_000 });
  });
  await step('the customer hears nothing of the agent while held', async () => {
    await eventually(
      async () => (await readPracticeReport(stack.practiceReportUrl)).calls.find(({ ended }) => !ended),
      (seen) => seen !== undefined && seen.heardLevelDb < -60,
      10_000,
      'silence at the customer',
    );
  });
  await picture('hold');
  await step('resumed, and thanked for waiting', async () => {
    await on('call-hold').click();
    await page.locator('[data-testid=call-tile][data-hold=none]').waitFor({ timeout: 10_000 });
    note(`sentence: ${await on('sentence-now').innerText()}`);
  });
  await step('a colleague is asked first', async () => {
    await on('call-transfer').click();
    await page.keyboard.type('1002', { delay: 30 });
    await page.keyboard.press('Enter');
    await page.locator('[data-testid=transfer-strip][data-phase=talking]').waitFor({ timeout: 15_000 });
  });
  await picture('consult');
  await step('back to the customer', async () => {
    await on('transfer-back').click();
    await page.locator('[data-testid=call-tile][data-hold=none]').waitFor({ timeout: 10_000 });
    await eventually(
      async () => (await readPracticeReport(stack.practiceReportUrl)).calls.filter(({ ended }) => !ended),
      (live) => live.length === 1 && (live[0]?.heardLevelDb ?? -120) > -40,
      10_000,
      'the customer hears the agent again',
    );
  });
  await step('the ticket is saved and says it is on the server', async () => {
    await on('ticket-save').click();
    await page.locator('[data-testid=ticket-place][data-place=server]').waitFor({ timeout: 15_000 });
  });
  await picture('saved');
  await step('the ticket is in PostgreSQL, once', async () => {
    const found = await ticketInDatabase(stack, summary);
    if (found !== 1) throw new Error(`PostgreSQL holds it ${found} times`);
  });
  await step('the call ends', async () => {
    await on('call-end').click();
    await on('call-end').click();
    await page.locator('[data-testid=call-tile]').waitFor({ state: 'detached', timeout: 15_000 });
  });
  await picture('after');
}
