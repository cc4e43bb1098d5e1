import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient } from '#test/given.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { find, take, tick } from './hands.ts';
import { picture } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let alma: GivenClient;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-12-03T15:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Comprehensive' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  alma = await given.client(agency, { program, worker: ana });
  const lee = await given.provider(agency);
  const north = await given.provider(agency, { name: 'Mo Chen', organization: 'North Clinic' });
  const home = await given.provider(agency, { name: 'Ray Ortiz', organization: 'Harbor House' });
  const signed = {
    form: 'DOH-5032',
    recipients: [{ kind: 'provider', id: lee.providerId }],
    classes: ['general', 'hiv'],
    purposes: ['case_conference'],
    validFrom: '2026-06-01',
    validUntil: '2027-05-31',
    signedOn: '2026-06-01',
  };
  const consents = [
    signed,
    {
      ...signed,
      recipients: [{ kind: 'organization', id: lee.organizationId }],
      classes: ['general'],
    },
    {
      ...signed,
      form: 'DOH-5055',
      validUntil: '',
      recipients: [
        { kind: 'organization', id: north.organizationId },
        { kind: 'organization', id: home.organizationId },
      ],
    },
    {
      ...signed,
      isRefusal: true,
      classes: ['hiv'],
      recipients: [{ kind: 'organization', id: home.organizationId }],
    },
  ];
  const cleo = await given.client(agency, { program, worker: ana, name: 'Cleo Stone' });
  const soon = { ...signed, validUntil: '2026-12-14', classes: ['general'] };
  const all = [
    ...consents.map((consent) => [alma, consent] as const),
    ...[lee, north].map(
      ({ organizationId: id }) =>
        [cleo, { ...soon, recipients: [{ kind: 'organization', id }] }] as const,
    ),
  ];
  for (const [{ clientId }, consent] of all) {
    const { status } = await house.as('ana').post(`/api/clients/${clientId}/consents`, consent);
    if (status !== 200) throw new Error(`A consent was refused with ${status}.`);
  }
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const open = (as: string, path: string, options: BrowserContextOptions = {}) =>
  openPageAs(browser, served, { as, path, ...options });

const chart = () => `/clients/${alma.clientId}?tab=consents`;
const inForce = (page: Page) => page.getByRole('list', { name: 'Consents in force' });

test('a partner is added with initials, and nothing typed is lost when the day is wrong (REQ-035)', async () => {
  const { page, complaints } = await open('ana', chart());
  await page.getByRole('button', { name: /^More, about the consent for North Clinic/ }).click();
  await page.getByRole('menuitem', { name: 'Add a partner' }).click();
  const dialog = page.getByRole('dialog');
  await find(dialog, 'Name', 'Riverside Clinic');
  await dialog.getByRole('button', { name: 'Add the partner' }).click();
  await dialog.getByText('Enter the initials.').first().waitFor();
  await picture(page, 'addendum');
  await dialog.getByLabel('The client’s initials').fill('AR');
  await dialog.getByRole('button', { name: 'Add the partner' }).click();
  await dialog.waitFor({ state: 'detached' });

  await inForce(page).getByText('Added with initials: Riverside Clinic').waitFor();
  expect(complaints).toEqual([]);
});

