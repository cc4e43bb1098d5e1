import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import {
  accessProblems,
  openBrowser,
  openPage,
  serveHouse,
  type ServedHouse,
  whatStays,
} from './browser.ts';
import { excessOf } from './eyes.ts';
import { choose, find, take } from './hands.ts';
import { picture, pictureFolder } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let page: Page;
let complaints: string[];
let alma: GivenClient;
let ana: GivenStaff;
let bo: GivenStaff;
let meeting: Meeting;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  await house.at('2026-12-03T13:00:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const work = await meetings.agencyAtWork();
  ({ ana, bo } = work);
  const { agency, program } = work;
  await given.staff(agency, 'cyrus', { roles: ['case-manager'], program });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  alma = await given.client(agency, { program, worker: ana, enrolledOn: '2026-05-01' });
  const lee = (await given.provider(agency, { email: 'lee@clinic.example' })).providerId;
  await given.provider(agency, {
    name: 'Kay Odum',
    title: 'Housing officer',
    organization: 'Harbor Housing',
  });
  await given.consent(agency, { client: alma, providerId: lee, by: ana });
  await house.owner.query(`update consent set recorded_at = '2026-01-02Z'`);
  await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: lee,
    isKeyProvider: true,
    servesAs: 'Primary care',
    from: '2026-06-01',
  });
  meeting = await meetings.planned('ana', [alma], { ana, bo, on: '2026-12-03' });
  await meetings.invited('ana', meeting);
  ({ page, complaints } = await openPage(browser, { viewport: { width: 1440, height: 1000 } }));
  await signInAs('ana');
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

const signInAs = async (name: string) => {
  const value = served.house.as(name).token ?? '';
  await page.context().clearCookies();
  await page.context().addCookies([{ name: 'session', value, url: served.origin }]);
};
const room = () => `${served.origin}/conferences/${meeting.conferenceId}`;
const tell = async (where: string, body: object = {}) => {
  const path = `/api/conferences/${meeting.conferenceId}${where}`;
  const reply = await served.house.as('ana').post(path, body);
  expect(reply.status, `${where} ${JSON.stringify(reply.body)}`).toBe(200);
};

const attendees = async () => {
  const { body } = await served.house.as('ana').get(`/api/conferences/${meeting.conferenceId}`);
  return body.attendees.map(({ name }: { name: string }) => name).toSorted();
};

