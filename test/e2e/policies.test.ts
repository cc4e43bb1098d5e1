import type { Browser, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { choose, typeDate, wordsOf } from './hands.ts';
import { pictureEachWay } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let agency: GivenAgency;
let program: GivenProgram;
const held: [name: string, on: string][] = [
  ['Marcus Bell', '2026-01-10'],
  ['Alma Rivera', '2026-02-20'],
  ['Denise Okafor', '2026-05-20'],
];

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-06-01T14:40:00Z');
  agency = await given.agency('riverbend');
  program = await given.program(agency, { name: 'Comprehensive' });
  await given.staff(agency, 'second', { roles: ['administrator'] });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  for (const [name, on] of held) {
    const client = await given.client(agency, {
      program,
      worker: ana,
      name,
      enrolledOn: '2025-09-01',
    });
    await givenHeldElsewhere(house, agency, { client, on, by: ana });
  }
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function open(name: string, path: string, options: BrowserContextOptions = {}) {
  const { page, complaints } = await openPage(browser, options);
  await page
    .context()
    .addCookies([
      { name: 'session', value: served.house.as(name).token ?? '', url: served.origin },
    ]);
  await page.goto(`${served.origin}${path}`);
  return { page, complaints };
}

/** Sets a number inside a sentence, by keyboard alone. */
async function setNumber(page: Page, label: string, value: string) {
  const field = page.getByRole('textbox', { name: label, exact: true });
  await field.focus();
  await field.fill(value);
  await page.keyboard.press('Tab');
}

const saved = (page: Page) => page.getByText(/^Saved \d/).waitFor();

test(
  'an administrator writes rules in sentences, sees their effect, and publishes them (REQ-021)',
  { timeout: 300_000 },
  async () => {
    const { page, complaints } = await open('riverbend-admin', '/admin/policies');
    await page.getByRole('link', { name: 'Version 1' }).waitFor();
    await pictureEachWay(page, 'policies');
    await page.getByRole('link', { name: 'Version 1' }).click();
    await page.getByRole('heading', { name: 'Rules of Comprehensive' }).waitFor();
    const sentence = page.getByText('must', { exact: true }).locator('..');
    await expect
      .poll(() => wordsOf(sentence))
      .toBe(
        'Clients in Comprehensive must have a case conference every 180 days, counted from the last one that counted; warn 30 days before.',
      );
    expect(await accessProblems(page)).toEqual([]);
    await pictureEachWay(page, 'policy-in-force');
    await page.getByRole('button', { name: 'Start a draft from it' }).click();
    await page.getByText('Nobody is judged by it yet.').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    const left = async (place: Locator) => (await place.boundingBox())?.x;
    const title = page.getByRole('heading', { level: 1 });
    await expect
      .poll(
        async () => (await left(page.getByText('Print', { exact: true }))) === (await left(title)),
      )
      .toBe(true);
    await page.setViewportSize({ width: 1440, height: 1000 });

    await setNumber(page, 'Length of time, rule 1', '20');
    await saved(page);
    const flaw = page.getByText(/The days of warning: a warning 30 days before leaves no time/);
    await flaw.first().waitFor();
    await pictureEachWay(page, 'policy-draft-flaw');
    await page.getByRole('link', { name: /a warning 30 days before leaves no time/ }).click();
    await page
      .locator('li:has(:focus)', { hasText: 'a warning 30 days before leaves no time' })
      .waitFor();
    await setNumber(page, 'Length of time, rule 1', '90');
    await choose(page, 'What is running, rule 1', 'is counted anew');
    await typeDate(page, 'First day', '2026-06-01');
    await flaw.first().waitFor({ state: 'detached' });
    await saved(page);

    await page.getByRole('button', { name: 'Preview the effect' }).click();
    await page.getByRole('progressbar').waitFor();
    await served.house.runJobs();
    await page.getByText('2 clients become overdue').waitFor();
    await page.getByText('only the client’s own worker may know of').waitFor();
    await page.getByRole('button', { name: /^Show who: 2 clients become overdue/ }).press('Enter');
    await page.getByRole('link', { name: 'Marcus Bell' }).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await pictureEachWay(page, 'policy-draft-previewed');

    await page.getByRole('button', { name: 'Publish from a day' }).click();
    const dialog = page.getByRole('alertdialog');
    await dialog.getByText('3 clients are due earlier').waitFor();
    await pictureEachWay(page, 'policy-publish');
    await dialog.getByRole('button', { name: 'Publish it' }).click();
    await page.getByText('Due dates are being brought up to date').waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await pictureEachWay(page, 'policies-updating');

    const worker = await open('ana', '/?when=all');
    await worker.page.getByText('The rules of Comprehensive have changed.').waitFor();
    await worker.page
      .getByText('By the rules before the last change; being brought up to date')
      .first()
      .waitFor();
    await pictureEachWay(worker.page, 'today-updating');
    await worker.page.getByRole('link', { name: 'Marcus Bell' }).first().click();
    await worker.page.waitForURL(/\/clients\//);
    await worker.page.goto(`${worker.page.url().split('?')[0]}?tab=conferences`);
    await worker.page.getByText('The rules of Comprehensive have changed.').waitFor();
    await pictureEachWay(worker.page, 'chart-updating');
    await worker.page.goto(`${served.origin}/?when=all`);
    await served.house.runJobs();
    await worker.page.reload();
    await worker.page.getByText('90-day rule').first().waitFor();
    await page.getByText('Due dates are being brought up to date').waitFor({ state: 'detached' });
    expect([...complaints, ...worker.complaints]).toEqual([]);
  },
);

test(
  'of two who write one draft the second sees what differs, and loses nothing',
  { timeout: 300_000 },
  async () => {
    const given = givenIn(served.house);
    const other = await given.program(agency, { name: 'Evenings' });
    const key = { programId: other.programId, version: 1 };
    await served.house.as('riverbend-admin').post('/api/policies/draft', key);
    const address = `/admin/policies/${other.programId}/2`;
    const first = await open('riverbend-admin', address);
    const second = await open('second', address);
    const words = 'Word for a client';
    await second.page.getByRole('textbox', { name: words }).waitFor();

    await first.page.getByRole('textbox', { name: words }).fill('guest');
    await saved(first.page);
    await second.page.getByRole('textbox', { name: words }).fill('neighbor');
    await second.page.getByText('riverbend Admin saved this draft in the meantime.').waitFor();
    await expect
      .poll(() => second.page.getByRole('textbox', { name: words }).inputValue())
      .toBe('neighbor');
    await pictureEachWay(second.page, 'policy-two-writers');
    expect(await accessProblems(second.page)).toEqual([]);
    await second.page.getByRole('button', { name: 'Keep mine' }).click();
    await saved(second.page);
    const { body } = await served.house
      .as('second')
      .get(`/api/policies/version?programId=${other.programId}&version=2`);
    expect(body.document.vocabulary.client).toBe('neighbor');
  },
);
