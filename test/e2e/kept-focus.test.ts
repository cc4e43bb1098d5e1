import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { faultsAtFocus, focusIn } from './eyes.ts';
import { choose, find, hasFocus, select, take, tick, typeDate } from './hands.ts';
import { openVisits, type Visits } from './page-visits.ts';
import { heading, row, text, type Visited } from './visited.ts';

// Whatever is saved, added, removed or sent by the keyboard alone: the focus goes on from there, and never falls to the body.

let visits: Visits;
beforeAll(async () => {
  visits = await openVisits();
});
afterAll(() => visits?.close());

type Walk = Omit<Visited, 'name' | 'asks'>;

async function press(place: Page | Locator, name: string | RegExp) {
  await place.getByRole('button', { name }).first().press('Enter');
}

/** What has the focus once the page has settled; what was there for a moment alone is no place to go on from. */
async function goesOn(page: Page, at: RegExp) {
  await expect.poll(() => focusIn(page)).toMatch(at);
  await page.waitForTimeout(300);
  expect(await focusIn(page)).toMatch(at);
  expect(await faultsAtFocus(page)).toEqual([]);
}

async function walk(where: Walk, steps: (page: Page) => Promise<void>) {
  const { page, complaints, close } = await visits.visit({ name: '', ...where });
  await steps(page);
  await close();
  return complaints;
}

const task = (page: Page, name: string) => press(page, new RegExp(`^${name}`));

/** Pressed by no key, and the person is in the next box before the list is drawn anew: they stay there. */
async function addByVoice(page: Page) {
  const next = page.getByRole('combobox', { name: 'A provider from the directory' });
  const add = await page.getByRole('button', { name: 'Add a colleague' }).elementHandle();
  await next.evaluate((box, button) => {
    if (button instanceof HTMLElement) button.click();
    box.focus();
  }, add);
  await page.getByRole('button', { name: 'Leave out sue' }).waitFor();
  await page.waitForTimeout(300);
}

const planner: Walk = {
  as: 'ana',
  path: ({ draft }) => `/conferences/${draft}`,
  ready: heading('Plan a conference'),
};