/** On a laptop and on a phone, in the light and in the dark; nothing for axe to find. */
async function look(name: string) {
  expect(await accessProblems(page)).toEqual([]);
  for (const [size, width, height] of [
    ['wide', 1440, 1000],
    ['phone', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    const excess = await whatStays(page, () => excessOf(page));
    expect(excess, `${name} scrolls sideways on a ${size} screen`).toEqual([]);
    if (!pictureFolder) continue;
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await picture(page, `${name}-${size}-${colorScheme}`);
    }
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
}

test('somebody who was forgotten is invited afterwards, and somebody is taken off (REQ-055)', async () => {
  await page.goto(room());
  await page.getByRole('button', { name: 'Invite somebody else' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Invite Dr Hana Lee' }).click();
  await find(dialog, 'A colleague', 'cyrus');
  await dialog.getByRole('button', { name: 'Add a colleague' }).click();
  await look('late-invitation');
  await dialog.getByRole('button', { name: 'Invite 2 people' }).click();
  await page.getByText('Invited: ').waitFor();
  await page.getByRole('button', { name: 'Take off cyrus' }).click();
  await page.getByRole('button', { name: 'Take off and tell them' }).click();
  await page.getByRole('button', { name: 'Take off cyrus' }).waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Take off Dr Hana Lee' }).waitFor();
  await look('late-invited');
  expect(await attendees()).toEqual(['Alma Rivera', 'Dr Hana Lee', 'ana', 'bo']);
});

test('whoever comes unasked is let in after the facilitator has read what it means (REQ-014, C-30)', async () => {
  await served.house.at('2026-12-03T15:00:00Z');
  await tell('/start');
  await tell(`/reviews/${meeting.reviewIds[0]}/activate`);
  await page.goto(room());
  await page.getByRole('button', { name: 'Somebody else came' }).click();
  const dialog = page.getByRole('dialog');
  await find(dialog, 'Name', 'Kay');
  await dialog.getByText('without the client’s consent').waitFor();
  await look('walk-in');
  await dialog.getByRole('button', { name: 'Record that they are here' }).click();
  await page.getByText('No consent').first().waitFor();
  await look('walk-in-room');
  expect(await attendees()).toContain('Kay Odum');
});

test('a stranger gets a place in the directory on the spot (REQ-014)', async () => {
  await page.getByRole('button', { name: 'Somebody else came' }).click();
  const dialog = page.getByRole('dialog');
  await choose(dialog, 'Who came?', 'A provider who is not in the directory');
  await dialog.getByRole('button', { name: 'Add the provider' }).click();
  await dialog.getByText('Enter the name.').first().waitFor();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Noor Haddad');
  await dialog.getByRole('textbox', { name: 'Position' }).fill('Nurse');
  await choose(dialog, 'Kind of provider', 'Medical');
  await dialog.getByRole('button', { name: 'Their organization is not in the list' }).click();
  await dialog.getByRole('textbox', { name: 'Name of the organization' }).fill('Visiting Nurses');
  await dialog.getByRole('button', { name: 'Add the organization' }).click();
  await dialog
    .getByRole('textbox', { name: 'Name of the organization' })
    .waitFor({ state: 'detached' });
  await look('walk-in-stranger');
  await dialog.getByRole('button', { name: 'Add the provider' }).click();
  await dialog.getByText('Noor Haddad').waitFor();
  await dialog.getByRole('button', { name: 'They wait outside' }).click();
  expect(await attendees()).not.toContain('Noor Haddad');
});

test('before the close it says what was heard without consent; the supervisor reviews it (REQ-034, C-30)', async () => {
  const at = `/reviews/${meeting.reviewIds[0]}`;
  const { body } = await served.house.as('ana').get(`/api/conferences/${meeting.conferenceId}`);
  for (const { person, invitedTo } of body.attendees)
    if (invitedTo.length > 0) await tell(`${at}/attendance`, { person, state: 'present' });
  await tell(`${at}/entries`, { kind: 'need', text: 'Visits in the evening' });
  await tell(`${at}/summary`, { text: 'Evening visits were agreed.', how: 'aloud' });
  await tell(`${at}/action-items`, {
    needId: null,
    text: 'Ask the clinic for evening visits',
    owner: { kind: 'staff', id: bo.staffId },
    dueOn: '2026-12-10',
    followUp: { on: '2026-12-14', how: 'By telephone', by: ana.staffId },
  });
  await served.house.at('2026-12-03T15:20:00Z');
  await tell('/end');
  await page.goto(room());
  await page.getByText('Heard without consent').waitFor();
  await look('close-incident');
  await page.getByRole('button', { name: 'Close and send now' }).first().click();
  await page.getByRole('heading', { name: 'Closed and sent' }).waitFor();

  await signInAs('sue');
  await page.goto(served.origin);
  await page.getByText('1 privacy incident waits for a review.').waitFor();
  await look('today-incident');
  await page.getByRole('link', { name: 'Review', exact: true }).click();
  await page.getByRole('button', { name: 'Review Kay Odum about Alma Rivera' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: 'Record the review' }).click();
  await dialog.getByText('Say what came of it.').first().waitFor();
  await look('incident-review');
  await take(dialog, 'The client was told');
  await dialog.getByRole('textbox', { name: 'What was found and done' }).fill('Alma was called.');
  await dialog.getByRole('button', { name: 'Record the review' }).click();
  await page.getByText('No incident waits for you.').waitFor();
  await take(page, 'Reviewed');
  await page.getByText('Alma was called.').waitFor();
  await look('incident-reviewed');
  const { body: now } = await served.house.as('sue').get('/api/today/now');
  expect(now.openIncidents).toBe(0);
});

test('a closed review is void after one has read what is due again, and it can be restored (T21)', async () => {
  await signInAs('ana');
  await page.goto(room());
  await page.getByRole('button', { name: /^Declare void/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText(/Care program: due again .*, \d+ days late/).waitFor();
  await dialog.getByRole('button', { name: 'Declare it void' }).click();
  await dialog.getByText('Give a reason.').first().waitFor();
  await look('void-preview');
  await dialog.getByRole('textbox', { name: 'The reason' }).fill('Held for her sister');
  await dialog.getByRole('button', { name: 'Declare it void' }).click();
  await page.getByText('Void: this conference does not count.').waitFor();
  await page.getByText('Reason: Held for her sister').waitFor();
  await look('void-receipt');
  await page.goto(`${served.origin}/clients/${alma.clientId}`);
  await page.getByText('Case conference declared void').waitFor();
  await look('void-record');
  await page.goto(room());
  await page.getByRole('button', { name: /^Restore/ }).click();
  await dialog.getByRole('textbox', { name: 'The reason' }).fill('It was her after all');
  await dialog.getByRole('button', { name: 'Restore it' }).click();
  await page.getByText('Void: this conference does not count.').waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
});
