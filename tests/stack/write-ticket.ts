import type { Page } from 'playwright-core';

/** Fills what a repair ticket must have, with the mouse and the keyboard, as an agent would: kind, fault, and what happened. */
export async function fillRepair(page: Page, summary: string): Promise<void> {
  await page.getByTestId('ticket-kind-repair').click();
  await page.getByRole('combobox', { name: '故障' }).click();
  await page.getByTitle('漏水', { exact: true }).click();
  await page.getByTestId('ticket-summary').fill(summary);
}
