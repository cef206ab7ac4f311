import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

export type Pictures = (stage: string) => Promise<void>;

/** Between the panels, where nothing answers to a mouse, px. */
const restsAt = { x: 415, y: 450 };

/** Pictures of each stage in light and dark, 1366×768, for the READMEs; or none at all. */
export function takePictures(page: Page, wanted: boolean): Pictures {
  if (!wanted) return async () => undefined;
  const folder = fileURLToPath(new URL('../../docs/pictures', import.meta.url));
  mkdirSync(folder, { recursive: true });
  return async (stage) => {
    // Away from every button: what hovers there belongs to nobody's picture.
    await page.mouse.move(restsAt.x, restsAt.y);
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
