import type { BrowserContextOptions } from 'playwright-core';
import type { House } from '#test/house.ts';
import { openBrowser, openPageAs, serveHouse } from './browser.ts';

/** A house that is served, with what a test file needs given in it, and the pages of whoever works there. */
export async function openWorld<World>(give: (house: House) => Promise<World>) {
  const browser = await openBrowser();
  const served = await serveHouse();
  const world = await give(served.house);
  return {
    served,
    world,
    open: (as: string, path: string, options: BrowserContextOptions = {}) =>
      openPageAs(browser, served, { as, path, ...options }),
    close: async () => {
      await browser.close();
      await served.close();
    },
  };
}
