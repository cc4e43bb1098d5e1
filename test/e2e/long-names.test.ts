import type { Page } from 'playwright-core';
import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { phone, widthFaults } from './page-visits.ts';
import { openWorld } from './open-world.ts';
import { pictureEachWay } from './picture.ts';

// Names as long as some are: nothing is pushed off the side, and nothing that is pressed is out of reach.

const longName = 'Maximiliana-Guadalupe Vásquez-Fernández-de-la-Concepción-y-Montenegro';

async function longNames(house: House) {
  await house.at('2027-03-15T13:58:00Z');
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork();
  const make = (name: string) => given.client(agency, { program, worker: ana, name });
  const [long, alma] = [await make(longName), await make('Alma Rivera')];
  const { providerId } = await given.provider(agency, {
    name: 'Dr Wilhelmina-Konstantina Featherstonehaugh-Papadopoulos',
    organization:
      'Metropolitan Transitional Housing, Counseling and Community Reintegration Services of Western New York, Incorporated',
  });
  const { status } = await house.as('ana').post(`/api/clients/${long.clientId}/consents`, {
    form: 'DOH-5032',
    recipients: [{ kind: 'provider', id: providerId }],
    classes: ['general', 'hiv', 'sud', 'mental_health'],
    purposes: ['case_conference'],
    validFrom: '2027-03-01',
    validUntil: '2028-03-01',
    signedOn: '2027-03-01',
    exclusions: 'Never where I live.',
  });
  expect(status).toBe(200);
  const people = [{ kind: 'provider' as const, id: providerId }];
  return { long, plan: await meetings.planned('ana', [alma, long], { ana, bo, people }) };
}

const { world, open, served, close } = await openWorld(longNames);
afterAll(close);

const ways = [320, 390, 768, 1024, 1440];
/** The window takes what stands out of it for scrolled away: what is pressed lies within. */
const outOfReach = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, a[href], input, select, textarea')]
      .filter((element) => element.checkVisibility({ visibilityProperty: true }))
      .filter((element) => element.getBoundingClientRect().right > innerWidth + 1)
      .map((element) => element.outerHTML.slice(0, 120)),
  );

test('in the consents, in the plan and in the room nothing stands off the side (REQ-035, REQ-053)', async () => {
  const { page, complaints } = await open('ana', `/clients/${world.long.clientId}?tab=consents`);
  await page.getByRole('heading', { name: 'Who may know what' }).waitFor();
  await pictureEachWay(page, 'long-names-consents');
  expect(await widthFaults(page, ways)).toEqual([]);

  await page.goto(`${served.origin}/conferences/${world.plan.conferenceId}`);
  await page.getByRole('heading', { name: 'Not to be told' }).waitFor();
  const kept = page.locator('.plan-warnings li', { hasText: 'Never where I live.' });
  await expect.poll(() => kept.innerText()).toMatch(/Montenegro\nNot to be told/);
  await pictureEachWay(page, 'long-names-plan');
  expect(await widthFaults(page, ways)).toEqual([]);

  await meetingsIn(served.house).invited('ana', world.plan);
  await page.reload();
  await page.getByRole('button', { name: 'Start the conference' }).click();
  await page.getByRole('button', { name: 'Begin with Alma Rivera' }).click();
  await page.getByRole('button', { name: `Next: ${longName}` }).waitFor();
  await pictureEachWay(page, 'long-names-room');
  expect(await widthFaults(page, ways)).toEqual([]);

  await page.getByRole('button', { name: 'Shared screen' }).click();
  await page.getByRole('button', { name: 'Next client' }).waitFor();
  await page.setViewportSize(phone);
  await pictureEachWay(page, 'long-names-shared');
  await page.setViewportSize(phone);
  await expect.poll(() => outOfReach(page)).toEqual([]);
  expect(complaints).toEqual([]);
});
