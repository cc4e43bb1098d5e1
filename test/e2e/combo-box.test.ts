import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';

let browser: Browser;
let served: ServedHouse;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const given = givenIn(served.house);
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const worker = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  for (const name of ['Alma Rivera', 'Alan Stone', 'Alvin Reyes', 'Marcus Bell'])
    await given.client(agency, { program, worker, name });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** The picker of clients, behind a line on which an answer comes only when it is let through. */
async function openPicker() {
  const { page } = await openPage(browser);
  const value = served.house.as('ana').token ?? '';
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
  const held: (() => void)[] = [];
  let isSlow = false;
  await page.route(/\/api\/clients\/search/, async (route) => {
    if (isSlow) await new Promise<void>((release) => held.push(release));
    await route.continue();
  });
  await page.goto(`${served.origin}/conferences/new`);
  const box = page.getByRole('combobox', { name: 'Find a client' });
  await box.press('ArrowDown');
  await page.getByRole('option', { name: /Marcus Bell/ }).waitFor();
  return {
    page,
    box,
    slowDown: () => {
      isSlow = true;
    },
    letThrough: () => held.splice(0).forEach((release) => release()),
    isAsking: async () => {
      await expect.poll(() => held.length).toBeGreaterThan(0);
    },
    close: () => page.context().close(),
  };
}

const highlighted = async (page: Page) => {
  const box = page.getByRole('combobox', { name: 'Find a client' });
  const id = await box.getAttribute('aria-activedescendant');
  return id === null ? null : page.locator(`[id="${id}"]`).textContent();
};

test('an answer that comes late leaves the typed text and the highlighted option where they are', async () => {
  const { page, box, slowDown, isAsking, letThrough, close } = await openPicker();
  slowDown();
  await box.fill('Al');
  await page.getByRole('option', { name: /Marcus Bell/ }).waitFor({ state: 'detached' });
  await box.press('ArrowDown');
  await expect.poll(() => highlighted(page)).toMatch(/^Al/);
  const first = await highlighted(page);
  await box.press('ArrowDown');
  await expect.poll(() => highlighted(page)).not.toBe(first);
  const before = await highlighted(page);
  const shown = await page.getByRole('option').allTextContents();
  await isAsking();
  const answered = page.waitForResponse(/\/api\/clients\/search/);
  letThrough();
  await answered;
  await page.waitForTimeout(300);

  expect(before).toMatch(/^Al/);
  expect(await highlighted(page)).toBe(before);
  await expect.poll(() => box.inputValue()).toBe('Al');
  expect(await page.getByRole('option').allTextContents()).toEqual(shown);
  await box.press('Enter');
  const [name = ''] = before?.match(/^\S+ \S+?(?=[^A-Za-z]|$)/) ?? [];
  await page.getByText(name).first().waitFor();
  await close();
});

test('a list that closes because the page moves takes away nothing that was typed, and comes back', async () => {
  const { page, box, close } = await openPicker();
  const marcus = page.getByRole('option', { name: /Marcus Bell/ });
  await box.fill('Marc');
  await marcus.waitFor();
  await page.evaluate(() => document.dispatchEvent(new Event('scroll')));
  await page.waitForTimeout(300);
  await expect.poll(() => box.inputValue()).toBe('Marc');
  await marcus.waitFor();
  await box.press('Enter');
  await expect.poll(() => box.inputValue()).toBe('Marc');
  await marcus.waitFor();

  await box.press('Escape');
  await marcus.waitFor({ state: 'detached' });
  await expect.poll(() => box.inputValue()).toBe('');
  await close();
});

test('a search that fails says so, and not that there is nobody', async () => {
  const { page, box, close } = await openPicker();
  await page.route(/\/api\/clients\/search/, (route) => route.abort());
  await box.fill('Zo');
  await page.getByText('The search did not work. Type again to try again.').waitFor();
  await expect.poll(() => box.inputValue()).toBe('Zo');
  await close();
});
