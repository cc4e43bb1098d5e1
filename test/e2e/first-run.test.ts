import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundingCode, goodPassword, invitationIn, totp } from '#test/browser-like.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { escape } from './hands.ts';
import { picture } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
const email = 'robin@riverbend.example';

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse({ isAlone: true });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const problems: string[] = [];

/** Looks at the page as it stands: with axe in both themes, and for people where a folder is named. */
const shoot = async (page: Page, name: string) => {
  problems.push(...(await accessProblems(page)).map((one) => `${name}: ${one}`));
  await picture(page, name);
};

/** As a hand does it: what moves away between pressing and letting go is not pressed. */
async function pressWhereItIs(page: Page, button: Locator) {
  await button.hover();
  await page.mouse.down();
  await page.evaluate('new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))');
  await page.mouse.up();
}

test('from the printed address to a staff of two, and in with a code, by keyboard and pointer', async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(served.origin);
  await page.getByText('Nobody has set up an agency here yet.').waitFor();
  await page.getByText('npm run demo').waitFor();
  await shoot(page, 'first-run-without-code');
  // Into the very window that asked for it, as anybody would.
  await page.goto(`${served.origin}/first-run#${await foundingCode(served.house)}`);

  await page.getByRole('button', { name: 'Make the agency' }).click();
  await page.getByRole('alert').getByText('There is a problem').waitFor();
  await shoot(page, 'first-run-errors');
  await page.getByLabel('Name of the agency').fill('Riverbend Care');
  await page.getByLabel('Neutral name').fill('Community Services');
  await page.getByLabel('Telephone').fill('555-0100');
  await page.getByRole('button', { name: /Time zone/ }).click();
  await page.getByRole('option', { name: 'Eastern (New York)' }).click();
  await page.getByLabel('Your name').fill('Robin Park');
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('Password123456789');
  await page.getByRole('button', { name: 'Make the agency' }).click();
  await page.getByRole('alert').getByText('guessed first').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await pressWhereItIs(page, page.getByRole('button', { name: 'Make the agency' }));

  await page.getByRole('heading', { name: 'Choose your programs' }).waitFor();
  await expect.poll(() => page.evaluate('document.activeElement.tagName')).toBe('H1');
  await page.getByText('Rules to start from').waitFor();
  await shoot(page, 'first-run-programs');
  await page.getByRole('checkbox').first().check({ force: true });
  await page.getByRole('button', { name: 'Start with these' }).click();
  await page.waitForURL(`${served.origin}/`);
  await page.getByRole('link', { name: 'Import clients' }).waitFor();
  await shoot(page, 'today-of-a-new-agency');

  await page.goto(`${served.origin}/admin/programs`);
  await page.getByText('Team 1').waitFor();
  await shoot(page, 'programs');
  await page.goto(`${served.origin}/admin/staff`);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  await shoot(page, 'invite');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Ana Reyes');
  await dialog.getByLabel('Title').fill('Case manager');
  await dialog.getByRole('checkbox', { name: 'Case manager' }).check({ force: true });
  await dialog.getByLabel('Work email').fill(email);
  await dialog.getByRole('button', { name: 'Make an invitation' }).click();
  const taken = 'Somebody on the staff has this email address already.';
  await dialog.getByRole('alert').getByText(taken).waitFor();
  await dialog.getByLabel('Work email').fill('ana@riverbend.example');
  await pressWhereItIs(page, dialog.getByRole('button', { name: 'Make an invitation' }));
  await dialog.getByText('The link is on its way to them by mail.').waitFor();
  await shoot(page, 'invitation-link');
  await dialog.getByRole('button', { name: 'Done' }).click();

  const hers = await openPage(browser, { viewport: { width: 390, height: 800 } });
  const code = await invitationIn(served.house, 'ana@riverbend.example');
  await hers.page.goto(`${served.origin}/accept#${code}`);
  await hers.page.getByLabel('Your new password').fill(goodPassword);
  await shoot(hers.page, 'accept-phone');
  await hers.page.getByRole('button', { name: 'Accept and sign in' }).click();
  await hers.page.waitForURL(`${served.origin}/`);
  await hers.page.getByText('No conferences are due.').waitFor();
  expect(await hers.page.getByRole('link', { name: 'Import clients' }).count()).toBe(0);
  await hers.page.goto(`${served.origin}/account`);
  await hers.page.getByText('Only a password protects this account.').waitFor();
  await shoot(hers.page, 'account-phone');

  await page.getByRole('button', { name: 'Ana Reyes' }).click();
  await dialog.getByRole('button', { name: 'Put on this team' }).waitFor();
  await shoot(page, 'member');
  await dialog.getByRole('button', { name: /Choose Team/ }).click();
  await page.getByRole('option').first().click();
  await dialog.getByRole('button', { name: /What they do there/ }).click();
  await page.getByRole('option', { name: 'Case manager' }).click();
  await dialog.getByRole('button', { name: 'Put on this team' }).click();
  await dialog.getByText(/Team 1: Case manager/).waitFor();
  await escape(dialog);
  await dialog.waitFor({ state: 'detached' });
  await shoot(page, 'staff');

  await page.goto(`${served.origin}/account`);
  await page.getByRole('button', { name: 'Set up' }).click();
  await dialog.getByLabel('Your password').fill(goodPassword);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  await dialog.getByRole('img', { name: /QR code/ }).waitFor();
  await shoot(page, 'codes');
  const usual = page.viewportSize() ?? { width: 1280, height: 720 };
  await page.setViewportSize({ width: 390, height: 844 });
  const right = () => dialog.evaluate((box) => box.getBoundingClientRect().right);
  await expect.poll(right).toBeLessThanOrEqual(390);
  await shoot(page, 'codes-phone');
  await page.setViewportSize(usual);
  const secret = (await dialog.locator('p .strong').textContent()) ?? '';
  const spaced = totp(secret).replace(/^.{3}/, '$& ');
  await dialog.getByLabel('Code', { exact: true }).fill(spaced);
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  await dialog.getByRole('list', { name: 'Recovery codes' }).waitFor();
  await shoot(page, 'recovery-codes');
  await dialog.getByRole('button', { name: 'I have kept them' }).click();
  await shoot(page, 'account');

  await page.context().clearCookies();
  await page.goto(`${served.origin}/admin/staff`);
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('this is not the password');
  await shoot(page, 'sign-in');
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.getByText('do not match an account').waitFor();
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.getByLabel('Code').fill(totp(secret, 1));
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('heading', { name: 'Staff' }).waitFor();

  expect(page.url()).toBe(`${served.origin}/admin/staff`);
  expect([...complaints, ...hers.complaints]).toEqual([]);
  expect(problems).toEqual([]);
});
