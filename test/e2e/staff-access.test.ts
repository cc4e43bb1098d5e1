import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency } from '#test/given.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { escape } from './hands.ts';
import { picture } from './picture.ts';

let served: ServedHouse;
let browser: Browser;
let north: GivenAgency;

beforeAll(async () => {
  served = await serveHouse();
  browser = await openBrowser();
  const given = givenIn(served.house);
  await served.house.at('2027-03-15T14:00:00Z');
  north = await given.agency('north');
  const program = await given.program(north);
  await given.staff(north, 'ana', { roles: ['case-manager'], program });
  await given.staff(north, 'una', { roles: ['case-manager'], program, trained: [] });
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

async function opened(who: string, path: string, width: number): Promise<Page> {
  const { page } = await openPage(browser, { viewport: { width, height: 900 } });
  const { token = '' } = served.house.as(who);
  await page.context().addCookies([{ name: 'session', value: token, url: served.origin }]);
  await page.goto(`${served.origin}${path}`);
  return page;
}

test('an administrator records a training and lists a job title, by name and by date (REQ-036)', async () => {
  const page = await opened('north-admin', '/admin/confidentiality', 1440);
  await page.getByText('Not HIV information: no training on record').first().waitFor();
  await page.emulateMedia({ media: 'print' });
  await page.getByRole('button', { name: 'una' }).waitFor();
  await page.emulateMedia({ media: 'screen' });
  await picture(page, 'confidentiality-1440');
  expect(await accessProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'una' }).click();
  const dialog = page.getByRole('dialog');
  for (const [label, day] of [
    ['Completed on', '03012027'],
    ['Holds until', '04012027'],
  ] as const) {
    await dialog.getByRole('group', { name: label }).getByRole('spinbutton').first().click();
    await page.keyboard.type(day);
  }
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await dialog
    .getByText('HIV information: completed Mon 1 Mar 2027, holds until Thu 1 Apr 2027')
    .waitFor();
  await picture(page, 'training-1440');
  expect(await accessProblems(page)).toEqual([]);
  await escape(dialog);
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('HIV information ends Thu 1 Apr 2027').waitFor();

  await page.getByRole('button', { name: 'Add a job title' }).click();
  const adding = page.getByRole('dialog');
  await adding.getByRole('textbox', { name: 'Job title' }).fill('Case manager');
  await adding.getByLabel('For which function').fill('Plans and holds case conferences');
  await adding.getByLabel('Within which limits').fill('own caseload');
  await adding.getByText('HIV information', { exact: true }).click();
  await adding.getByRole('button', { name: 'Add it' }).click();
  await page.getByText('Plans and holds case conferences').waitFor();
  await page.getByText('May know about HIV information').waitFor();
  await page.context().close();
});

test('a worker reads on their own page what their training lets them know, on a phone too (REQ-036)', async () => {
  const page = await opened('una', '/account', 390);
  await page.getByText('Your training about HIV-related information holds until').waitFor();
  await picture(page, 'account-390');
  expect(await accessProblems(page)).toEqual([]);
  await page.context().close();

  const list = await opened('north-admin', '/admin/confidentiality', 390);
  await list.getByText('Staff and their training').first().waitFor();
  await list.getByText('HIV information ends Thu 1 Apr 2027').waitFor();
  await picture(list, 'confidentiality-390');
  expect(await accessProblems(list)).toEqual([]);
  await list.context().close();
});
