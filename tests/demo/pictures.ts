import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

export type Pictures = (stage: string) => Promise<void>;

/** Pictures of each stage in light and dark, 1366×768, for the READMEs; or none at all. */
export function takePictures(page: Page, wanted: boolean): Pictures {
  if (!wanted) return async () => undefined;
  const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url));
  mkdirSync(folder, { recursive: true });
  return async (stage) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      // Two frames: the theme is applied in the first, painted in the second.
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(folder, `${stage}-${colorScheme}.png`) });
    }
    await page.emulateMedia({ colorScheme: 'light' });
  };
}
