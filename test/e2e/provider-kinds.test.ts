import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { faultsSeen } from './eyes.ts';
import { choose, find } from './hands.ts';
import { openWorld } from './open-world.ts';

async function harbor(house: House) {
  const given = givenIn(house);
  await house.at('2026-12-03T14:40:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Harbor' });
  await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  await house.as('ana').post('/api/directory/organizations', { name: 'Riverside Clinic' });
  return { program };
}

const { served, world, open, close } = await openWorld(harbor);
afterAll(close);

test('an administrator adds a kind of provider, the directory offers and filters it, rules name it, and in use it is retired (REQ-082)', async () => {
  const admin = await open('riverbend-admin', '/admin/provider-kinds');
  await admin.page.getByText('There is no kind of your own yet.').waitFor();
  await admin.page.getByRole('button', { name: 'Add a kind' }).click();
  const dialog = admin.page.getByRole('dialog', { name: 'Add a kind' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Drug counselor');
  await choose(dialog, 'Belongs under', 'Behavioral health');
  expect(await faultsSeen(admin.page, 'provider-kinds-add')).toEqual([]);
  await dialog.getByRole('button', { name: 'Add the kind' }).click();
  await dialog.waitFor({ state: 'detached' });
  const own = admin.page.getByRole('list', { name: 'Can be chosen' });
  await own.getByText('Drug counselor').waitFor();
  await own.getByRole('button', { name: 'Remove Drug counselor' }).waitFor();

  const { page, complaints } = await open('ana', '/directory');
  await page.getByRole('button', { name: 'Add a provider' }).first().click();
  const form = page.getByRole('dialog', { name: 'Provider' });
  await form.getByRole('textbox', { name: 'Name', exact: true }).fill('Rosa Diaz');
  await form.getByRole('textbox', { name: 'Title' }).fill('Counselor');
  await choose(form, 'Kind', 'Drug counselor');
  await find(form, 'Organization', 'Riverside');
  await form.getByRole('button', { name: 'Add the provider' }).click();
  await form.waitFor({ state: 'detached' });
  await page
    .getByRole('row', { name: /Rosa Diaz/ })
    .getByText('Drug counselor')
    .waitFor();
  await choose(page, 'Kind of provider', 'Medical');
  await page.getByText('No provider is of this kind.').waitFor();
  await page.getByText('Check the spelling').waitFor({ state: 'detached' });
  await choose(page, 'Kind of provider', 'Drug counselor');
  await page.getByRole('row', { name: /Rosa Diaz/ }).waitFor();
  expect(await faultsSeen(page, 'provider-kinds-directory')).toEqual([]);
  expect(complaints).toEqual([]);

  await admin.page.reload();
  await own.getByText('1 provider is of this kind, and no rules name it.').waitFor();
  await own.getByRole('button', { name: 'Remove Drug counselor' }).waitFor({ state: 'detached' });
  await own.getByRole('button', { name: 'Retire Drug counselor' }).click();
  const retired = admin.page.getByRole('list', { name: 'Retired' });
  await retired.getByRole('button', { name: 'Bring back Drug counselor' }).waitFor();
  await admin.page.getByText('Drug counselor is retired.').waitFor({ state: 'attached' });
  await admin.page.locator('h1:focus').waitFor();
  expect(await faultsSeen(admin.page, 'provider-kinds-retired')).toEqual([]);
  await page.reload();
  await choose(page, 'Kind of provider', 'Drug counselor (retired)');
  await page.getByRole('row', { name: /Rosa Diaz/ }).waitFor();
  await retired.getByRole('button', { name: 'Bring back Drug counselor' }).click();
  await own.getByText('Drug counselor').waitFor();

  const { programId } = world.program;
  const begun = await served.house
    .as('riverbend-admin')
    .post('/api/policies/draft', { programId, version: 1 });
  expect(begun.status).toBe(200);
  await admin.page.goto(`${served.origin}/admin/policies/${programId}/2`);
  await admin.page.getByRole('heading', { name: /^Rules of Harbor/, level: 1 }).waitFor();
  await admin.page.getByRole('button', { name: /^Accepted kinds/ }).click();
  const choice = admin.page.getByRole('checkbox', { name: 'Drug counselor' });
  await choice
    .or(admin.page.getByRole('option', { name: 'Drug counselor' }))
    .first()
    .waitFor();
  expect(admin.complaints).toEqual([]);
});

test('what went wrong with a kind stands until the next press, and not beside what went well (REQ-082)', async () => {
  const { house } = served;
  await house.as('riverbend-admin').post('/api/provider-kinds', {
    name: 'Doula',
    providerClass: 'medical',
  });
  const { page } = await open('riverbend-admin', '/admin/provider-kinds');
  const remove = page.getByRole('button', { name: 'Remove Doula' });
  await remove.waitFor();
  const { body } = await house.as('ana').post('/api/directory/search', {});
  await house.as('ana').post('/api/directory/providers', {
    fullName: 'Nell Quick',
    title: 'Doula',
    providerClass: 'own-doula',
    organizationId: body.organizations[0].organizationId,
    email: '',
    phone: '',
  });
  await remove.click();
  const trouble = page.getByText('Somebody is or was of this kind, or rules name it.');
  await trouble.waitFor();
  await remove.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Retire Doula' }).click();
  await page.getByRole('button', { name: 'Bring back Doula' }).waitFor();

  await expect.poll(() => trouble.count()).toBe(0);
});

test('an administrator renames a kind; a name that is taken, or chosen meanwhile, is told beside the field (REQ-082)', async () => {
  const { house } = served;
  const add = (name: string) =>
    house.as('riverbend-admin').post('/api/provider-kinds', { name, providerClass: 'social' });
  const { kindId } = (await add('Peer')).body;
  await add('Navigator');
  const { page, complaints } = await open('riverbend-admin', '/admin/provider-kinds');
  const own = page.getByRole('list', { name: 'Can be chosen' });
  await own.getByRole('button', { name: 'Rename Peer' }).click();
  const dialog = page.getByRole('dialog', { name: /^Rename / });
  const name = dialog.getByRole('textbox', { name: 'Name' });
  const send = dialog.getByRole('button', { name: 'Rename it' });
  await expect.poll(() => name.inputValue()).toBe('Peer');
  await name.fill('navigator');
  await send.click();
  await dialog.getByText('There is a kind called Navigator already.').first().waitFor();
  expect(await faultsSeen(page, 'provider-kinds-rename')).toEqual([]);

  const theirs = { kindId, was: 'Peer', name: 'Peer worker' };
  await house.as('riverbend-admin').post('/api/provider-kinds/rename', theirs);
  await name.fill('Peer supporter');
  await send.click();
  await dialog.getByText('it is called Peer worker now.').first().waitFor();
  await page.getByRole('dialog', { name: 'Rename Peer worker' }).waitFor();
  await expect.poll(() => name.inputValue()).toBe('Peer supporter');
  await send.click();
  await dialog.waitFor({ state: 'detached' });
  const row = own.getByRole('listitem').filter({ hasText: 'Peer supporter' });
  await row.getByText(/^Called Peer until Thu 3 Dec 2026\./).waitFor();
  await row.getByText(/^Called Peer worker until Thu 3 Dec 2026\./).waitFor();
  expect(await faultsSeen(page, 'provider-kinds-renamed')).toEqual([]);
  expect(complaints).toEqual([]);
});
