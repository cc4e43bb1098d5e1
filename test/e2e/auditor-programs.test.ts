import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { faultsSeen } from './eyes.ts';
import { typeDate } from './hands.ts';
import { openWorld } from './open-world.ts';

async function harbor(house: House) {
  const given = givenIn(house);
  await house.at('2026-12-03T14:40:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Harbor' });
  await given.program(agency, { name: 'Nights' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const june = await given.staff(agency, 'june', { roles: ['auditor'] });
  const { clientId } = await given.client(agency, { program, worker: ana });
  await house.as('ana').get(`/api/clients/${clientId}`);
  await house.as('riverbend-admin').post('/api/staff/change', {
    staffId: june.staffId,
    fullName: 'june',
    title: 'Auditor',
    roles: ['auditor'],
    auditorUntil: '2027-06-30',
  });
}

const { open, close } = await openWorld(harbor);
afterAll(close);

test('an administrator says for which programs, days and people an auditor comes, and the auditor reads whose lines they are shown (EP-17)', async () => {
  const { page, complaints } = await open('riverbend-admin', '/admin/staff');
  await page.getByRole('button', { name: 'june', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'june' });
  await dialog.getByText('Chosen programs alone').click();
  await dialog.getByRole('group', { name: 'Programs that they come for' }).waitFor();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Choose at least one program, or every program.').first().waitFor();
  await dialog.getByText('Harbor', { exact: true }).click();
  await dialog.getByText('The days of a period alone').click();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('Enter the first day of what they read.').first().waitFor();
  await typeDate(page, 'First day of what they read', '2026-12-01');
  await typeDate(page, 'Last day of what they read', '2026-12-31');
  await dialog.getByText('A sample of clients, drawn by lot').click();
  await dialog.getByLabel('How many are drawn').fill('20');
  await dialog.getByLabel('Seed').fill('spring-4711');
  expect(await faultsSeen(page, 'auditor-programs')).toEqual([]);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('For Harbor alone').waitFor();
  await page.getByText('Of a sample of 20 drawn with seed spring-4711 alone').waitFor();
  await page.getByText('Of Tue 1 Dec 2026 to Thu 31 Dec 2026 alone').waitFor();
  expect(complaints).toEqual([]);

  const trail = await open('june', '/audit');
  await trail.page.getByText(/^You come for Harbor: here stand the lines about/).waitFor();
  await trail.page.getByText(/^You come for a sample of 1:/).waitFor();
  await trail.page.getByText(/what was done from Tue 1 Dec 2026 to Thu 31 Dec 2026/).waitFor();
  await trail.page
    .getByText(/About #/)
    .first()
    .waitFor();
  const number = trail.page.getByLabel('Client number');
  await number.fill('1002');
  await number.press('Tab');
  await expect.poll(() => number.inputValue()).toBe('1002');
  expect(await faultsSeen(trail.page, 'auditor-programs-trail')).toEqual([]);
  expect(trail.complaints).toEqual([]);

  const back = await open('june', '/reports/due');
  await back.page.getByText('From Tue 1 Dec 2026 to Thu 31 Dec 2026').waitFor();
  expect(await faultsSeen(back.page, 'auditor-period-lists')).toEqual([]);
  expect(back.complaints).toEqual([]);
});

test('of somebody who becomes an auditor nothing is chosen beforehand, and each choice that is missing is asked for at its place (EP-17)', async () => {
  const { page, complaints } = await open('riverbend-admin', '/admin/staff');
  await page.getByRole('button', { name: 'ana', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'ana' });
  await dialog
    .getByText(/^Auditor/)
    .first()
    .click();
  await typeDate(page, 'Last day as auditor', '2027-06-30');
  expect(await dialog.getByRole('radio', { checked: true }).count()).toBe(0);
  for (const [missing, choice] of [
    ['Choose every program, or some.', 'Every program'],
    ['Choose any day, or the days between two.', 'Any day'],
    ['Choose everybody, or a sample.', 'Everybody'],
  ] as const) {
    await dialog.getByRole('button', { name: 'Save' }).click();
    await dialog.getByText(missing).first().waitFor();
    expect(await faultsSeen(page, `auditor-anew-${choice}`)).toEqual([]);
    await dialog.getByText(choice, { exact: true }).click();
  }
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
