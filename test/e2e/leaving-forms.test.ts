import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { accessProblems } from './browser.ts';
import { escape } from './hands.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

async function someClient(house: House) {
  await house.at('2027-03-15T12:00:00Z');
  const { agency, program, ana } = await meetingsIn(house).agencyAtWork();
  const { clientId } = await givenIn(house).client(agency, { program, worker: ana });
  return `/clients/${clientId}?tab=details`;
}

const { world, open, close } = await openWorld(someClient);
afterAll(close);

test('a key pressed by mistake, or a press beside it, asks before it takes a form away in which something was written (REQ-142)', async () => {
  const { page, complaints } = await open('ana', world);
  const dialog = page.getByRole('dialog', { name: 'Change the details' });
  const asked = page.getByRole('alertdialog', { name: 'Leave without saving?' });
  const given = dialog.getByRole('textbox', { name: 'Legal given name' });
  const change = page.getByRole('button', { name: 'Change', exact: true });
  await change.click();
  await given.waitFor();
  await escape(dialog);
  await dialog.waitFor({ state: 'detached' });

  await change.click();
  await given.fill('Almarosa');
  await escape(dialog);
  await asked.getByText('What was entered here is not kept.').waitFor();
  await pictureEachWay(page, 'leaving-a-form');
  expect(await accessProblems(page)).toEqual([]);
  await asked.getByRole('button', { name: 'Go on' }).click();
  await asked.waitFor({ state: 'detached' });
  await expect.poll(() => given.inputValue()).toBe('Almarosa');
  await page.mouse.click(5, 5);
  await asked.getByRole('button', { name: 'Leave without saving' }).click();
  await dialog.waitFor({ state: 'detached' });

  await change.click();
  await expect.poll(() => given.inputValue()).toBe('Alma');
  await given.fill('Almarosa');
  await dialog.getByRole('button', { name: 'Save the details' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Almarosa Rivera').first().waitFor();
  await asked.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('of a word in the only box of a form nobody is asked (REQ-142)', async () => {
  const { page, complaints } = await open('ana', world);
  await page.getByRole('button', { name: 'Add a number' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a number' });
  await dialog.getByRole('textbox', { name: 'Number' }).fill('AB12345C');
  await escape(dialog);
  await dialog.waitFor({ state: 'detached' });
  expect(await page.getByRole('alertdialog').count()).toBe(0);
  expect(complaints).toEqual([]);
});
