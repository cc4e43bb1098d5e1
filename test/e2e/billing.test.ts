import { afterAll, expect, test } from 'vitest';
import { billingGiven } from '#test/billing-given.ts';
import { accessProblems } from './browser.ts';
import { take } from './hands.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const { world, open, close } = await openWorld(billingGiven);
afterAll(close);
const receipt = () => `/conferences/${world.meeting.conferenceId}`;
const phone = { viewport: { width: 390, height: 844 } };

test('one press bills for a conference, a second person is told who was first, and preparation stands apart (REQ-090, REQ-122)', async () => {
  const { page, complaints } = await open('ana', receipt());
  const late = await open('bo', receipt());
  await page.getByText('1 unit, 15 minutes').waitFor();
  await late.page.getByText('Nobody bills for it yet.').waitFor();

  await page.getByRole('button', { name: /^I bill for this/ }).click();
  await page.getByText('You bill for it: Mon 15 Mar 2027, 10:00 am to 10:15 am Eastern.').waitFor();
  await late.page.getByRole('button', { name: /^I bill for this/ }).click();
  await late.page.getByText('ana bills for this conference since Mon 15 Mar 2027.').waitFor();
  await late.page.getByText('ana bills for it: Mon 15 Mar 2027').waitFor();
  await late.page.getByText('Nobody bills for it yet.').first().waitFor({ state: 'detached' });
  const bill = late.page.getByRole('button', { name: /^I bill for this/ });
  await bill.first().waitFor({ state: 'detached' });
  await picture(late.page, 'billing-second');

  await page.getByRole('button', { name: /^Note my preparation/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Minutes').fill('25');
  await dialog.getByRole('button', { name: 'Note it' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('ana 25 minutes').waitFor();
  await page.getByText('1 unit, 15 minutes').waitFor();
  await picture(page, 'billing-receipt');
  expect(await accessProblems(page)).toEqual([]);
  expect([...complaints, ...late.complaints]).toEqual([]);
});

test('a biller reads the month by client number, on a phone and in the dark too (REQ-080)', async () => {
  for (const [name, options] of [
    ['wide', {}],
    ['phone', phone],
    ['dark', { colorScheme: 'dark' as const }],
  ] as const) {
    const { page, complaints } = await open('bill', '/billing', options);
    await page.getByText('2 team, outside provider, client').first().waitFor();
    await page.getByText('1 billed (1 unit, 15 minutes), 0 not yet.').waitFor();
    expect(await page.locator('body').innerText()).not.toMatch(/Alma|Rivera/);
    await picture(page, `billing-month-${name}`);
    expect(await accessProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  }
});

test('a supervisor goes from the month to the conference', async () => {
  const { page, complaints } = await open('sue', '/billing');
  await page.getByRole('link', { name: 'conference 1' }).click();
  await page.waitForURL(`**${receipt()}`);
  expect(complaints).toEqual([]);
});

test('what was billed in error is taken back with a reason (REQ-090)', async () => {
  const { page, complaints } = await open('ana', receipt());
  await page.getByRole('button', { name: /^Take the billing back/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await dialog.getByText('Choose why it is taken back.').first().waitFor();
  await take(dialog, 'Somebody else bills for it');
  await picture(page, 'billing-take-back');
  await dialog.getByRole('button', { name: 'Take it back' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Taken back by ana. Somebody else bills for it.').waitFor();
  expect(complaints).toEqual([]);
});
