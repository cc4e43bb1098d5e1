import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { faultsAtFocus, focusIn } from './eyes.ts';
import { picture } from './picture.ts';

// One conference in several steps, and nothing in them clicks: what is reached is reached by Tab, an arrow or its own key.
let browser: Browser;
let served: ServedHouse;
let page: Page;
let complaints: string[];
/** Where the focus was not to be seen on the way. */
const unseen: string[] = [];

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
  const { conferenceId, ...meeting } = await meetings.planned('ana', [alma, marcus], { ana, bo });
  await meetings.invited('ana', { conferenceId, ...meeting });
  const opened = await openPageAs(browser, served, {
    as: 'ana',
    path: `/conferences/${conferenceId}`,
    viewport: { width: 1280, height: 720 },
  });
  page = opened.page;
  complaints = opened.complaints;
  await page.getByRole('button', { name: 'Start the conference' }).waitFor();
});
afterEach(() => {
  const faults = [...unseen.splice(0), ...complaints];
  if (faults.length > 0) throw new Error(faults.join('\n'));
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

test('by keyboard it begins, and who is here, absent and why is said', async () => {
  await pressOn('button "Start the conference"');
  await focusOn('heading "Alma Rivera"');
  await pressOn('button "Begin with Alma Rivera"');
  await focusOn('heading "Alma Rivera"');
  await tabTo('radio "Here"');
  await press('Space');
  await page.getByRole('radio', { name: 'Here', checked: true }).waitFor();
  await tabTo('radio "Here"', 1);
  await press('ArrowRight');
  await press('Space');
  await chooseIn('button "Why? Why bo', 'Ill');
  await tabTo('radio "Here"', 1);
  await press('Space');

  const people = page.getByRole('region', { name: 'People' });
  await people.getByText(/^Here for Alma Rivera 2$/).waitFor();
  await expect.poll(() => people.innerText()).toContain('Ill');
});

test('by keyboard each list gets its line, and a line is corrected', async () => {
  for (const [at, [kind, text]] of lines.entries()) {
    await press(`Alt+${at + 1}`);
    await focusOn(`textbox "Add a ${kind}"`);
    await page.keyboard.type(text);
    await press('Enter');
    await page.getByRole('button', { name: `Change: ${text}` }).waitFor();
    await seen();
  }
  await tabTo('button "Change: Keeps every visit"');
  await press('Enter');
  await focusOn('textbox "Line"');
  await page.keyboard.type(', by bus');
  await press('Enter');
  await focusOn('button "Change: Keeps every visit, by bus"');

  await expect
    .poll(() => page.getByRole('listitem').filter({ hasText: ', by bus' }).innerText())
    .toContain('You');
});

test('by keyboard the summary is confirmed, and an action gets one owner and its date', async () => {
  await pressOn('button "Summarize Alma Rivera"');
  await focusOn('textbox "Read back to the group about Alma Rivera"');
  await pressOn('button "Back to the lists"');
  await focusOn('button "Summarize Alma Rivera"');
  await press('Enter');
  await focusOn('textbox "Read back to the group about Alma Rivera"');
  await press('Control+a');
  await page.keyboard.type('The lease is kept.');
  await tabTo('radio "Confirmed aloud');
  await press('Space');
  await pressOn('button "Confirm the summary"');
  await focusOn('textbox "What will be done"');
  await page.keyboard.type('Write to the landlord');
  await tabTo('combobox "Who answers for it"');
  await page.keyboard.type('bo');
  await page.getByRole('option', { name: /^bo/ }).first().waitFor();
  await press('ArrowDown');
  await page.locator('[role=combobox][aria-activedescendant]').waitFor();
  await press('Enter');
  await tabTo('spinbutton "month, Due');
  await page.keyboard.type('04022027');
  await tabTo('textbox "How it is followed up"');
  await page.keyboard.type('By telephone');
  await pressOn('button "Add the action"');
  await page.getByRole('button', { name: 'Change: Write to the landlord' }).waitFor();
  await focusOn('textbox "What will be done"');

  const row = page.getByRole('row', { name: /Write to the landlord/ });
  await expect.poll(() => row.innerText()).toMatch(/bo\s+Fri 2 Apr/);
});

test('by keyboard a screen that others see names nobody but the client at hand, and who comes and goes is said before the next (EP-06)', async () => {
  await served.house.at('2027-03-15T14:12:00Z');
  const shown = () => page.locator('body').innerText();
  expect(await shown()).toContain('Marcus Bell');
  await pressOn('button "Shared screen"');
  await page.getByText('Client 1 of 2').waitFor();
  await picture(page, 'room-shared-screen');
  expect(await shown()).not.toContain('Marcus Bell');
  await press('Alt+n');
  const before = page.getByRole('alertdialog');
  await before.getByText('What is said next is not for Alma Rivera.').waitFor();
  await expect.poll(() => before.innerText()).toContain('ask in who comes for the next client');
  expect(await shown()).not.toContain('Marcus Bell');
  expect(await accessProblems(page)).toEqual([]);
  await press('Escape');
  await before.waitFor({ state: 'detached' });
  await pressOn('button "Shared screen"');
  await page.getByRole('button', { name: 'Next: Marcus Bell' }).waitFor();
});

test('by keyboard the next client is opened, and has reasons where there is neither need nor action', async () => {
  await press('Alt+n');
  await page.getByRole('alertdialog').getByText('Then ask in Marcus Bell.').waitFor();
  await picture(page, 'room-before-the-next');
  await pressOn('button "Open Marcus Bell"');
  await focusOn('heading "Marcus Bell"');
  await pressOn('button "All are here"');
  await focusOn('radio "Here" [checked]');
  await page.getByText(/^Here for Marcus Bell 3$/).waitFor();
  await press('Alt+1');
  await focusOn('textbox "Add a strength"');
  await page.keyboard.type('Lives with his sister');
  await press('Enter');
  await page.getByRole('button', { name: 'Change: Lives with his sister' }).waitFor();
  for (const [start, label] of [
    ['No needs, because…', 'Why there is no need'],
    ['No action, because…', 'Why no action is agreed'],
  ]) {
    await pressOn(`button "${start}"`);
    await focusOn(`textbox "${label}"`);
    await page.keyboard.type('All is well.');
    await press('Enter');
    await focusOn('button "Take it back"');
  }
  await pressOn('button "Summarize Marcus Bell"');
  await focusOn('textbox "Read back to the group about Marcus Bell"');
  await tabTo('radio "Confirmed aloud');
  await press('Space');
  await pressOn('button "Confirm the summary"');

  await page.getByRole('region', { name: 'Summary of Marcus Bell' }).waitFor();
  await expect.poll(() => page.getByText('All is well.').count()).toBe(2);
});

test('by keyboard it ends, is closed and sent, and the receipt has the focus', async () => {
  await served.house.at('2027-03-15T14:24:00Z');
  // On a slow line the next page takes its time.
  await page.route('**/close-*.js', async (route) => {
    await wait(2_000);
    await route.continue();
  });
  await pressOn('button "End the conference"');
  // The button behind it is called the same.
  await expect.poll(focused).toContain('alertdialog');
  await pressOn('button "End the conference"');
  await focusOn('heading "Close and send"');
  await pressOn('button "Close and send now"');
  await focusOn('heading "Closed and sent"');

  await served.house.runJobs();
  for (const name of ['Alma Rivera', 'Marcus Bell'])
    await page.getByRole('link', { name: `Conference form of ${name} (PDF)` }).waitFor();
  await expect.poll(() => page.getByText('The lease is kept.').count()).toBe(1);
});

const lines = [
  ['strength', 'Keeps every visit'],
  ['barrier', 'The lease ends soon'],
  ['need', 'Needs a new lease'],
  ['solution', 'Ask the landlord'],
] as const;

const focused = () => focusIn(page);

const seen = async () => void unseen.push(...(await faultsAtFocus(page)));
const press = (key: string) => page.keyboard.press(key);

/** Where the work goes on by itself. */
async function focusOn(what: string) {
  await expect.poll(focused).toContain(what);
  await seen();
}

async function tabTo(what: string, atLeast = 0) {
  const passed: string[] = [];
  for (let steps = 0; steps < 120; steps += 1) {
    const here = await focused();
    if (steps > 0) await seen();
    if (steps >= atLeast && here.startsWith(what)) return;
    passed.push(here.slice(0, 40));
    await press('Tab');
  }
  throw new Error(`Tab did not reach ${what}, but ${[...new Set(passed)].join(' | ')}`);
}

async function pressOn(what: string) {
  await tabTo(what);
  await press('Enter');
}

/** Opens a short list by its key and walks down to what is wanted. */
async function chooseIn(what: string, option: string) {
  await page.getByRole('button', { name: /^Why/ }).first().waitFor();
  await pressOn(what);
  await expect.poll(focused).toContain('option');
  for (let steps = 0; steps < 12; steps += 1) {
    if ((await focused()).includes(option)) break;
    await press('ArrowDown');
  }
  await press('Enter');
  await page.getByRole('listbox').waitFor({ state: 'detached' });
  // The list gives the focus back one frame after it has gone.
  await focusOn(`button "${option} Why`);
}
