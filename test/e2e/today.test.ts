import type { Browser, BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { picture, pictureEachWay } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let here: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;

const held: [name: string, on: string][] = [
  ['Marcus Bell', '2026-05-20'],
  ['Alma Rivera', '2026-06-04'],
  ['Denise Okafor', '2026-06-08'],
  ['Frank Nowak', '2026-07-01'],
  ['Later Still', '2026-11-20'],
];

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2026-12-03T14:40:00Z');
  here = await given.agency('Riverbend');
  program = await given.program(here, { name: 'Comprehensive', goLiveOn: '2026-06-01' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  const clients = new Map<string, string>();
  for (const [name, on] of held) {
    const client = await given.client(here, {
      program,
      worker: ana,
      name,
      enrolledOn: '2025-01-15',
    });
    await givenHeldElsewhere(house, here, { client, on, by: ana });
    clients.set(name, `${client.clientId} ${client.enrollmentId}`);
  }
  await given.client(here, { program, worker: ana, name: 'Old Case', enrolledOn: '2025-01-15' });
  await given.staff(here, 'newcomer', {
    roles: ['case-manager'],
    program: await given.program(here, { name: 'Empty' }),
  });
  await givenConference(clients.get('Alma Rivera') ?? '', '2026-12-03T15:00:00Z');
  await givenSecondPrograms(clients.get('Denise Okafor')?.split(' ')[0] ?? '');
});

/** Denise is a patient of the Health Home too, where she did not take her medication and has moved out. */
async function givenSecondPrograms(clientId: string) {
  const { house } = served;
  const given = givenIn(house);
  const home = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  const tell = async (who: string, path: string, body: object) => {
    const reply = await house.as(who).post(path, body);
    if (reply.status !== 200) throw new Error(JSON.stringify(reply.body));
  };
  await tell('Riverbend-admin', '/api/staff/join-team', {
    staffId: ana.staffId,
    teamId: home.teamId,
    teamRole: 'case-manager',
  });
  await tell('ana', `/api/clients/${clientId}/enrollments`, {
    programId: home.programId,
    teamId: home.teamId,
    workerId: ana.staffId,
    startedOn: '2026-06-20',
  });
  for (const [code, on] of [
    ['nonadherence', '2026-11-30'],
    ['missed_care', '2026-12-01'],
  ])
    await tell('ana', `/api/clients/${clientId}/changes`, { code, on, wantsConference: true });
}

afterAll(async () => {
  await browser?.close();
  await served?.close();
});

async function givenConference(client: string, startsAt: string) {
  const { house } = served;
  const [clientId, enrollmentId] = client.split(' ');
  const conferenceId = house.newId();
  await house.owner.query(
    `insert into conference (agency_id, conference_id, conference_number, state, starts_at, minutes, time_zone, mode,
       facilitator_id, planned_by, planned_at, staff_ids)
     values ($1, $2, 1, 'scheduled', $3, 60, 'America/New_York', 'video', $4, $4, '2026-11-27Z', array[$4::uuid])`,
    [here.agencyId, conferenceId, startsAt, ana.staffId],
  );
  await house.owner.query(
    `insert into client_review (agency_id, review_id, conference_id, client_id, enrollment_id, position, planned_minutes)
     values ($1, $2, $3, $4, $5, 1, 20)`,
    [here.agencyId, house.newId(), conferenceId, clientId, enrollmentId],
  );
}

async function todayOf(name: string, options: BrowserContextOptions = {}) {
  const { page, complaints } = await openPage(browser, options);
  await page
    .context()
    .addCookies([
      { name: 'session', value: served.house.as(name).token ?? '', url: served.origin },
    ]);
  await page.goto(served.origin);
  await page.getByRole('heading', { name: 'Thursday 3 December 2026' }).waitFor();
  return { page, complaints };
}

test('a case manager sees who is due and why, and plans one conference for two of them (REQ-142, REQ-027)', async () => {
  const { page, complaints } = await todayOf('ana', { viewport: { width: 1440, height: 1000 } });
  const grid = page.getByRole('grid', { name: /Clients due/ });
  await grid.getByText('17 days late').waitFor();

  const marcus = grid.getByRole('row', { name: /Marcus Bell/ });
  await expect
    .poll(() => marcus.innerText())
    .toContain('180 days from Wed 20 May, recorded elsewhere');
  await expect
    .poll(() => grid.getByRole('row', { name: /Alma Rivera/ }).innerText())
    .toContain('Today, 10:00\u00a0am Eastern');
  expect(await grid.getByText('Old Case').count()).toBe(0);
  await page.getByText('By video; you facilitate').waitFor();

  const [step, more] = await Promise.all([
    marcus.getByRole('link', { name: /Plan/ }).boundingBox(),
    marcus.getByRole('button', { name: 'More about Marcus Bell' }).boundingBox(),
  ]);
  expect(more?.y).toBeLessThan((step?.y ?? 0) + (step?.height ?? 0));
  const problems = await accessProblems(page);
  await pictureEachWay(page, 'today');
  expect(problems).toEqual([]);

  await marcus.press('x');
  await page.getByText('1 selected').waitFor();
  await page.keyboard.press('x');
  await page.getByText('2 selected').waitFor();
  await picture(page, 'today-1440-selected');
  const link = page.getByRole('link', { name: 'One conference for 2 clients' }).first();
  await expect
    .poll(() => link.getAttribute('href'))
    .toMatch(/^\/conferences\/new\?enrollments=[0-9a-f-]{36},[0-9a-f-]{36}$/);
  expect(complaints).toEqual([]);
});

test('a client of two programs is one row, and all that is owed is explained (REQ-142, REQ-163)', async () => {
  const { page } = await todayOf('ana', { viewport: { width: 1440, height: 1000 } });
  const row = page.getByRole('row', { name: /Denise Okafor/ });
  await row
    .getByText(/Also Health Home/)
    .first()
    .waitFor();
  await expect.poll(() => row.count()).toBe(1);
  await expect.poll(() => row.innerText()).toContain('180-day rule, required');
  await row.press('w');
  const why = page.getByRole('dialog', { name: 'Why: Denise Okafor' });
  await why.getByText('8 Jun 2026 + 180 days').waitFor();
  await why.getByText('20 Jun 2026 + 6 calendar months').waitFor();
  await picture(page, 'today-1440-why');
  expect(await accessProblems(page)).toEqual([]);
  await why.getByRole('button', { name: 'Close' }).click();
  await why.waitFor({ state: 'detached' });
  await page.locator('[role=row]:focus').waitFor();
  await page.keyboard.press('s');
  const snooze = page.getByRole('dialog', { name: 'Snooze' });
  await snooze.getByLabel('What').waitFor();
  await picture(page, 'today-1440-snooze');
});

test('a week of the strip is a filter, and its address is the view', async () => {
  const { page } = await todayOf('ana');
  await page.getByRole('button', { name: /^Late: 2 required/ }).click();
  await page.waitForURL(/when=late/);
  await page.getByRole('row', { name: /Denise Okafor/ }).waitFor({ state: 'detached' });
  await page.reload();
  await page.getByRole('row', { name: /Marcus Bell/ }).waitFor();

  expect(await page.getByRole('row', { name: /Denise Okafor/ }).count()).toBe(0);
});

test('what fell due before the program began is counted apart and opened on request', async () => {
  const { page } = await todayOf('ana');
  await page.getByRole('heading', { name: /Due before this program began here 1/ }).waitFor();
  await page.getByRole('button', { name: 'Show them' }).click();

  await expect
    .poll(() => page.getByRole('row', { name: /Old Case/ }).innerText())
    .toContain('days late');
});

test('on paper the list names numbers and no client', async () => {
  const { page } = await todayOf('ana');
  await page.getByText('17 days late').waitFor();
  await page.emulateMedia({ media: 'print' });

  const printed = await page.locator('main').innerText();
  expect(printed).toContain('Client numbers only');
  expect(printed).toContain('#1001');
  for (const [name] of held) expect(printed).not.toContain(name);
});

test('on a phone the rows are cards, and one bar at the bottom says what can be done', async () => {
  const { page } = await todayOf('ana', { viewport: { width: 390, height: 844 }, hasTouch: true });
  await page.getByText('17 days late').waitFor();
  await expect.poll(() => page.locator('.bottombar').innerText()).toContain('Set up a conference');
  await expect.poll(() => page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  await picture(page, 'today-390-light');
  expect(await accessProblems(page)).toEqual([]);
});

test('somebody without clients reads what would be here', async () => {
  const { page } = await todayOf('newcomer');
  await page.getByText('No conferences are due.').waitFor();
  await page.getByText('Nothing waits on anybody else.').waitFor();
  await picture(page, 'today-empty');
  expect(await accessProblems(page)).toEqual([]);
});

test('where somebody new meets conferences they read what one is for (REQ-138)', async () => {
  const { page } = await todayOf('newcomer');
  const pages = [
    ['Conferences', 'conferences-empty'],
    ['Set up a conference', 'conferences-new'],
  ] as const;
  for (const [link, name] of pages) {
    await page.getByRole('link', { name: link }).first().click();
    await page.getByRole('heading', { level: 1, name: link }).waitFor();
    const told = await page.locator('.page-head').innerText();
    expect(told).toContain('the care team exchanges what it knows and plans');
    expect(told).toContain('care fits together and nothing is done twice');
    await picture(page, name);
    expect(await accessProblems(page)).toEqual([]);
  }
});

test('Mine and Team say whose work it is, and the address keeps it (REQ-142)', async () => {
  const { page } = await todayOf('ana', { viewport: { width: 1440, height: 1000 } });
  const row = page.getByRole('grid', { name: /Clients due/ }).getByRole('row', { name: /Marcus/ });
  await row.waitFor();
  expect(await row.innerText()).not.toMatch(/\bana\b/);

  await page.getByRole('radio', { name: 'Team' }).press('Space');
  await page.waitForURL(/scope=team/);
  await page.reload();
  await page.getByRole('radio', { name: 'Team', checked: true }).waitFor();
  await row.waitFor();
  await expect.poll(() => row.innerText()).toMatch(/\bana\b/);
});
