import { afterAll, expect, test } from 'vitest';
import { openingsScene } from '#test/given-openings.ts';
import { accessProblems } from './browser.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const { open, close } = await openWorld(openingsScene);
afterAll(close);

test('a supervisor reads week by week who opened a record of their own name, and says what it was (REQ-178)', async () => {
  const { page } = await open('sue', '/openings');
  await page.getByText('They bear the client’s family name.').waitFor();
  await page.getByText('It may be their own record: name or email are the client’s.').waitFor();
  await picture(page, 'openings-1440');
  expect(await accessProblems(page)).toEqual([]);

  await page.getByRole('button', { name: 'Review Rae Rivera, LCSW about Alma Rivera' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record the review' }).click();
  await dialog.getByText('Say what it was.').first().waitFor();
  await dialog.getByText('They bear the same name by chance').click();
  await picture(page, 'opening-review-1440');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Record the review' }).click();
  await page.getByText(/^They bear the same name by chance.*sue/).waitFor();
  await page.getByText('2 in this week, 1 reviewed.').waitFor();

  await page.getByRole('button', { name: 'The week before' }).click();
  await page.getByText('Nobody opened such a record in this week.').waitFor();
  await page.getByRole('button', { name: 'The week after' }).click();
  await page.getByText('2 in this week, 1 reviewed.').waitFor();
});

test('on a phone in the dark it reads the same; an auditor is told how many (REQ-178)', async () => {
  const { page } = await open('sue', '/openings');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByText('They bear the client’s family name.').waitFor();
  await picture(page, 'openings-390-dark');
  expect(await accessProblems(page)).toEqual([]);

  const { page: counted } = await open('aud', '/openings');
  await counted.getByText('2 in this week').waitFor();
  await picture(counted, 'openings-auditor-1440');
  expect(await counted.getByText(/Rivera|Rosa/).count()).toBe(0);
});
