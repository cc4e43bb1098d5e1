import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessProblems, comesTrue, targetProblems } from './browser.ts';
import { focusFaults, motionFaults, namesOnPaper, printFaults, zoomFaults } from './eyes.ts';
import { forcedColorFaults } from './forced-colors.ts';
import { escape, hasFocus } from './hands.ts';
import {
  lesserPages,
  openVisits,
  phone,
  pictures,
  sampleFaults,
  touchFaults,
  type Visits,
  widthFaults,
} from './page-visits.ts';
import { keptFaults } from './kept-in-browser.ts';
import { clientNames } from './pages-given.ts';
import { mainPages } from './pages-table.ts';
import { picture } from './picture.ts';
import type { Visited } from './visited.ts';
import { brokenDays } from './whole-words.ts';

let visits: Visits;
const titles = new Map<string, string>();

beforeAll(async () => {
  visits = await openVisits({ isSample: true });
});
afterAll(() => visits?.close());

/** How the page stands for whoever walks it by Tab, needs it still, sets their own colours, or prints it. */
async function otherEyes(page: Page, visited: Visited): Promise<string[]> {
  const faults = [...(await motionFaults(page)), ...(await focusFaults(page, 24))];
  return [...faults, ...(await onPaper(page, visited))];
}

async function onPaper(page: Page, visited: Visited): Promise<string[]> {
  const faults = [...(await printFaults(page)), ...(await sampleFaults(page))];
  if (visited.isNamelessOnPaper) faults.push(...(await namesOnPaper(page, clientNames)));
  await picture(page, `${visited.name}-print`);
  await page.emulateMedia({ media: 'screen' });
  return faults;
}

/** Both widths and themes; 1280 px at 400 % leave the room of 320 px. */
async function faultsOf(visited: Visited, isMain: boolean): Promise<string[]> {
  const { page, complaints, close } = await visits.visit(visited);
  // Tests that run side by side have no expect.poll.
  await comesTrue(page, () => document.title.endsWith(' – Roundtable'));
  titles.set(visited.name, await page.title());
  await pictures(page, visited.name);
  const faults = [...(await accessProblems(page)), ...(await targetProblems(page))];
  faults.push(...(await keptFaults(page, clientNames)));
  faults.push(...(await sampleFaults(page)));
  faults.push(...(await forcedColorFaults(page, visited.name)));
  if (isMain) faults.push(...(await otherEyes(page, visited)));
  else faults.push(...(await onPaper(page, visited)));
  for (const width of [320, phone.width]) {
    await page.setViewportSize({ ...phone, width });
    faults.push(...(await brokenDays(page)).map((fault) => `at ${width} px ${fault}`));
  }
  faults.push(...(await touchFaults(page)), ...(await sampleFaults(page)));
  await pictures(page, visited.name);
  faults.push(...(await accessProblems(page)), ...(await targetProblems(page)));
  faults.push(...(await widthFaults(page, [1440, 390, 320])));
  faults.push(...(await zoomFaults(page)));
  await picture(page, `${visited.name}-zoom`);
  await close();
  return [...faults, ...complaints];
}

describe('each main page stands on both widths and in both themes, for everybody’s eyes and hands, and leaves nobody’s name in the browser (S18)', () => {
  test.each(mainPages.map((visited) => [visited.name, visited] as const))(
    '%s',
    async (_, visited) => {
      expect(await faultsOf(visited, true)).toEqual([]);
    },
  );
});

// Much of the time here is waiting, so that these pages wait side by side.
describe('every other page and state stands too', () => {
  test.concurrent.each(lesserPages.map((visited) => [visited.name, visited] as const))(
    '%s',
    async (_, visited) => {
      expect(await faultsOf(visited, false)).toEqual([]);
    },
  );
});

test('each page has a title of its own', () => {
  const named = [...titles].filter(([name]) => !name.includes('-state-'));
  const all = named.map(([, title]) => title);
  expect(all.length).toBeGreaterThan(30);
  expect(all.every((title) => title.endsWith(' – Roundtable'))).toBe(true);
  expect(all.filter((title, index) => all.indexOf(title) !== index)).toEqual([]);
});

test('the skip link leads into the page, ? explains the keys, and Ctrl K finds a page', async () => {
  const [today] = mainPages;
  if (!today) throw new Error('There is no page.');
  const { page, complaints, close } = await visits.visit(today);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Skip to the page' });
  await page.keyboard.press('Enter');
  await expect.poll(() => skip.evaluate(() => document.activeElement?.id)).toBe('main');

  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keyboard' });
  await help.waitFor();
  expect(await accessProblems(page)).toEqual([]);
  await escape(help);
  await help.waitFor({ state: 'detached' });
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog', { name: 'Search or command' }).waitFor();
  expect(await accessProblems(page)).toEqual([]);
  const box = page.getByRole('searchbox');
  await hasFocus(box);
  await page.keyboard.type('Directory');
  await expect.poll(() => page.getByRole('menuitem').count()).toBe(1);
  await page.keyboard.press('ArrowDown');
  await expect.poll(() => box.getAttribute('aria-activedescendant')).not.toBeNull();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Directory', level: 1 }).waitFor();
  await close();
  expect(complaints).toEqual([]);
});

test('a name that a browser would keep, in whichever place, is noticed (control, S18)', async () => {
  const [today] = mainPages;
  if (!today) throw new Error('There is no page.');
  const { page, close } = await visits.visit(today);
  expect(await keptFaults(page, clientNames)).toEqual([]);
  await page.evaluate(async (name) => {
    sessionStorage.setItem('last', name);
    history.replaceState({ name }, '');
    document.cookie = 'seen=1';
    await new Promise((opened, failed) => {
      const request = indexedDB.open('pages');
      request.addEventListener('success', opened);
      request.addEventListener('error', failed);
    });
  }, clientNames[0] ?? '');
  const found = await keptFaults(page, clientNames);
  await page.evaluate(async () => {
    sessionStorage.clear();
    document.cookie = 'seen=; max-age=0';
    await new Promise((deleted, failed) => {
      const request = indexedDB.deleteDatabase('pages');
      request.addEventListener('success', deleted);
      request.addEventListener('error', failed);
    });
  });
  await close();

  expect(found).toEqual([
    `session keeps ${clientNames[0]}`,
    `history keeps ${clientNames[0]}`,
    expect.stringContaining('seen=1'),
    'databases keep pages',
  ]);
});

test('a button whose edge is drawn by its ground alone is noticed in forced colours', async () => {
  const [, clients] = mainPages;
  if (!clients) throw new Error('There is no page.');
  const { page, close } = await visits.visit(clients);
  await page.evaluate(() => {
    for (const button of document.querySelectorAll<HTMLElement>('.btn-primary, .btn-secondary'))
      button.style.border = '0';
  });
  const found = await forcedColorFaults(page, 'clients-state-edgeless');
  expect(found.some((fault) => fault.startsWith('in forced colours: no edge'))).toBe(true);
  await close();
});
