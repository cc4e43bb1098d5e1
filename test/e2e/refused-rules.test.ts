import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { rewritePolicies } from '#test/rewrite-policy.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { pictureEachWay } from './picture.ts';

let browser: Browser;
let served: ServedHouse;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-03-01T15:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Comprehensive' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'ada', { roles: ['administrator'] });
  await given.staff(agency, 'mia', { roles: ['case-manager', 'administrator'], program });
  await given.client(agency, { program, worker: ana, enrolledOn: '2025-09-15' });
  await rewritePolicies(house, '{cadence,0,dueSoonDays}', 400);
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

test('an administrator reads which field of a stored version contradicts itself, and what to do (REQ-021)', async () => {
  const { page, complaints } = await openPageAs(browser, served, {
    as: 'ada',
    path: '/admin/policies',
  });
  await page.getByText('Version 1 is not as it was published, and is refused.').waitFor();
  await page
    .getByRole('listitem')
    .getByText(/Warn less than 180 days before/)
    .waitFor();
  expect(await page.locator('p ul').count()).toBe(0);
  await page.getByText(/bring the version back from a backup/).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await pictureEachWay(page, 'policies-refused');
  expect(complaints).toEqual([]);
});

test('whoever reads Today is told that its dates follow nothing for now (REQ-142)', async () => {
  const { page, complaints } = await openPageAs(browser, served, { as: 'ana', path: '/' });
  await page.getByText(/The rules of Comprehensive are refused: version 1/).waitFor();
  await page.getByText(/Your administrator reads under Policies/).waitFor();
  await page.getByRole('row', { name: /Alma Rivera/ }).waitFor();
  expect(await page.getByText(/nobody is late/).count()).toBe(0);
  expect(await accessProblems(page)).toEqual([]);
  await pictureEachWay(page, 'today-refused');
  expect(complaints).toEqual([]);
});

test('whoever may read the rules goes from there to what is wrong with them', async () => {
  const { page, complaints } = await openPageAs(browser, served, { as: 'mia', path: '/' });
  await page.getByText(/The rules of Comprehensive are refused: version 1/).waitFor();
  await page
    .getByRole('status')
    .or(page.getByRole('alert'))
    .getByRole('link', { name: 'Policies' })
    .click();
  await page.getByText('Version 1 is not as it was published, and is refused.').waitFor();
  expect(complaints).toEqual([]);
});

test('a draft that cannot be read says what is wrong, and another can be begun in its place (REQ-021)', async () => {
  const { page, complaints } = await openPageAs(browser, served, {
    as: 'ada',
    path: '/admin/policies',
  });
  await page.getByRole('button', { name: 'Change the rules of Comprehensive' }).click();
  await page.getByRole('button', { name: 'Publish from a day' }).waitFor();
  await served.house.owner.query(
    `update program_policy set document = document #- '{cadence,0,graceDays}' where status = 'draft'`,
  );
  await page.goto(`${served.origin}/admin/policies`);
  await page.getByText('Version 2, the draft, cannot be read.').waitFor();
  await page.getByText('Draft, to begin on Mon 2 Mar 2026. Last changed by ada').waitFor();
  expect(await page.getByRole('link', { name: 'Open the draft' }).count()).toBe(0);
  expect(await accessProblems(page)).toEqual([]);
  await pictureEachWay(page, 'policies-draft-unreadable');

  await page.getByRole('button', { name: 'Discard the draft' }).click();
  await page.getByRole('button', { name: 'Discard it' }).click();
  await page.getByRole('button', { name: 'Change the rules of Comprehensive' }).waitFor();
  await page.getByText(/the draft, cannot be read/).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('where the newest version cannot be read, no draft of it is offered (REQ-021)', async () => {
  const { page, complaints } = await openPageAs(browser, served, {
    as: 'ada',
    path: '/admin/policies',
  });
  const change = page.getByRole('button', { name: 'Change the rules of Comprehensive' });
  await change.waitFor();
  await rewritePolicies(served.house, '{cadence,0,dueSoonDays}', 'soon');
  await page.reload();
  await page.getByText('Version 1 is not as it was published, and is refused.').waitFor();
  await change.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
