import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';

let browser: Browser;
let served: ServedHouse;

/** Two workers of one team and one of another program, all of whom one supervisor answers for. */
beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-12-03T14:40:00Z');
  const here = await given.agency('Riverbend');
  const care = await given.program(here, { name: 'Comprehensive', goLiveOn: '2026-06-01' });
  const cfp = await given.program(here, { name: 'Community', preset: 'cfp' });
  const sue = await given.staff(here, 'sue', {
    roles: ['case-manager', 'supervisor'],
    program: care,
    teamRole: 'supervisor',
  });
  const ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: care });
  const bo = await given.staff(here, 'bo', { roles: ['case-manager'], program: cfp });
  await house.as('Riverbend-admin').post('/api/staff/join-team', {
    staffId: sue.staffId,
    teamId: cfp.teamId,
    teamRole: 'supervisor',
  });
  const due = async (name: string, worker: typeof sue, heldOn: string) => {
    const client = await given.client(here, {
      program: care,
      worker,
      name,
      enrolledOn: '2025-01-15',
    });
    await givenHeldElsewhere(house, here, { client, on: heldOn, by: worker });
    return client;
  };
  await due('Late Required', sue, '2026-05-20');
  await due('Soon Routine', sue, '2026-06-20');
  await due('Later Still', sue, '2026-11-20');
  await due('Of Ana', ana, '2026-05-21');
  const changed = await due('With Change', sue, '2026-11-21');
  await house.as('sue').post(`/api/clients/${changed.clientId}/changes`, {
    code: 'housing_loss',
    on: '2026-12-01',
    wantsConference: true,
  });
  const assessed = await given.client(here, {
    program: cfp,
    worker: bo,
    name: 'Of Bo',
    enrolledOn: '2026-09-01',
  });
  const reassessed = await house
    .as('bo')
    .post(`/api/enrollments/${assessed.enrollmentId}/reassessments`, { on: '2026-12-20' });
  if (reassessed.status !== 200) throw new Error(JSON.stringify(reassessed.body));
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const everybody = [
  'Late Required',
  'Soon Routine',
  'Later Still',
  'Of Ana',
  'With Change',
  'Of Bo',
];

/** Of whom there is a row, and of nobody else. */
async function shows(page: Page, names: readonly string[]) {
  const grid = page.getByRole('grid', { name: /Clients due/ });
  const shown = async () => {
    const text = (await grid.allInnerTexts()).join(' ');
    return everybody.filter((name) => text.includes(name)).toSorted();
  };
  await expect.poll(shown).toEqual([...names].toSorted());
}
const search = (page: Page) => new URL(page.url()).searchParams;

test('the ready views each show what they are called, keep it in the address, and lead back (REQ-142)', async () => {
  const { page, complaints } = await openPageAs(browser, served, {
    as: 'sue',
    path: '/?scope=all',
  });
  const look = async (view: string) => {
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: view, exact: true }).click();
  };
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem').first().waitFor();
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual([
    'Late and next five weeks',
    'Late and required',
    'Significant changes',
    'Reassessments',
  ]);
  expect(await accessProblems(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.goto(`${served.origin}/?scope=all&why=two-programs`);
  await page.getByText('Nobody fits these filters.').waitFor();

  await look('Late and required');
  await shows(page, ['Late Required', 'Of Ana']);
  expect(Object.fromEntries(search(page))).toEqual({
    scope: 'all',
    when: 'late',
    strength: 'required',
  });
  await page.reload();
  await shows(page, ['Late Required', 'Of Ana']);

  await look('Significant changes');
  await shows(page, ['With Change']);
  expect(search(page).get('strength')).toBeNull();

  await look('Reassessments');
  await shows(page, ['Of Bo']);

  await look('Late and next five weeks');
  await page.getByRole('button', { name: 'Why due: all' }).waitFor();
  await shows(page, ['Late Required', 'Soon Routine', 'Of Ana']);
  expect(Object.fromEntries(search(page))).toEqual({ scope: 'all' });
  expect(complaints).toEqual([]);
});

test('a supervisor goes from their own clients to the team’s and to all that they answer for (REQ-142)', async () => {
  const { page, complaints } = await openPageAs(browser, served, { as: 'sue', path: '/?when=all' });
  const own = ['Late Required', 'Soon Routine', 'Later Still', 'With Change'];
  const whose = page.getByRole('radiogroup', { name: 'Whose work' });
  await whose.waitFor();
  await shows(page, own);

  await whose.getByText('Team', { exact: true }).click();
  await shows(page, everybody);
  expect(search(page).get('scope')).toBe('team');
  await whose.getByText('Mine', { exact: true }).click();
  await shows(page, own);
  await whose.getByText('All', { exact: true }).click();
  await shows(page, everybody);
  expect(search(page).get('scope')).toBe('all');
  await page.reload();
  await shows(page, everybody);
  expect(complaints).toEqual([]);
});

test('a case manager is offered their own and the team’s, and reads nothing of another program (REQ-142)', async () => {
  const { page } = await openPageAs(browser, served, { as: 'ana', path: '/?when=all' });
  await shows(page, ['Of Ana']);
  const whose = page.getByRole('radiogroup', { name: 'Whose work' });
  expect(await whose.innerText()).not.toContain('All');
  await whose.getByText('Team', { exact: true }).click();
  await shows(
    page,
    everybody.filter((name) => name !== 'Of Bo'),
  );
});
