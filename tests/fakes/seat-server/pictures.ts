import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { isSceneName, scenes } from './scenes.ts';
import { startFakeSeat } from './server.ts';

/**
 * Pictures of the built screen in every scene: `node tests/fakes/seat-server/pictures.ts FOLDER [SCENE…] [dark] [en]`.
 * Build the pages first (NINHAO_BUILD=pages vite build --app).
 */
const [folder = 'pictures', ...words] = process.argv.slice(2);
const theme = words.includes('dark') ? 'dark' : 'light';
const language = words.includes('en') ? 'en' : 'zh-CN';
const asked = words.filter(isSceneName);
const names = asked.length > 0 ? asked : Object.keys(scenes).filter(isSceneName);

await mkdir(folder, { recursive: true });
const seat = await startFakeSeat({ pagesDir: fileURLToPath(new URL('../../../dist/pages', import.meta.url)) });
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') console.error(message.text().slice(0, 300));
  });
  page.on('pageerror', (error) => console.error('page error', error.message));
  seat.show('idle', { theme, language });
  await page.goto(`${seat.url}/screen/`);
  await page.waitForSelector('[data-testid=agent-state]', { timeout: 15_000 });
  for (const name of names) {
    seat.show(name, { theme, language });
    await page.waitForTimeout(700);
    await page.screenshot({ path: join(folder, `${name}-${theme}-${language}.png`) });
  }
} finally {
  await browser.close();
  await seat.close();
}
