import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { focusFaults, motionFaults, namesOnPaper, printFaults, zoomFaults } from './eyes.ts';
import { mainPages, otherPages } from './pages-table.ts';
import type { Addresses, Visited } from './visited.ts';
import { clientNames, givenForPages } from './pages-given.ts';
import { oversightPages } from './pages-oversight.ts';

const folder = join(import.meta.dirname, '../../.reports/screens');
const wide = { width: 1440, height: 1000 };
const phone = { width: 390, height: 844 };

let browser: Browser;
let served: ServedHouse;
let at: Addresses;
const lesserPages = [...otherPages, ...oversightPages];
const titles = new Map<string, string>();

beforeAll(async () => {
  await mkdir(folder, { recursive: true });
  browser = await openBrowser();
  served = await serveHouse();
  at = await givenForPages(served.house);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Opens the page as its reader; whatever the browser or the server complains of is kept. */
async function visit({ as, path, ready }: Visited, tamper?: (page: Page) => Promise<unknown>) {
  const { page, complaints } = await openPage(browser, {
    viewport: wide,
    timezoneId: 'America/New_York',
  });
  page.setDefaultTimeout(15_000);
  page.on('response', (response) => {
    if (response.status() >= 500) complaints.push(`${response.status()} ${response.url()}`);
  });
  if (as) {
    const value = served.house.as(as).token ?? '';
    await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
  }
  await tamper?.(page);
  await page.goto(served.origin + path(at));
  await ready(page, at);
  return { page, complaints, close: () => page.context().close() };
}

const sideways = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

async function widthFaults(page: Page, widths: readonly number[]) {
  const faults: string[] = [];
  for (const width of widths) {
    await page.setViewportSize({ width, height: 844 });
    const excess = await sideways(page);
    if (excess > 0) faults.push(`at ${width} px it scrolls sideways by ${excess} px`);
  }
  return faults;
}

type Theme = 'light' | 'dark';

async function shoot(page: Page, name: string, theme: Theme) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  const width = page.viewportSize()?.width;
  await page.screenshot({ path: join(folder, `${name}-${width}-${theme}.png`), fullPage: true });
}

/** Colours that the person's system sets, on a dark ground as most who need them have it. */
async function shootInForcedColors(page: Page, name: string) {
  await page.evaluate(() => scrollTo(0, 0));
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await page.screenshot({ path: join(folder, `${name}-forced.png`), fullPage: true });
  await page.emulateMedia({ forcedColors: 'none' });
}

/** How the page stands for whoever walks it by Tab, needs it still, sets their own colours, or prints it. */
async function otherEyes(page: Page, visited: Visited): Promise<string[]> {
  const faults = [...(await motionFaults(page)), ...(await focusFaults(page, 24))];
  await shootInForcedColors(page, visited.name);
  faults.push(...(await printFaults(page)));
  if (visited.isNamelessOnPaper) faults.push(...(await namesOnPaper(page, clientNames)));
  await page.screenshot({ path: join(folder, `${visited.name}-print.png`), fullPage: true });
  await page.emulateMedia({ media: 'screen' });
  return faults;
}

/** Both widths and themes; 1280 px at 400 % leave the room of 320 px. */
async function faultsOf(visited: Visited, isMain: boolean): Promise<string[]> {
  const { page, complaints, close } = await visit(visited);
  titles.set(visited.name, await page.title());
  await shoot(page, visited.name, 'light');
  await shoot(page, visited.name, 'dark');
  const faults = await accessProblems(page);
  if (isMain) faults.push(...(await otherEyes(page, visited)));
  await page.setViewportSize(phone);
  await shoot(page, visited.name, 'dark');
  await shoot(page, visited.name, 'light');
  faults.push(...(await accessProblems(page)));
  faults.push(...(await widthFaults(page, [1440, 390, 320])));
  if (isMain) {
    faults.push(...(await zoomFaults(page)));
    await page.screenshot({ path: join(folder, `${visited.name}-zoom.png`) });
  }
  await close();
  return [...faults, ...complaints];
}

describe('each main page stands on both widths and in both themes, for everybody’s eyes and hands', () => {
  test.each(mainPages.map((visited) => [visited.name, visited] as const))(
    '%s',
    async (_, visited) => {
      expect(await faultsOf(visited, true)).toEqual([]);
    },
  );
});

// Much of the time here and below is waiting, so that these pages wait side by side.
describe('every other page and state stands too', () => {
  test.concurrent.each(lesserPages.map((visited) => [visited.name, visited] as const))(
    '%s',
    async (_, visited) => {
      expect(await faultsOf(visited, false)).toEqual([]);
    },
  );
});

test('each page has a title of its own', () => {
  const named = [...titles].filter(([name]) => !name.includes('-state-'));
  const all = named.map(([, title]) => title);
  expect(all.every((title) => title.endsWith(' – Roundtable'))).toBe(true);
  expect(all.filter((title, index) => all.indexOf(title) !== index)).toEqual([]);
});

const failing = (route: Route) =>
  route.fulfill({
    status: 503,
    contentType: 'application/problem+json',
    body: JSON.stringify({ type: 'unexpected', title: 'Something went wrong here.', status: 503 }),
  });

const asking = [...mainPages, ...lesserPages].flatMap((visited) =>
  visited.asks ? [[visited.name, visited, visited.asks] as const] : [],
);

describe('a page whose data cannot be read says so, and reads it when asked again', () => {
  test.concurrent.each(asking)('%s', async (name, visited, asks) => {
    const again = (page: Page) => page.getByRole('button', { name: 'Try again' }).first();
    const broken = { ...visited, ready: (page: Page) => again(page).waitFor() };
    const { page, close } = await visit(broken, (opened) => opened.route(asks, failing));
    await shoot(page, `${name}-state-error`, 'light');
    const faults = [...(await accessProblems(page)), ...(await widthFaults(page, [320, 1440]))];
    await page.unroute(asks);
    // A page may ask several things, and one that asks by itself may have its answer by now.
    while (await again(page).isVisible())
      await again(page)
        .click({ timeout: 2_000 })
        .catch(() => null);
    await visited.ready(page, at);
    await close();
    expect(faults).toEqual([]);
  });
});

describe('a page that waits for its data says what it waits for', () => {
  test.concurrent.each(asking)('%s', async (name, visited, asks) => {
    const held = Promise.withResolvers<void>();
    const waiting = {
      ...visited,
      ready: (page: Page) => page.locator('.skeleton').first().waitFor(),
    };
    const { page, close } = await visit(waiting, (opened) =>
      opened.route(asks, async (route) => {
        await held.promise;
        await route.continue();
      }),
    );
    await shoot(page, `${name}-state-loading`, 'light');
    const faults = [...(await accessProblems(page)), ...(await widthFaults(page, [320, 1440]))];
    const said = await page.getByRole('status').allTextContents();
    held.resolve();
    await visited.ready(page, at);
    await close();
    expect(faults).toEqual([]);
    expect(said.join(' ')).toMatch(/Loading|Starting|Looking/);
  });
});

test('the skip link leads into the page, ? explains the keys, and Ctrl K finds a page', async () => {
  const [today] = mainPages;
  if (!today) throw new Error('There is no page.');
  const { page, complaints, close } = await visit(today);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the page' });
  await page.keyboard.press('Enter');
  expect(await skip.evaluate(() => document.activeElement?.id)).toBe('main');

  await page.keyboard.press('?');
  await page.getByRole('dialog', { name: 'Keyboard' }).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search or command' }).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await page.keyboard.type('Directory');
  await page.getByRole('menuitem', { name: /Directory/ }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Directory', level: 1 }).waitFor();
  await close();
  expect(complaints).toEqual([]);
});
