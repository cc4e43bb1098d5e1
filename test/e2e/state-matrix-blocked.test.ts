import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { type GivenClient, givenIn } from '#test/given.ts';
import { type Meeting, meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { openWorld } from './open-world.ts';
import { standsEachWay } from './stands.ts';

// What the state matrix asks where a consent or a role stops something, where nothing was said, and of the service plan.

const on = '2027-03-16';

/** One client whom no paper covers, one whose paper was taken back after the meeting, and a meeting in which nobody was spoken of. */
async function givenBlocked(house: House) {
  await house.at(`${on}T12:00:00Z`);
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork('harbor');
  const { providerId } = await given.provider(agency);
  const late = { program, worker: ana, enrolledOn: '2026-05-12' };
  const make = (name: string) => given.client(agency, { ...late, name });
  const [denise, marcus, cleo] = [
    await make('Denise Okafor'),
    await make('Marcus Bell'),
    await make('Cleo Stone'),
  ];
  const people = [{ kind: 'provider' as const, id: providerId }];
  const plan = (client: GivenClient, time: string) =>
    meetings.planned('ana-harbor', [client], { ana, bo, people, on, time });

  const joined = await house
    .as('ana-harbor')
    .post(`/api/clients/${denise.clientId}/care-team/add`, {
      kind: 'provider',
      personId: providerId,
      servesAs: 'Primary care',
      from: '2027-02-01',
    });
  expect(joined.status).toBe(200);
  await plan(denise, '16:00');
  const consentId = await given.consent(agency, { client: marcus, providerId, by: ana });
  const held = await plan(marcus, '10:00');
  await meetings.invited('ana-harbor', held);
  await meetings.held('ana-harbor', held, { from: `${on}T14:00:00Z`, owner: ana });
  const revoked = await house.as('ana-harbor').post(`/api/consents/${consentId}/revoke`, {});
  expect(revoked.status).toBe(200);
  const silent = await meetings.planned('ana-harbor', [cleo], { ana, bo, on, time: '11:00' });
  await meetings.invited('ana-harbor', silent);
  await begunAndEnded(house, silent);
  return { held, silent, denise };
}

async function begunAndEnded(house: House, { conferenceId }: Meeting) {
  for (const step of ['start', 'end']) {
    const reply = await house.as('ana-harbor').post(`/api/conferences/${conferenceId}/${step}`, {});
    expect(reply.status).toBe(200);
  }
}

const { world, open, served, close } = await openWorld(givenBlocked);
afterAll(close);

/** Answers that are held back until they are let go, and then fail. */
async function holdingBack(page: Page, asks: RegExp) {
  const held = Promise.withResolvers<void>();
  await page.route(asks, async (route) => {
    await held.promise;
    await route.abort();
  });
  return { fail: held.resolve, answer: () => page.unroute(asks) };
}

describe('where a consent stops something', () => {
  test('Today says of how many it is missing, and the client can be planned for all the same (REQ-035)', async () => {
    const { page, complaints } = await open('ana-harbor', '/');
    const row = page.getByRole('row', { name: /Denise Okafor/ });
    await row.getByText('Consent needed for 1 of 1').waitFor();
    await expect.poll(() => row.getByRole('link', { name: /Draft|Plan/ }).count()).toBe(1);
    await standsEachWay(page, 'today-blocked');
    expect(complaints).toEqual([]);
  });

  test('closing names whom it keeps from whom, and holds up nobody else (REQ-035)', async () => {
    const path = `/conferences/${world.held.conferenceId}`;
    const { page, complaints } = await open('ana-harbor', path);
    await page.getByText('1 blocked').waitFor();
    await page.getByRole('button', { name: /^Who gets what/ }).click();
    await page.getByText('Dr Hana Lee: nothing about Marcus Bell').waitFor();
    await page.getByText('The others are not held up.').waitFor();
    const send = page.getByRole('button', { name: 'Close and send now' }).first();
    await expect.poll(() => send.isEnabled()).toBe(true);
    await standsEachWay(page, 'close-blocked');
    expect(complaints).toEqual([]);
  });
});

test('a conference in which nobody was spoken of is not closed, but recorded as not held', async () => {
  const { page, complaints } = await open(
    'ana-harbor',
    `/conferences/${world.silent.conferenceId}`,
  );
  await page.getByText('Nothing was written down.').waitFor();
  await page.getByRole('button', { name: 'Record as not held' }).first().waitFor();
  expect(await page.getByRole('button', { name: 'Close and send now' }).count()).toBe(0);
  await standsEachWay(page, 'close-empty');
  expect(complaints).toEqual([]);
});

test('a conference that a role leaves out says so, who changes that, and where to go on', async () => {
  const { page, complaints } = await open(
    'harbor-admin',
    `/conferences/${world.held.conferenceId}`,
  );
  await page.getByText('Your role does not include Conferences.').waitFor();
  await page.getByText('An administrator of your agency can give you a role that does.').waitFor();
  await standsEachWay(page, 'conference-permission');
  await page.getByRole('link', { name: 'Go to your first page' }).click();
  await page.getByRole('heading', { name: 'Now' }).waitFor();
  expect(complaints).toEqual([]);
});

describe('the service plan', () => {
  const path = () => `/clients/${world.denise.clientId}?tab=service-plan`;

  test('waits under the banner, and is asked for again where it does not come (REQ-113)', async () => {
    const { page, complaints } = await open('ana-harbor', '/account');
    const { fail, answer } = await holdingBack(page, /\/service-plan$/);
    await page.goto(served.origin + path());
    await page.getByRole('heading', { level: 1, name: 'Denise Okafor' }).waitFor();
    await page.getByText('Loading the plan').first().waitFor({ state: 'attached' });
    await standsEachWay(page, 'service-plan-loading');
    fail();
    await page.getByText('The server cannot be reached. Try again.').waitFor();
    await standsEachWay(page, 'service-plan-error');
    await answer();
    await page.getByRole('button', { name: 'Try again' }).first().click();
    await page.getByText('No plan yet.').waitFor();
    expect(complaints).toEqual([]);
  });
});

test('whoever signs in with a wrong password reads the same sentence as whoever has no account', async () => {
  const { page } = await open('ana-harbor', '/account');
  await page.context().clearCookies();
  const told: string[] = [];
  for (const email of ['nobody@example.org', 'ana-harbor@example.org']) {
    await page.goto(`${served.origin}/sign-in`);
    await page.getByLabel('Work email').fill(email);
    await page.getByLabel('Password', { exact: true }).fill('not the word that it was');
    await page.getByRole('button', { name: 'Sign in with a password' }).click();
    told.push(await page.getByRole('alert').first().innerText());
  }
  expect(told[0]).toContain('do not match an account');
  expect(told[1]).toBe(told[0]);
  await standsEachWay(page, 'sign-in-error');
});
