import { afterAll, expect, test } from 'vitest';
import { meetingsIn } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn } from '#test/given.ts';
import type { House } from '#test/house.ts';
import { openBrowser, openPage } from './browser.ts';
import { focusIn } from './eyes.ts';
import { standsForGuest } from './guest-opened.ts';
import { openWorld } from './open-world.ts';
import { standsEachWay } from './stands.ts';

// A provider from outside says how two steps stand; Bo, who follows them up, reads it and settles one.

async function closed(house: House) {
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  await house.at('2027-03-15T12:00:00Z');
  const work = await meetings.agencyAtWork();
  const { agency, program, ana, bo } = work;
  const client = await given.client(agency, { program, worker: ana, name: 'Marcus Bell' });
  const { providerId } = await given.provider(agency);
  await given.consent(agency, { client, providerId, by: ana });
  const person = { kind: 'provider', id: providerId } as const;
  const meeting = await meetings.planned('ana', [client], { ...work, people: [person] });
  await meetings.invited('ana', meeting);
  await meetings.held('ana', meeting, { owner: ana });
  const path = `/api/conferences/${meeting.conferenceId}`;
  for (const text of ['Book four video visits in the evening', 'Send the new medicine list'])
    await house.as('ana').post(`${path}/reviews/${meeting.reviewIds[0]}/action-items`, {
      text,
      class: 'general',
      needId: null,
      owner: person,
      dueOn: '2027-03-22',
      followUp: { on: '2027-03-25', how: 'By telephone', by: bo.staffId },
    });
  await house.as('ana').post(`${path}/close`);
  const { jar } = await guestsIn(house).opened({ conferenceId: meeting.conferenceId, person });
  return { visit: jar.get('guest') ?? '' };
}

const { served, world, open, close } = await openWorld(closed);
const browser = await openBrowser();
const { page, complaints } = await openPage(browser);
afterAll(async () => {
  await page.context().close();
  await browser.close();
  await close();
});

const stepOf = (text: string) => page.getByRole('group', { name: text });
const visits = stepOf('Book four video visits in the evening');
const list = stepOf('Send the new medicine list');

async function askUntil(typed: string) {
  await visits.getByRole('spinbutton').first().focus();
  for (const figure of typed) await page.keyboard.press(figure);
  await visits.getByRole('button', { name: 'Send' }).press('Enter');
}

test('a guest says that a step is done, and asks for more time for another, by keyboard (REQ-076)', async () => {
  const visit = { name: 'guest', value: world.visit, url: served.origin, httpOnly: true };
  await page.context().addCookies([{ ...visit, sameSite: 'Strict' }]);
  await page.goto(`${served.origin}/guest`);
  await page.getByRole('heading', { name: 'My actions 2 open' }).waitFor();
  expect(await page.getByRole('spinbutton').count()).toBe(0);

  await list.getByRole('button', { name: 'Done' }).press('Enter');
  await page.getByText('On Mon 15 Mar 2027 you said that it is done.').waitFor();
  await page
    .locator('[aria-live=polite]', { hasText: 'It was sent.' })
    .waitFor({ state: 'attached' });
  await expect.poll(() => focusIn(page)).toContain('button "Done"');

  await visits.getByRole('button', { name: 'Need more time' }).press('Enter');
  await visits.getByRole('button', { name: 'Send' }).press('Enter');
  await page.getByRole('link', { name: 'Enter the day until which you need more time.' }).waitFor();
  await standsForGuest(page, 'more-time');
  await askUntil('04052028');
  await page.getByRole('link', { name: 'Enter a day within a year from now.' }).waitFor();
  await askUntil('04052027');
  await page
    .getByText('On Mon 15 Mar 2027 you said that you need more time, until Mon 5 Apr 2027.')
    .waitFor();
  await expect.poll(() => focusIn(page)).toContain('button "Need more time"');
  await expect.poll(() => page.getByRole('spinbutton').count()).toBe(0);
  await standsForGuest(page, 'said');
  expect(complaints).toEqual([]);
});

test('whoever follows them up reads it on Today and beside the step, and what they settle is asked about no more (REQ-076)', async () => {
  const staff = await open('bo', '/');
  await staff.page
    .getByText('Dr Hana Lee says that an action for Marcus Bell is done, Mon 15 Mar.')
    .waitFor();
  await standsEachWay(staff.page, 'today-said');
  await staff.page.getByRole('link', { name: 'Open my actions' }).first().click();
  await staff.page.getByText('Dr Hana Lee says it is done, Mon 15 Mar 2027.').waitFor();
  await staff.page
    .getByText('Dr Hana Lee asks for time until Mon 5 Apr 2027, said Mon 15 Mar 2027.')
    .waitFor();
  await standsEachWay(staff.page, 'actions-said');
  const row = staff.page.getByRole('row').filter({ hasText: 'Send the new medicine list' });
  await row.getByRole('button', { name: 'Mark done' }).click();
  await staff.page.getByRole('dialog').getByRole('button', { name: 'Mark done' }).click();
  await row.waitFor({ state: 'detached' });
  expect(staff.complaints).toEqual([]);
});

test('a press that comes after staff settled it leaves the page as it stands by then', async () => {
  await page.route('**/api/guest/meeting', (route) => route.abort());
  await list.getByRole('button', { name: 'Cannot do it' }).press('Enter');
  await list.getByText(/^This is not available, or no longer/).waitFor();
  await page.unrouteAll({ behavior: 'wait' });
  await page.evaluate(`dispatchEvent(new Event('focus'))`);
  await page.getByRole('heading', { name: 'My actions 1 open' }).waitFor();
  await expect.poll(() => list.count()).toBe(0);
  await standsForGuest(page, 'settled');
});
