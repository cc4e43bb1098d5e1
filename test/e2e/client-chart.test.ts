import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { conferenceHeld } from '#test/conference-held.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
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
let busy: GivenClient;
let quiet: GivenClient;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  await seed();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** A year of one client, and another client of whom nothing is written yet. */
async function seed() {
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-12-03T15:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Comprehensive' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(agency, 'far', {
    roles: ['case-manager'],
    program: await given.program(agency, { name: 'Another program' }),
  });
  busy = await given.client(agency, { program, worker: ana, enrolledOn: '2025-01-13' });
  quiet = await given.client(agency, { program, worker: ana, name: 'Bea Young' });
  const { providerId: lee, organizationId } = await given.provider(agency);
  await house.owner.query(
    `update client set pronouns = 'they/them', languages = '{Spanish,English}', born_on = '1981-02-03' where client_id = $1`,
    [busy.clientId],
  );
  await house.owner.query(
    `insert into client_contact_note values ($1, $2, 'Calls after 5 pm only', $3, now())`,
    [agency.agencyId, busy.clientId, ana.staffId],
  );
  const tell = async (path: string, body: unknown) => {
    const { status } = await house.as('ana').post(`/api/clients/${busy.clientId}/${path}`, body);
    expect(status).toBe(200);
  };
  const contacts = [
    ['2025-03-02', 'Lease was renewed.'],
    ['2026-07-06', 'Rent office asked for two papers.'],
    ['2026-11-12', 'First missed visit.'],
    ['2026-11-17', 'Second missed visit; the evening slots were full.'],
  ];
  for (const [on, note] of contacts)
    await tell('contacts', {
      partner: { kind: 'provider', id: lee },
      activity: 'reducing-barriers',
      channel: 'phone',
      minutes: 10,
      on,
      note,
    });
  await tell('consents', {
    form: 'DOH-5032',
    recipients: [{ kind: 'organization', id: organizationId }],
    classes: ['general'],
    purposes: ['care_coordination'],
    validFrom: '2026-08-30',
    validUntil: '2027-08-30',
    signedOn: '2026-08-30',
  });
  await conferenceHeld(house, agency, {
    client: busy,
    by: ana,
    on: '2026-09-02',
    summary: 'Bus pass and clinic hours. Plan to be revised.',
  });
  await conferenceHeld(house, agency, { client: busy, by: ana, on: '2026-12-03', number: 8 });
}

const open = (as: string, path: string, options: BrowserContextOptions = {}) =>
  openPageAs(browser, served, { as, path, ...options });

test('the first contact is logged beside the chart, found in the timeline, and corrected below (REQ-007, REQ-032)', async () => {
  const { page, complaints } = await open('ana', `/clients/${quiet.clientId}`);
  await page.getByText('No history yet.').waitFor();
  await picture(page, 'chart-empty');

  await page.keyboard.press('a');
  const panel = page.getByRole('complementary', { name: 'Log a contact' });
  await panel.getByRole('button', { name: 'Save the contact' }).click();
  await panel.getByText('Choose whom you were in contact with.').first().waitFor();
  await picture(page, 'chart-contact-errors');
  await panel.getByRole('combobox', { name: 'With' }).fill('hana');
  await page.getByRole('option', { name: /Dr Hana Lee/ }).click();
  await panel.getByText('No consent: record what they told you, tell them nothing.').waitFor();
  await panel.getByLabel('What was said and done').fill('They have an evening slot.');
  await panel.getByRole('button', { name: 'Close' }).first().click();
  await panel.waitFor({ state: 'detached' });
  await page.keyboard.press('a');
  await expect
    .poll(() => panel.getByLabel('What was said and done').inputValue())
    .toBe('They have an evening slot.');
  await panel.getByRole('button', { name: /For/ }).click();
  await page.getByRole('option', { name: 'Arranging access' }).click();
  await picture(page, 'chart-contact');
  await panel.getByRole('button', { name: 'Save the contact' }).click();

  await page.getByText('They have an evening slot.').waitFor();
  await page.getByRole('button', { name: 'Add a correction' }).click();
  await page.getByLabel('What was wrong or missing').fill('On Tuesdays only.');
  await page.keyboard.press('Escape');
  await page.getByLabel('What was wrong or missing').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Add a correction' }).click();
  await expect
    .poll(() => page.getByLabel('What was wrong or missing').inputValue())
    .toBe('On Tuesdays only.');
  await page.getByRole('button', { name: 'Add it' }).click();
  await page.getByText('On Tuesdays only.').waitFor();
  expect(complaints).toEqual([]);
});