const walks: [name: string, where: Walk, steps: (page: Page) => Promise<void>][] = [
  [
    'in a plan: people, reasons, and the sending',
    planner,
    async (page) => {
      await task(page, 'Invite people');
      await goesOn(page, /heading "Invite people"/);
      await find(page, 'A colleague', 'sue');
      await press(page, 'Add a colleague');
      await goesOn(page, /combobox "A colleague"/);
      await press(page, 'Leave out sue');
      await goesOn(page, /listitem/);
      await find(page, 'A colleague', 'sue');
      await addByVoice(page);
      await goesOn(page, /combobox "A provider from the directory"/);
      await press(page, 'Leave out sue');
      await goesOn(page, /listitem/);
      await task(page, 'Clients and reasons');
      await goesOn(page, /heading "Clients and reasons"/);
      await press(page, /^Remove the reason/);
      await goesOn(page, /Why Frank Nowak is discussed/);
      await choose(page, 'Why Frank Nowak is discussed', 'How things stand, needs and goals');
      await goesOn(page, /heading "How things stand/);
      await task(page, 'Review and send');
      await goesOn(page, /heading "Review and send"/);
      await page.getByRole('button', { name: /^Send invitations to/, disabled: false }).waitFor();
      await press(page, /^Send invitations to/);
      await goesOn(page, /heading "Conference \d+"/);
    },
  ],

  [
    'in what was sent: a person is taken off',
    { as: 'ana', path: ({ sent }) => `/conferences/${sent}`, ready: heading('Invited') },
    async (page) => {
      await press(page, /^Take off Dr/);
      await press(page.getByRole('alertdialog'), /^Take off/);
      await goesOn(page, /listitem/);
    },
  ],

  [
    'where last conferences are given for several',
    { as: 'riverbend-admin', path: () => '/imports/held-elsewhere', ready: row(/Quiet Young/) },
    async (page) => {
      await select(page, 'Quiet Young');
      await press(page, 'Give one date and source');
      const dialog = page.getByRole('dialog', { name: /^Held elsewhere/ });
      await typeDate(dialog, 'Held on', '2026-10-05');
      await choose(dialog, 'Known from', 'Paper file');
      // The list gives the focus back once it is gone; a key before that is pressed nowhere.
      await expect.poll(() => focusIn(page)).toMatch(/Paper file/);
      await page.keyboard.press('Control+Enter');
      await goesOn(page, /^row/);
    },
  ],

  [
    'in staff: what came of an invitation is read next',
    { as: 'riverbend-admin', path: () => '/admin/staff', ready: row(/newcomer/) },
    async (page) => {
      await press(page, 'Invite somebody');
      const dialog = page.getByRole('dialog', { name: 'Invite somebody' });
      await dialog.getByLabel('Name', { exact: true }).fill('Nora New');
      await dialog.getByLabel('Title').fill('Case manager');
      await dialog.getByLabel('Work email').fill('nora@example.org');
      await tick(dialog, 'Case manager');
      await press(dialog, 'Make an invitation');
      await goesOn(page, /^status/);
      await press(dialog, 'Done');
      await goesOn(page, /button "Invite somebody"/);
    },
  ],

  [
    'in the chart: somebody joins the care team and leaves it',
    {
      as: 'ana',
      path: ({ client }) => `/clients/${client}?tab=care-team`,
      ready: heading('Care team'),
    },
    async (page) => {
      const dialog = page.getByRole('dialog');
      await press(page, 'Add somebody');
      await find(dialog, 'Name', 'Dr Hana Lee');
      await press(dialog, 'Add to the care team');
      await goesOn(page, /button "Add somebody"/);
      await press(page, 'Take off Dr Hana Lee');
      await press(dialog, 'Take off the team');
      await goesOn(page, /listitem/);
    },
  ],

  [
    'beside the chart: a contact',
    {
      as: 'ana',
      path: ({ client }) => `/clients/${client}`,
      ready: text('Evening care was agreed'),
    },
    async (page) => {
      await page.keyboard.press('a');
      const panel = page.getByRole('complementary', { name: 'Log a contact' });
      await hasFocus(panel);
      await find(panel, 'With', 'Dr Hana Lee');
      await choose(panel, 'For', 'Arranging access');
      await panel.getByLabel('What was said and done').fill('They have an evening slot.');
      await press(panel, 'Save the contact');
      await panel.waitFor({ state: 'detached' });
      await goesOn(page, /^(?!heading "Log)(?!$)/);
    },
  ],

  [
    'in Actions: one is done',
    { as: 'ana', path: () => '/actions', ready: row(/A step for/) },
    async (page) => {
      await press(page, /^Mark done/);
      await press(page.getByRole('dialog'), 'Mark done');
      await goesOn(page, /^row|grid|heading/);
    },
  ],

  [
    'in the directory: an organization is added',
    { as: 'ana', path: () => '/directory', ready: row(/Dr Hana Lee/) },
    async (page) => {
      await press(page, 'Add an organization');
      const dialog = page.getByRole('dialog', { name: 'Organization' });
      await dialog.getByRole('textbox', { name: 'Name' }).fill('Stepstone Housing');
      await choose(dialog, 'Kind', 'Housing');
      await press(dialog, 'Add the organization');
      await goesOn(page, /button "Add an organization"/);
    },
  ],

  [
    'in the trail: its seal is looked at',
    { as: 'riverbend-admin', path: () => '/audit', ready: heading('Trail') },
    async (page) => {
      await press(page, 'Check the seal');
      await page.getByText('The trail is as it was written.').waitFor();
      await goesOn(page, /button "Check the seal"/);
    },
  ],

  [
    'in programs: one is started',
    { as: 'riverbend-admin', path: () => '/admin/programs', ready: text('Care program') },
    async (page) => {
      await press(page, 'Start a program');
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Name', { exact: true }).fill('Evening program');
      await take(dialog, /^Health Home/);
      await press(dialog, 'Start it');
      await goesOn(page, /button "Start a program"/);
    },
  ],
];

test.each(walks)(
  'after a press by the keyboard the focus goes on from there: %s',
  async (_, where, steps) => {
    expect(await walk(where, steps)).toEqual([]);
  },
);

test('a place of which nothing is left at all is told from one that was left by pressing elsewhere', () =>
  walk({ as: 'ana', path: () => '/directory', ready: row(/Dr Hana Lee/) }, async (page) => {
    const gone = page.getByRole('button', { name: 'Add an organization' });
    await gone.focus();
    await gone.evaluate((button) => button.remove());
    await goesOn(page, /^heading|^button/);
    const other = page.getByRole('button', { name: 'Add a provider' }).first();
    await other.focus();
    await page.mouse.click(700, 990);
    await other.evaluate((button) => button.remove());
    await page.waitForTimeout(1_000);
    expect(await focusIn(page)).toMatch(/^(main:)?$/);
  }));
