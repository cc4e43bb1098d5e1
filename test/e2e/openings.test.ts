import { afterAll, expect, test } from 'vitest';
import { monday, openingsScene } from '#test/given-openings.ts';
import { accessProblems } from './browser.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const { open, close, served, world } = await openWorld(openingsScene);
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
  await page.getByText('2 in this week, 1 of them reviewed.').waitFor();

  await page.getByRole('button', { name: 'The week before' }).click();
  await page.getByText('Nobody opened such a record in this week.').waitFor();
  await page.getByRole('button', { name: 'The week after' }).click();
  await page.getByText('2 in this week, 1 of them reviewed.').waitFor();
});

test('on a phone in the dark it reads the same; an auditor is not offered it (REQ-178)', async () => {
  const { page } = await open('sue', '/openings');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.getByText('They bear the client’s family name.').waitFor();
  await picture(page, 'openings-390-dark');
  expect(await accessProblems(page)).toEqual([]);

  const { page: auditing } = await open('aud', '/audit');
  await auditing.getByRole('link', { name: 'Audit trail' }).waitFor();
  expect(await auditing.getByRole('link', { name: 'Records opened' }).count()).toBe(0);
});

test('what is left over from a past week is told on Today to whoever may review it, and the page leads to that week (REQ-178)', async () => {
  await world.days(14);
  const { alma, rae } = world;
  const judged = { staffId: rae.staffId, clientId: alma.clientId, outcome: 'by-chance' };
  await served.house.as('sue').post('/api/openings/review', { ...judged, week: monday });
  const { page } = await open('north-admin', '/');
  await page.getByText('1 opened record of past weeks is not reviewed.').waitFor();
  await picture(page, 'openings-today-1440');
  await page.getByRole('link', { name: 'Review opened records' }).click();

  const weeks = page.getByRole('list', { name: 'Past weeks not reviewed' });
  await weeks.getByText('Mon 4 May 2026 to Sun 10 May 2026').waitFor();
  await weeks.getByText('Shown below').waitFor();
  await page.getByText('2 in this week, 1 of them reviewed.').waitFor();
  await picture(page, 'openings-past-1440');
  expect(await accessProblems(page)).toEqual([]);
  await page.setViewportSize({ width: 390, height: 844 });
  await picture(page, 'openings-past-390');

  await page.getByRole('button', { name: 'The week after' }).click();
  await page.getByText('Nobody opened such a record in this week.').waitFor();
  await weeks.getByRole('button', { name: 'Show the week of Mon 4 May 2026' }).click();
  await page.getByRole('button', { name: 'Review Rosa Diaz about Rosa Diaz' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('It was part of their work').first().click();
  await dialog.getByRole('button', { name: 'Record the review' }).click();
  await weeks.waitFor({ state: 'detached' });
});

test('whoever works with cases asks nothing of it on Today, nor does a supervisor of other programs see any (REQ-178)', async () => {
  await world.days(14);
  const { page } = await open('nia', '/');
  await page.getByText('Nothing waits on anybody else.').waitFor();
  expect(await page.getByText('of past weeks').count()).toBe(0);

  const { page: worker } = await open('ana', '/');
  const asked: string[] = [];
  worker.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await worker.reload();
  await worker.getByText('Waiting on others').first().waitFor();
  await worker.waitForLoadState('networkidle');
  expect(asked).toContain('/api/today/now');
  expect(asked).not.toContain('/api/openings/weeks');
});
