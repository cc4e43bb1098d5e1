import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import {
  accessProblems,
  openBrowser,
  openPageAs,
  serveHouse,
  whatStays,
  type ServedHouse,
} from './browser.ts';
import { excessOf } from './eyes.ts';
import { choose, typeDate } from './hands.ts';
import { picture, pictureFolder } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let page: Page;
let complaints: string[];
let alma: GivenClient;
let meeting: Meeting;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  const given = givenIn(house);
  await house.at('2027-03-15T12:00:00Z');
  const meetings = meetingsIn(house);
  const work = await meetings.agencyAtWork();
  alma = await given.client(work.agency, { program: work.program, worker: work.ana });
  const { providerId } = await given.provider(work.agency);
  const { providerId: housing } = await given.provider(work.agency, {
    name: 'Nell Ash',
    title: 'Housing adviser',
    organization: 'Harbor Housing',
    providerClass: 'housing',
  });
  const tell = async (path: string, body: object) => {
    const reply = await house.as('ana').post(`/api/clients/${alma.clientId}/${path}`, body);
    expect(reply.status).toBe(200);
  };
  await tell('care-team/add', {
    kind: 'provider',
    personId: housing,
    servesAs: 'Housing',
    from: '2027-01-02',
  });
  for (const [on, activity] of [
    ['2027-02-10', 'advocacy'],
    ['2027-03-01', 'arranging-access'],
    ['2027-03-09', 'arranging-access'],
  ])
    await tell('contacts', {
      partner: { kind: 'provider', id: providerId },
      activity,
      channel: 'phone',
      on,
      note: 'An appointment was made.',
    });
  meeting = await meetings.planned('ana', [alma], work);
  await meetings.invited('ana', meeting);
  await house.at('2027-03-15T14:00:00Z');
  for (const step of ['start', `reviews/${meeting.reviewIds[0]}/activate`])
    await house.as('ana').post(`/api/conferences/${meeting.conferenceId}/${step}`);
  const viewport = { width: 1440, height: 1000 };
  ({ page, complaints } = await openPageAs(browser, served, { as: 'ana', viewport }));
});
afterAll(async () => {
  await browser?.close();
  await served?.close();
});

/** On a laptop and on a phone; nothing for axe to find, nothing that scrolls sideways. */
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

test('the chart shows how often staff were in touch with each provider outside, for a period (REQ-031)', async () => {
  await page.goto(`${served.origin}/clients/${alma.clientId}?tab=contacts`);
  await page.getByText('3 contacts, about every').first().waitFor();
  await page.getByRole('row', { name: /Nell Ash.*No contact/ }).waitFor();
  await look('contact-frequency');
  await typeDate(page, 'From', '2027-03-01');
  await page.getByRole('row', { name: /Dr Hana Lee.*2 contacts/ }).waitFor();
  await page.getByRole('link', { name: 'Print' }).waitFor();
  expect(complaints).toEqual([]);
});

test('coordination is shown by program (REQ-024)', async () => {
  await page.goto(`${served.origin}/coordination`);
  await page.getByRole('row', { name: /1 of 1.*Medical 3/ }).waitFor();
  await look('coordination-by-program');
  expect(complaints).toEqual([]);
});

test('in the room a contact is said to belong to the conference, and from the chart one is logged for it (REQ-026, REQ-129)', async () => {
  await page.goto(`${served.origin}/conferences/${meeting.conferenceId}`);
  await page.getByText(/3 contacts since/).waitFor();
  await page.getByRole('button', { name: /^Belongs here: .*9 Mar 2027/ }).click();
  await page.getByText('Led to it').waitFor();
  await look('room-coordination');

  await page.goto(`${served.origin}/clients/${alma.clientId}`);
  await page.getByRole('heading', { name: 'Alma Rivera' }).waitFor();
  await page.keyboard.press('a');
  await page.getByRole('combobox', { name: 'With' }).fill('Nell');
  await page.getByRole('option', { name: /Nell Ash/ }).click();
  await choose(page, 'For', 'Advocacy');
  await page.getByRole('textbox', { name: 'What was said and done' }).fill('She keeps the flat.');
  await choose(page, 'Belongs to a conference', /^Conference \d+/);
  await look('contact-of-conference');
  await page.getByRole('button', { name: 'Save the contact' }).click();
  await page
    .getByRole('link', { name: /^Led to conference \d+/ })
    .first()
    .waitFor();
  await look('timeline-linked');
  expect(complaints).toEqual([]);
});
