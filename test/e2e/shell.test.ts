import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundedAgency, goodPassword } from '#test/browser-like.ts';
import { givenIn } from '#test/given.ts';
import { openBrowser, openPage, openPageAs, serveHouse, type ServedHouse } from './browser.ts';
import { escape } from './hands.ts';

let browser: Browser;
let served: ServedHouse;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const given = givenIn(served.house);
  const here = await given.agency('Riverbend');
  const program = await given.program(here);
  for (const name of ['ana', 'bo'])
    await given.staff(here, name, { roles: ['case-manager'], program });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Whoever comes back to a window after a while: it asks who is there. */
async function cameBackTo(page: Page) {
  await page.waitForTimeout(5_500);
  await page.bringToFront();
  await page.evaluate(() =>
    document.dispatchEvent(new Event('visibilitychange', { bubbles: true })),
  );
}

test('a menu whose script does not come leaves the page as it is, and gives the focus back to its button', async () => {
  const { page, complaints } = await openPageAs(browser, served, { as: 'ana' });
  let isCut = true;
  await page.route('**/menu-opened*.js', (route) => (isCut ? route.abort() : route.continue()));
  await page.goto(served.origin);
  const menu = page.getByRole('button', { name: /^ana/ });
  await menu.click();
  await page
    .getByText('The menu cannot be reached. Reload the page.')
    .waitFor({ state: 'attached' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  isCut = false;
  await page.reload();
  // As a browser that gives the focus to no button that is pressed.
  await menu.evaluate((button) => {
    button.blur();
    button.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
  });
  await page.getByRole('menuitem', { name: 'Lock' }).waitFor();
  await escape(page.getByRole('menu'));
  await expect.poll(() => menu.evaluate((button) => document.activeElement === button)).toBe(true);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a laptop without a network locks too, and what was typed is behind the lock', async () => {
  const { page } = await openPageAs(browser, served, { as: 'ana' });
  const atHand = page.waitForResponse(/lock-screen.*\.js$/);
  await page.goto(`${served.origin}/clients`);
  const box = page
    .getByRole('searchbox', { name: 'Find a client' })
    .or(page.getByRole('textbox', { name: 'Find a client' }));
  await box.fill('Riv');
  await page.getByRole('button', { name: /^ana/ }).click();
  await page.getByRole('menuitem', { name: 'Lock' }).waitFor();
  await (await atHand).finished();
  await page.context().setOffline(true);
  await page.getByRole('menuitem', { name: 'Lock' }).click();
  await page.getByRole('alertdialog').getByText('Your work is kept as you left it.').waitFor();
  await expect.poll(() => page.locator('main input').first().inputValue()).toBe('Riv');
  await page.context().close();
});

test('when somebody else signs in beside it, a page begins anew as theirs', async () => {
  const { page } = await openPageAs(browser, served, { as: 'ana' });
  await page.goto(`${served.origin}/clients`);
  await page.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
  await page.evaluate(() => document.body.setAttribute('data-left', 'here'));
  const value = served.house.as('bo').token ?? '';
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
  await cameBackTo(page);
  await page.getByRole('button', { name: /^bo/ }).waitFor();
  expect(await page.locator('body[data-left]').count()).toBe(0);
  expect(new URL(page.url()).pathname).toBe('/');
  await page.context().close();
});

test('whoever signs out in one tab leaves no page behind in another, and whoever only locks keeps theirs', async () => {
  const { page: first } = await openPageAs(browser, served, { as: 'ana' });
  const second = await first.context().newPage();
  const mark = (tab: Page) => tab.evaluate(() => document.body.setAttribute('data-left', 'here'));
  const left = (tab: Page) => tab.locator('body[data-left]').count();
  for (const tab of [first, second]) {
    await tab.goto(`${served.origin}/clients`);
    await tab.getByRole('heading', { level: 1, name: 'Clients' }).waitFor();
    await mark(tab);
  }
  await first.getByRole('button', { name: /^ana/ }).click();
  await first.getByRole('menuitem', { name: 'Lock' }).click();
  await second.getByRole('alertdialog').getByText('Locked').waitFor();
  expect(await left(second)).toBe(1);

  await first.getByRole('button', { name: 'Sign out and discard' }).click();
  await first.getByRole('heading', { name: 'Sign in' }).waitFor();
  // The two may stand side by side: nobody has to come back to the second one.
  await second.getByRole('heading', { name: 'Sign in' }).waitFor();
  expect(await left(second)).toBe(0);
  await first.context().close();
});

test('whoever signs a lost laptop out from their account page sees it gone, and that laptop asks who is there (S15)', async () => {
  const { window, email } = await foundedAgency(served.house, 'first@millpond.example');
  const { page: lost } = await openPage(browser);
  await lost.goto(`${served.origin}/account`);
  await lost.getByLabel('Work email').fill(email);
  await lost.getByLabel('Password', { exact: true }).fill(goodPassword);
  await lost.getByRole('button', { name: 'Sign in with a password' }).click();
  await lost.getByRole('heading', { name: 'Your account' }).waitFor();
  const { page, complaints } = await openPage(browser);
  const value = window.jar.get('session') ?? '';
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
  await page.goto(`${served.origin}/account`);
  const sessions = page.getByRole('list', { name: 'Sessions' }).getByRole('listitem');
  await sessions.filter({ hasText: '(this one)' }).waitFor();
  await expect.poll(() => sessions.count()).toBe(2);

  await page.getByRole('button', { name: 'Sign out Chrome on Linux' }).click();
  await expect.poll(() => sessions.count()).toBe(1);
  await cameBackTo(lost);
  await lost.getByRole('heading', { name: 'Sign in' }).waitFor();
  await expect.poll(() => page.getByRole('heading', { name: 'Your account' }).count()).toBe(1);
  expect(complaints).toEqual([]);
  for (const each of [page, lost]) await each.context().close();
});

test('who typed, went away for a quarter of an hour and gives their password finds what they typed (S15)', async () => {
  const { window, agencyId } = await foundedAgency(served.house, 'first@lakeside.example');
  await givenIn(served.house).program({ agencyId, name: 'lakeside' });
  const { page, complaints } = await openPage(browser);
  const value = window.jar.get('session') ?? '';
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
  await page.clock.install();
  await page.goto(`${served.origin}/clients/new`);
  await page.getByLabel('Legal given name').fill('Zephyrine');
  await page.clock.fastForward('15:05');
  const lock = page.getByRole('alertdialog');
  await lock.getByText('Your work is kept as you left it.').waitFor();
  await lock.getByLabel(/^Password of/).fill('not this one, no');
  await lock.getByRole('button', { name: 'Go on' }).click();
  await lock.getByRole('alert').first().waitFor();
  await lock.getByLabel(/^Password of/).fill(goodPassword);
  await lock.getByRole('button', { name: 'Go on' }).click();
  await lock.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByLabel('Legal given name').inputValue()).toBe('Zephyrine');
  await page.getByLabel('Legal family name').fill('Quillfeather');
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('what is made up says so, on the screen and on paper', async () => {
  const { page } = await openPageAs(browser, served, { as: 'bo', path: '/clients' });
  const heading = page.getByRole('heading', { level: 1, name: 'Clients' });
  const said = page.getByText('Sample data. Nobody here is real.').filter({ visible: true });
  await heading.waitFor();
  expect(await said.count()).toBe(0);
  await served.house.owner.query('update agency set is_sample = true');
  await page.goto(`${served.origin}/clients`);
  await said.first().waitFor();
  await heading.waitFor();
  await page.emulateMedia({ media: 'print' });
  await expect.poll(() => said.count()).toBeGreaterThan(0);
  await page.context().close();
});
