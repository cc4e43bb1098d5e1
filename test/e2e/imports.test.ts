import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  csvOf,
  smallExport,
  withFile,
  type SmallExport,
} from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { previewOf, usualChoices, zipOf } from '#test/imports/given-import.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { pictureEachWay } from './picture.ts';

let browser: Browser;
let served: ServedHouse;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  await served.house.at('2026-08-20T14:00:00Z');
  const given = givenIn(served.house);
  await given.agency('riverbend');
  await given.agency('hillside');
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function open(name: string, path: string, width = 1280) {
  const { page, complaints } = await openPage(browser, { viewport: { width, height: 800 } });
  const value = served.house.as(name).token ?? '';
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
  await page.goto(served.origin + path);
  return { page, complaints };
}

async function chooseFile(page: Page, from: SmallExport) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose the zip file' }).click();
  const buffer = Buffer.from(zipOf(from));
  await (await choosing).setFiles({ name: 'export.zip', mimeType: 'application/zip', buffer });
}

const sideways = 'document.documentElement.scrollWidth - window.innerWidth';

test('an administrator imports an export: choices, preview, one confirmation, Today (REQ-142, EP-20)', async () => {
  const { page, complaints } = await open('riverbend-admin', '/imports');
  await page.getByText('Nothing was imported yet.').waitFor();
  const onEmpty = await accessProblems(page);
  await chooseFile(page, smallExport());

  await page.getByText('Step 2 of 3: choose').waitFor();
  await page.getByText('A victim service: what it holds is never imported').waitFor();
  await page.getByRole('button', { name: /Sample Agency/ }).press('Enter');
  await page.getByRole('option', { name: 'This agency' }).click();
  await page.getByRole('textbox', { name: 'Name of the program' }).fill('Sample Housing');
  await page.getByRole('button', { name: /Rules it follows/ }).press('Enter');
  await page.getByRole('option', { name: /Comprehensive/ }).click();
  const onChoices = await accessProblems(page);
  await page.getByRole('button', { name: 'Show what will happen' }).click();

  await page.getByText('Step 3 of 3: check').waitFor();
  await page.getByText('Will be written: 3 clients (3 new)').waitFor();
  await page.getByText('2 new enrollments will have a conference due on the first day.').waitFor();
  await page.getByText('Somebody has no name in this export.').waitFor();
  const table = page.getByRole('grid', { name: 'People, row by row' });
  await table.getByText('Hollis Sample').waitFor();
  expect(await table.getByText('Not enrolled in a program of this agency').count()).toBe(0);
  await page.getByText('1 more row is held by a victim service').waitFor();
  await page.getByRole('button', { name: /Result/ }).press('Enter');
  await page.getByRole('option', { name: 'Not imported, 1' }).click();
  await table.getByText('Not enrolled in a program of this agency').waitFor();
  await page.getByRole('button', { name: /Result/ }).press('Enter');
  await page.getByRole('option', { name: 'Updated, 0' }).click();
  await table.getByText('No row of the file has this result.').waitFor();
  await page.getByRole('button', { name: /Rows of/ }).press('Enter');
  await page.getByRole('option', { name: 'Enrollments' }).click();
  await page
    .getByRole('grid', { name: 'Enrollments, row by row' })
    .getByText('Hollis Sample')
    .waitFor();
  const onPreview = await accessProblems(page);
  await page
    .getByRole('button', { name: 'Import 3 clients' })
    .filter({ visible: true })
    .first()
    .click();

  await page.getByText('3 clients imported.').waitFor();
  await table.getByRole('link', { name: 'Hollis Sample' }).waitFor();
  await table.getByText('Was not here before').first().waitFor();
  expect(await table.getByText('Not enrolled in a program of this agency').count()).toBe(0);
  const onOutcome = await accessProblems(page);
  await page.getByRole('link', { name: 'Open Today' }).click();
  await page.getByRole('heading', { name: /^Due/ }).first().waitFor();
  await page.getByRole('link', { name: 'Clients' }).first().click();
  await page.getByText('Hollis Sample').first().waitFor();

  expect([...onEmpty, ...onChoices, ...onPreview, ...onOutcome]).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the preview and the result say which seats wait for a second person, and lead to the staff page, and that the kind of a new organization is still to be said (REQ-142, EP-20)', async () => {
  const given = givenIn(served.house);
  const agency = await given.agency('brookside');
  await given.staff(agency, 'sue', { roles: ['supervisor'] });
  await given.staff(agency, 'wanda', { roles: ['case-manager'] });
  const projects = usualChoices.projects.map((one) => ({
    ...one,
    becomes: { ...one.becomes, class: 'hiv' },
  }));
  const { importId } = await previewOf(served.house, 'brookside-admin', {
    choices: { ...usualChoices, projects },
  });
  const { page, complaints } = await open('brookside-admin', `/imports/${importId}`, 390);
  const sentence = page.getByText('1 seat on a team takes two people');
  await sentence.waitFor();
  const kind = page.getByText('The file does not say what kind 1 new organization is.');
  expect(await kind.count()).toBe(0);
  await page.locator('.bottombar .btn-primary').waitFor({ state: 'visible' });
  await expect.poll(() => page.locator('.import-counts .is-none').count()).toBeGreaterThan(9);
  const seen = page.locator('.import-counts .is-none').filter({ visible: true });
  await expect.poll(() => seen.count()).toBe(0);
  await pictureEachWay(page, 'import-preview');
  await page.setViewportSize({ width: 390, height: 844 });
  const onPreview = await accessProblems(page);
  await expect.poll(() => page.evaluate(sideways)).toBe(0);
  await page
    .getByRole('button', { name: 'Import 3 clients' })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByText('3 clients imported.').waitFor();
  await sentence.waitFor();
  await kind.getByRole('link', { name: 'directory' }).waitFor();
  const onOutcome = await accessProblems(page);
  await page.getByRole('link', { name: 'staff page' }).click();
  await page.getByRole('heading', { name: 'Staff' }).first().waitFor();

  expect([...onPreview, ...onOutcome]).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('a file that is on its way shows that it is being read, until there is something to choose (REQ-142)', async () => {
  await givenIn(served.house).agency('meadow');
  const { page, complaints } = await open('meadow-admin', '/imports');
  await page.getByText('Nothing was imported yet.').waitFor();
  const held = Promise.withResolvers<void>();
  await page.route('**/api/import-files*', async (route) => {
    await held.promise;
    await route.continue();
  });
  await chooseFile(page, smallExport());

  const bar = page.getByRole('progressbar');
  await bar.waitFor();
  const meanwhile = await accessProblems(page);
  held.resolve();
  await page.getByText('Step 2 of 3: choose').waitFor();
  await bar.waitFor({ state: 'detached' });
  expect([...meanwhile, ...complaints]).toEqual([]);
  await page.context().close();
});

test('an import that takes its time shows how far it has come, also to whoever opens it meanwhile (REQ-142)', async () => {
  await givenIn(served.house).agency('orchard');
  const { importId } = await previewOf(served.house, 'orchard-admin');
  const path = `/imports/${importId}`;
  const { page, complaints } = await open('orchard-admin', path, 390);
  const button = page
    .getByRole('button', { name: 'Import 3 clients' })
    .filter({ visible: true })
    .first();
  await button.waitFor();
  // Whatever writes a client waits until this transaction ends.
  const slow = await served.house.owner.connect();
  await slow.query('begin');
  await slow.query('lock table client in share mode');
  await button.click();

  const bar = page.getByRole('progressbar', { name: 'Importing' });
  await bar.waitFor();
  await page.getByText(/^\d+ of \d+ records written$/).waitFor();
  const meanwhile = await accessProblems(page);
  const beside = await open('orchard-admin', path);
  await beside.page.getByRole('progressbar', { name: 'Importing' }).waitFor();
  expect(await page.getByText('3 clients imported.').count()).toBe(0);

  await slow.query('rollback');
  slow.release();
  for (const each of [page, beside.page]) await each.getByText('3 clients imported.').waitFor();
  await bar.waitFor({ state: 'detached' });
  expect([...meanwhile, ...complaints, ...beside.complaints]).toEqual([]);
  for (const each of [page, beside.page]) await each.context().close();
});

test('a folder is packed in the browser and read like a zip; one without an export says so (REQ-142)', async () => {
  await givenIn(served.house).agency('meadow');
  const folder = mkdtempSync(join(tmpdir(), 'export-'));
  const [whole, wrong] = [join(folder, 'hmis-export'), join(folder, 'letters')];
  mkdirSync(whole);
  mkdirSync(wrong);
  writeFileSync(join(wrong, 'letter.txt'), 'Not an export.');
  writeFileSync(join(whole, 'letter.txt'), 'Stays on this machine.');
  for (const [name, rows] of Object.entries(smallExport()))
    writeFileSync(join(whole, name), csvOf(rows));
  const { page, complaints } = await open('meadow-admin', '/imports', 390);
  const choose = async (path: string) => {
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Choose a folder' }).click();
    await (await choosing).setFiles(path);
  };
  await choose(wrong);
  await page.getByText('No file of an HMIS CSV export is in this folder.').waitFor();
  const onWrong = await accessProblems(page);
  await choose(whole);
  await page.getByText('Step 2 of 3: choose').waitFor();
  const lead = await page.getByText('hmis-export,').textContent();
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await page.getByRole('button', { name: 'Choose the zip file' }).waitFor();
  rmSync(folder, { recursive: true });

  expect(lead).toContain('Nothing is imported yet.');
  expect(onWrong).toEqual([]);
  await expect.poll(() => page.evaluate(sideways)).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('on a phone, a refused file says why and what helps, and nothing is imported', async () => {
  const { page, complaints } = await open('hillside-admin', '/imports', 390);
  await page.getByText('Nothing was imported yet.').waitFor();
  await chooseFile(page, withFile(smallExport(), 'HealthAndDV.csv', null));
  await page.getByText('This file was refused. Nothing was imported.').waitFor();
  await page.getByText('This file is not in the export.').waitFor();

  await expect.poll(() => page.evaluate(sideways)).toBe(0);
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});
