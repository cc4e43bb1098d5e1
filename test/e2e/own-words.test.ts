import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient } from '#test/given.ts';
import { openBrowser, openPageAs, serveHouse, type ServedHouse } from './browser.ts';
import { faultsSeen } from './eyes.ts';
import { escape, select } from './hands.ts';

let browser: Browser;
let served: ServedHouse;
let alma: GivenClient;
const viewport = { width: 1440, height: 1000 };

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-12-03T14:40:00Z');
  const agency = await given.agency('riverbend');
  const home = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const other = await given.program(agency, { name: 'Comprehensive' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program: home });
  await given.staff(agency, 'ben', { roles: ['case-manager'], program: other });
  const enrolled = { program: home, worker: ana, enrolledOn: '2026-05-12' };
  alma = await given.client(agency, { ...enrolled, name: 'Alma Rivera' });
  await given.client(agency, { ...enrolled, name: 'Bao Chen' });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

test('who works where clients are patients reads patients, in the rail, on Today, in lists, dialogs and the palette (REQ-142)', async () => {
  const { page, complaints } = await openPageAs(browser, served, {
    as: 'ana',
    path: '/',
    viewport,
  });
  const list = page.getByRole('grid', { name: 'Patients due for a conference, earliest first' });
  await list.getByRole('columnheader', { name: 'Patient' }).waitFor();
  await page.getByText(/two patients who are late/).waitFor();
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Patients' })
    .waitFor();
  for (const name of ['Alma Rivera', 'Bao Chen']) await select(list, name);
  await page.getByRole('link', { name: 'One conference for 2 patients' }).first().waitFor();
  await page.getByRole('button', { name: 'Snooze each' }).first().click();
  const snooze = page.getByRole('dialog', { name: 'Snooze 2 patients' });
  await snooze.waitFor();
  expect(await faultsSeen(page, 'own-words-today')).toEqual([]);
  await escape(snooze);
  await snooze.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Find a patient or a command').waitFor();
  await page.keyboard.press('Escape');

  await page.goto(`${served.origin}/clients`);
  await page.getByRole('heading', { name: 'Patients', level: 1 }).waitFor();
  await page.getByRole('link', { name: 'Add a patient' }).first().waitFor();
  await page.goto(`${served.origin}/clients/new`);
  await page.getByRole('heading', { name: 'Add a patient' }).waitFor();
  await page.getByRole('button', { name: 'Add the patient' }).waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/[Cc]lient/);
  await page.goto(`${served.origin}/conferences/new`);
  await page.getByRole('combobox', { name: 'Find a patient' }).waitFor();
  expect(await faultsSeen(page, 'own-words-plan')).toEqual([]);
  expect(await page.locator('main').innerText()).not.toMatch(/[Cc]lient/);
  expect(complaints).toEqual([]);
});

test('consents, disclosures and emergency access of one patient call them so, and lists of several say what one’s programs say (REQ-142, REQ-035)', async () => {
  const { page, complaints } = await openPageAs(browser, served, {
    as: 'ana',
    path: `/clients/${alma.clientId}?tab=consents`,
    viewport,
  });
  await page.getByRole('button', { name: 'Add a consent' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a consent' });
  await dialog.getByText('The patient was asked and said no').waitFor();
  await dialog.getByText('The patient names somebody who is never to be told').waitFor();
  await dialog.getByRole('textbox', { name: 'What may be told, in the patient’s words' }).waitFor();
  expect(await dialog.innerText()).not.toMatch(/[Cc]lient/);
  expect(await faultsSeen(page, 'own-words-consent')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.goto(`${served.origin}/clients/${alma.clientId}?tab=disclosures`);
  await page.getByRole('button', { name: 'Told in an emergency' }).click();
  const told = page.getByRole('dialog');
  await told.getByText('For what could not wait for the patient’s consent.').waitFor();
  await told.getByText('The patient’s life was in danger').waitFor();
  expect(await told.innerText()).not.toMatch(/[Cc]lient/);

  await page.goto(`${served.origin}/clients/${alma.clientId}?tab=care-team`);
  await page
    .getByText('Add the providers who serve this patient')
    .or(page.getByText('when the patient agrees'))
    .first()
    .waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/[Cc]lient/);

  await page.goto(`${served.origin}/consents`);
  await page.getByText('My patients').waitFor();
  await page.goto(`${served.origin}/emergency`);
  await page.getByRole('heading', { name: 'Open a patient' }).waitFor();
  await page.getByText('The patient’s life or health is in danger').waitFor();
  expect(await faultsSeen(page, 'own-words-emergency')).toEqual([]);
  expect(await page.locator('main').innerText()).not.toMatch(/[Cc]lient/);
  expect(complaints).toEqual([]);

  const ben = await openPageAs(browser, served, { as: 'ben', path: '/emergency', viewport });
  await ben.page.getByRole('heading', { name: 'Open a client' }).waitFor();
});

test('where programs have different words the house’s own stands over both, and a file says the same as the screen (REQ-142)', async () => {
  const { house } = served;
  const wordOf = async (who: string) =>
    (await house.as(who).get('/api/session')).body.agency.clientWord;
  expect([await wordOf('ana'), await wordOf('ben'), await wordOf('riverbend-admin')]).toEqual([
    'patient',
    'client',
    'client',
  ]);
  const headOf = async (who: string) =>
    (await house.as(who).get('/api/today/due/export?when=all&reason=supervision')).body.split(',');
  expect((await headOf('ana')).slice(0, 2)).toEqual(['Patient number', 'Patient']);
  expect((await headOf('ben')).slice(0, 2)).toEqual(['Client number', 'Client']);
});
