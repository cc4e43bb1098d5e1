import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { openWorld } from './open-world.ts';

async function office(house: House) {
  const given = givenIn(house);
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Harbor' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  for (let each = 0; each < 6; each += 1) await given.client(agency, { program, worker: ana });
  return given.client(agency, { program, worker: ana });
}

const { world, open, close } = await openWorld(office);
afterAll(close);

const inHead = (page: Page) => page.locator('.page-head .actions .btn-primary:visible');

test.for([
  ['/admin/staff', 'Invite somebody'],
  ['/admin/programs', 'Start a program'],
  ['/admin/provider-kinds', 'Add a kind'],
] as const)('on a phone the page %s offers what it is for', async ([path, name]) => {
  const { page } = await open('riverbend-admin', path);
  await page.setViewportSize({ width: 390, height: 844 });
  const action = page.locator('.bottombar .btn-primary');

  await action.waitFor({ state: 'visible' });
  await expect.poll(() => action.innerText()).toContain(name);
  await expect.poll(() => inHead(page).count()).toBe(0);
});

test('on a phone a chart offers a conference and an entry in one line at the foot', async () => {
  const { page } = await open('ana', `/clients/${world.clientId}`);
  await page.setViewportSize({ width: 390, height: 844 });
  const bar = page.locator('.bottombar');
  await bar.getByRole('button', { name: 'Add' }).waitFor();

  const boxes = await bar
    .getByRole('button')
    .evaluateAll((those) => those.map((one) => one.getBoundingClientRect()));
  expect(boxes.map(({ top, height }) => [top, height])).toEqual([
    [boxes[0]?.top, 44],
    [boxes[0]?.top, 44],
  ]);
  await bar.getByRole('button', { name: 'Add' }).click();
  await page.getByRole('menuitem', { name: /Contact/ }).waitFor();
});

test('on a phone Today shows the list before all that narrows it, and all of that at a press', async () => {
  const { page } = await open('ana', '/');
  await page.setViewportSize({ width: 390, height: 844 });
  const why = page.getByRole('button', { name: 'Why due: all' });
  await page.getByRole('button', { name: 'When: late and next five weeks' }).waitFor();
  await expect.poll(() => why.count()).toBe(0);

  await page.getByRole('button', { name: 'More choices' }).click();
  await why.click();
  await page.getByRole('menuitem', { name: 'Reassessments' }).click();
  await page.waitForURL(/why=/);
  await page.reload();
  await page.getByRole('button', { name: 'Why due: reassessments' }).waitFor();
});

test('on a phone what can be done with what is ticked stays in view, and a day of last year can be found by touch', async () => {
  const { page } = await open('riverbend-admin', '/imports/held-elsewhere', {
    viewport: { width: 390, height: 700 },
    hasTouch: true,
    isMobile: true,
  });
  await page
    .getByRole('row')
    .filter({ hasText: 'Harbor' })
    .first()
    .getByRole('checkbox')
    .press('Space');
  const give = page.getByRole('button', { name: 'Give one date and source' });
  const foot = async () => {
    const bar = await give.boundingBox();
    return (bar?.y ?? 999) + (bar?.height ?? 0);
  };
  await expect.poll(foot).toBeLessThanOrEqual(700);

  await give.tap();
  await page.getByRole('button', { name: /^Calendar/ }).tap();
  const back = page.getByRole('button', { name: 'Previous' });
  await expect.poll(() => back.locator('svg').boundingBox()).not.toBeNull();
  const before = await page.getByRole('grid', { name: /20\d\d$/ }).getAttribute('aria-label');
  await back.tap();

  await expect
    .poll(() => page.getByRole('grid', { name: /20\d\d$/ }).getAttribute('aria-label'))
    .not.toBe(before);
});

test('where a bar at the foot offers it, the head does not offer it again', async () => {
  const { page } = await open('ana', '/conferences');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator('.bottombar .btn').first().waitFor();

  await expect.poll(() => inHead(page).count()).toBe(0);
});
