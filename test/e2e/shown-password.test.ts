import { afterAll, expect, test } from 'vitest';
import { openBrowser, openPage, serveHouse } from './browser.ts';

const browser = await openBrowser();
const served = await serveHouse();
afterAll(async () => {
  await browser.close();
  await served.close();
});

test('whoever types a password may look at it, with the keyboard too, and it is covered again', async () => {
  const { page, complaints } = await openPage(browser);
  await page.goto(served.origin);
  const password = page.getByLabel('Password', { exact: true });
  await password.fill('kettle-violin-orchard-42');
  await expect.poll(() => password.getAttribute('type')).toBe('password');

  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect.poll(() => password.getAttribute('type')).toBe('text');
  await expect.poll(() => password.inputValue()).toBe('kettle-violin-orchard-42');
  await page.getByRole('button', { name: 'Hide Password' }).press('Space');

  await expect.poll(() => password.getAttribute('type')).toBe('password');
  expect(complaints).toEqual([]);
});
