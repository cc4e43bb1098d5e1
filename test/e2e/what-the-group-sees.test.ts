import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  type ServedHouse,
} from './browser.ts';
import { choose } from './hands.ts';
import { picture } from './picture.ts';

// A case that holds mental health information, and somebody from outside whom the client let hear general information alone.

let browser: Browser;
let served: ServedHouse;
let page: Page;
let meeting: Meeting;
let lee: string;

const restricted = /mental health/i;
const shown = () => page.locator('body').innerText();
/** As it is kept: while it is on its way it can stand there twice. */
const lineOf = (words: string) => page.locator('.entry:not(.entry-draft)', { hasText: words });
const write = async (list: string, words: string) => {
  const field = page.getByRole('textbox', { name: list });
  await field.fill(words);
  await field.press('Enter');
  await page.getByRole('button', { name: `Change: ${words}` }).waitFor();
};
const tell = async (where: string, body: object = {}) => {
  const path = `/api/conferences/${meeting.conferenceId}${where}`;
  const reply = await served.house.as('ana').post(path, body);
  expect(reply.status, `${where} ${JSON.stringify(reply.body)}`).toBe(200);
  return reply.body;
};

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  await house.at('2027-03-15T13:58:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const alma = await given.client(agency, { program, worker: ana });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'mental_health', 'test', now())`,
    [agency.agencyId, alma.clientId],
  );
  lee = (await given.provider(agency)).providerId;
  await given.consent(agency, { client: alma, providerId: lee, by: ana });
  const people = [{ kind: 'provider' as const, id: lee }];
  meeting = await meetings.planned('ana', [alma], { ana, bo, people });
  const path = `/conferences/${meeting.conferenceId}`;
  page = (await openPageAs(browser, served, { as: 'ana', path })).page;
  await page.getByRole('heading', { name: 'Readiness' }).waitFor();
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

test('the plan says of what the case holds somebody may not hear (REQ-053, EP-02)', async () => {
  const cell = page.locator('.matrix tr', { hasText: 'Dr Hana Lee' }).locator('td');

  await expect.poll(() => cell.innerText()).toContain('Not mental health information');
  await picture(page, 'not-of-the-case');
});

test('in the room it stands beside them as long as words are marked so, and goes with a lower mark (REQ-053, EP-07)', async () => {
  await meetingsIn(served.house).invited('ana', meeting);
  await page.reload();
  await page.getByRole('button', { name: 'Start the conference' }).click();
  await page.getByRole('button', { name: 'Begin with Alma Rivera' }).click();
  await page.getByRole('button', { name: 'All are here' }).click();
  const note = page.getByText('No consent for mental health information');
  await note.waitFor();
  await picture(page, 'not-to-hear');
  await choose(page, 'Marked as', /^General/);
  await note.waitFor({ state: 'detached' });
  await write('Add a strength', 'Keeps every appointment');
  await note.waitFor();

  expect(await lineOf('Keeps every').innerText()).not.toMatch(restricted);
  // The mark goes back for the next line, which is said where it is chosen.
  await page.getByText('Another mark holds for the next line alone.').waitFor();
  await page.getByRole('button', { name: /^Mental health information.*Marked as/ }).waitFor();
});

