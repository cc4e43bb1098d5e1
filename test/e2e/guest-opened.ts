import { type Browser, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser, openPage, serveHouse } from './browser.ts';
import { printFaults, zoomFaults } from './eyes.ts';
import { keptFaults } from './kept-in-browser.ts';
import { picture } from './picture.ts';
import { standsEachWay } from './stands.ts';
import { brokenDays } from './whole-words.ts';

type Answer = { status?: number; json: unknown };

const over: Answer = { status: 404, json: { type: 'guest-over', status: 404, title: 'Over.' } };

export const link = 'Zm9yLW9uZS1ndWVzdC1hbG9uZS1hbmQtbm9ib2R5LWVsc2U';

/** A window of somebody from outside, who is told what a test wants the server to tell. */
export async function openGuest() {
  const browser: Browser = await openBrowser();
  const served = await serveHouse();
  const { page, complaints } = await openPage(browser);

  return {
    page,
    complaints,
    origin: served.origin,

    /** From now on the server answers like this; what it is asked is kept. */
    answers: async (those: Readonly<Record<string, Answer>>) => {
      await page.unrouteAll({ behavior: 'wait' });
      const asked: string[] = [];
      await page.route('**/api/guest/*', (route) => {
        const name = new URL(route.request().url()).pathname.split('/').at(-1) ?? '';
        asked.push(`${route.request().method()} ${name}`);
        return route.fulfill(those[name] ?? over);
      });
      return asked;
    },

    /** A new document, as from a mail. */
    open: async (hash = '') => {
      await page.setViewportSize({ width: 1440, height: 1000 });
      await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
      await page.goto('about:blank');
      await page.goto(`${served.origin}/guest${hash}`);
    },
    press: (name: string) => page.getByRole('button', { name }).click(),
    title: (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor(),
    close: async () => {
      await page.context().close();
      await served.close();
    },
  };
}

/** It stands each way and on paper, and the browser keeps nothing of it. */
export async function standsForGuest(page: Page, name: string) {
  await standsEachWay(page, `guest-${name}`);
  const faults = [...(await brokenDays(page)), ...(await printFaults(page))];
  await picture(page, `guest-${name}-print`);
  await page.emulateMedia({ media: 'screen' });
  faults.push(...(await keptFaults(page, [link, 'Marcus Bell', 'Hana Lee'])));
  faults.push(...(await zoomFaults(page)));
  await page.setViewportSize({ width: 1440, height: 1000 });
  expect(faults).toEqual([]);
}
