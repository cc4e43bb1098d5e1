import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { faultsSeen } from './eyes.ts';
import { choose, find, tick } from './hands.ts';
import { openWorld } from './open-world.ts';

async function harbor(house: House) {
  const given = givenIn(house);
  await house.at('2026-12-03T14:40:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Health Home' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await given.provider(agency);
  return given.client(agency, { program, worker: ana });
}

const { world, open, close } = await openWorld(harbor);
afterAll(close);

test('a Health Home form offers agencies alone, none of housing, and asks what an agency is where nobody said (REQ-035, REQ-139)', async () => {
  const { page, complaints } = await open('ana', '/directory');
  const organizations = page.getByRole('list', { name: 'Organizations' });
  await organizations.getByText('Kind not known yet').waitFor();
  await page.getByRole('button', { name: 'Add an organization' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Organization' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Stepstone Housing');
  await dialog.getByText(/names housing, social services and justice only on an added/).waitFor();
  await choose(dialog, 'Kind', 'Housing');
  expect(await faultsSeen(page, 'first-list-organization')).toEqual([]);
  await dialog.getByRole('button', { name: 'Add the organization' }).click();
  await dialog.waitFor({ state: 'detached' });
  await organizations.getByText('Housing', { exact: true }).waitFor();

  expect(complaints).toEqual([]);

  const { page: chart, complaints: later } = await open(
    'ana',
    `/clients/${world.clientId}?tab=consents`,
  );
  await chart.getByRole('button', { name: 'Add a consent' }).first().click();
  const form = chart.getByRole('dialog');
  await find(form, 'Name', 'Dr Hana Lee');
  await choose(form, 'Form', 'DOH-5055: Health Home');
  await form.getByText(/This form lists agencies\./).waitFor();
  expect(await form.getByRole('radio', { name: 'A provider' }).count()).toBe(0);
  await form.getByRole('combobox', { name: 'with' }).fill('Stepstone');
  await chart.getByText(/Nobody is found/).waitFor();
  await find(form, 'with', 'Riverside');
  await form.getByText(/^Its kind is not known/).waitFor();
  await tick(form.getByRole('group', { name: /agrees that we may share/ }), 'General information');
  expect(await faultsSeen(chart, 'first-list-consent')).toEqual([]);
  await form.getByRole('button', { name: 'Record the consent' }).click();
  await form.waitFor({ state: 'detached' });

  await chart.getByRole('button', { name: /^More, about the consent for Riverside/ }).click();
  await chart.getByRole('menuitem', { name: 'Add a partner' }).click();
  const added = chart.getByRole('dialog');
  await find(added, 'Name', 'Stepstone');
  await added.getByLabel('The client’s initials').fill('AR');
  await added.getByRole('button', { name: 'Add the partner' }).click();
  await added.waitFor({ state: 'detached' });
  await chart.getByText('Added with initials: Stepstone Housing').waitFor();
  expect(later).toEqual([]);
});
