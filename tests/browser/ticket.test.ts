import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSeatDriver, type SeatDriver } from '#tests/browser/seat-driver/driver.ts';
import { type Stack, startStack } from '#tests/stack/stack.ts';
import { ticketInDatabase } from '#tests/stack/ticket-in-database.ts';
import { fillRepair } from '#tests/stack/write-ticket.ts';

describe('a ticket typed during a call', () => {
  let stack: Stack;
  let seat: SeatDriver;

  beforeAll(async () => {
    stack = await startStack();
    seat = await openSeatDriver({ url: stack.seatUrl(), microphoneHz: 1000 });
    await seat.registered(20_000);
    await seat.phase('ringing', 40_000);
    await seat.press('call-answer');
    await seat.phase('active');
  });

  afterAll(async () => {
    await seat?.close();
    await stack?.stop();
  });

  it('waits here while the centre is stopped, and is in PostgreSQL exactly once after its restart', async () => {
    const summary = `中心停机时写下的工单 ${Date.now()}`;
    await stack.stopCentre();
    await seat.sees('the centre is away', ({ centre }) => centre.phase !== 'online', 30_000);
    await fillRepair(seat.page, summary);
    await seat.press('ticket-save');
    await seat.sees('one operation waits', ({ centre }) => centre.waitingOperations === 1, 10_000);
    expect(await seat.on('ticket-place').innerText()).toContain('已存本机');
    await stack.startCentre();
    await seat.on('ticket-place').getByText('中心 ✓').waitFor({ timeout: 90_000 });
    expect(await ticketInDatabase(stack, summary)).toBe(1);
  });

  it('is back as a draft, as far as it was typed, after a kill -9 of the seat in the middle of a word', async () => {
    const typed = '客户反映水压低,住在六楼,早晚高峰时几乎没';
    await seat.press('ticket-again');
    const box = seat.on('ticket-summary');
    await box.pressSequentially(typed, { delay: 20 });
    // What was typed up to 100 ms before must survive; the last keystroke is older than that now.
    await seat.page.waitForTimeout(150);
    await stack.killSeat();
    await stack.startSeat();
    await seat.page.goto(stack.seatUrl());
    await seat.sees('the draft in the new seat', ({ drafts }) => drafts.some(({ summary }) => summary === typed), 20_000);
    await seat.page.getByText(typed.slice(0, 12)).first().waitFor({ timeout: 10_000 });
  });
});
