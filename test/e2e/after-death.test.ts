import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient } from '#test/given.ts';
import { openBrowser, openPageAs, serveHouse, type ServedHouse } from './browser.ts';
import { faultsSeen } from './eyes.ts';
import { choose, select, tick, typeDate } from './hands.ts';

let browser: Browser;
let served: ServedHouse;
let alma: GivenClient;
let bao: GivenClient;
const letters = 'ABCDEFGHIJKLM'.split('');
const viewport = { width: 1440, height: 1000 };

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-12-03T14:40:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Comprehensive' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  alma = await given.client(agency, { program, worker: ana, enrolledOn: '2026-06-12' });
  bao = await given.client(agency, {
    program,
    worker: ana,
    name: 'Bao Chen',
    enrolledOn: '2026-06-12',
  });
  for (const letter of letters)
    await given.client(agency, {
      program,
      worker: ana,
      name: `Client ${letter}${letter}`,
      enrolledOn: '2026-06-12',
    });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const look = async (page: Page, name: string) => expect(await faultsSeen(page, name)).toEqual([]);

test('the date of death offers to end the enrollment on that day; Today says why until it is done (C-28)', async () => {
  const path = `/clients/${alma.clientId}?tab=details`;
  const { page, complaints } = await openPageAs(browser, served, { as: 'ana', path, viewport });
  const recordDeath = async () => {
    await page.getByRole('button', { name: 'Change', exact: true }).click();
    await typeDate(page, 'Date of death', '2026-12-01');
    await page.getByRole('button', { name: 'Save the details' }).click();
  };
  const dialog = page.getByRole('dialog', { name: 'Died on Tue 1 Dec 2026' });
  await recordDeath();
  await dialog.getByText('Still running: Comprehensive.').waitFor();
  await look(page, 'died-dialog');
  await dialog.getByRole('button', { name: 'Leave it running' }).click();

  await page.goto(served.origin);
  await page.getByText('Died on Tue 1 Dec 2026: end the enrollment').waitFor();
  await look(page, 'died-today');
  await page.getByRole('link', { name: 'End the enrollment of Alma Rivera' }).click();
  await page.getByRole('button', { name: 'End, Comprehensive' }).waitFor();

  await page.goto(`${served.origin}/clients/${bao.clientId}?tab=details`);
  await recordDeath();
  await dialog.getByRole('button', { name: 'End the enrollment' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.goto(served.origin);
  await page
    .getByRole('grid', { name: /Clients due/ })
    .getByText('Client AA')
    .waitFor();
  await page.getByText('Alma Rivera').first().waitFor();
  expect(await page.getByText('Bao Chen').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('more clients than one conference takes are not planned together, and how many are too many is said (REQ-054)', async () => {
  const { page } = await openPageAs(browser, served, { as: 'ana', path: '/', viewport });
  const list = page.getByRole('grid', { name: /Clients due/ });
  await list.getByText('Client MM').waitFor();
  for (const letter of letters) await select(list, `Client ${letter}${letter}`);
  await page.getByText('13 selected').waitFor();

  const plan = page.getByRole('button', { name: 'One conference for 13 clients' });
  await expect.poll(() => plan.first().isDisabled()).toBe(true);
  await page.getByText('One conference takes at most 12: take 1 client out.').first().waitFor();
  await look(page, 'too-many');
});

test('days off have their place among the rules, and what somebody is to other programs beside their title (REQ-021, C-07)', async () => {
  const { page } = await openPageAs(browser, served, {
    as: 'riverbend-admin',
    path: '/admin/policies',
    viewport,
  });
  await page.getByRole('link', { name: 'Version 1' }).click();
  await page.getByRole('button', { name: 'Start a draft from it' }).click();
  await page.getByRole('button', { name: 'Name the days off' }).click();
  await page.getByRole('button', { name: /^Days off of each week/ }).click();
  await tick(page, 'Friday');
  await page.keyboard.press('Escape');
  const dates = page.getByRole('textbox', { name: 'Dates that are off' });
  await dates.fill('2026-12-25, 2027-01-0');
  await page.getByText(/enter it as year, month and day, for example 2026-12-03/).waitFor();
  const kept = page.waitForResponse(
    (reply) => reply.request().postData()?.includes('2027-01-01') === true,
  );
  await dates.fill('2026-12-25, 2027-01-01');
  expect((await kept).status()).toBe(200);
  await page.getByText(/^Saved \d/).waitFor();
  await page.getByRole('heading', { name: 'Days off' }).scrollIntoViewIfNeeded();
  await look(page, 'days-off');
  await page.reload();
  await page
    .getByRole('button', { name: /^Days off of each week: Saturday, Sunday, Friday/ })
    .waitFor();
  await expect.poll(() => dates.inputValue()).toBe('2026-12-25, 2027-01-01');

  await page.goto(`${served.origin}/admin/staff`);
  await page.getByRole('button', { name: /ana/ }).first().click();
  await choose(page, 'Kind of provider', 'Medical');
  await look(page, 'staff-kind');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /ana/ }).first().click();
  await page.getByRole('button', { name: /^Medical/ }).waitFor();
});
