import { gzipSync } from 'node:zlib';
import { mkdirSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { choose, find, take, typeDate } from './hands.ts';

let browser: Browser;
let served: ServedHouse;
let page: Page;
let complaints: string[];
const shots = process.env['SCREENSHOTS'];

// Due on 2 December, so late; and on 15 and 16 December.
const held: [name: string, on: string][] = [
  ['Late Already', '2026-06-05'],
  ['Alma Rivera', '2026-06-18'],
  ['Bea Young', '2026-06-19'],
];

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  if (shots) mkdirSync(shots, { recursive: true });
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-12-03T14:40:00Z');
  const here = await given.agency('Riverbend');
  const program = await given.program(here, { name: 'Comprehensive', goLiveOn: '2026-06-01' });
  const ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  const { providerId } = await given.provider(here);
  for (const [name, on] of held) {
    const client = await given.client(here, {
      program,
      worker: ana,
      name,
      enrolledOn: '2025-01-15',
    });
    await givenHeldElsewhere(house, here, { client, on, by: ana });
    if (name === 'Bea Young') continue;
    await house.as('ana').post(`/api/clients/${client.clientId}/care-team/add`, {
      kind: 'provider',
      personId: providerId,
      servesAs: 'Primary care',
      from: '2026-02-01',
    });
  }
  ({ page, complaints } = await openPage(browser, { viewport: { width: 1440, height: 1000 } }));
  const value = house.as('ana').token ?? '';
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function shot(name: string) {
  expect(await accessProblems(page)).toEqual([]);
  if (!shots) return;
  for (const [size, width, height] of [
    ['wide', 1440, 1000],
    ['phone', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.screenshot({ path: `${shots}/${name}-${size}-${colorScheme}.png` });
    }
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
}

const rows = () => page.getByRole('grid', { name: /Clients due/ });

test('Today is narrowed to the clients of one provider, and the address keeps it (REQ-033, REQ-142)', async () => {
  const sizes: Promise<number>[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js'))
      sizes.push(response.body().then((body) => gzipSync(body).length));
  });
  await page.goto(served.origin);
  await rows().getByText('Bea Young').waitFor();
  // What is fetched before the list answers stays small: dialogs come when they are opened.
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeLessThan(250_000);

  await page.getByRole('button', { name: 'Provider: all' }).click();
  const dialog = page.getByRole('dialog');
  await find(dialog, 'Provider', 'Dr Hana');
  await page.getByRole('button', { name: 'Provider: Dr Hana Lee' }).waitFor();
  await rows().getByText('Bea Young').waitFor({ state: 'detached' });
  await rows().getByText('Alma Rivera').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Provider: Dr Hana Lee' }).click();
  await shot('provider-filter');
  await page.getByRole('dialog').getByRole('button', { name: 'All clients' }).click();
  await rows().getByText('Bea Young').waitFor();
});

test('one call about several clients is an attempt of each (REQ-157)', async () => {
  for (const name of ['Alma Rivera', 'Bea Young'])
    await rows().getByRole('row', { name }).getByRole('checkbox').click({ force: true });
  await page.getByRole('button', { name: 'Log an attempt for each' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /^Log (it|the attempt)/ }).click();
  await dialog.getByText('Choose whom you asked.').first().waitFor();
  await find(dialog, 'Which provider did you ask?', 'Dr Hana');
  await take(dialog, 'Left a message');
  await shot('many-attempts');
  await dialog.getByRole('button', { name: /^Log (it|the attempt)/ }).click();
  await dialog.getByText('2 of 2 recorded.').waitFor();
  await dialog.getByRole('button', { name: 'Back to the list' }).click();
  await rows().getByText('1 documented attempt').first().waitFor();
  expect(await rows().getByText('1 documented attempt').count()).toBe(2);
});

test('several are snoozed at once: who may not be says why, and stays selected (REQ-027)', async () => {
  for (const [name] of held)
    await rows().getByRole('row', { name }).getByRole('checkbox').click({ force: true });
  await page.getByText('3 selected').waitFor();
  // A key on one of them means all of them.
  await rows()
    .getByRole('row', { name: /Alma Rivera/ })
    .focus();
  await page.keyboard.press('s');
  const dialog = page.getByRole('dialog', { name: 'Snooze 3 clients' });
  await dialog.waitFor();
  await typeDate(dialog, 'Show them again on', '2026-12-10');
  await choose(dialog, 'Why', 'Waiting for the lab');
  await dialog.getByRole('button', { name: 'Snooze 3' }).click();
  await dialog.getByText('2 of 3 recorded, 1 not.').waitFor();
  await dialog.getByText('Late Already').first().waitFor();
  await shot('many-snoozed');
  // What was typed is still there, for the one that is left.
  await dialog.getByRole('button', { name: 'Snooze it' }).waitFor();
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await page.getByText('1 selected').waitFor();
  await rows().getByText('Alma Rivera').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Select none' }).click();
  expect(complaints).toEqual([]);
});
