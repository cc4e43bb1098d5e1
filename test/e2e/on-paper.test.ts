import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { billingGiven } from '#test/billing-given.ts';
import { conferenceHeld } from '#test/conference-held.ts';
import { givenIn } from '#test/given.ts';
import { foundedAgency, goodPassword, totp } from '#test/browser-like.ts';
import { readPdf } from '#test/read-pdf.ts';
import { accessProblems, openBrowser, openPage } from './browser.ts';
import { namesOnPaper, printFaults } from './eyes.ts';
import { choose, hasFocus, take } from './hands.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const { world, served, open, close } = await openWorld(billingGiven);
afterAll(close);

const plan = () => `/clients/${world.alma.clientId}?tab=service-plan`;

/** Presses what prints, and says what would be on the paper: a browser without a window prints nothing. */
async function onPaper(page: Page, name: string, press: () => Promise<unknown>) {
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  await press();
  await page.locator('body[data-printed]').waitFor();
  const faults = await printFaults(page);
  await picture(page, `paper-${name}`);
  const text = await page.locator('body').innerText();
  await page.evaluate(() => {
    document.body.removeAttribute('data-printed');
    window.dispatchEvent(new Event('afterprint'));
  });
  await page.emulateMedia({ media: 'screen' });
  expect(faults).toEqual([]);
  return text.replace(/\s+/g, ' ');
}

const pdfText = async (page: Page) => (await readPdf(await page.pdf())).text.replace(/\s+/g, ' ');

const pressPrint = (page: Page, name: string | RegExp = 'Print') =>
  page.getByRole('button', { name, exact: true }).click();

