import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWindow, type Window } from '#tests/stack/chromium.ts';
import { type Stack, startStack } from '#tests/stack/stack.ts';
import { ticketInDatabase } from '#tests/stack/ticket-in-database.ts';
import { eventually } from '#tests/stack/timeline.ts';
import { writeToneWav } from '#tests/stack/tone-wav.ts';

describe('a ticket typed during a call', () => {
  let stack: Stack;
  let window: Window;

  beforeAll(async () => {
    stack = await startStack();
    const tone = join(stack.folder, 'microphone.wav');
    writeToneWav(tone, 1000);
    window = await openWindow({ microphoneWav: tone });
    await window.page.goto(stack.seatUrl());
    await window.page.getByTestId('call-answer').and(window.page.locator(':enabled')).waitFor({ timeout: 40_000 });
    await window.page.getByTestId('call-answer').click();
    await window.page.locator('[data-testid=call-tile][data-phase=active]').waitFor();
  });

  afterAll(async () => {
    await window?.close();
    await stack?.stop();
  });

  const place = (value: string) => window.page.locator(`[data-testid=ticket-place][data-place=${value}]`);

  it('waits here while the centre is stopped, and is in PostgreSQL exactly once after its restart', async () => {
    const summary = `中心停机时写下的工单 ${Date.now()}`;
    await stack.stopCentre();
    await window.page.getByTestId('ticket-kind-enquiry').click();
    await window.page.getByTestId('ticket-summary').fill(summary);
    await window.page.getByTestId('ticket-save').click();
    await place('here').waitFor({ timeout: 10_000 });
    await stack.startCentre();
    await place('server').waitFor({ timeout: 90_000 });
    expect(await ticketInDatabase(stack, summary)).toBe(1);
  });

  it('is back as a draft, as far as it was typed, after a kill -9 of the seat in the middle of a word', async () => {
    const typed = '客户反映水压低,住在六楼,早晚高峰时几乎没';
    await window.page.getByTestId('ticket-new').click();
    const summary = window.page.getByTestId('ticket-summary');
    await summary.pressSequentially(typed, { delay: 15 });
    await window.page.waitForTimeout(200);
    await stack.killSeat();
    await stack.startSeat();
    await window.page.goto(stack.seatUrl());
    await window.page.getByTestId('line-state').waitFor();
    const shown = await eventually(
      async () => (await window.page.getByTestId('workbench').innerText()) + (await summary.inputValue().catch(() => '')),
      (text) => text.includes(typed.slice(0, 8)),
      15_000,
      'the draft on screen',
    );
    expect(shown).toContain(typed.slice(0, 8));
  });
});
