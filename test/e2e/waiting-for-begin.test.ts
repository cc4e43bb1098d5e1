import { setTimeout as wait } from 'node:timers/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { comesTrue } from './browser.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

type World = { soon: string; later: string };
let opened: Awaited<ReturnType<typeof openWorld<World>>>;

beforeAll(async () => {
  opened = await openWorld(async (house) => {
    await house.at('2027-03-15T13:50:00Z');
    const given = givenIn(house);
    const meetings = meetingsIn(house);
    const { agency, program, ana, bo } = await meetings.agencyAtWork();
    const alma = await given.client(agency, { program, worker: ana });
    const plan = async (on: string) => {
      const meeting = await meetings.planned('ana', [alma], { ana, bo, on, time: '10:00' });
      await meetings.invited('ana', meeting);
      return `/conferences/${meeting.conferenceId}`;
    };
    return { soon: await plan('2027-03-15'), later: await plan('2027-03-22') };
  });
});
afterAll(() => opened?.close());

/** How often this page asks for its conference in so many seconds. */
async function asksIn(page: Page, seconds: number, path: string) {
  let asked = 0;
  const count = (request: { url: () => string }) => {
    if (request.url().endsWith(`/api${path}`)) asked += 1;
  };
  page.on('request', count);
  await wait(seconds * 1_000);
  page.off('request', count);
  return asked;
}

const hide = (page: Page, isHidden: boolean) =>
  page.evaluate(`(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: '${isHidden ? 'hidden' : 'visible'}' });
    document.dispatchEvent(new Event('visibilitychange'));
  })()`);

test('whoever waits on the page of a conference is in its room once its facilitator begins it, and a hidden tab asks nothing (REQ-059)', async () => {
  const { served, world, open } = opened;
  const { page, complaints } = await open('bo', world.soon);
  await page.getByText('The room opens here by itself.').waitFor();
  await pictureEachWay(page, 'waiting-for-begin');
  await page.waitForRequest(`**/api${world.soon}`);
  await hide(page, true);
  expect(await asksIn(page, 6, world.soon)).toBe(0);
  await hide(page, false);
  const begun = await served.house.as('ana').post(`/api${world.soon}/start`);
  expect(begun.status).toBe(200);

  await page.locator('.room h1').waitFor();
  const isHeading = () => document.activeElement?.matches('.room h1') === true;
  expect(await comesTrue(page, isHeading)).toBe(true);
  await page.getByText('The conference has begun.').waitFor({ state: 'attached' });
  await pictureEachWay(page, 'waiting-has-begun');
  expect(complaints).toEqual([]);
});

test('the page of a conference on another day does not ask again and again (REQ-059)', async () => {
  const { world, open } = opened;
  const { page } = await open('bo', world.later);
  await page.getByText('facilitates and starts it.').waitFor();
  expect(await page.getByText('The room opens here by itself.').count()).toBe(0);
  expect(await asksIn(page, 6, world.later)).toBe(0);
});
