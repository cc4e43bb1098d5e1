import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { hasFocus } from './hands.ts';
import { picture } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let page: Page;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  await house.at('2027-03-15T13:58:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const alma = await given.client(agency, { program, worker: ana });
  const marcus = await given.client(agency, { program, worker: ana, name: 'Marcus Bell' });
  const meeting = await meetings.planned('ana', [alma, marcus], { ana, bo });
  await meetings.invited('ana', meeting);
  page = (await openPageAs(browser, served, { as: 'ana', path: '/' })).page;
  await page.locator(`a[href*="/conferences/${meeting.conferenceId}"]`).first().click();
  await page.getByRole('button', { name: 'Start the conference' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const shown = () => page.locator('body').innerText();
const someone = /Marcus|Bell|Alma|Rivera/;

async function canBeEnded(where: string, size: { width: number; height: number }) {
  const before = page.viewportSize();
  await page.setViewportSize(size);
  const end = page.getByRole('button', { name: 'Shared screen', pressed: true });
  await end.waitFor();
  await picture(page, `shared-screen-${where}`);
  expect(await accessProblems(page)).toEqual([]);
  if (before) await page.setViewportSize(before);
}

async function typeInPalette(words: string) {
  await page.keyboard.press('Control+k');
  await hasFocus(page.getByRole('searchbox'));
  await page.keyboard.type(words);
}

test('before it begins a shared screen names nobody, nobody is looked for on it, and in a small window it can be ended (EP-06, EP-14)', async () => {
  expect(await shown()).toMatch(someone);
  await page.getByRole('button', { name: 'Shared screen' }).click();
  await page.getByText('This screen is shared.').waitFor();
  await picture(page, 'shared-screen-before');

  expect(await shown()).not.toMatch(someone);
  await expect
    .poll(() => page.getByRole('button', { name: 'Start the conference' }).count())
    .toBe(1);
  expect(await accessProblems(page)).toEqual([]);
  await canBeEnded('phone', { width: 390, height: 844 });
  await canBeEnded('four-times-the-size', { width: 320, height: 256 });
  await typeInPalette('Marcus');
  await page.getByText('While this screen is shared, nobody is looked for.').waitFor();
  expect(await shown()).not.toMatch(/Bell|Alma|Rivera/);
});

test('whoever looks at it alone ends that, and finds people again (EP-06)', async () => {
  await page.getByRole('searchbox').fill('End the shared');
  await page.getByRole('menuitem', { name: /^End the shared screen/ }).click();
  await page.getByText('Marcus Bell').first().waitFor();
  expect(await shown()).toMatch(someone);
  await typeInPalette('Marcus');

  await page.getByRole('menuitem', { name: /Marcus Bell/ }).waitFor();
  await page.getByRole('searchbox').clear();
  await page.keyboard.press('Escape');
  await page.getByRole('searchbox').waitFor({ state: 'detached' });
});

test('in the room it names nobody until somebody is opened (EP-06)', async () => {
  await page.getByRole('button', { name: 'Start the conference' }).click();
  await page.getByRole('button', { name: 'Begin with Alma Rivera' }).waitFor();
  await page.getByRole('button', { name: 'Shared screen' }).click();
  await page.getByText('This screen is shared.').waitFor();
  await picture(page, 'shared-screen-nobody-open');

  expect(await shown()).not.toMatch(someone);
  expect(await accessProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Begin with the next client' }).click();
  await page.getByRole('heading', { level: 1, name: 'Alma Rivera' }).waitFor();
  expect(await shown()).not.toMatch(/Marcus|Bell/);
});

test('under whoever is open a shared screen says, of each alike, that what is learned there is not to be told on (EP-06, EP-08)', async () => {
  const words = page.getByText('Confidential. What you learn here you may tell others only');
  await words.waitFor();
  await picture(page, 'shared-screen-not-to-tell-on');
  expect(await accessProblems(page)).toEqual([]);
  await page.getByRole('button', { name: 'Shared screen' }).click();
  await words.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Shared screen' }).click();
  await words.waitFor();
});

test('no way leads from it to a page that names others, the browser’s own way back neither, until it is said that nobody looks (EP-06)', async () => {
  const leaving = [
    () => page.evaluate(() => history.back()),
    async () => {
      await typeInPalette('Today');
      await page
        .getByRole('menuitem', { name: /^(Go to )?Today/ })
        .first()
        .click();
    },
  ];
  const asked = page.getByRole('alertdialog', { name: 'This screen is shared' });
  for (const leave of leaving) {
    await leave();
    await asked.waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Marcus|Bell/);
    await picture(page, 'shared-screen-leaving');
    expect(await accessProblems(page)).toEqual([]);
    await asked.getByRole('button', { name: 'Stay' }).click();
    await asked.waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: 'Alma Rivera' }).waitFor();
  }

  await page.evaluate(() => history.back());
  await asked.getByRole('button', { name: 'Only I look at it now: go on' }).click();
  await page.getByText('Marcus Bell').first().waitFor();
  await page.goForward();
  await page.getByRole('heading', { level: 1, name: 'Alma Rivera' }).waitFor();
  await page.getByRole('button', { name: 'Shared screen', pressed: false }).click();
});

test('after the last client it names nobody either, until they have gone (EP-06)', async () => {
  await canBeEnded('room-on-a-phone', { width: 390, height: 844 });
  await canBeEnded('room-four-times-the-size', { width: 320, height: 640 });
  await served.house.at('2027-03-15T14:20:00Z');
  await page.getByRole('button', { name: 'End the conference' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'End the conference' }).click();
  await page.getByText('This screen is shared.').waitFor();
  expect(await shown()).not.toMatch(someone);

  await page.getByRole('button', { name: 'Shared screen' }).click();
  await page.getByRole('heading', { name: 'Close and send' }).waitFor();
});
