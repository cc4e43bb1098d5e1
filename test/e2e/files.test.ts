import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '#server/platform/sign-in/passwords.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { choose, escape, find } from './hands.ts';
import { picture } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let alma: GivenClient;
let conferenceId: string;
const goodPassword = 'a sentence that nobody guesses';

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  await given.staff(agency, 'sue', { roles: ['supervisor'], teamRole: 'supervisor', program });
  alma = await given.client(agency, { program, worker: ana, name: 'Alma Rivera' });
  const lee = (await given.provider(agency)).providerId;
  const mo = (await given.provider(agency, { name: 'Mo Chen', organization: 'North Clinic' }))
    .providerId;
  await given.consent(agency, { client: alma, providerId: lee, by: ana });
  const hiv = { client: alma, providerId: lee, by: ana, classes: ['hiv'] };
  await given.consent(agency, { ...hiv, validUntil: '2027-03-14' });
  const people = [lee, mo].map((id) => ({ kind: 'provider' as const, id }));
  ({ conferenceId } = await meetings.planned('ana', [alma], { ...work, people }));
  await house.owner.query(
    `insert into sign_in.account (id, "userId", "accountId", "providerId", password) values ('ana', $1, $1, 'credential', $2)`,
    [ana.userId, await hashPassword(goodPassword)],
  );
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const open = (path: string, as = 'ana', width = 1440) =>
  openPageAs(browser, served, { as, path, viewport: { width, height: 900 } });

const trainedUntil = (day: string) =>
  served.house.owner.query(
    `update staff_training set expires_on = $1 where staff_id = (select staff_id from staff where email = 'ana@example.org')`,
    [day],
  );

test('a list is saved with a reason, after the password once more where it was long ago; a refusal is told in words (S15)', async () => {
  await served.house.owner.query(
    `update auth.session_scope set proved_at = auth.now() - interval '6 minutes'`,
  );
  const { page, complaints } = await open('/');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save the list as CSV' });
  await dialog.getByRole('button', { name: 'Save the file' }).click();
  await dialog.getByText('Say what the file is for.').first().waitFor();
  await dialog.getByRole('radio', { name: 'A meeting of our team' }).check({ force: true });
  await picture(page, 'take-out');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Save the file' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it you?' });
  await proof.getByRole('textbox', { name: 'Your password' }).fill(goodPassword);
  await picture(page, 'take-out-proof');
  const coming = page.waitForEvent('download');
  await proof.getByRole('button', { name: 'Go on' }).click();
  expect((await coming).suggestedFilename()).toBe('due-list-2027-03-15.csv');
  await dialog.waitFor({ state: 'detached' });

  await page.goto(`${served.origin}/clients/${alma.clientId}?tab=disclosures`);
  const disclosures = page.getByRole('region', { name: 'Disclosures' });
  const print = disclosures.getByRole('link', { name: 'Print it for the client' });
  await print.waitFor();
  await trainedUntil('2026-12-31');
  await print.click();
  const told = page.getByRole('dialog', { name: 'The file is not there yet' });
  await told.getByText('The accounting is made by whoever manages the case').waitFor();
  expect(page.context().pages()).toHaveLength(1);
  await picture(page, 'file-refused');
  await trainedUntil('2099-12-31');
  const window = page.context().waitForEvent('page');
  await told.getByRole('button', { name: 'Try again' }).click();
  await window;
  expect(complaints).toEqual([]);
});

test('what was told in an emergency is recorded on the chart and read by the supervisor (EP-19)', async () => {
  const { page, complaints } = await open(`/clients/${alma.clientId}?tab=disclosures`, 'ana', 390);
  await page.getByRole('button', { name: 'Told in an emergency' }).click();
  const dialog = page.getByRole('dialog', { name: 'Told in an emergency' });
  // Somebody whom the directory does not know gets a place in it, from here.
  await dialog.getByRole('button', { name: 'They are not in the directory' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Pat Quill');
  await dialog.getByRole('textbox', { name: 'Position' }).fill('Paramedic');
  await choose(dialog, 'Kind of provider', /./);
  await find(dialog, 'Organization', 'North Clinic');
  await dialog.getByRole('button', { name: 'Add the provider' }).click();
  const told = dialog.getByRole('combobox', { name: 'Name' });
  await expect.poll(() => told.inputValue()).toBe('Pat Quill');
  await dialog.getByRole('checkbox', { name: 'HIV information' }).check({ force: true });
  await dialog.getByRole('radio', { name: /^A medical emergency/ }).check({ force: true });
  await dialog.getByRole('radio', { name: 'By telephone' }).check({ force: true });
  await dialog.getByRole('spinbutton', { name: /^hour, At/ }).fill('7');
  await dialog.getByRole('spinbutton', { name: /^minute, At/ }).fill('30');
  await dialog.getByRole('spinbutton', { name: /^AM\/PM, At/ }).press('a');
  await dialog
    .getByLabel('What was told, and what happened')
    .fill('The ambulance asked what she takes.');
  // A slip of the hand loses nothing.
  await escape(dialog);
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Told in an emergency' }).click();
  await expect.poll(() => told.inputValue()).toBe('Pat Quill');
  await picture(page, 'told-in-emergency');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await page.getByText('Without consent: an emergency').waitFor();
  await page.getByText('in an emergency', { exact: false }).first().waitFor();
  await picture(page, 'told-on-chart');

  const over = await open('/emergency-reviews', 'sue');
  await over.page.getByText('The ambulance asked what she takes.').waitFor();
  await picture(over.page, 'told-reviews');
  expect(await accessProblems(over.page)).toEqual([]);
  expect([...complaints, ...over.complaints]).toEqual([]);
});

test('the plan says who is covered for what until when, and asks for the release that is missing (EP-01, EP-02)', async () => {
  const { page, complaints } = await open(`/conferences/${conferenceId}`);
  await page.getByText('Check consents').first().click();
  await page.getByText('A consent for some of it ends before the meeting.').waitFor();
  await page
    .getByText(/HIV[^.]*: ends on Sun 14 Mar 2027, before the meeting/)
    .first()
    .waitFor();
  await picture(page, 'plan-coverage');
  await page.getByRole('link', { name: 'Record the consent of Alma Rivera' }).click();
  const form = page.getByRole('dialog', { name: 'Add a consent' });
  await form.getByText('Mo Chen').first().waitFor();
  await picture(page, 'request-release');
  expect(complaints).toEqual([]);
});

test('whoever lacks a training is told before they write that their words may be gone from their eyes (REQ-036)', async () => {
  await served.house.owner.query(
    `delete from staff_training where about = 'hiv' and staff_id = (select staff_id from staff_version where full_name = 'bo' limit 1)`,
  );
  const { page, complaints } = await open(`/clients/${alma.clientId}`, 'bo');
  await page.getByRole('heading', { name: 'Alma Rivera' }).waitFor();
  await page.keyboard.press('a');
  await page.getByText('You may not see again what you write here.').waitFor();
  await page.getByText(/Words about a client whose file holds it are kept/).waitFor();
  await picture(page, 'untrained');
  const trained = await open(`/clients/${alma.clientId}`, 'ana');
  await trained.page.getByRole('heading', { name: 'Alma Rivera' }).waitFor();
  await trained.page.keyboard.press('a');
  await trained.page.getByRole('complementary', { name: 'Log a contact' }).waitFor();
  expect(await trained.page.getByText('You may not see again').count()).toBe(0);
  expect(complaints).toEqual([]);
});
