import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { guestsIn } from '#test/given-guest.ts';
import type { House } from '#test/house.ts';
import { openBrowser, openPage } from './browser.ts';
import { printFaults, zoomFaults } from './eyes.ts';
import { keptFaults } from './kept-in-browser.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';
import { standsEachWay } from './stands.ts';
import { brokenDays } from './whole-words.ts';

type Whose = Parameters<ReturnType<typeof guestsIn>['opened']>[0];

/** A window of somebody from outside, before a house in which a file's meetings are. */
export async function openGuest<World>(give: (house: House) => Promise<World>) {
  const { served, world, close } = await openWorld(give);
  const { house, origin } = served;
  const guests = guestsIn(house);
  const { page, complaints } = await openPage(await openBrowser());
  let asked: string[] = [];
  page.on('request', (request) => {
    const [, name] = /\/api\/guest\/(\w+)$/.exec(request.url()) ?? [];
    if (name !== undefined) asked.push(`${request.method()} ${name}`);
  });

  /** A new document, as from a mail. */
  const open = async (hash = '') => {
    await page.setViewportSize({ width: 1440, height: 1000 });
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await page.goto('about:blank');
    asked = [];
    await page.goto(`${origin}/guest${hash}`);
  };

  return {
    house,
    world,
    guests,
    page,
    complaints,
    origin,
    open,
    /** What the server was asked since the document was opened. */
    asked: () => asked,
    /** By a link of theirs whose code they have entered. */
    visit: async (whose: Whose) => {
      const value = (await guests.opened(whose)).jar.get('guest') ?? '';
      const cookie = { name: 'guest', value, url: origin, httpOnly: true } as const;
      await page.context().addCookies([{ ...cookie, sameSite: 'Strict' }]);
      await open();
      await page.getByRole('heading', { name: /^Meeting on /, level: 1 }).waitFor();
    },
    /** They come back to the page from wherever they were. */
    lookAgain: (look = `dispatchEvent(new Event('focus'))`) => page.evaluate(look),
    press: (name: string) => page.getByRole('button', { name }).click(),
    title: (name: string) => page.getByRole('heading', { name, level: 1 }).waitFor(),
    close,
  };
}

/** It stands each way and on paper, and the browser keeps nothing of it. */
export async function standsForGuest(page: Page, name: string, link = 'Alma Rivera') {
  await standsEachWay(page, `guest-${name}`);
  const faults = [...(await brokenDays(page)), ...(await printFaults(page))];
  await picture(page, `guest-${name}-print`);
  await page.emulateMedia({ media: 'screen' });
  faults.push(...(await keptFaults(page, [link, 'Marcus Bell', 'Hana Lee'])));
  faults.push(...(await zoomFaults(page)));
  await page.setViewportSize({ width: 1440, height: 1000 });
  expect(faults).toEqual([]);
}
