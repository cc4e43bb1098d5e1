import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { smallExport } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { importFile, zipOf } from '#test/imports/given-import.ts';
import { choose } from './hands.ts';
import { openWorld } from './open-world.ts';

async function agencyWithoutClients(house: House) {
  await house.at('2026-08-20T14:00:00Z');
  await givenIn(house).agency('hillside');
  return house;
}

const { world: house, open, close } = await openWorld(agencyWithoutClients);
afterAll(close);

async function chooseFile(page: Page) {
  const choosing = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose the zip file' }).click();
  const buffer = Buffer.from(zipOf(smallExport()));
  await (await choosing).setFiles({ name: 'export.zip', mimeType: 'application/zip', buffer });
}

const sideways = 'document.documentElement.scrollWidth - window.innerWidth';

test('where everybody is left out it says so, and not that they stand here already, with the focus at the head of the next step (REQ-142)', async () => {
  const { page, complaints } = await open('hillside-admin', '/imports');
  await chooseFile(page);
  await page.getByText('1 project, 3 clients, 2 open enrollments').waitFor();
  await page.getByRole('button', { name: 'Show what will happen' }).click();
  await page.getByText('You left out everybody in this file').waitFor();
  const heading = page.getByRole('heading', { level: 1 });
  await expect.poll(() => heading.evaluate((own) => own === document.activeElement)).toBe(true);
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await page.getByRole('button', { name: 'Choose the zip file' }).waitFor();

  expect(complaints).toEqual([]);
  await page.context().close();
});

test('on a phone, the choices and the preview fit, no rules are taken unless chosen, and cancelling forgets the file', async () => {
  const { page, complaints } = await open('hillside-admin', '/imports', {
    viewport: { width: 390, height: 844 },
  });
  await chooseFile(page);
  await choose(page, 'Sample Agency', 'This agency');
  await expect.poll(() => page.evaluate(sideways)).toBe(0);
  await page.getByRole('button', { name: 'Show what will happen' }).click();
  await page.getByRole('link', { name: 'Choose the rules that the program follows.' }).waitFor();
  await choose(page, 'Rules it follows', /Comprehensive/);
  await page.getByRole('button', { name: 'Show what will happen' }).click();
  await page.getByText('Step 3 of 3: check').waitFor();
  await expect.poll(() => page.evaluate(sideways)).toBe(0);
  await page.getByRole('button', { name: 'Cancel the import' }).click();
  await page.getByRole('button', { name: 'Choose the zip file' }).waitFor();

  const { body } = await house.as('hillside-admin').post('/api/clients/search', {});
  expect(body.clients).toEqual([]);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('the name typed for a worker who came by an import is kept by the invitation (REQ-142, REQ-178)', async () => {
  await importFile(house, 'hillside-admin');
  const { page, complaints } = await open('hillside-admin', '/admin/staff');
  const worker = page.getByRole('row').filter({ hasText: 'No invitation' }).first();
  await worker.getByRole('button').first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Wren Okafor');
  await dialog.getByRole('textbox', { name: 'Work email' }).fill('wren@hillside.example');
  await dialog.getByRole('button', { name: 'Make an invitation' }).click();

  await dialog.getByRole('button', { name: 'Done' }).click();

  await page.getByRole('row').filter({ hasText: 'Wren Okafor' }).getByText('Invited').waitFor();
  expect(complaints).toEqual([]);
});
