import { mkdirSync } from 'node:fs';
import type { BrowserContextOptions, Page } from 'playwright-core';
import type { House } from '#test/house.ts';
import { openBrowser, openPageAs, serveHouse } from './browser.ts';

const shots = process.env['SCREENSHOTS'];

/** A house that is served, with what a test file needs given in it, and the pages of whoever works there. */
export async function openWorld<World>(give: (house: House) => Promise<World>) {
  const browser = await openBrowser();
  const served = await serveHouse();
  if (shots) mkdirSync(shots, { recursive: true });
  const world = await give(served.house);
  return {
    served,
    world,
    open: (as: string, path: string, options: BrowserContextOptions = {}) =>
      openPageAs(browser, served, { as, path, ...options }),
    /** A picture for people, where SCREENSHOTS names a folder. */
    shoot: async (page: Page, name: string) => {
      if (shots) await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
    },
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}
