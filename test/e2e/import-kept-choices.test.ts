import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { smallExport } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { discard, previewOf, sendFile, zipOf } from '#test/imports/given-import.ts';
import { accessProblems } from './browser.ts';
import { choose } from './hands.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

async function agencies(house: House) {
  await house.at('2026-08-20T14:00:00Z');
  const given = givenIn(house);
  for (const name of ['wide', 'narrow', 'shared', 'apart'] as const) {
    const agency = await given.agency(name);
    await given.staff(agency, `${name}-second`, { roles: ['administrator'] });
  }
  return house;
}

const { world: house, open, close } = await openWorld(agencies);
afterAll(close);

const fileOf = async (who: string) =>
  String((await sendFile(house, who, zipOf(smallExport()))).body.importId);
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name of the program' });
const isSaved = (page: Page) =>
  page
    .getByRole('status')
    .getByText(/^Saved \d/)
    .waitFor();
const step = (page: Page, number: 2 | 3) => page.getByText(`Step ${number} of 3`).waitFor();
const sideways = 'document.documentElement.scrollWidth - window.innerWidth';

test.each([
  ['wide', 1440],
  ['narrow', 390],
])(
  'what was chosen for an import is there after the page was loaded anew, half done as it was, and so is the step (REQ-142): %s',
  async (name, width) => {
    const path = `/imports/${await fileOf(`${name}-admin`)}`;
    const { page, complaints } = await open(`${name}-admin`, path, {
      viewport: { width, height: 844 },
    });
    await choose(page, 'Sample Agency', 'This agency');
    await nameField(page).fill('');
    await isSaved(page);
    await page.reload();
    await step(page, 2);
    await expect.poll(() => nameField(page).inputValue()).toBe('');
    await nameField(page).fill('Sample Housing');
    await choose(page, 'What being in it reveals', 'HIV status');
    await isSaved(page);
    await pictureEachWay(page, `import-choices-${name}`);
    await page.setViewportSize({ width, height: 844 });
    const onChoices = await accessProblems(page);
    await expect.poll(() => page.evaluate(sideways)).toBe(0);
    await page.reload();
    await page.getByRole('button', { name: /HIV status/ }).waitFor();
    await choose(page, 'Rules it follows', /Comprehensive/);
    await page.getByRole('button', { name: 'Show what will happen' }).click();
    await step(page, 3);
    await page.reload();
    await step(page, 3);
    await page.getByText('Will be written: 3 clients (3 new)').waitFor();
    await page.getByRole('button', { name: 'Change the choices' }).click();
    await step(page, 2);
    await page.reload();
    await step(page, 2);
    await expect.poll(() => nameField(page).inputValue()).toBe('Sample Housing');
    await page.goBack();
    await step(page, 3);

    expect([...onChoices, ...complaints]).toEqual([]);
    await page.context().close();
  },
);

test('who goes on with an import in another browser finds the choices of the first, and is told of those that somebody made meanwhile (REQ-142)', async () => {
  const path = `/imports/${await fileOf('shared-admin')}`;
  const first = await open('shared-admin', path);
  const second = await open('shared-second', path, { viewport: { width: 390, height: 844 } });
  await step(second.page, 2);
  await choose(first.page, 'Sample Agency', 'This agency');
  await nameField(first.page).fill('Named by the first');
  await isSaved(first.page);

  await second.page.getByRole('button', { name: 'Show what will happen' }).click();
  await second.page.getByText('Somebody changed this in the meantime.').waitFor();
  await expect.poll(() => nameField(second.page).inputValue()).toBe('Named by the first');
  await choose(second.page, 'Rules it follows', /Comprehensive/);
  await second.page.getByRole('button', { name: 'Show what will happen' }).click();
  await step(second.page, 3);
  await first.page.reload();
  await step(first.page, 3);

  expect([...first.complaints, ...second.complaints]).toEqual([]);
  for (const { page } of [first, second]) await page.context().close();
});

test('a choice that could not be saved says so and is saved by trying again; the preview has one button at its foot (REQ-142)', async () => {
  const { importId } = await previewOf(house, 'apart-admin');
  const { page } = await open('apart-admin', `/imports/${importId}?step=choose`);
  await page.route('**/choices/keep', (route) => route.abort());
  await choose(page, 'Sample Partner', 'Leave out');
  await page.getByText('Not saved.').waitFor();
  await page.unroute('**/choices/keep');
  await page.getByRole('button', { name: 'Try again' }).click();
  await isSaved(page);
  await page.reload();
  await page
    .getByRole('button', { name: /Sample Partner/ })
    .getByText('Leave out')
    .waitFor();
  await page.getByRole('button', { name: 'Show what will happen' }).click();
  const inBody = page.locator('main .form-actions').getByRole('button', { name: /^Import 3/ });
  await inBody.waitFor();
  await expect.poll(() => inBody.count()).toBe(1);
  const placed = () =>
    inBody.evaluate((own) => getComputedStyle(own.closest('div') ?? own).position);
  await expect.poll(placed).toBe('static');
  await page.setViewportSize({ width: 390, height: 844 });

  await expect.poll(placed).toBe('fixed');
  await discard(house, 'apart-admin', importId);
  await page.context().close();
});
