import { readFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { holdBySteps } from '#test/golden/conference-by-steps.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { take, typeDate } from './hands.ts';
import { pictureEachWay } from './picture.ts';

let browser: Browser;
let served: ServedHouse;

/** One due on 28 June, whose conference of 3 March a key provider came to; one due on 14 March, of which on 30 April somebody attests that it was held on the first of March. */
async function seed() {
  const { house } = served;
  const staySignedIn = () =>
    house.owner.query(`update sign_in.session set "expiresAt" = '2028-01-01Z'`);
  const given = givenIn(house);
  await house.at('2026-01-10T15:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Comprehensive' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const client = await given.client(agency, { program, worker: ana, enrolledOn: '2025-09-15' });
  const bea = await given.client(agency, {
    program,
    worker: ana,
    name: 'Bea Quist',
    enrolledOn: '2025-12-30',
  });
  const { providerId } = await given.provider(agency, { name: 'Dr Okoro' });
  await given.consent(agency, { client: bea, providerId, by: ana });
  const member = { kind: 'provider', personId: providerId, servesAs: 'Physician' };
  await house.as('ana').post(`/api/clients/${bea.clientId}/care-team/add`, {
    ...member,
    from: '2026-01-02',
    isKeyProvider: true,
  });
  await staySignedIn();
  await holdBySteps(house, {
    client: bea,
    leader: ana,
    others: [{ kind: 'provider', id: providerId }],
    on: '2026-03-03',
  });
  await house.at('2026-04-30T15:00:00Z');
  await givenHeldElsewhere(house, agency, { client, on: '2026-03-01', by: ana });
  await house.at('2026-05-04T14:00:00Z');
  await given.staff(agency, 'sofia', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
  });
  await staySignedIn();
}

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  await seed();
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

test('a supervisor asks who was late on a past day as it was known then, watches it being worked out, and takes it along (REQ-033, REQ-142)', async () => {
  const { page, complaints } = await openPageAs(browser, served, {
    as: 'sofia',
    path: '/reports/due',
  });
  await page.getByText('You have not looked back yet.').waitFor();
  await typeDate(page, 'Day', '2026-03-31');
  await take(page, /What was known then/);
  await page.getByRole('button', { name: 'Work out this list' }).click();

  await page.getByRole('progressbar').waitFor();
  await page.getByText('You can leave this page').waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await served.house.runJobs();
  await page.getByRole('row', { name: /Alma Rivera/ }).waitFor();
  await page.getByText('17 days late').waitFor();
  expect(await accessProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save the list as CSV' });
  await take(dialog, 'A meeting of our team');
  const coming = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save the file' }).click();
  const file = readFileSync(await (await coming).path(), 'utf8');
  expect(file).toContain('Rivera');
  expect(file).toContain(`overdue,"'-17"`);

  // With what is known today the same day had nobody late; both lists stay until they are removed.
  await page.goto(`${served.origin}/reports/due`);
  await typeDate(page, 'Day', '2026-03-31');
  await take(page, /What is known today/);
  await page.getByRole('button', { name: 'Work out this list' }).click();
  await page.getByRole('progressbar').waitFor();
  await served.house.runJobs();
  await page.getByText('Nobody was late on that day.').waitFor();
  await take(page, /^All owed/);
  const bea = page.getByRole('row', { name: /Bea Quist/ });
  await bea.getByText('Held 3 Mar 2026, in time, 117 days before it was due').waitFor();
  await bea.getByText('With the key provider Dr Okoro (Physician, Riverside Clinic)').waitFor();
  await bea.getByText(/^Also there: .*ana/).waitFor();
  const alma = page.getByRole('row', { name: /Alma Rivera/ });
  await alma.getByText('Who was there is not on record here').waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await pictureEachWay(page, 'past-list-with-whom');
  await take(page, /^Met/);
  await page.getByText('Nothing that is owed once had been met by that day.').waitFor();

  // A list of before what was met was listed offers no such rows, and says why.
  await served.house.owner.query('update due_snapshot set holds_met = false');
  await page.reload();
  await page.getByText('What had been met by that day was not listed yet').waitFor();
  await page.getByText(/^All owed/).waitFor();
  expect(await page.getByText(/^Met \d/).count()).toBe(0);
  await page.goto(`${served.origin}/reports/due`);
  const past = page.getByRole('list', { name: 'Lists worked out before' });
  await expect.poll(() => past.getByRole('listitem').count()).toBe(2);
  await past
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click();
  await expect.poll(() => past.getByRole('listitem').count()).toBe(1);
  expect(complaints).toEqual([]);
});
