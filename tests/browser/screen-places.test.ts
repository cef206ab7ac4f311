import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SceneName } from '#tests/fakes/seat-server/scenes.ts';
import { startFakeSeat } from '#tests/fakes/seat-server/server.ts';

let seat: Awaited<ReturnType<typeof startFakeSeat>>;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  seat = await startFakeSeat({ pagesDir: fileURLToPath(new URL('../../dist/pages', import.meta.url)) });
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
  });
  page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  await page.goto(`${seat.url}/screen/`);
  await page.getByTestId('agent-state').waitFor();
});

afterAll(async () => {
  await browser?.close();
  await seat?.close();
});

/** What the agent reads and presses during a call, where it stands, px. */
async function places(scene: SceneName): Promise<Record<string, string>> {
  seat.show(scene);
  await page.getByTestId('sentence-now').waitFor();
  const found: Record<string, string> = {};
  for (const id of ['card-name', 'sentence-now', 'ticket-panel', 'ticket-save', 'call-answer', 'call-hold', 'call-transfer']) {
    const box = await page.getByTestId(id).first().boundingBox();
    found[id] = box ? `${Math.round(box.x)},${Math.round(box.y)}` : 'absent';
  }
  return found;
}

describe('what the agent reads', () => {
  it('stays where it is when a transfer, a three-way talk or a trouble takes its strip', async () => {
    const talking = await places('talking');
    expect(Object.values(talking)).not.toContain('absent');
    for (const scene of ['transfer-talking', 'transfer-blind', 'transfer-failed', 'three-way', 'link-down'] as const) {
      const seen = await places(scene);
      await page.locator('[data-testid=transfer-strip], [data-testid=conference-strip], [data-testid=banner]').first().waitFor();
      expect({ scene, ...seen }).toEqual({ scene, ...talking });
    }
  });

  it('is under no message: neither the bar, nor the sentence, nor the buttons of the ticket', async () => {
    await places('talking');
    seat.tell('tell', { level: 'warning', code: 'missed-call', params: { number: '186****0123' } });
    const message = page.locator('.ant-message-notice').first();
    await message.waitFor();
    const over = await message.boundingBox();
    if (!over) throw new Error('the message has no place');
    for (const id of ['call-hold', 'call-transfer', 'sentence-now', 'card-name', 'ticket-save']) {
      const under = await page.getByTestId(id).first().boundingBox();
      if (!under) throw new Error(`${id} has no place`);
      const apart =
        over.x >= under.x + under.width ||
        over.x + over.width <= under.x ||
        over.y >= under.y + under.height ||
        over.y + over.height <= under.y;
      expect(`${id} ${apart ? 'free' : 'covered'}`).toBe(`${id} free`);
    }
  });
});
