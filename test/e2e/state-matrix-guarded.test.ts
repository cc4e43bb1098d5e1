import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { wordsOf } from './hands.ts';
import { openWorld } from './open-world.ts';
import { standsEachWay } from './stands.ts';

// What the state matrix asks where something is restricted, went wrong for one of many, or waits for a device.

const on = '2027-03-16';

/** A client with one restricted line, and a conference closed with mails of which one was not passed on. */
async function givenGuarded(house: House) {
  await house.at(`${on}T12:00:00Z`);
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const { agency, program, ana, bo } = await meetings.agencyAtWork('harbor');
  await given.staff(agency, 'uma', { roles: ['case-manager'], program, trained: [] });
  const { providerId } = await given.provider(agency);
  const client = await given.client(agency, { program, worker: ana, name: 'Marcus Bell' });
  await given.consent(agency, { client, providerId, by: ana, classes: ['general', 'hiv'] });
  for (const note of ['The lease was renewed.', 'The new medicine is taken every day.']) {
    const { status } = await house
      .as('ana-harbor')
      .post(`/api/clients/${client.clientId}/contacts`, {
        partner: { kind: 'provider', id: providerId },
        activity: 'reducing-barriers',
        channel: 'phone',
        minutes: 10,
        on: '2027-03-10',
        note,
      });
    expect(status).toBe(200);
    await house.owner.query(
      `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())
       on conflict do nothing`,
      [agency.agencyId, client.clientId],
    );
  }
  const people = [{ kind: 'provider' as const, id: providerId }];
  const held = await meetings.planned('ana-harbor', [client], { ana, bo, people, on });
  await meetings.invited('ana-harbor', held);
  await meetings.held('ana-harbor', held, { from: `${on}T14:00:00Z`, owner: ana });
  const path = `/api/conferences/${held.conferenceId}/close`;
  expect((await house.as('ana-harbor').post(path)).status).toBe(200);
  await house.runJobs();
  await house.owner.query(
    `update mail set state = 'failed' where conference_id = $1 and to_name = 'Dr Hana Lee'`,
    [held.conferenceId],
  );
  return { client, held };
}

const { world, open, served, close } = await openWorld(givenGuarded);
afterAll(close);

describe('a restricted line of a chart', () => {
  const path = () => `/clients/${world.client.clientId}`;
  const restricted = 'The new medicine is taken every day.';

  test('says what kind of information it is to whoever may know (REQ-036)', async () => {
    const { page, complaints } = await open('ana-harbor', path());
    await page.getByText(restricted).waitFor();
    const line = page.getByRole('listitem').filter({ hasText: restricted });
    await expect
      .poll(() => line.innerText())
      .toContain('Marked as HIV-related information: read only by whoever may know of that.');
    const other = page.getByRole('listitem').filter({ hasText: 'The lease was renewed.' });
    expect(await other.innerText()).not.toContain('Marked as');
    await standsEachWay(page, 'chart-restricted');
    expect(complaints).toEqual([]);
  });

  test('is not there for anybody else, and nothing tells of it (REQ-036)', async () => {
    const { page, complaints } = await open('uma', path());
    await page.getByText('The lease was renewed.').waitFor();
    const told = await page.locator('main').innerText();
    expect(told).not.toMatch(/medicine|HIV|Marked as/);
    await standsEachWay(page, 'chart-restricted-unseen');
    expect(complaints).toEqual([]);
  });
});

test('one mail that was not passed on leaves the others as they are, and is sent again by itself (REQ-179)', async () => {
  const { page, complaints } = await open('ana-harbor', `/conferences/${world.held.conferenceId}`);
  const mails = page.getByRole('list', { name: 'Mails of this conference' });
  await mails
    .getByRole('button', { name: /^Send again/ })
    .first()
    .waitFor();
  const sent = mails.getByRole('listitem').filter({ hasText: 'Was handed to the mail server.' });
  await expect
    .poll(async () => (await wordsOf(sent.first())).replaceAll('\u00a0', ' '))
    .toMatch(/Left \w{3} \d+ \w{3} \d{4}, \d+:\d{2} [ap]m /);
  await standsEachWay(page, 'close-one-failed');
  expect(complaints).toEqual([]);
});

test('the only administrator reads that somebody else has to be one first', async () => {
  const { page, complaints } = await open('harbor-admin', '/admin/staff');
  await page.getByRole('row', { name: /\(you\)/ }).waitFor();
  await page.getByRole('button', { name: 'harbor Admin', exact: true }).click();
  await page.getByText('You are the only administrator: give somebody else that role').waitFor();
  await standsEachWay(page, 'staff-only-administrator');
  expect(complaints).toEqual([]);
});

/** A device that asks its owner, who does not answer yet. */
async function withSilentDevice(page: Page) {
  const session = await page.context().newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: false,
    },
  });
}

test('while the device asks for a passkey the page waits with it, and a password stays open', async () => {
  const { page } = await open('ana-harbor', '/account');
  await withSilentDevice(page);
  await page.context().clearCookies();
  await page.goto(`${served.origin}/sign-in`);
  await page.getByRole('button', { name: 'Use your passkey' }).click();
  await page.getByText('Answer on this device').waitFor();
  await expect
    .poll(() => page.getByRole('button', { name: 'Sign in with a password' }).isEnabled())
    .toBe(true);
  await standsEachWay(page, 'sign-in-passkey');
});
