import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { accessProblems } from './browser.ts';
import { openWorld } from './open-world.ts';
import { picture } from './picture.ts';

const phone = { viewport: { width: 390, height: 844 } };

/** What somebody meets in their first hour: long names, a backlog, colleagues without teams, and no mail server. */
async function firstHour(house: House) {
  await house.at('2026-12-03T14:40:00Z');
  house.shell.mailer = undefined;
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork('riverbend');
  const client = await given.client(agency, {
    program,
    worker: ana,
    name: 'Affectation Featherstonehaugh-Aureolin',
    enrolledOn: '2016-12-03',
  });
  await given.staff(agency, 'newcomer', { roles: ['case-manager'] });
  const plan = { ana, bo, people: [], on: '2026-12-03', time: '15:00' };
  await meetings.invited('ana', await meetings.planned('ana', [client], plan));
  await house.runJobs();
  return client;
}

const { world: client, open, close } = await openWorld(firstHour);
afterAll(close);

const boxOf = async (page: Page, selector: string) => {
  const box = await page.locator(selector).first().boundingBox();
  if (box === null) throw new Error(`${selector} is not drawn.`);
  return box;
};

const endOf = async (page: Page, selector: string) => {
  const { x, width } = await boxOf(page, selector);
  return x + width;
};

test('on a phone a name of two lines stands above the number of its client, and not upon it', async () => {
  const { page, complaints } = await open('ana', '/clients', phone);
  await page.getByRole('link', { name: /Affectation/ }).waitFor();
  const { top, bottom, right, ends, beside } = await page.evaluate(() => {
    const link = document.querySelector('.phone-title a');
    const number = document.querySelector('.phone-title .second');
    if (!link || !number) throw new Error('There is no card.');
    const range = document.createRange();
    range.selectNodeContents(link);
    const name = range.getBoundingClientRect();
    const corner = document.querySelector('tbody .phone-corner');
    return {
      top: name.height,
      bottom: name.bottom,
      right: name.right,
      ends: number.getBoundingClientRect().top,
      beside: corner?.getBoundingClientRect().left ?? 0,
    };
  });
  await picture(page, 'new-user-clients-phone');
  expect(top).toBeGreaterThan(40);
  expect(ends).toBeGreaterThanOrEqual(bottom - 1);
  expect(beside).toBeGreaterThanOrEqual(right);
  expect((await boxOf(page, '.phone-title a')).height).toBeGreaterThanOrEqual(44);
  expect(complaints).toEqual([]);
});

test('a link to hand over is read whole on a phone, and is marked where the browser copies nothing', async () => {
  const { page, complaints } = await open('riverbend-admin', '/admin/staff', phone);
  await page.getByRole('button', { name: 'Invite somebody' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('Kim Osei');
  await dialog.getByLabel('Title').fill('Case manager');
  await dialog.getByLabel('Work email').fill('kim@riverbend.example');
  await dialog.getByRole('checkbox', { name: 'Case manager' }).press('Space');
  await dialog.getByRole('button', { name: 'Make an invitation' }).click();
  await dialog.getByText('Give this link to them').waitFor();
  const text = (await dialog.locator('pre').textContent()) ?? '';
  expect(text).toContain('/accept#');
  for (const selector of ['.dialog', '.dialog pre'])
    await expect.poll(() => endOf(page, selector)).toBeLessThanOrEqual(390);
  await page.evaluate(() =>
    Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true }),
  );
  await dialog.getByRole('button', { name: 'Copy: The link' }).click();
  await expect.poll(() => page.evaluate(() => String(getSelection()))).toContain(text.trim());
  await picture(page, 'new-user-link-phone');
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test.for([
  ['/directory', 'Add a provider', 'Not now'],
  ['/directory', 'Add an organization', 'Not now'],
  ['?tab=care-team', 'Add somebody', 'Not now'],
  ['?tab=care-team', 'Add a support', 'Not now'],
  ['?tab=details', 'Add a number', 'Not now'],
] as const)('%s, %s: what was opened by mistake on a phone is left again', async (which) => {
  const [path, opens, leaves] = which;
  const where = path.startsWith('?') ? `/clients/${client.clientId}${path}` : path;
  const { page, complaints } = await open('ana', where, phone);
  await page.getByRole('button', { name: opens }).filter({ visible: true }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: leaves }).click();
  await dialog.waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});

test('whoever cannot import is not told to, but that they may add somebody, and who helps', async () => {
  const { page } = await open('newcomer', '/clients');
  await page.getByText('There are no clients here yet.').waitFor();
  const said = await page.locator('main').innerText();
  expect(said).toContain(
    'Add the first client yourself, or be handed one. Somebody who keeps the staff puts you on a team',
  );
  expect(said).not.toContain('Import a caseload');
});

test('that no mail server is set up is said once, above the mails that wait', async () => {
  const { page, complaints } = await open('riverbend-admin', '/outbox');
  await page.getByText('Meeting invitation').first().waitFor();
  await page.getByText('Read each and pass it on yourself').waitFor();
  await expect.poll(() => page.getByText('pass it on yourself').count()).toBe(1);
  await expect
    .poll(() => page.getByRole('list', { name: 'Mails' }).getByRole('listitem').count())
    .toBe(2);
  await picture(page, 'new-user-outbox');
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test('on a phone the way to read a mail stands beside its words, and not on a line of its own', async () => {
  const { page, complaints } = await open('riverbend-admin', '/outbox', phone);
  await page.getByText('Meeting invitation').first().waitFor();
  const words = await boxOf(page, '.rows .row-text');
  const read = await boxOf(page, '.rows .row-action .beside-text');
  expect(read.y).toBeLessThan(words.y + words.height / 2);
  expect(read.x).toBeGreaterThanOrEqual(words.x + words.width);
  await picture(page, 'new-user-outbox-phone');
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
});

test.for([1440, 390])(
  'at %i px a mail is read to the end of its lines, its calendar entry too',
  async (width) => {
    const { page, complaints } = await open('riverbend-admin', '/outbox', {
      viewport: { width, height: 844 },
    });
    await page.getByRole('button', { name: 'Read' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Calendar entry (.ics)').click();
    await dialog.getByText('BEGIN:VCALENDAR').waitFor();
    await picture(page, `new-user-mail-${width}`);
    await expect.poll(() => endOf(page, '.dialog')).toBeLessThanOrEqual(width);
    const over = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('.mail-text')].map(
          (each) => each.scrollWidth - each.clientWidth,
        ),
      );
    await expect.poll(over).toEqual([0, 0]);
    expect(await accessProblems(page)).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

test('on a phone six ways to look at consents stand in two whole rows', async () => {
  const { page, complaints } = await open('ana', '/consents', phone);
  await page.getByRole('radio', { name: 'To tell' }).waitFor();
  const edges = await page.evaluate(() =>
    [...document.querySelectorAll('.page-head .segment > button')].map((each) => {
      const { left, top } = each.getBoundingClientRect();
      return [Math.round(left), Math.round(top)] as const;
    }),
  );
  await picture(page, 'new-user-consents-phone');
  const [first, second, third, ...below] = edges;
  expect(below.map(([left]) => left)).toEqual([first, second, third].map((edge) => edge?.[0]));
  expect(new Set(edges.map(([, top]) => top)).size).toBe(2);
  expect(await accessProblems(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
