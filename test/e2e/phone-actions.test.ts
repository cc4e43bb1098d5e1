import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { openWorld } from './open-world.ts';

async function office(house: House) {
  const given = givenIn(house);
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Harbor' });
  await given.staff(agency, 'ana', { roles: ['case-manager'], program });
}

const { open, close } = await openWorld(office);
afterAll(close);

test.for([
  ['/admin/staff', 'Invite somebody'],
  ['/admin/programs', 'Start a program'],
  ['/admin/provider-kinds', 'Add a kind'],
] as const)('on a phone the page %s offers what it is for', async ([path, name]) => {
  const { page } = await open('riverbend-admin', path);
  await page.setViewportSize({ width: 390, height: 844 });
  const action = page.locator('.page-head .actions .btn-primary');

  await action.waitFor({ state: 'visible' });
  expect(await action.innerText()).toContain(name);
});

test('where a bar at the foot offers it, the head does not offer it again', async () => {
  const { page } = await open('ana', '/conferences');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.bottombar .btn').first().waitFor();

  expect(await page.locator('.page-head .actions .btn-primary:visible').count()).toBe(0);
});
