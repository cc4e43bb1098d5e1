import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type Meeting } from '#test/given-conference.ts';
import { givenIn } from '#test/given.ts';
import { accessProblems, openBrowser, openPage, serveHouse, type ServedHouse } from './browser.ts';
import { typeTime } from './hands.ts';
import { picture } from './picture.ts';

let browser: Browser;
let served: ServedHouse;
let page: Page;
let complaints: string[];
let meeting: Meeting;

beforeAll(async () => {
  browser = await openBrowser();
  served = await serveHouse();
  const { house } = served;
  await house.at('2026-12-03T14:00:00Z');
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const alma = await givenIn(house).client(agency, {
    program,
    worker: ana,
    enrolledOn: '2026-05-01',
  });
  await house.at('2026-11-30T14:00:00Z');
  meeting = await meetings.planned('ana', [alma], { ana, bo, on: '2026-12-02', time: '18:00' });
  await meetings.invited('ana', meeting);
  await house.at('2026-12-03T14:00:00Z');
  ({ page, complaints } = await openPage(browser, { viewport: { width: 1440, height: 1000 } }));
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

/** On a laptop and on a phone; nothing for axe to find. */
async function look(name: string) {
  for (const [size, width, height] of [
    ['wide', 1440, 1000],
    ['phone', 390, 844],
  ] as const) {
    await page.setViewportSize({ width, height });
    expect(await accessProblems(page)).toEqual([]);
    await picture(page, `missed-${name}-${size}`);
  }
  await page.setViewportSize({ width: 1440, height: 1000 });
}

test('Today tells the colleague whose it is, and the facilitator says what happened and writes it down (REQ-033, REQ-106, REQ-142)', async () => {
  await signInAs('bo');
  await page.goto(served.origin);
  const now = page.getByRole('list', { name: 'Conferences now' });
  await now.getByText('Nobody began it.').waitFor();
  await now.getByText(/ana facilitates/i).waitFor();
  await now.getByRole('link', { name: /Say what happened/ }).click();
  await page.getByRole('heading', { name: 'What happened?' }).waitFor();
  expect(await page.getByRole('button', { name: 'Write it down' }).count()).toBe(0);

  await signInAs('ana');
  await page.goto(served.origin);
  await now.getByText('You facilitate.').waitFor();
  await look('today');
  await now.getByRole('link', { name: /Say what happened/ }).click();
  await page.getByRole('heading', { name: 'What happened?' }).waitFor();
  await look('page');
  await page.getByRole('button', { name: 'It did not take place' }).click();
  await page.getByText('Its time is over, so nobody is written to.').waitFor();
  await page.getByRole('button', { name: 'Keep it' }).click();
  await page.goto(`${served.origin}/conferences`);
  await page.getByText('Its time is over, and nobody began it').waitFor();
  await look('list');

  await page.goto(`${served.origin}/conferences/${meeting.conferenceId}`);
  await page.getByRole('button', { name: 'Write it down' }).first().click();
  await page.getByRole('dialog', { name: 'When was it held?' }).waitFor();
  await look('times');
  const dialog = page.getByRole('dialog', { name: 'When was it held?' });
  await typeTime(dialog, 'Until', '0530PM');
  await dialog.getByRole('button', { name: 'It was held then' }).click();
  await dialog
    .getByText('The end has to lie after the start, by 12 hours at most.')
    .first()
    .waitFor();
  await typeTime(dialog, 'From', '1130PM');
  await typeTime(dialog, 'Until', '1210AM');
  await dialog.getByText('After midnight: until Thu 3 Dec 2026, 12:10 am Eastern.').waitFor();
  await look('times-midnight');
  await dialog.getByRole('button', { name: 'It was held then' }).click();
  await page.getByRole('heading', { name: 'Close and send' }).waitFor();
  await page.getByRole('button', { name: /^Attendance and times/ }).click();
  await page.getByText('11:30 pm to 12:10 am').first().waitFor();
  await page.getByRole('button', { name: /^Correct the times of/ }).click();
  const times = page.getByRole('form', { name: /^Times of/ });
  await typeTime(times, 'Until', '1205AM');
  await times.getByText('After midnight: until Thu 3 Dec 2026, 12:05 am Eastern.').waitFor();
  await times.getByRole('button', { name: 'Save the times' }).click();
  await page.getByText('11:30 pm to 12:05 am').first().waitFor();
  await look('close');
  expect(complaints).toEqual([]);
});
