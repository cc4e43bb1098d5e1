import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { type Addresses, mainPages, otherPages, type Visited } from './pages-table.ts';
import { givenForPages } from './pages-given.ts';

const folder = join(import.meta.dirname, '../../.reports/screens');
const wide = { width: 1440, height: 1000 };
const phone = { width: 390, height: 844 };

let browser: Browser;
let served: ServedHouse;
let at: Addresses;
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

type Look = { viewport: { width: number; height: number }; colorScheme: 'light' | 'dark' };
const everyLook: Look[] = [wide, phone].flatMap((viewport) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme })),
);
const bothEnds: Look[] = [
  { viewport: wide, colorScheme: 'light' },
  { viewport: phone, colorScheme: 'dark' },
];

async function visit({ as, path, ready }: Visited, look: Look, tamper?: (page: Page) => Promise<void>) {
  const { page, complaints } = await openPage(browser, { ...look, timezoneId: 'America/New_York' });
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

/** What is wrong with the page as it stands, at its own width, on 320 px, and four times as large. */
async function faultsOf(page: Page): Promise<string[]> {
  const faults = await accessProblems(page);
  if ((await sideways(page)) > 0) faults.push(`scrolls sideways by ${await sideways(page)} px`);
  const before = page.viewportSize() ?? wide;
  // 1280 px at 400 % leave the room of 320 px.
  await page.setViewportSize({ width: 320, height: 640 });
  if ((await sideways(page)) > 0) faults.push(`at 320 px: sideways by ${await sideways(page)} px`);
  await page.setViewportSize(before);
  return faults;
}

async function look(visited: Visited, each: Look) {
  const { page, complaints, close } = await visit(visited, each);
  await page.emulateMedia({ colorScheme: each.colorScheme });
  const name = `${visited.name}-${each.viewport.width}-${each.colorScheme}`;
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
  const faults = await faultsOf(page);
  titles.set(visited.name, await page.title());
  await close();
  return [...faults, ...complaints].map((fault) => `${name}: ${fault}`);
}

async function allLooks(visited: Visited, looks: Look[]) {
  const found: string[] = [];
  for (const each of looks) found.push(...(await look(visited, each)));
  return found;
}

describe('each main page stands on both widths and in both themes, for everybody’s eyes and hands', () => {
  for (const visited of mainPages)
    test(visited.name, async () => {
      expect(await allLooks(visited, everyLook)).toEqual([]);
    });
});

describe('every other page and state stands too', () => {
  for (const visited of otherPages)
    test(visited.name, async () => {
      expect(await allLooks(visited, bothEnds)).toEqual([]);
    });
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

describe('a page whose data cannot be read says so and offers another try', () => {
  for (const visited of mainPages.filter(({ asks }) => asks))
    test(visited.name, async () => {
      const [first = wide] = [wide];
      const broken = { ...visited, ready: (page: Page) => page.getByRole('button', { name: 'Try again' }).first().waitFor() };
      const { page, complaints, close } = await visit(broken, { viewport: first, colorScheme: 'light' }, (opened) =>
        opened.route(visited.asks ?? '', (route) => failing(route)),
      );
      await page.screenshot({ path: join(folder, `${visited.name}-state-error.png`), fullPage: true });
      const faults = await faultsOf(page);
      const [only] = complaints.filter((complaint) => !complaint.startsWith('503'));
      await page.unroute(visited.asks ?? '');
      await page.getByRole('button', { name: 'Try again' }).first().click();
      await visited.ready(page, at);
      await close();
      expect(faults).toEqual([]);
      expect(only).toBeUndefined();
    });
});

describe('a page that waits for its data says what it waits for', () => {
  for (const visited of mainPages.filter(({ asks }) => asks))
    test(visited.name, async () => {
      const waiting = { ...visited, ready: (page: Page) => page.getByRole('status').or(page.locator('[aria-busy=true]')).first().waitFor({ state: 'attached' }) };
      const held: Route[] = [];
      const { page, close } = await visit(waiting, { viewport: wide, colorScheme: 'light' }, (opened) =>
        opened.route(visited.asks ?? '', (route) => {
          held.push(route);
        }),
      );
      await page.screenshot({ path: join(folder, `${visited.name}-state-loading.png`), fullPage: true });
      const faults = await faultsOf(page);
      for (const route of held) await route.continue();
      await page.unroute(visited.asks ?? '');
      await visited.ready(page, at);
      await close();
      expect(faults).toEqual([]);
    });
});

test('the skip link leads into the page, ? explains the keys, and Ctrl K finds a page', async () => {
  const [today] = mainPages;
  if (!today) throw new Error('There is no page.');
  const { page, complaints, close } = await visit(today, { viewport: wide, colorScheme: 'light' });
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
