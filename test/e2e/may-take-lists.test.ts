import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { picture } from './picture.ts';

let browser: Browser;
let served: ServedHouse;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  await filingsGiven(served.house);
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const open = async (as: string, path: string, width = 1440) => {
  const { page } = await openPageAs(browser, served, {
    as,
    path,
    viewport: { width, height: 900 },
  });
  return page;
};

const ways = (page: Page) => [
  page.getByRole('button', { name: 'Save as CSV' }),
  page.getByRole('link', { name: 'Export the texts' }),
];

/** Today, its list and its texts to file there, with every choice of the list in view. */
async function today(width: number): Promise<Page> {
  const page = await open('ana', '/', width);
  await page.getByRole('region', { name: /^To file in/ }).waitFor();
  const more = page.getByRole('button', { name: 'More choices' });
  if (width < 600) await more.click();
  await page.getByRole('button', { name: 'Print' }).first().waitFor();
  return page;
}

test('an administrator takes the right to save lists at once and gives it with a second person; whoever lacks it is shown no button (S1)', async () => {
  for (const width of [1440, 390]) {
    const page = await today(width);
    for (const way of ways(page)) await way.waitFor();
    await page.context().close();
  }

  const admin = await open('riverbend-admin', '/admin/staff');
  const row = admin.getByRole('row', { name: /^ana/ });
  await row.getByText('May save lists as files').waitFor();
  await admin.getByRole('button', { name: 'ana', exact: true }).click();
  const dialog = admin.getByRole('dialog', { name: 'ana' });
  const box = dialog.getByRole('checkbox', { name: 'May save lists as files' });
  await expect.poll(() => box.isChecked()).toBe(true);
  await picture(admin, 'may-take-lists-1440');
  expect(await accessProblems(admin)).toEqual([]);
  await box.uncheck({ force: true });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await row.getByText('May save lists as files').waitFor({ state: 'detached' });

  for (const width of [1440, 390]) {
    const page = await today(width);
    for (const way of ways(page)) expect(await way.count()).toBe(0);
    await picture(page, `may-take-no-lists-${width}`);
    expect(await accessProblems(page)).toEqual([]);
    await page.context().close();
  }

  await admin.getByRole('button', { name: 'ana', exact: true }).click();
  await expect.poll(() => box.isChecked()).toBe(false);
  await box.check({ force: true });
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.getByText('This waits for a second person').waitFor();
  const sue = await open('sue', '/admin/staff-changes', 390);
  await sue.getByRole('button', { name: 'Look at it for ana' }).click();
  const asked = sue.getByRole('dialog', { name: 'ana' });
  await asked.getByText('May save lists as files').waitFor();
  await asked.getByRole('button', { name: 'Confirm' }).click();
  await asked.getByText('Done.').waitFor();
  const page = await today(1440);
  for (const way of ways(page)) await way.waitFor();
});

test('on a phone too somebody is invited with it (S1)', async () => {
  const admin = await open('riverbend-admin', '/admin/staff', 390);
  await admin.getByRole('button', { name: 'Invite somebody' }).last().click();
  const dialog = admin.getByRole('dialog', { name: 'Invite somebody' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Cy Mott');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Billing specialist');
  await dialog.getByRole('textbox', { name: 'Work email' }).fill('cy@riverbend.example');
  await dialog.getByRole('checkbox', { name: 'Biller' }).check({ force: true });
  const box = dialog.getByRole('checkbox', { name: 'May save lists as files' });
  expect(await box.isChecked()).toBe(false);
  await box.check({ force: true });
  await picture(admin, 'invite-with-lists-390');
  expect(await accessProblems(admin)).toEqual([]);
  await dialog.getByRole('button', { name: 'Make an invitation' }).click();
  await dialog.getByText('The link is on its way to them by mail.').waitFor();

  const sue = await open('sue', '/admin/staff-changes');
  await sue.getByRole('button', { name: 'Look at it for Cy Mott' }).waitFor();
  const waits = sue.getByRole('region', { name: 'Waiting for a second person' });
  await waits.getByText('May save lists as files').waitFor();
});
