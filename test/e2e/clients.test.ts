import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { hasFocus } from './hands.ts';

let browser: Browser;
let served: ServedHouse;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const given = givenIn(served.house);
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.client(agency, { program, worker: ana, name: 'Alma Rivera' });
  await given.staff(await given.agency('hillside'), 'hal', { roles: ['case-manager'] });
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

test('a client is found while typing, and a stranger finds nobody (REQ-178)', async () => {
  const { page, complaints } = await open('ana', '/clients');
  await page.getByRole('row', { name: /Alma Rivera/ }).waitFor();
  await page.getByLabel('Find a client').fill('zebra');
  await page.getByText('Nobody is found.').waitFor();
  await page.getByLabel('Find a client').fill('riv');
  await page.getByRole('link', { name: 'Alma Rivera' }).waitFor();

  const { page: theirs } = await open('hal', '/clients');
  await theirs.getByText('There are no clients here yet.').waitFor();
  await theirs.getByLabel('Find a client').fill('riv');
  await theirs.getByText('Nobody is found.').waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
  await theirs.context().close();
});

test('on a phone, a new client is added after the mistakes and the namesake were seen (REQ-142)', async () => {
  const { page, complaints } = await open('ana', '/clients', 390);
  await page.getByRole('link', { name: 'Add a client' }).last().click();
  await page.getByRole('button', { name: 'Add the client' }).click();
  await page.getByRole('alert').getByText('Enter the legal family name.').click();
  await hasFocus(page.getByLabel('Legal family name'));
  await page.keyboard.type('Rivera');
  await page.getByLabel('Legal given name').fill('alma');
  await page.getByRole('button', { name: 'Add the client' }).click();
  await page.getByText('A client has the same name.').waitFor();
  await page.getByRole('button', { name: 'None of these: add a new client' }).click();
  await page.waitForURL(/\/clients\/[0-9a-f-]{36}$/);

  const { body } = await served.house.as('ana').post('/api/clients/search', { text: 'alma' });
  expect(body.clients).toHaveLength(2);
  const sideways = 'document.documentElement.scrollWidth - window.innerWidth';
  await expect.poll(() => page.evaluate(sideways)).toBe(0);
  expect(complaints).toEqual([]);
  await page.context().close();
});

test('an organization and a provider are added to the directory and found (REQ-082)', async () => {
  const { page, complaints } = await open('ana', '/directory');
  await page.getByRole('button', { name: 'Add an organization' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Riverside Clinic');
  await page.getByRole('button', { name: 'Add the organization' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add a provider' }).first().click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('Dr Hana Lee');
  await page.getByRole('textbox', { name: 'Title' }).fill('Physician');
  await page.getByRole('dialog').getByRole('button', { name: /Kind/ }).click();
  await page.getByRole('option', { name: 'Medical', exact: true }).click();
  await page.getByRole('combobox', { name: 'Organization' }).fill('riv');
  await page.getByRole('option', { name: 'Riverside Clinic' }).click();
  await page.getByRole('button', { name: 'Add the provider' }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByLabel('Find').fill('han');

  await page.getByRole('row', { name: /Dr Hana Lee/ }).waitFor();
  expect(complaints).toEqual([]);
  await page.context().close();
});
