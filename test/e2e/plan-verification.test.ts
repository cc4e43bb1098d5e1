import { afterAll, expect, test } from 'vitest';
import { filingsGiven } from '#test/filings-given.ts';
import { accessProblems } from './browser.ts';
import { choose, take } from './hands.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const { served, world, open, close } = await openWorld(filingsGiven);
afterAll(close);

test('Today asks to verify the plan after a conference, and chart and receipt say who found what (REQ-158)', async () => {
  const { page, complaints } = await open('ana', '/');
  const band = page.getByRole('region', { name: /^To verify in the Care Plan 1/ });
  await band.getByText(/is to be verified by Mon 22 Mar 2027/).waitFor();
  await picture(page, 'verify-today');
  expect(await accessProblems(page)).toEqual([]);
  await band.getByRole('button', { name: /^Verify/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await dialog.getByText('Say what you found.').first().waitFor();
  await take(dialog, /^Nothing of it belongs in the Care Plan/);
  await choose(dialog, 'Why', 'Nothing was agreed');
  await take(dialog, /^What was agreed stands in the Care Plan/);
  await dialog.getByRole('checkbox').first().waitFor();
  await picture(page, 'verify-dialog');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await band.waitFor({ state: 'detached' });

  const found = /What was agreed stands in the Care Plan\. By ana, /;
  const chart = await open('ana', `/clients/${world.alma.clientId}?tab=service-plan`);
  await chart.page.getByText(found).waitFor();
  await picture(chart.page, 'verify-chart');
  const review = await served.house.owner.query(
    'select conference_id as id from client_review where review_id = $1',
    [world.reviewId],
  );
  const receipt = await open('ana', `/conferences/${review.rows[0].id}`);
  await receipt.page.getByText(found).waitFor();
  await picture(receipt.page, 'verify-receipt');
  expect(await accessProblems(receipt.page)).toEqual([]);

  await chart.page.getByRole('button', { name: /^Take back/ }).click();
  await chart.page.getByRole('button', { name: 'Take it back' }).click();
  await chart.page.getByText(/Not verified in the Care Plan yet/).waitFor();
  expect([...complaints, ...chart.complaints, ...receipt.complaints]).toEqual([]);
});

test('on a phone and in the dark it is verified as well, and what is missing stays (REQ-158)', async () => {
  const phone = { viewport: { width: 390, height: 844 }, colorScheme: 'dark' as const };
  const { page, complaints } = await open(
    'bo',
    `/clients/${world.alma.clientId}?tab=service-plan`,
    phone,
  );
  await page.getByRole('button', { name: /^Verify/ }).click();
  const dialog = page.getByRole('dialog');
  await take(dialog, /^It does not stand in the Care Plan yet/);
  await picture(page, 'verify-dialog-phone');
  expect(await accessProblems(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Record it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText(/Missing in the Care Plan; is to be verified by/).waitFor();
  await picture(page, 'verify-chart-phone');
  expect(await accessProblems(page)).toEqual([]);
  const today = await open('ana', '/', phone);
  await today.page.getByText(/Missing in the Care Plan/).waitFor();
  await picture(today.page, 'verify-today-phone');
  expect([...complaints, ...today.complaints]).toEqual([]);
});
