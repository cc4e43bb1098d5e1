import { gzipSync } from 'node:zlib';
import type { Browser, Page, Response } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { todayAsks } from '#contract/first-asked.ts';
import { givenIn } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { faultsSeen } from './eyes.ts';
import { choose, escape, find, take, typeDate } from './hands.ts';

let browser: Browser;
let served: ServedHouse;
let page: Page;
let complaints: string[];

// Due on 2 December, so late; and on 15 and 16 December.
const held: [name: string, on: string][] = [
  ['Late Already', '2026-06-05'],
  ['Alma Rivera', '2026-06-18'],
  ['Bea Young', '2026-06-19'],
];

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
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
  const viewport = { width: 1440, height: 1000 };
  ({ page, complaints } = await openPageAs(browser, served, { as: 'ana', viewport }));
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const look = async (name: string) => expect(await faultsSeen(page, name)).toEqual([]);
const rows = () => page.getByRole('grid', { name: /Clients due/ });

test('Today is narrowed to the clients of one provider, and the address keeps it (REQ-033, REQ-142)', async () => {
  const sizes: Promise<number>[] = [];
  const weigh = (response: Response) => {
    if (response.url().endsWith('.js'))
      sizes.push(response.body().then((body) => gzipSync(body).length));
  };
  page.on('response', weigh);
  await page.goto(served.origin);
  await rows().getByText('Bea Young').waitFor();
  // What is fetched before the list answers stays small: dialogs come when they are opened.
  page.off('response', weigh);
  const total = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
  expect(total).toBeLessThan(250_000);
  // The browser has asked them before the script could, and nothing is asked twice.
  const early = () =>
    page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry instanceof PerformanceResourceTiming)
        .map(({ name, initiatorType }) => `${initiatorType} ${name.slice(location.origin.length)}`),
    );
  for (const address of todayAsks)
    await expect
      .poll(async () => (await early()).filter((one) => one.endsWith(` ${address}`)))
      .toEqual([`link ${address}`]);

  await page.getByRole('button', { name: 'Provider: all' }).click();
  const dialog = page.getByRole('dialog');
  await find(dialog, 'Provider', 'Dr Hana');
  await page.getByRole('button', { name: 'Provider: Dr Hana Lee' }).waitFor();
  await rows().getByText('Bea Young').waitFor({ state: 'detached' });
  await rows().getByText('Alma Rivera').waitFor();
  await page.reload();
  await page.getByRole('button', { name: 'Provider: Dr Hana Lee' }).click();
  await look('provider-filter');
  await page.getByRole('dialog').getByRole('button', { name: 'All clients' }).click();
  await rows().getByText('Bea Young').waitFor();
});

test('the list is one stop of Tab, and keys move in it and select its rows', async () => {
  const focused = () => page.evaluate(() => document.activeElement?.textContent ?? '');
  await page.getByRole('button', { name: 'Print' }).focus();
  for (let presses = 0; !(await focused()).includes('Late Already'); presses += 1) {
    expect(presses).toBeLessThan(15);
    await page.keyboard.press('Tab');
  }
  const row = (name: string, selected: boolean) =>
    rows().getByRole('row', { name, selected }).waitFor();
  await page.keyboard.press('ArrowDown');
  await expect.poll(focused).toContain('Alma Rivera');
  await page.keyboard.press('Space');
  await row('Alma Rivera', true);
  await page.keyboard.press('End');
  await page.keyboard.press('Shift+Space');
  await row('Bea Young', true);
  await row('Late Already', false);

  await page.keyboard.press('ArrowRight');
  await page.locator('[type=checkbox]:focus').waitFor({ state: 'attached' });
  await page.keyboard.press('Space');
  await row('Bea Young', false);
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toBe('Bea Young');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Home');
  await expect.poll(focused).toContain('Late Already');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  await page.getByText('3 selected').waitFor();
  await page.keyboard.press('Tab');
  await expect.poll(focused).not.toContain('Late Already');
  await page.keyboard.press('Shift+Tab');
  await expect.poll(focused).toContain('Late Already');
  await page.keyboard.press('Escape');
  await page.getByText('3 selected').waitFor({ state: 'detached' });
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
  await look('many-attempts');
  await dialog.getByRole('button', { name: /^Log (it|the attempt)/ }).click();
  await dialog.getByText('2 of 2 recorded.').waitFor();
  await dialog.getByRole('button', { name: 'Back to the list' }).click();
  await rows().getByText('1 documented attempt').first().waitFor();
  await expect.poll(() => rows().getByText('1 documented attempt').count()).toBe(2);
});

test('on a phone the same stands in the bar at the bottom (REQ-027, REQ-157)', async () => {
  const viewport = { width: 390, height: 844 };
  const opened = await openPageAs(browser, served, { as: 'ana', viewport, hasTouch: true });
  const phone = opened.page;
  await phone.goto(served.origin);
  const list = phone.getByRole('grid', { name: /Clients due/ });
  // By its key: a press that is forced while the page still grows may meet the bar at the bottom.
  for (const name of ['Alma Rivera', 'Bea Young'])
    await list.getByRole('row', { name }).getByRole('checkbox').press('Space');
  await phone.getByRole('link', { name: 'One conference for 2 clients' }).waitFor();
  const more = phone.getByRole('button', { name: 'More for all that is selected' });
  await more.click();
  await phone.getByRole('menuitem', { name: 'Log an attempt for each' }).waitFor();
  expect(await accessProblems(phone)).toEqual([]);
  await phone.getByRole('menuitem', { name: 'Snooze each' }).click();
  const dialog = phone.getByRole('dialog', { name: 'Snooze 2 clients' });
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await more.click();
  await phone.getByRole('menuitem', { name: 'Log an attempt for each' }).click();
  const attempt = phone.getByRole('dialog', { name: 'Log an attempt for 2 clients' });
  await attempt.waitFor();
  await escape(attempt);
  await attempt.waitFor({ state: 'detached' });
  await more.click();
  await phone.getByRole('menuitem', { name: 'Select none' }).click();
  await phone
    .getByRole('link', { name: 'One conference for 2 clients' })
    .waitFor({ state: 'detached' });
  expect(opened.complaints).toEqual([]);
  await phone.context().close();
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
  await look('many-snoozed');
  // What was typed is still there, for the one that is left.
  await dialog.getByRole('button', { name: 'Snooze it' }).waitFor();
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await page.getByText('1 selected').waitFor();
  await rows().getByText('Alma Rivera').waitFor({ state: 'detached' });
  // The row that all began on has gone: the keys go on at the one in its place.
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.closest('tr')?.textContent))
    .toContain('Late Already');
  await page.getByRole('button', { name: 'Select none' }).click();
  expect(complaints).toEqual([]);
});
