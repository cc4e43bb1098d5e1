import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { printFaults } from './eyes.ts';
import { openWorld } from './open-world.ts';
import { standsEachWay } from './stands.ts';

// What the state matrix asks of the live room, of Actions and of consents, beside what every page is asked for elsewhere.

/** Three conferences of one worker: one that is about to begin, one held whose two steps are open, and one client whom nothing covers. */
async function threeTables(house: House) {
  await house.at('2027-03-15T12:00:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork('riverbend');
  const make = (name: string) => given.client(agency, { program, worker: ana, name });
  const [alma, marcus, denise] = [
    await make('Alma Rivera'),
    await make('Marcus Bell'),
    await make('Denise Okafor'),
  ];
  const held = await meetings.planned('ana', [alma, marcus], { ana, bo });
  const next = await meetings.planned('ana', [alma], { ana, bo, time: '11:00' });
  await meetings.invited('ana', held);
  await meetings.invited('ana', next);
  await meetings.held('ana', held, { owner: ana });
  const closed = await house.as('ana').post(`/api/conferences/${held.conferenceId}/close`);
  expect(closed.status).toBe(200);
  return { next, denise };
}

const { world, served, open, close } = await openWorld(threeTables);
afterAll(close);

describe('the live room', () => {
  const path = () => `/conferences/${world.next.conferenceId}`;
  let page: Page;
  let complaints: string[];
  beforeAll(async () => {
    ({ page, complaints } = await open('ana', path()));
    await page.getByRole('button', { name: 'Start the conference' }).first().waitFor();
  });

  test('before it begins it says who begins it, and offers that to nobody else (REQ-059)', async () => {
    const timekeeper = await open('bo', path());
    await timekeeper.page.getByText('ana facilitates and starts it.').first().waitFor();
    expect(
      await timekeeper.page.getByRole('button', { name: 'Start the conference' }).count(),
    ).toBe(0);
    await standsEachWay(timekeeper.page, 'room-empty');
    expect(timekeeper.complaints).toEqual([]);
  });

  test('while it runs, what another role does is not there for the timekeeper', async () => {
    await page.getByRole('button', { name: 'Start the conference' }).first().click();
    await page.getByRole('button', { name: 'Begin with Alma Rivera' }).click();
    await page.getByRole('textbox', { name: 'Add a strength' }).waitFor();
    const timekeeper = await open('bo', path());
    await timekeeper.page.getByText('ana leads').waitFor();
    await timekeeper.page.getByRole('button', { name: '+2 min' }).waitFor();
    const offered = await timekeeper.page.getByRole('button').allInnerTexts();
    expect(offered.join()).not.toMatch(/End the conference|Summarize|Next:/);
    await standsEachWay(timekeeper.page, 'room-permission');
    expect(timekeeper.complaints).toEqual([]);
  });

  test('without a network what is written is held and said so, the clock goes on, and all of it goes in its order (REQ-063, REQ-067)', async () => {
    const clock = () => page.getByRole('timer').first().innerText();
    await page.context().setOffline(true);
    const box = page.getByRole('textbox', { name: 'Add a strength' });
    for (const text of ['Keeps every visit', 'Has a sister near']) {
      await box.fill(text);
      await box.press('Enter');
    }
    await page.getByText('Not saved.').nth(1).waitFor();
    await page.getByText('Connecting…').waitFor();
    const before = await clock();
    await expect.poll(clock).not.toBe(before);
    await standsEachWay(page, 'room-error');
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Change: Has a sister near' }).waitFor();
    const list = page.getByRole('region', { name: 'Strengths of Alma Rivera' });
    await expect.poll(() => list.innerText()).toMatch(/Keeps every visit[\s\S]*Has a sister near/);
    await page.getByText('Connecting…').waitFor({ state: 'detached' });
  });

  test('who comes back sees what was known last, and that it is being asked for (REQ-058)', async () => {
    const address = new RegExp(`/api/conferences/${world.next.conferenceId}$`);
    await page.getByRole('link', { name: 'Leave' }).click();
    await page.getByRole('heading', { name: 'Conferences', level: 1 }).waitFor();
    let goOn = () => {};
    const untilThen = new Promise<void>((resolve) => (goOn = resolve));
    await page.route(address, async (route) => {
      await untilThen;
      await route.continue();
    });
    await page.waitForTimeout(6000);
    await page.goBack();
    await page.getByText('Connecting…').waitFor();
    await page.getByRole('button', { name: 'Change: Keeps every visit' }).waitFor();
    await expect
      .poll(() => page.getByRole('button', { name: 'Change: Has a sister near' }).count())
      .toBe(1);
    await standsEachWay(page, 'room-loading');
    goOn();
    await page.getByText('Connecting…').waitFor({ state: 'detached' });
    await page.unroute(address);
  });

  test('on paper it is a draft and says so', async () => {
    expect(await printFaults(page)).toEqual([]);
    await page.getByText('Draft, not the record').waitFor({ state: 'visible' });
    await page.emulateMedia({ media: 'screen' });
    expect(complaints).toEqual([]);
  });
});

describe('Actions', () => {
  const row = (page: Page, text: string) => page.getByRole('row', { name: new RegExp(text) });

  test('what the server never heard of leaves the row as it was, with the reason and what was typed', async () => {
    const { page, complaints } = await open('ana', '/actions');
    const order = () => page.getByRole('row', { name: /A step for/ }).allInnerTexts();
    await row(page, 'A step for client 1').waitFor();
    const before = await order();
    await page.route(/\/done$/, (route) => route.abort());
    await row(page, 'A step for client 1').getByRole('button', { name: 'Mark done' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^What came of it/).fill('She has the appointment');
    await dialog.getByRole('button', { name: 'Mark done' }).click();
    await dialog.getByText(/The server cannot be reached/).waitFor();
    await expect
      .poll(() => dialog.getByLabel(/^What came of it/).inputValue())
      .toBe('She has the appointment');
    await standsEachWay(page, 'actions-error');
    await dialog.getByRole('button', { name: 'Leave it open' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(order).toEqual(before);
    expect(complaints).toEqual([]);
  });

  test('what somebody else has finished meanwhile is said, and the list then shows it so', async () => {
    const { page, complaints } = await open('ana', '/actions');
    await row(page, 'A step for client 2').getByRole('button', { name: 'Mark done' }).click();
    const ana = served.house.as('ana');
    const { mine } = (await ana.get('/api/actions')).body;
    const item = mine.find(({ text }: { text: string }) => text === 'A step for client 2');
    const { actionItemId, version } = item;
    const done = await ana.post(`/api/actions/${actionItemId}/done`, { version, outcome: null });
    expect(done.status).toBe(200);

    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Mark done' }).click();
    await dialog.getByRole('alert').waitFor();
    await standsEachWay(page, 'actions-changed');
    await row(page, 'A step for client 2').waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Leave it open' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect.poll(() => row(page, 'A step for client 1').count()).toBe(1);
    expect(complaints).toEqual([]);
  });
});

describe('consents of a client', () => {
  const path = () => `/clients/${world.denise.clientId}?tab=consents`;

  test('where none is in force it says what that stops (REQ-035)', async () => {
    const { page, complaints } = await open('ana', path());
    await page.getByText('Nothing can be shared outside the team').waitFor();
    await standsEachWay(page, 'consents-empty');
    expect(complaints).toEqual([]);
  });

  test('while they come the banner stands already, and where they do not come they are asked for again', async () => {
    const { page, complaints } = await open('ana', '/account');
    const held = Promise.withResolvers<void>();
    const asks = /\/api\/clients\/[0-9a-f-]{36}\/consents/;
    await page.route(asks, async (route) => {
      await held.promise;
      await route.abort();
    });
    await page.goto(served.origin + path());
    await page.getByRole('heading', { level: 1, name: 'Denise Okafor' }).waitFor();
    await page.getByText('Loading the consents').first().waitFor({ state: 'attached' });
    await standsEachWay(page, 'consents-loading');
    held.resolve();
    await page.getByRole('button', { name: 'Try again' }).first().waitFor();
    await standsEachWay(page, 'consents-error');
    await page.unroute(asks);
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByText('Nothing can be shared outside the team').waitFor();
    expect(complaints).toEqual([]);
  });

  test.each([
    ['consents', 'Partners to tell', /\/api\/revocation-notices/],
    ['disclosures', 'Written statements', /\/api\/statements/],
    ['disclosures', 'Who looked at the record', /\/looked/],
  ])('of %s, where "%s" does not come it says so (REQ-034, REQ-178)', async (tab, title, asks) => {
    const { page, complaints } = await open('ana', '/account');
    await page.route(asks, (route) => route.abort());
    await page.goto(`${served.origin}/clients/${world.denise.clientId}?tab=${tab}`);
    const part = page.getByRole('region', { name: title });
    await part.getByText('The server cannot be reached.').waitFor();
    await standsEachWay(page, `${tab}-part-error`);
    await page.unroute(asks);
    await part.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('The server cannot be reached.').waitFor({ state: 'detached' });
    expect(complaints).toEqual([]);
  });
});
