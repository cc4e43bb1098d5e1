import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { choose, take, typeDate } from './hands.ts';
import { picture } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let alma: GivenClient;
let bea: GivenClient;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  await seed();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** One client in a program that requires and one that recommends; another in the program of reassessments. */
async function seed() {
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const home = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const cfp = await given.program(agency, { name: 'Follow-up', preset: 'cfp' });
  const cadence = comprehensive.cadence.map((rule) => ({ ...rule, pauses: ['in_hospital'] }));
  const policy = { ...comprehensive, cadence };
  const care = await given.program(agency, { name: 'Comprehensive', policy });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program: home });
  alma = await given.client(agency, { program: home, worker: ana });
  bea = await given.client(agency, { program: cfp, worker: ana, name: 'Bea Young' });
  const { status } = await house.as('ana').post(`/api/clients/${alma.clientId}/enrollments`, {
    programId: care.programId,
    teamId: care.teamId,
    workerId: ana.staffId,
    startedOn: '2025-12-01',
  });
  expect(status).toBe(200);
}

async function open(path: string, options: BrowserContextOptions = {}) {
  const { page, complaints } = await openPage(browser, options);
  const value = served.house.as('ana').token ?? '';
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
  await page.goto(`${served.origin}${path}`);
  return { page, complaints };
}

async function shot(page: Page, name: string) {
  expect(await accessProblems(page)).toEqual([]);
  await picture(page, name);
}

async function add(page: Page, entry: string) {
  await page.getByRole('button', { name: 'Add', exact: true }).first().click();
  await page.getByRole('menuitem', { name: entry }).click();
}

test('a change is recorded from the chart: each program says what it asks for, and the plan names it (REQ-022, REQ-030)', async () => {
  const { page, complaints } = await open(`/clients/${alma.clientId}`);
  await page.getByRole('button', { name: 'Add', exact: true }).first().waitFor();
  await page.getByRole('heading', { name: 'Alma Rivera' }).waitFor();
  await page.keyboard.press('s');
  const panel = page.getByRole('complementary', { name: 'Record a change' });
  await choose(panel, 'What has changed', 'Lost or losing housing');
  await panel.getByText('Health Home: a conference is required.').waitFor();
  await panel.getByText('Comprehensive: a conference is recommended.').waitFor();
  await take(panel, 'No');
  await shot(page, 'change-form');

  await panel.getByRole('button', { name: 'Save the change' }).click();
  await panel.getByText('Say in a few words why no conference is needed.').first().waitFor();
  await panel.getByLabel('Why not').fill('Has a room with his sister.');
  await panel.getByRole('button', { name: 'Close' }).first().click();
  await panel.waitFor({ state: 'detached' });
  // What was typed is still there when the form is opened again.
  await add(page, 'Change');
  await expect
    .poll(() => panel.getByLabel('Why not').inputValue())
    .toBe('Has a room with his sister.');
  await panel.getByLabel(/What happened/).fill('Notice on the door.');
  await panel.getByRole('button', { name: 'Save the change' }).click();
  await page.getByText('No conference needed: Has a room with his sister').waitFor();

  await page.goto(`${served.origin}/clients/${alma.clientId}?tab=conferences`);
  const due = page.getByRole('region', { name: 'Due next' });
  await due.getByText('Health Home: Lost or losing housing').waitFor();
  await shot(page, 'duties');
  await page.getByRole('button', { name: /^Act on Lost or losing housing, Mon/ }).click();
  await page.getByRole('menuitem', { name: /Set up a conference.*Health Home/ }).click();
  await page.getByText('Called for:').waitFor();
  await page.getByText(/Lost or losing housing, Mon 4 May 2026/).waitFor();
  await shot(page, 'plan-for-change');
  expect(complaints).toEqual([]);
});