test('what was written before somebody came who may not be told it is not on a shared screen (EP-06)', async () => {
  await write('Add a barrier', 'Sleeps badly');
  const review = `/reviews/${meeting.reviewIds[0]}`;
  const { entryId } = await tell(`${review}/entries`, { kind: 'need', text: 'To sleep' });
  const { staffId } = (await served.house.as('ana').get('/api/session')).body.person;
  const { actionItemId } = await tell(`${review}/action-items`, {
    needId: entryId,
    text: 'Asks about a sedative',
    owner: { kind: 'staff', id: staffId },
    dueOn: '2027-03-22',
    followUp: { on: '2027-03-29', how: 'By telephone', by: staffId },
  });
  await page.getByText('Asks about a sedative').first().waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  const [mark, words] = await page
    .locator('.actions-agreed td[data-label=What]')
    .evaluate((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell.firstChild ?? cell);
      return [cell.querySelector('.class-mark') ?? cell, range].map(
        (part) => part.getBoundingClientRect().left,
      );
    });
  expect(mark).toBe(words);
  await page.setViewportSize({ width: 1440, height: 1000 });
  const attendance = `${review}/attendance`;
  const present = { person: { kind: 'provider', id: lee }, state: 'present' };
  await served.house.at('2027-03-15T14:03:00Z');
  await tell(attendance, { ...present, presentFrom: '2027-03-15T14:02:00Z' });
  await page.getByRole('button', { name: 'Shared screen' }).click();
  await page.getByText('Sleeps badly').waitFor({ state: 'detached' });
  expect(await shown()).not.toMatch(/sedative|To sleep/);
  expect(await shown()).toContain('Keeps every appointment');

  await tell(attendance, present);
  await page.getByText('Sleeps badly').waitFor();
  await page.getByText('Asks about a sedative').first().waitFor();
  await tell(`${review}/action-items/${actionItemId}/remove`);
  await page.getByRole('button', { name: 'Shared screen' }).click();
});

test('a shared screen shows no mark, asks about none, and says nothing of how the client is reached (EP-06)', async () => {
  await write('Add a need', 'A ride on Tuesdays');
  await expect.poll(() => lineOf('A ride').innerText()).toMatch(restricted);
  await page.getByRole('button', { name: 'Shared screen' }).click();
  await page.getByRole('button', { name: 'Shared screen', pressed: true }).waitFor();
  await page.getByRole('textbox', { name: 'Add a barrier' }).fill('Stopped taking Zoloft');
  await picture(page, 'shared-without-marks');

  expect(await shown()).not.toMatch(restricted);
  expect(await page.getByRole('heading', { name: /Coordination/ }).count()).toBe(0);
  expect(await shown()).toContain('A ride on Tuesdays');
  expect(await shown()).not.toContain('Who reads it again');
  expect(await accessProblems(page)).toEqual([]);
});

test('what is written and changed there is as high as the case (EP-07)', async () => {
  await page.getByRole('textbox', { name: 'Add a barrier' }).press('Enter');
  await lineOf('Zoloft').waitFor();
  await page.getByRole('button', { name: 'Change: A ride on Tuesdays' }).click();
  await page.getByRole('textbox', { name: 'Line' }).fill('A ride every Tuesday');
  await page.getByRole('button', { name: 'Save' }).click();
  await lineOf('every Tuesday').waitFor();
  expect(await shown()).not.toMatch(restricted);
  await page.getByRole('button', { name: 'Shared screen' }).click();

  for (const words of ['Zoloft', 'every Tuesday'])
    await lineOf(words).getByText('Mental health information').waitFor();
});

test('before it is closed each line is marked lower in one place, and nobody heard what they might not (REQ-053, REQ-066)', async () => {
  const { reviewIds } = meeting;
  const review = `/reviews/${reviewIds[0]}`;
  await tell(`${review}/explanations`, { what: 'no-action', reason: 'All is arranged.' });
  await tell(`${review}/summary`, { text: 'A ride every Tuesday.', how: 'aloud' });
  await served.house.at('2027-03-15T14:20:00Z');
  await tell('/end');
  await page.reload();
  await page.getByText('Heard without consent.', { exact: false }).first().waitFor();
  await page.getByRole('button', { name: /^Look at the marks/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Mark as general' }).click();
  await dialog.getByText('Tick at least one, or leave them as they are.').first().waitFor();
  await picture(page, 'marks-to-lower');
  expect(await accessProblems(page)).toEqual([]);
  for (const box of await dialog.getByRole('checkbox').all()) await box.check({ force: true });
  await dialog.getByRole('button', { name: 'Mark as general' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Heard without consent.', { exact: false }).first().waitFor({
    state: 'detached',
  });
  await page.goto(served.origin);
  await page.getByText(/^No other conference today/).waitFor();
  await tell('/close');

  const { rows } = await served.house.owner.query(
    `select count(*)::int as count from privacy_incident`,
  );
  expect(rows[0].count).toBe(0);
});