test('one’s own steps are printed by number, with who printed them and when, and what came of those that are over (REQ-075)', async () => {
  const { page, complaints } = await open('ana', '/actions');
  await page.getByText('A step for client 1').waitFor();
  const text = await onPaper(page, 'actions', () => pressPrint(page));
  expect(text).toContain('riverbend. My actions, open. Printed by ana');
  expect(text).toMatch(/For #\d+\. ana answers for it/);
  expect(text).toContain('Conference 1');
  expect(await namesOnPaper(page, ['Alma Rivera'])).toEqual([]);
  await page.emulateMedia({ media: 'screen' });
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('paper says when it was printed, however long the page had stood, and nothing is printed where nothing is listed (REQ-075)', async () => {
  const { page, complaints } = await open('ana', '/actions');
  await page.getByText('A step for client 1').waitFor();
  const printedOn = async () => /Printed by ana, (.*?)\. /.exec(await pdfText(page))?.[1];
  const first = await printedOn();
  await page.evaluate(() => {
    const later = Temporal.Now.instant().add({ hours: 3 });
    Temporal.Now.instant = () => later;
  });
  const then = await printedOn();
  expect(first).toMatch(/^\w{3} \d/);
  expect(then).toMatch(/^\w{3} \d/);
  expect(then).not.toBe(first);

  await page.getByRole('radio', { name: 'Finished' }).click();
  await page.getByText('Nothing is finished yet.').waitFor();
  await page.getByRole('button', { name: 'Print', exact: true }).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('the steps for one client are printed by number (REQ-112)', async () => {
  const { page, complaints } = await open('ana', `/clients/${world.alma.clientId}?tab=actions`);
  await page.getByText('A step for client 1').waitFor();
  const text = await onPaper(page, 'actions-of-client', () => pressPrint(page));
  expect(text).toMatch(/riverbend\. Actions for #\d+\. Printed by ana/);
  expect(await namesOnPaper(page, ['Alma Rivera'])).toEqual([]);
  expect(complaints).toEqual([]);
});

test('a month is printed for whoever prepares the bills, by number (REQ-080)', async () => {
  const { page, complaints } = await open('bill', '/billing');
  await page.getByText('2 team, outside provider, client').first().waitFor();
  const text = await onPaper(page, 'billing', () => pressPrint(page));
  expect(text).toContain('Billing of March 2027: all of them. Printed by bill');
  expect(text).toContain('0 billed (0 units, 0 minutes), 1 not yet.');
  expect(text).not.toMatch(/Alma|Rivera/);
  await choose(page, 'Which', 'Billed');
  await page.getByText('Nothing of this kind in this month.').waitFor();
  await page.getByRole('button', { name: 'Print', exact: true }).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('a month is printed whole, however many pages it has on the screen (REQ-080)', async () => {
  const { house } = served;
  const { agency, program, ana, alma } = world;
  const ben = await givenIn(house).client(agency, { program, worker: ana, name: 'Ben Ortiz' });
  for (let number = 1001; number <= 1100; number += 1)
    await conferenceHeld(house, agency, { client: alma, by: ana, on: '2027-02-03', number });
  await conferenceHeld(house, agency, { client: ben, by: ana, on: '2027-02-05', number: 1101 });
  await house.owner.query(
    `set local session_replication_role = replica;
     with closed as (insert into review_closing (agency_id, review_closing_id, review_id, client_id, enrollment_id)
       select r.agency_id, gen_random_uuid(), r.review_id, r.client_id, r.enrollment_id
       from client_review r join conference c using (agency_id, conference_id) where c.conference_number > 1000 returning *)
     insert into review_closing_version (agency_id, review_closing_id, version_id, valid_from, qualifies, reason_codes, policy_version, recorded_by, recorded_at)
       select k.agency_id, k.review_closing_id, gen_random_uuid(), r.started_at::date, false, '{}', 1, '${ana.staffId}', r.ended_at
       from closed k join client_review r using (agency_id, review_id);
     set local session_replication_role = origin;`,
  );
  const { page, complaints } = await open('bill', '/billing');
  await choose(page, 'Month', 'February 2027');
  await page.getByText('On this page: 0 billed (0 units, 0 minutes), 0 not yet.').waitFor();
  expect(await page.getByText('Fri 5 Feb 2027').count()).toBe(0);
  const text = await onPaper(page, 'billing-whole', () => pressPrint(page));
  expect(text.match(/Wed 3 Feb 2027/g)).toHaveLength(100);
  expect(text).toContain('Fri 5 Feb 2027');
  await page.getByText(/^On this page: /).waitFor();

  await page.route(/after=/, (route) => route.abort());
  await pressPrint(page);
  await page.getByText('The server cannot be reached.').waitFor();
  expect(await page.locator('body[data-printed]').count()).toBe(0);
  expect(complaints).toEqual([]);
});

test('whoever chooses something else while the month is gathered prints nothing unasked, and reads no trouble of what was before (REQ-080)', async () => {
  const { page, complaints } = await open('bill', '/billing');
  const theMonth = page.getByText('2 team, outside provider, client').first();
  const printed = page.locator('body[data-printed]');
  await theMonth.waitFor();
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', 'yes');
  });
  const held = Promise.withResolvers<void>();
  await page.route(
    /\/api\/billing\?/,
    async (route) => {
      await held.promise;
      await route.continue();
    },
    { times: 1 },
  );
  await pressPrint(page);
  await choose(page, 'Which', 'Billed');
  await page.getByText('Nothing of this kind in this month.').waitFor();
  const came = page.waitForResponse(/state=all/);
  held.resolve();
  await (await came).finished();
  await choose(page, 'Which', 'All of them');
  await theMonth.waitFor();
  expect(await printed.count()).toBe(0);

  await page.route(/\/api\/billing\?/, (route) => route.abort(), { times: 1 });
  await pressPrint(page);
  const trouble = page.getByText('The server cannot be reached.');
  await trouble.waitFor();
  await choose(page, 'Which', 'Billed');
  await trouble.waitFor({ state: 'detached' });
  await choose(page, 'Which', 'All of them');
  await theMonth.waitFor();
  await trouble.waitFor({ state: 'detached' });
  await pressPrint(page);
  await printed.waitFor();
  expect(complaints).toEqual([]);
});

test('an empty plan starts from the last conference, and is printed for the file and for them to take home (REQ-113)', async () => {
  const { page, complaints } = await open('ana', plan());
  await page.getByText('No plan yet.').waitFor();
  await page.getByText('Conference 1 on Mon 15 Mar 2027 decided 1 step.').waitFor();
  await picture(page, 'plan-empty');
  expect(await accessProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Start from the last conference' }).click();
  const dialog = page.getByRole('dialog');
  await take(dialog, /^Agreed/);
  await choose(dialog, 'How', 'In the conference itself');
  await hasFocus(dialog);
  await page.keyboard.press('Control+Enter');
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Agreed on Mon 15 Mar 2027').waitFor();

  const file = await onPaper(page, 'plan-file', async () => {
    await pressPrint(page);
    await page.getByRole('menuitem', { name: /For the file/ }).click();
  });
  expect(file).toMatch(/riverbend\. \S+ Plan of Alma Rivera, #\d+\. Printed by ana/i);
  expect(file).toContain('Agreed on Mon 15 Mar 2027: in the conference itself. Recorded by ana.');

  const home = await onPaper(page, 'plan-home', async () => {
    await pressPrint(page);
    await page.getByRole('menuitem', { name: /take home/ }).click();
  });
  expect(home).toContain('What others do for you A step for client 1');
  expect(home).toContain('Questions? Call Community Services');
  expect(home).not.toMatch(/Recorded by|Follow-up|Timeline|riverbend/);
  await page.locator('.plan-for-client').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('recovery codes are printed, and nothing of the page with them (S15)', async () => {
  const { page, complaints } = await openPage(await openBrowser());
  const email = 'pat@lakeview.example';
  await foundedAgency(served.house, email);
  await page.goto(`${served.origin}/account`);
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.keyboard.press('Enter');
  await page
    .getByRole('region', { name: 'Sign-in codes' })
    .getByRole('button', { name: 'Set up' })
    .click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Your password').fill(goodPassword);
  await page.keyboard.press('Enter');
  await dialog.getByRole('img', { name: /QR code/ }).waitFor();
  const secret = await dialog.locator('.strong').last().textContent();
  await dialog.getByLabel('Code', { exact: true }).fill(totp(secret ?? ''));
  await page.keyboard.press('Enter');
  const list = dialog.getByRole('list', { name: 'Recovery codes' });
  await list.waitFor();
  const codes = await list.allInnerTexts();
  const text = await onPaper(page, 'recovery-codes', () => pressPrint(page, 'Print them'));
  for (const code of codes.join(' ').split(/\s+/)) expect(text).toContain(code);
  expect(text).not.toContain('Your account');
  expect(complaints).toEqual([]);
});