test('to take a consent back shows what else reaches the same people, and ends it with the same word (REQ-035, EP-12)', async () => {
  const { page, complaints } = await open('ana', chart());
  await page.getByRole('button', { name: 'Revoke, Dr Hana Lee, Riverside Clinic' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Pages that mails of ours opened show nothing of it any more.').waitFor();
  await dialog.getByText('These reach the same people too').waitFor();
  await tick(dialog, /North Clinic/);
  await picture(page, 'revoke');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Revoke it now' }).click();
  await dialog.waitFor({ state: 'detached' });

  await page.getByText('It holds no more.').waitFor();
  await page.getByText('3 partners have to hear of it, and are listed below.').waitFor();
  await expect.poll(() => inForce(page).getByRole('listitem').count()).toBe(1);
  const told = page.getByRole('button', { name: 'Record as told, North Clinic' });
  await told.click();
  await take(dialog, 'By telephone');
  await picture(page, 'told');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('By telephone on Thu 3 Dec 2026, by ana.').waitFor();
  await picture(page, 'consents');
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a newer consent says what it takes the place of, who is never to be told, and what nobody is told (REQ-035)', async () => {
  const { page, complaints } = await open('ana', chart());
  await page.getByRole('button', { name: 'Add a consent' }).first().click();
  const dialog = page.getByRole('dialog');
  const classes = dialog.getByRole('group', { name: /agrees that we may share/ });
  await tick(classes, 'General information');
  await find(dialog, 'Name', 'Dr Hana Lee');
  await dialog.getByLabel('What must not be told').fill('Never my test results.');
  await tick(dialog, 'The client names somebody who is never to be told');
  await find(dialog, 'Who is never to be told', 'Mo Chen');
  await picture(page, 'consent-form');
  await tick(dialog, /^Refused: HIV/);
  await dialog.getByRole('button', { name: 'Record the consent' }).click();
  await dialog.waitFor({ state: 'detached' });

  await inForce(page).getByText('Never to be told: Mo Chen').waitFor();
  await inForce(page).getByText('Not to be told: “Never my test results.”').waitFor();
  await expect.poll(() => inForce(page).getByRole('listitem').count()).toBe(1);
  await page.getByText('Replaced').waitFor();
  await inForce(page)
    .getByRole('button', { name: 'Details, Dr Hana Lee, Riverside Clinic' })
    .click();
  await dialog.getByText('Never my test results.').waitFor();
  await dialog.getByText('Language of the form').waitFor();
  await picture(page, 'consent-details');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await dialog.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('what ends soon is listed until somebody renews it or says why not, and the address keeps the view (EP-13)', async () => {
  const { page, complaints } = await open('ana', '/');
  await page.getByText('2 consents end within 14 days.').waitFor();
  await page.getByRole('link', { name: 'Renew' }).click();
  const list = page.getByRole('list', { name: 'Consents that end' });
  await expect.poll(() => list.getByRole('listitem').count()).toBe(2);
  await picture(page, 'ending');
  expect(await accessProblems(page)).toEqual([]);
  await page.getByRole('button', { name: /^Not needed, Cleo Stone and North Clinic/ }).click();
  const dialog = page.getByRole('dialog');
  await take(dialog, 'They are no longer involved');
  await dialog.getByRole('button', { name: 'Record that none is needed' }).click();
  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => list.getByRole('listitem').count()).toBe(1);
  await page.getByRole('radio', { name: '30 days' }).press('Enter');
  await page.waitForURL(/show=30/);
  await page.reload();
  await page.getByText('End within 30 days').waitFor();
  await page.getByRole('link', { name: /^Renew, Cleo Stone and Riverside Clinic/ }).click();
  await dialog.getByText('A newer consent').waitFor();
  await dialog.getByRole('button', { name: 'Record the consent' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Replaced.').waitFor();
  await page
    .getByRole('navigation', { name: 'Main' })
    .getByRole('link', { name: 'Consents' })
    .click();
  await page.getByText('None ends so soon.').waitFor();
  expect(complaints).toEqual([]);
});

test('who may know what stands in a table, each cell as a sentence on focus (REQ-035)', async () => {
  const { page, complaints } = await open('ana', chart());
  const table = page.getByRole('table', { name: /^Until when each may know/ });
  await table.getByRole('button').first().focus();
  await expect
    .poll(() => page.getByRole('tooltip').innerText())
    .toMatch(/^General information may be shared with .* for case conferences until /);
  await picture(page, 'matrix');
  expect(await accessProblems(page)).toEqual([]);

  const no = table.getByText('No', { exact: true }).filter({ visible: true });
  await expect.poll(() => no.count()).toBeGreaterThan(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByText('A kind that does not stand under a name is not told there.').waitFor();
  await expect.poll(() => no.count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a colleague sees what is general on a phone, may take it back, and changes nothing else (EP-14, REQ-035)', async () => {
  const { page, complaints } = await open('bo', chart(), {
    viewport: { width: 390, height: 844 },
    colorScheme: 'dark',
  });
  const revoke = page.getByRole('button', { name: 'Revoke, Dr Hana Lee, Riverside Clinic' });
  await revoke.waitFor();
  await picture(page, 'consents-phone');

  expect(await page.getByRole('button', { name: /^More, about/ }).count()).toBe(0);
  expect(await page.getByRole('main').innerText()).not.toMatch(/HIV|test results/);
  await page.getByText('A paper says what must not be told.').waitFor();
  expect(await page.getByRole('button', { name: /^Details/ }).count()).toBe(0);
  expect(await accessProblems(page)).toEqual([]);

  await revoke.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Revoke it now' }).waitFor();
  await picture(page, 'revoke-phone');
  expect(await dialog.innerText()).not.toMatch(/HIV/);
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Revoke it now' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('It holds no more.').waitFor();
  await revoke.waitFor({ state: 'detached' });
  await page.reload();
  await page
    .getByRole('heading', { name: /^Consents/ })
    .first()
    .waitFor();
  expect(await revoke.count()).toBe(0);
  expect(complaints).toEqual([]);
});
