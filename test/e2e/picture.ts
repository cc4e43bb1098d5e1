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
