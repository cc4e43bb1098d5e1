import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundingCode, goodPassword, newAgency } from '#test/browser-like.ts';
import { openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';

let browser: Browser;
let served: ServedHouse;
const email = 'robin@riverbend.example';

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const code = await foundingCode(served.house);
  await served.house.visitor.post('/api/first-run', newAgency(code, email));
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** A device with a fingerprint reader that always knows its owner, or never. */
async function withDevice(page: Page, { knowsOwner = true } = {}) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  const { authenticatorId } = await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: knowsOwner,
      automaticPresenceSimulation: true,
    },
  });
  return {
    setKnowsOwner: (isUserVerified: boolean) =>
      session.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }),
    keys: async () =>
      (await session.send('WebAuthn.getCredentials', { authenticatorId })).credentials,
  };
}

async function signInWithPassword(page: Page) {
  await page.goto(`${served.origin}/account`);
  await page.getByLabel('Work email').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in with a password' }).click();
  await page.getByRole('heading', { name: 'Your account' }).waitFor();
}

async function addPasskey(page: Page, name: string) {
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill(name);
  await dialog.getByLabel('Your password').fill(goodPassword);
  await dialog.getByRole('button', { name: 'Ask this device' }).click();
}

describe('passkeys in the browser (S15)', () => {
  test('one is added, signs in without a password, and is removed again', async () => {
    const { page, complaints } = await openPage(browser);
    const device = await withDevice(page);
    await signInWithPassword(page);
    await addPasskey(page, 'Work laptop');
    await page.getByRole('button', { name: 'Remove Work laptop' }).waitFor();
    expect(await device.keys()).toHaveLength(1);

    await page.context().clearCookies();
    await page.goto(`${served.origin}/account`);
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.getByRole('heading', { name: 'Your account' }).waitFor();

    await page.getByRole('button', { name: 'Remove Work laptop' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Remove' }).click();
    await page.getByText('A passkey signs you in').waitFor();
    await page.context().clearCookies();
    await page.goto(`${served.origin}/sign-in`);
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.getByText('The passkey was not accepted').waitFor();

    expect(complaints).toEqual([]);
  });

  test('a device that does not know its owner signs nobody in', async () => {
    const { page } = await openPage(browser);
    const device = await withDevice(page);
    await signInWithPassword(page);
    await addPasskey(page, 'Shared tablet');
    await page.getByRole('button', { name: 'Remove Shared tablet' }).waitFor();
    await page.context().clearCookies();
    await device.setKnowsOwner(false);
    await page.goto(`${served.origin}/sign-in`);
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    await page.getByRole('alert').waitFor();

    const session = await page.evaluate(async () => (await fetch('/api/session')).text());
    expect(session).toContain('"state":"signed-out"');
  });

  test('an answer that was given once is not taken a second time', async () => {
    const { page } = await openPage(browser);
    await withDevice(page);
    await signInWithPassword(page);
    await addPasskey(page, 'Front desk');
    await page.getByRole('button', { name: 'Remove Front desk' }).waitFor();
    await page.context().clearCookies();
    await page.goto(`${served.origin}/sign-in`);
    const sent = page.waitForRequest('**/api/sign-in/passkey/verify');
    await page.getByRole('button', { name: 'Use your passkey' }).click();
    const body = (await sent).postData() ?? '';
    await page.waitForURL(`${served.origin}/`);
    await page.context().clearCookies();
    await page.goto(`${served.origin}/sign-in`);
    const status = await page.evaluate(async (again) => {
      await fetch('/api/sign-in/passkey/options', { method: 'POST', body: '{}' });
      return (await fetch('/api/sign-in/passkey/verify', { method: 'POST', body: again })).status;
    }, body);

    expect(status).toBe(403);
  });
});
