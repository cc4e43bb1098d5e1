import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '#server/platform/sign-in/passwords.ts';
import { goodPassword } from '#test/browser-like.ts';
import { givenIn, type GivenAgency, type GivenClient } from '#test/given.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { picture } from './picture.ts';

let served: ServedHouse;
let browser: Browser;
let north: GivenAgency;
let alma: GivenClient;

beforeAll(async () => {
  served = await serveHouse();
  browser = await openBrowser();
  const given = givenIn(served.house);
  north = await given.agency('north');
  const program = await given.program(north);
  const nights = await given.program(north, { name: 'Nights' });
  const ana = await given.staff(north, 'ana', { roles: ['case-manager'], program });
  const ben = await given.staff(north, 'ben', { roles: ['case-manager'], program: nights });
  await given.staff(north, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  alma = await given.client(north, { program, worker: ana, name: 'Alma Rivera' });
  await served.house.owner.query(`update client set born_on = '1984-03-27', phone = '555-0117'`);
  await served.house.owner.query(
    `insert into sign_in.account (id, "userId", "accountId", "providerId", password) values ('ben', $1, $1, 'credential', $2)`,
    [ben.userId, await hashPassword(goodPassword)],
  );
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const namelessTitle = 'A file in an emergency – Roundtable';

async function opened(
  who: string,
  path: string,
  width: number,
  scheme: 'light' | 'dark' = 'light',
) {
  const { page } = await openPage(browser, {
    viewport: { width, height: 900 },
    colorScheme: scheme,
  });
  const { token = '' } = served.house.as(who);
  await page.context().addCookies([{ name: 'session', value: token, url: served.origin }]);
  await page.goto(`${served.origin}${path}`);
  return page;
}

test('a supervisor confirms whom the administrator invites, and both see it in the list (S1)', async () => {
  const admin = await opened('north-admin', '/admin/staff', 1440);
  await admin.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Kim Osei');
  await dialog.getByRole('textbox', { name: 'Title' }).fill('Program supervisor');
  await dialog.getByRole('textbox', { name: 'Work email' }).fill('kim@north.example');
  await dialog.getByRole('checkbox', { name: 'Supervisor' }).check({ force: true });
  await dialog.getByRole('button', { name: 'Make an invitation' }).click();
  await dialog.getByText('This waits for a second person').waitFor();
  await picture(admin, 'invite-waits-1440');

  const sue = await opened('sue', '/admin/staff-changes', 390, 'dark');
  await sue.getByText('Invited as Supervisor').first().waitFor();
  await picture(sue, 'staff-changes-390-dark');
  expect(await accessProblems(sue)).toEqual([]);
  await sue.getByRole('button', { name: 'Look at it for Kim Osei' }).click();
  await picture(sue, 'staff-change-dialog-390-dark');
  await expect
    .poll(() => sue.getByRole('dialog').innerText())
    .toMatch(/^Kim Osei\n+Invited as Supervisor\nAsked for by north Admin on /);
  await sue.getByRole('dialog').getByRole('button', { name: 'Confirm' }).click();
  await sue.getByText('The link is on its way to them by mail.').waitFor();
  await sue.getByRole('button', { name: 'Done' }).click();

  await admin.goto(`${served.origin}/admin/staff-changes`);
  await admin.getByText('confirmed by sue').waitFor();
  await picture(admin, 'staff-changes-1440');
  expect(await accessProblems(admin)).toEqual([]);
});

test('a case manager opens a client in an emergency, reads, ends it, and the supervisor reviews it (S17, EP-15)', async () => {
  await served.house.owner.query(
    `update auth.session_scope set proved_at = auth.now() - interval '1 hour'`,
  );
  const page = await opened('ben', '/emergency', 1440);
  await page.getByRole('textbox', { name: 'Client' }).fill('Alma Riveras');
  await page.getByRole('group', { name: 'Date of birth' }).getByRole('spinbutton').first().click();
  await page.keyboard.type('03271984');
  await page.getByText('Somebody who treats the client needs to know at once').click();
  await page.getByRole('textbox', { name: 'What happened' }).fill('The emergency room calls.');
  await picture(page, 'emergency-ask-1440');
  expect(await accessProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open for 60 minutes' }).click();
  const proof = page.getByRole('dialog', { name: 'Is it you?' });
  await proof.getByRole('textbox', { name: 'Your password' }).fill('not the password');
  await proof.getByRole('button', { name: 'Go on' }).click();
  await proof.getByText('That is not your password.').first().waitFor();
  await picture(page, 'emergency-proof-1440');
  await proof.getByRole('textbox', { name: 'Your password' }).fill(goodPassword);
  await proof.getByRole('button', { name: 'Go on' }).click();

  await page.getByText('Nobody is found.').waitFor();
  await picture(page, 'emergency-nobody-1440');
  expect(await accessProblems(page)).toEqual([]);
  await page.getByRole('textbox', { name: 'Client' }).fill('Alma Rivera');
  await page.getByRole('button', { name: 'Open for 60 minutes' }).click();

  await page.getByRole('heading', { name: 'Alma Rivera' }).waitFor();
  await page.getByText('555-0117').waitFor();
  await page.getByText(/Emergency access: (60|59) minutes left/).waitFor();
  await page.getByRole('heading', { name: 'Record' }).waitFor();
  await page.getByText('Loading', { exact: false }).first().waitFor({ state: 'detached' });
  // To read only: the one thing to press ends it, and nothing is to be filled in.
  const main = page.getByRole('main');
  await expect.poll(() => main.getByRole('button').allInnerTexts()).toEqual(['End it now']);
  await expect.poll(() => main.locator('input, textarea, select').count()).toBe(0);
  await picture(page, 'emergency-client-1440');
  expect(await accessProblems(page)).toEqual([]);
  const phone = await opened('ben', `/emergency/${alma.clientId}`, 390, 'dark');
  await phone.getByText('555-0117').waitFor();
  await picture(phone, 'emergency-client-390-dark');
  expect(await accessProblems(phone)).toEqual([]);
  // The browser keeps the names of its windows longer than the hour lasts.
  for (const each of [page, phone]) await expect.poll(() => each.title()).toBe(namelessTitle);
  await page.goto(`${served.origin}/emergency`);
  // By the agency’s clock, and the clock has its name.
  await page.getByText(/^Until \w{3} \d+ \w{3} \d{4}, \d+:\d\d\s[ap]m Eastern\./).waitFor();
  await page.getByRole('link', { name: 'Read the client’s file' }).click();
  await page.getByRole('button', { name: 'End it now' }).click();
  await page.getByText('This emergency access is over.').waitFor();

  const sue = await opened('sue', '/', 1440);
  await sue.getByText(/^1 emergency access waits for your review by /).waitFor();
  await picture(sue, 'emergency-today-1440');
  await sue.getByRole('link', { name: 'Review emergency access' }).click();
  await sue.getByText('The emergency room calls.').waitFor();
  await picture(sue, 'emergency-reviews-1440');
  expect(await accessProblems(sue)).toEqual([]);
  await sue.getByRole('button', { name: /^Review/ }).click();
  const dialog = sue.getByRole('dialog');
  await dialog.getByText('It was an emergency').click();
  await dialog
    .getByRole('textbox', { name: 'What you looked at and found' })
    .fill('The hospital confirms it.');
  await dialog.getByRole('button', { name: 'Record the review' }).click();
  await sue.getByText('None waits for you.').waitFor();
});

test('emergency access ends on the screen after its hour, though the connection is gone (S17, EP-15)', async () => {
  await served.house.owner.query(`update break_glass set ended_at = null`);
  const { page } = await openPage(browser);
  const { token = '' } = served.house.as('ben');
  await page.context().addCookies([{ name: 'session', value: token, url: served.origin }]);
  await page.clock.install();
  await page.goto(`${served.origin}/emergency/${alma.clientId}`);
  await page.getByText('555-0117').waitFor();
  await page.context().setOffline(true);
  await page.clock.fastForward('14:00');
  await page.getByText(/Emergency access: 4[5-7] minutes left/).waitFor();

  await page.clock.fastForward('50:00');
  await page.getByText('This emergency access is over.').waitFor({ state: 'attached' });
  const whole = await page.locator('body').textContent();
  expect(whole).not.toMatch(/555-0117|Alma Rivera/);
  await page.context().close();
});

test('whoever is not reviewed in time is told so, and is asked for nothing that would be refused (S17)', async () => {
  await served.house.owner.query(
    `update break_glass set opened_at = opened_at - interval '3 days', ends_at = ends_at - interval '3 days', ended_at = ended_at - interval '3 days',
       review_by = review_by - interval '3 days', outcome = null, reviewed_by = null, reviewed_at = null`,
  );
  const page = await opened('ben', '/emergency', 390, 'dark');
  await page.getByText('An emergency access of yours was not reviewed within 72 hours.').waitFor();
  await page.getByText(/^Not reviewed by .* Eastern, as it should have been\.$/).waitFor();
  expect(await page.getByRole('textbox').count()).toBe(0);
  await picture(page, 'emergency-owed-390-dark');
  expect(await accessProblems(page)).toEqual([]);
});
