import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { stopsScene } from '#test/given-stops.ts';
import type { GivenClient } from '#test/given.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { take, tick } from './hands.ts';
import { pictureEachWay } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let scene: Awaited<ReturnType<typeof stopsScene>>;
let client: GivenClient;
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  scene = await stopsScene(served.house);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** Dr Lee is asked to two meetings under two papers, and listed on a form of partners. */
beforeEach(async () => {
  const { given, agency, program, ana, lee, mo, paper, invited, provider, organization } = scene;
  client = await given.client(agency, { program, worker: ana });
  const { clientId } = client;
  await paper(clientId, { recipients: [provider(lee)] });
  await paper(clientId, { recipients: [organization(lee)] });
  await paper(clientId, {
    form: 'DOH-5055',
    validUntil: '',
    recipients: [organization(mo), organization(lee)],
  });
  await invited(client, { on: '2027-06-15', isCovered: true, isSent: true });
  await invited(client, { isCovered: true });
});

async function open() {
  const path = `/clients/${client.clientId}?tab=consents`;
  const opened = await openPageAs(browser, served, { as: 'ana', path });
  const { page } = opened;
  const dialog = page.getByRole('dialog');
  await page.getByRole('button', { name: 'Revoke, Dr Hana Lee, Riverside Clinic' }).click();
  return { ...opened, dialog, stops: dialog.getByRole('region', { name: 'What stops' }) };
}

test('before it is taken back the dialog names who is asked no more, to which meeting, and what is ticked beside it counts at once (REQ-035, EP-12)', async () => {
  const { page, complaints, dialog, stops } = await open();
  await stops.getByText('No invitation and no unsent mail hangs on it.').waitFor();
  await tick(dialog, /North Clinic/);
  await stops.getByText('Mon 15 Mar 2027').waitFor();
  await stops
    .getByText('No longer asked: Dr Hana Lee, Riverside Clinic; Mo Chen')
    .first()
    .waitFor();
  await stops.getByText('North Clinic and Riverside Clinic').waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await pictureEachWay(page, 'what-stops');

  await dialog.getByRole('button', { name: 'Revoke it now' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('2 partners have to hear of it').waitFor();
  expect(complaints).toEqual([]);
});

test('what stops when nothing more reaches them stands there too (REQ-035)', async () => {
  const { page, complaints, dialog, stops } = await open();
  await take(dialog, /^Everything to/);
  await stops.getByText('No longer asked: Dr Hana Lee, Riverside Clinic').first().waitFor();
  await pictureEachWay(page, 'what-stops-everything');
  await dialog.getByRole('button', { name: 'Stop it now' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('It holds no more.').waitFor();
  expect(complaints).toEqual([]);
});

test('where nothing hangs on it the dialog says so, and the keys reach its button (REQ-035)', async () => {
  await served.house.owner.query(
    `update review_attendee w set invited_at = null from attendee a
     where a.attendee_id = w.attendee_id and w.client_id = $1 and num_nonnulls(a.provider_id, a.support_id) = 1`,
    [client.clientId],
  );
  const { page, complaints, dialog, stops } = await open();
  await stops.getByText('No invitation and no unsent mail hangs on it.').waitFor();
  await stops.getByText('Pages that mails of ours opened show nothing of it any more.').waitFor();
  expect(await dialog.innerText()).not.toContain('Nothing is waiting');
  await pictureEachWay(page, 'what-stops-nothing');
  await dialog.getByRole('radio', { name: 'What they agreed to here' }).focus();
  const button = dialog.getByRole('button', { name: 'Revoke it now' });
  for (let press = 0; press < 20; press += 1) {
    await page.keyboard.press('Tab');
    if (await button.evaluate((element) => element === document.activeElement)) break;
  }
  await page.keyboard.press('Enter');
  await dialog.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('it can be taken back though what stops cannot be shown, or is still being looked up (REQ-035)', async () => {
  const first = await open();
  await first.page.route('**/preview', (route) => route.abort());
  await take(first.dialog, /^Everything to/);
  await first.stops.getByText('It cannot be shown just now.').waitFor();
  await pictureEachWay(first.page, 'what-stops-unknown');
  await first.page.unroute('**/preview');
  await first.stops.getByRole('button', { name: 'Show what stops' }).click();
  await first.stops.getByText('Mon 15 Mar 2027').first().waitFor();

  await first.page.route('**/preview', () => undefined);
  await take(first.dialog, 'What they agreed to here');
  await first.dialog.getByRole('button', { name: 'Revoke it now' }).click();
  await first.page.getByText('It holds no more.').waitFor();
  await first.dialog.waitFor({ state: 'detached' });
  const revoke = first.page.getByRole('button', { name: /^Revoke, Dr Hana Lee/ });
  await expect.poll(() => revoke.count()).toBe(0);
});