test('a change recorded in error is taken back after it is shown what that changes (REQ-022)', async () => {
  await served.house.as('ana').post(`/api/clients/${alma.clientId}/changes`, {
    code: 'jail_release',
    on: '2026-05-02',
    wantsConference: true,
  });
  const { page, complaints } = await open(`/clients/${alma.clientId}?tab=conferences`);
  await page.getByRole('button', { name: /^Act on Released from jail or prison, Sat/ }).click();
  await page.getByRole('menuitem', { name: 'Recorded in error' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByText(/Health Home, Released from jail or prison: now open 2 days; after this, no longer/)
    .waitFor();
  await shot(page, 'change-take-back');
  await dialog.getByLabel('Why').fill('It was another client.');
  await dialog.getByRole('button', { name: 'Take it back' }).click();

  await dialog.waitFor({ state: 'detached' });
  await expect.poll(() => page.getByText('Released from jail or prison').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('a reassessment shows which conferences count for it, on a narrow screen too (REQ-099)', async () => {
  const { page, complaints } = await open(`/clients/${bea.clientId}?tab=conferences`, {
    viewport: { width: 390, height: 844 },
  });
  await page.getByRole('heading', { name: 'Bea Young' }).waitFor();
  await page.getByRole('button', { name: 'Add', exact: true }).last().click();
  await page.getByRole('menuitem', { name: 'Reassessment' }).click();
  const panel = page.getByRole('complementary', { name: 'Record a reassessment' });
  await typeDate(panel, 'Date of the reassessment', '2026-05-20');
  await panel
    .getByText('A Case Conference from Mon 20 Apr 2026 until Fri 19 Jun 2026 counts.')
    .waitFor();
  await shot(page, 'reassessment-narrow');
  await panel.getByRole('button', { name: 'Save the reassessment' }).click();

  const list = page.getByRole('region', { name: 'Reassessments 1' });
  await list.getByText(/from Mon 20 Apr 2026 until Fri 19 Jun 2026 counts/).waitFor();
  await shot(page, 'duties-narrow');
  expect(complaints).toEqual([]);
});

test('an exemption and a pause show who, why and until when; a duty can be snoozed and woken (C-29)', async () => {
  const { page, complaints } = await open(`/clients/${alma.clientId}?tab=conferences`, {
    colorScheme: 'dark',
  });
  await page.getByRole('region', { name: 'Due next' }).waitFor();
  await page.getByRole('button', { name: 'Act on First case conference, Health Home' }).click();
  await page.getByRole('menuitem', { name: 'Snooze' }).click();
  const dialog = page.getByRole('dialog');
  await typeDate(dialog, 'Show it again on', '2026-05-11');
  await choose(dialog, 'Why', 'Waiting for the lab');
  await shot(page, 'snooze');
  await dialog.getByRole('button', { name: 'Snooze it' }).click();
  await page.getByText(/Snoozed until Mon 11 May: waiting for the lab/).waitFor();

  await add(page, 'Exemption or pause');
  const panel = page.getByRole('complementary', { name: 'Exemption or pause' });
  await choose(panel, 'Program', 'Health Home');
  await choose(panel, 'Why', 'The patient declined');
  await typeDate(panel, 'Look at it again on', '2026-08-03');
  await shot(page, 'exemption-form');
  await panel.getByRole('button', { name: 'Save the exemption' }).click();
  const held = page.getByRole('region', { name: /^Exemptions and pauses/ });
  await held.getByText('Health Home: exempt').waitFor();
  await held.getByText(/The patient declined\. To be reviewed on Mon 3 Aug 2026/).waitFor();

  await add(page, 'Exemption or pause');
  await choose(panel, 'Program', 'Comprehensive');
  await take(panel, /^Pause/);
  await choose(panel, 'Why', 'In hospital');
  await typeDate(panel, 'Look at it again on', '2026-06-01');
  await panel.getByRole('button', { name: 'Save the pause' }).click();
  await held.getByText('Comprehensive: paused').waitFor();
  await shot(page, 'suspensions-dark');
  expect(complaints).toEqual([]);
});
