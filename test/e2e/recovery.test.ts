import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundedAgency, goodPassword, joined, type Window } from '#test/browser-like.ts';
import { codeIn, newPassword } from '#test/recovery.ts';
import { hasFocus } from './hands.ts';
import { picture } from './picture.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';

let browser: Browser;
let served: ServedHouse;
let admin: Window;
const address = 'eve@riverbend.example';
const boss = 'robin@riverbend.example';

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  admin = (await foundedAgency(served.house, boss)).window;
  await joined(served.house, admin, { email: address });
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Everything by the keyboard: what has the focus is typed into, and Enter sends. */
async function setPasswordByKeys(page: Page, password: string) {
  await hasFocus(page.getByLabel('Your new password'));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await page.getByText('Your new password is set.').waitFor();
}

describe('somebody who cannot sign in (S15)', () => {
  test('asks for a link, sets a new password and signs in with it, by the keyboard alone', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${served.origin}/sign-in`);
    await page.getByRole('link', { name: 'I cannot sign in' }).focus();
    await page.keyboard.press('Enter');
    // The page before has a field of the same name.
    await page.getByRole('heading', { name: 'I cannot sign in', level: 1 }).waitFor();
    await expect.poll(() => page.title()).toBe('I cannot sign in – Roundtable');
    expect(await accessProblems(page)).toEqual([]);
    await hasFocus(page.getByLabel('Work email'));
    await page.keyboard.type(address);
    await page.keyboard.press('Enter');
    await page.getByText('Look into your mailbox.').waitFor();
    expect(await accessProblems(page)).toEqual([]);

    await served.house.runJobs();
    const code = codeIn(served.house.mails.at(-1)?.text ?? '');
    await page.goto(`${served.origin}/recover#${code}`);
    await page.getByText(address).waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await setPasswordByKeys(page, newPassword);
    await page.getByLabel('Password', { exact: true }).fill(newPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1 }).filter({ hasNotText: 'password' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.context().close();
    expect(complaints).toEqual([]);
  });

  test('reads for how long a lock lasts and who opens it sooner, and no wrong password makes it longer', async () => {
    const { page } = await openPage(browser);
    await page.goto(`${served.origin}/sign-in`);
    await page.getByLabel('Work email').fill('nobody@riverbend.example');
    for (let miss = 0; miss < 6; miss += 1) {
      await page.getByLabel('Password', { exact: true }).fill('a wrong password, long enough');
      const answered = page.waitForResponse('**/api/sign-in');
      await page.getByLabel('Password', { exact: true }).press('Enter');
      expect((await answered).status()).toBe(miss < 5 ? 401 : 429);
    }
    const told = page.getByRole('alert');
    await told.getByText('this account is locked. An administrator can unlock it').waitFor();
    await told.getByText('It opens by itself in 15 minutes.').waitFor();
    await picture(page, 'sign-in-state-locked');
    expect(await accessProblems(page)).toEqual([]);

    await served.house.owner.query(
      `update auth.clock set ahead = interval '10 minutes 30 seconds'`,
    );
    await told.getByRole('button', { name: 'Try again' }).click();
    await told.getByText('It opens by itself in 5 minutes.').waitFor();
    await served.house.owner.query(`update auth.clock set ahead = interval '0'`);
    await page.context().close();
  });

  test('reads what is wrong with a link that was used, and what to do', async () => {
    const { page } = await openPage(browser);
    const code = codeIn(served.house.mails.map(({ text }) => text).join());
    await page.goto(`${served.origin}/recover#${code}`);
    await page.getByRole('alert').getByText('Ask for a new one.').waitFor();
    await page.getByRole('link', { name: 'Ask for a new link' }).click();
    await page.getByLabel('Work email').waitFor();
    await page.goto(`${served.origin}/sign-in`);
    await page.goto(`${served.origin}/recover#short`);
    await page.getByText('This address is not complete.').waitFor();
    expect(await accessProblems(page)).toEqual([]);
    await page.context().close();
  });

  test('gets a link by mail from an administrator, who sends it from the staff page', async () => {
    const { page, complaints } = await openPage(browser);
    await page.goto(`${served.origin}/admin/staff`);
    await page.getByLabel('Work email').fill(boss);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: `Person ${address}` }).click();
    await page.getByRole('button', { name: 'Help them sign in' }).click();
    const dialog = page.getByRole('dialog', { name: `Help Person ${address} sign in` });
    await dialog.getByRole('radio', { name: 'Their codes or passkey too' }).press('Space');
    expect(await accessProblems(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Make a link' }).press('Enter');
    await dialog.getByText('The link is on its way to them by mail.').waitFor();
    expect(await accessProblems(page)).toEqual([]);

    const theirs = await openPage(browser);
    await served.house.runJobs();
    const code = codeIn(served.house.mails.at(-1)?.text ?? '');
    await theirs.page.goto(`${served.origin}/recover#${code}`);
    await theirs.page.getByText('Sign-in codes and passkeys are taken away').waitFor();
    await setPasswordByKeys(theirs.page, 'another-lantern-piano-5');
    await theirs.page.context().close();
    await page.context().close();
    expect([...complaints, ...theirs.complaints]).toEqual([]);
  });

  test('confirms with a passkey, where the account has one', async () => {
    const { page, complaints } = await openPage(browser);
    const device = await page.context().newCDPSession(page);
    await device.send('WebAuthn.enable');
    await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.goto(`${served.origin}/account`);
    await page.getByLabel('Work email').fill(boss);
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Add a passkey' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('This laptop');
    await dialog.getByLabel('Your password').fill(goodPassword);
    await dialog.getByRole('button', { name: 'Ask this device' }).click();
    await dialog.waitFor({ state: 'detached' });

    await page.request.post(`${served.origin}/api/recovery/ask`, {
      data: { email: boss },
      headers: { origin: served.origin },
    });
    await served.house.runJobs();
    const code = codeIn(served.house.mails.at(-1)?.text ?? '');
    await page.goto(`${served.origin}/recover#${code}`);
    await page.getByRole('button', { name: 'Confirm with your passkey' }).waitFor();
    await setPasswordByKeys(page, newPassword);
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.waitForURL(`${served.origin}/`);
    await page.context().close();
    expect(complaints).toEqual([]);
  });
});
