import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';

/** Where pictures for people go; none are taken where it is not set. */
export const pictureFolder = process.env['SCREENSHOTS'];

/** A picture of the whole page. */
export async function picture(page: Page, name: string) {
  if (!pictureFolder) return;
  mkdirSync(pictureFolder, { recursive: true });
  await page.screenshot({ path: join(pictureFolder, `${name}.png`), fullPage: true });
}

/** The page as it stands, wide and narrow, in the light and in the dark. */
export async function pictureEachWay(page: Page, name: string) {
  if (!pictureFolder) return;
  for (const [width, height] of [
    [1440, 1000],
    [390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.waitForTimeout(250);
      await picture(page, `${name}-${width}-${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.emulateMedia({ colorScheme: 'light' });
}
