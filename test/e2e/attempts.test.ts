import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proposeAfterSilence } from '#server/features/attempts/propose-after-silence.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { find, take } from './hands.ts';
import { pictureEachWay } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let alma: GivenClient;

/** A Health Home: one client was discussed, another's doctor has not answered for days. */
async function seed() {
  const { house } = served;
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  await house.at('2027-03-09T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  const enrolledOn = '2026-08-01';
  alma = await given.client(agency, { program, worker: ana, enrolledOn });
  const bao = await given.client(agency, { program, worker: ana, name: 'Bao Chen', enrolledOn });
  const lee = await given.provider(agency);
  await given.provider(agency, {
    name: 'Nell Park',
    title: 'Care manager',
    providerClass: 'mco',
    organization: 'Healthfirst',
  });
  for (const client of [alma, bao])
    await given.consent(agency, { client, providerId: lee.providerId, by: ana });
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  await house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);
  for (const who of [alma, bao])
    await house.as('ana').post(`/api/clients/${who.clientId}/supports`, {
      fullName: 'Inez Rivera',
      relationship: 'sibling',
    });
  const people = [{ kind: 'provider' as const, id: lee.providerId }];
  const silent = await meetings.planned('ana', [alma], { ana, bo, people, on: '2027-03-20' });
  await meetings.invited('ana', silent);
  const meeting = await meetings.planned('ana', [bao], { ana, bo, people });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  await meetings.held('ana', meeting, { owner: ana });
  await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/close`);
  await proposeAfterSilence(house.shell);
}

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  await seed();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function open(path: string, width = 1440) {
  const { page, complaints } = await openPage(browser, {
    viewport: { width, height: 1000 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const value = served.house.as('ana').token ?? '';
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
  await page.goto(`${served.origin}${path}`);
  return { page, complaints };
}

const dueRow = (page: Page, words: string) =>
  page.getByRole('row', { name: /Alma Rivera/ }).filter({ hasText: words });
const dialogOf = (page: Page, name: RegExp | string) => page.getByRole('dialog', { name });

test('silence is confirmed on Today by one key, and is then evidence on the due row (REQ-157, C-21)', async () => {
  const { page, complaints } = await open('/');
  const waiting = page.getByRole('list', { name: 'Waiting on others' });
  await waiting.getByText(/Is this an attempt for Alma Rivera\?/).waitFor();
  await pictureEachWay(page, 'today-silence');
  expect(await accessProblems(page)).toEqual([]);

  await waiting.getByRole('button', { name: 'Confirm the attempt: Dr Hana Lee' }).press('Enter');

  await dueRow(page, '1 documented attempt, last Tue 9 Mar').waitFor();
  expect(complaints).toEqual([]);
});

test('from the due row an attempt is logged by keyboard alone, and what is typed outlives a refusal (REQ-157, REQ-160)', async () => {
  const { page, complaints } = await open('/');
  const row = page.getByRole('row', { name: /Alma Rivera/ });
  await row.press('e');
  const dialog = dialogOf(page, 'Log an attempt');
  await find(dialog, 'Whom did you ask?', 'Dr Hana');
  await take(dialog, 'Left a message');
  await dialog.getByText('Inez Rivera, Sibling').waitFor();
  await dialog.getByText('Nell Park, Care manager, Healthfirst').waitFor();
  await dialog.getByText('By email: a case conference by email counts here.').waitFor();
  await expect
    .poll(() => dialog.getByLabel('Note').inputValue())
    .toBe('Asked Dr Hana Lee by phone for a case conference: left a message.');
  await dialog.getByLabel('Note').fill('The desk asked us to call on Monday.');
  await take(dialog, /Ask the managed care plan/);
  await pictureEachWay(page, 'log-attempt');
  expect(await accessProblems(page)).toEqual([]);

  await dialog.getByRole('button', { name: 'Log the attempt' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await dueRow(page, '2 documented attempts, last Mon 15 Mar').waitFor();

  await row.press('e');
  await find(dialog, 'Whom did you ask?', 'Dr Hana');
  await dialog.getByLabel('Note').fill('Once more.');
  await dialog.getByRole('button', { name: 'Log the attempt' }).press('Enter');
  await dialog
    .getByText(/You recorded this request of/)
    .first()
    .waitFor();
  await expect.poll(() => dialog.getByLabel('Note').inputValue()).toBe('Once more.');
  await pictureEachWay(page, 'log-attempt-again');
  await page.keyboard.press('Escape');
  expect(complaints).toEqual([]);
});

test('what is not filed stands on Today until its texts are copied and it is said to be filed (REQ-159, REQ-160)', async () => {
  const { page, complaints } = await open('/');
  const band = page.getByRole('region', { name: /^To file in ACD 3/ });
  await band.waitFor();
  await pictureEachWay(page, 'today-to-file');
  expect(await accessProblems(page)).toEqual([]);

  await band
    .getByRole('button', { name: /Copy and file: case conference of .*Bao Chen/ })
    .press('Enter');
  const dialog = dialogOf(page, 'File in ACD');
  await dialog.getByText('The summary of client 1').first().waitFor();
  await pictureEachWay(page, 'file-in-acd');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Copy: Care Plan Activity Note' }).press('Enter');
  await expect
    .poll(() => page.evaluate(() => navigator.clipboard.readText()))
    .toMatch(/^Care Plan Activity Note\nPatient: Bao Chen/);
  await dialog.getByLabel('Reference in ACD').fill('ACD-4711');
  await dialog.getByRole('button', { name: 'Filed in ACD' }).press('Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('region', { name: /^To file in ACD 2/ }).waitFor();

  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Export the texts' }).press('Enter');
  expect((await coming).suggestedFilename()).toBe('to-be-filed.txt');
  expect(complaints).toEqual([]);
});

test('the chart lists attempts and what is filed; a filing in error is taken back (REQ-159)', async () => {
  const { page, complaints } = await open(`/clients/${alma.clientId}?tab=conferences`);
  await page.getByText('Dr Hana Lee by phone: left a message.').waitFor();
  await page.getByText('Dr Hana Lee by email: no answer.').waitFor();
  await pictureEachWay(page, 'chart-attempts');
  expect(await accessProblems(page)).toEqual([]);
  await page
    .getByRole('button', { name: /^Change the attempt of/ })
    .first()
    .press('Enter');
  await page.getByRole('menuitem', { name: 'Correct it' }).press('Enter');
  const dialog = dialogOf(page, 'Correct an attempt');
  await expect
    .poll(() => dialog.getByLabel('Note').inputValue())
    .toBe('The desk asked us to call on Monday.');
  await take(dialog, 'No answer');
  // What was corrected is another attempt: its texts are those that are listed after it.
  const listed = page.waitForResponse(/\/api\/clients\/[^/]+\/filings/);
  await dialog.getByRole('button', { name: 'Correct it' }).press('Enter');
  await page.getByText('Dr Hana Lee by phone: no answer.').waitFor();
  await listed;
  await page.waitForLoadState('networkidle');
  const filed = page.getByRole('region', { name: /^Filed in ACD/ });
  await filed
    .getByRole('button', { name: /^Copy and file: Attempt/ })
    .first()
    .click();
  const filing = dialogOf(page, 'File in ACD');
  await filing.getByRole('button', { name: 'Filed in ACD' }).press('Enter');
  await filing.waitFor({ state: 'detached' });
  await filed.getByText(/Care Plan Activity Note: Filed .* by ana\./).waitFor();
  await filed.getByRole('button', { name: /^Undo a filing/ }).press('Enter');
  await page.getByRole('menuitem', { name: 'Care Plan Activity Note is not filed' }).press('Enter');
  await page.getByRole('button', { name: 'Take it back' }).press('Enter');
  await filed.getByText(/Care Plan Activity Note: Filed/).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