test('the chart of a full year reads in order, by keyboard, in both themes and on a phone (REQ-105, REQ-121)', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const { page, complaints } = await open('ana', `/clients/${busy.clientId}`, {
      colorScheme,
      viewport: { width: 1440, height: 1000 },
    });
    const problems = async () => {
      const found = await accessProblems(page);
      await page.emulateMedia({ colorScheme });
      return found;
    };
    await page.getByText('Evening care was agreed').waitFor();
    await page.keyboard.press('j');
    await page.locator('[data-entry]:focus').waitFor();
    await page.keyboard.press('j');
    await page.locator(':focus', { hasText: '17 Nov' }).waitFor();
    await picture(page, `chart-1440-${colorScheme}`);
    expect(await problems()).toEqual([]);
    await page.getByRole('button', { name: 'Add', exact: true }).first().click();
    await page.getByRole('menuitem', { name: /Contact/ }).click();
    await page.getByRole('combobox', { name: 'With' }).waitFor();
    await picture(page, `chart-1440-${colorScheme}-panel`);
    expect(await problems()).toEqual([]);

    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `chart-390-${colorScheme}-panel`);
    await page.getByRole('button', { name: 'Close' }).first().click();
    await picture(page, `chart-390-${colorScheme}`);
    expect(await problems()).toEqual([]);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(wide).toBeLessThanOrEqual(390);
    expect(complaints).toEqual([]);
  }
});

test('each part of the chart stands at an address of its own', async () => {
  const { page, complaints } = await open('sue', `/clients/${busy.clientId}?tab=conferences`, {
    viewport: { width: 1440, height: 1000 },
  });
  await page.getByRole('heading', { name: 'Held elsewhere' }).waitFor();
  await page.getByText('Bus pass and clinic hours.').waitFor();
  await picture(page, 'chart-conferences');
  for (const [tab, words] of [
    ['Actions', 'Open'],
    ['Consents', 'Riverside Clinic'],
    ['Care team', 'ana'],
    ['Details', 'Spanish'],
    ['Timeline', 'Evening care'],
  ]) {
    await page
      .getByRole('navigation', { name: 'Chart' })
      .getByText(tab ?? '')
      .click();
    await page
      .getByRole('main')
      .getByText(words ?? '')
      .first()
      .waitFor();
    await picture(page, `chart-tab-${tab?.toLowerCase().replace(' ', '-')}`);
    expect(await accessProblems(page)).toEqual([]);
  }
  expect(complaints).toEqual([]);
});

test('a client whom one may not see looks like nothing at all', async () => {
  const { page } = await open('far', `/clients/${busy.clientId}`);

  await page.getByText('There is nothing at this address.').waitFor();
  expect(await page.getByText('Rivera').count()).toBe(0);
});

test('a list of conferences held elsewhere is checked and recorded on its page', async () => {
  const { page, complaints } = await open('riverbend-admin', '/imports/held-elsewhere', {
    viewport: { width: 1440, height: 1000 },
  });
  await page.getByText('Bea Young').waitFor();
  const send = async (text: string) => {
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Choose a file' }).click(),
    ]);
    await chooser.setFiles({ name: 'held.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  };
  await send('Client number,Program,Date,Source\n77,Comprehensive,2026-06-01,Paper file\n');
  await page.getByText('Nobody here has the number 77.').waitFor();
  await picture(page, 'held-elsewhere-faults');
  expect(await accessProblems(page)).toEqual([]);
  await send('Client number,Program,Date,Source\n1002,Comprehensive,2026-06-01,Paper file\n');
  await page.getByRole('button', { name: 'Record 1 conference' }).click();
  await page.getByText('1 conference is recorded.').waitFor();
  await page.getByText('Bea Young').waitFor({ state: 'hidden' });
  await picture(page, 'held-elsewhere');
  expect(complaints).toEqual([]);
});
