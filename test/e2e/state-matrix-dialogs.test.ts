import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { billingGiven } from '#test/billing-given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import type { House } from '#test/house.ts';
import { take, choose } from './hands.ts';
import { openWorld } from './open-world.ts';
import { standsEachWay } from './stands.ts';

// What the state matrix asks where two meet at one step, where a time went by, and of what stops the page until it is answered.

/** A step that waits for its client, a conference that nobody began, one to come, and more that wait to be closed than Now lists. */
async function givenDialogs(house: House) {
  const { agency, program, ana, bo, alma, meeting } = await billingGiven(house);
  const given = givenIn(house);
  const meetings = meetingsIn(house);
  const quiet = { program: await given.program(agency, { name: 'Calm' }) };
  const cal = await given.staff(agency, 'cal', { roles: ['case-manager'], ...quiet });
  await given.client(agency, {
    ...quiet,
    worker: cal,
    name: 'Ruth Adeyemi',
    enrolledOn: '2027-01-04',
  });
  const marcus = await given.client(agency, { program, worker: ana, name: 'Marcus Bell' });
  const plan = (on: string, time: string) =>
    meetings.planned('ana', [marcus], { ana, bo, on, time });
  // The others are signed in at this hour: what went by was planned before it.
  const now = '2027-03-15T12:00:00Z';
  await house.at('2027-03-12T14:00:00Z');
  const missed = await plan('2027-03-14', '17:00');
  await meetings.invited('ana', missed);
  await house.at(now);
  const ahead = await plan('2027-03-19', '10:00');
  await meetings.invited('ana', ahead);
  const draft = await plan('2027-03-22', '10:00');
  await house.owner.query(
    `insert into conference (agency_id, conference_id, conference_number, state, starts_at, minutes, time_zone, mode,
       facilitator_id, planned_by, planned_at, staff_ids)
     select agency_id, gen_random_uuid(), 100 + n, 'ended', '2027-02-01T15:00:00Z'::timestamptz + n * interval '1 hour', 60,
       time_zone, 'video', facilitator_id, planned_by, planned_at, staff_ids
     from conference, generate_series(1, 21) n where conference_id = $1`,
    [meeting.conferenceId],
  );
  return { alma, marcus, missed, ahead, draft };
}

const { world, open, served, close } = await openWorld(givenDialogs);
afterAll(close);

/** What somebody else records about the only step, behind the page that is open. */
async function answeredMeanwhile(answer: 'agreed' | 'declined') {
  const bo = served.house.as('bo');
  const path = `/api/clients/${world.alma.clientId}/service-plan`;
  const { items } = (await bo.get(path)).body;
  const reply = await bo.post(`${path}/answers`, {
    items: items.map((item: { actionItemId: string; answer: { answerId: string } | null }) => ({
      actionItemId: item.actionItemId,
      seen: item.answer?.answerId ?? null,
    })),
    answer,
    givenBy: 'client',
    how: 'in-meeting',
    on: '2027-03-15',
  });
  expect(reply.status).toBe(200);
}

describe('the service plan, where two record an answer at once', () => {
  const path = () => `/clients/${world.alma.clientId}?tab=service-plan`;

  test.each([
    ['agreed', /^Declined/, 'Agreed on'],
    ['declined', /^Agreed/, 'Declined on'],
  ] as const)(
    'shows that it was %s meanwhile, beside what one was about to say (REQ-113)',
    async (theirs, mine, words) => {
      const { page, complaints } = await open('ana', path());
      await page
        .getByRole('button', { name: /^(Record|Change) the answer|^Change/ })
        .first()
        .click();
      const dialog = page.getByRole('dialog');
      await take(dialog, mine);
      await choose(dialog, 'How', 'In the conference itself');
      await answeredMeanwhile(theirs);
      await dialog.getByRole('button', { name: 'Record the answer' }).click();
      await dialog.getByText('Somebody changed this in the meantime.').waitFor();
      await dialog.getByText(words).waitFor();
      await dialog.getByRole('radio', { name: mine, checked: true }).waitFor({ state: 'attached' });
      await standsEachWay(page, `service-plan-conflict-${theirs}`);
      expect(complaints).toEqual([]);
    },
  );
});

test('a conference whose time went by asks what happened, and when it was held (REQ-033)', async () => {
  const { page, complaints } = await open('ana', `/conferences/${world.missed.conferenceId}`);
  await page.getByRole('heading', { name: 'What happened?' }).waitFor();
  await standsEachWay(page, 'missed');
  await page.setViewportSize({ width: 1440, height: 1000 });
  await page.getByRole('button', { name: 'Write it down' }).first().click();
  await page.getByRole('dialog', { name: 'When was it held?' }).waitFor();
  await standsEachWay(page, 'missed-times');
  expect(complaints).toEqual([]);
});

describe('Today', () => {
  test('says that more conferences wait than it lists, and leads to all of them', async () => {
    const { page, complaints } = await open('ana', '/');
    await page.getByText('These are the first 20, your own before the others.').waitFor();
    await standsEachWay(page, 'today-goes-on');
    await page.getByRole('link', { name: 'All conferences' }).click();
    await page.getByRole('heading', { name: 'Conferences', level: 1 }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('where nobody is due names who is next, and offers to plan for them', async () => {
    const { page, complaints } = await open('cal', '/');
    await page.getByText(/^The next one is Ruth Adeyemi, by/).waitFor();
    await standsEachWay(page, 'today-empty-next');
    await page.getByRole('link', { name: 'Plan a conference for Ruth Adeyemi' }).click();
    await page.getByRole('heading', { name: 'Plan a conference', level: 1 }).waitFor();
    expect(complaints).toEqual([]);
  });
});

type Asked = [name: string, path: () => string, opens: (page: Page) => Promise<void>];

const press = async (page: Page, name: RegExp | string) =>
  page.getByRole('button', { name }).filter({ visible: true }).first().click();

const questions: Asked[] = [
  [
    'move',
    () => `/conferences/${world.ahead.conferenceId}`,
    (page) => press(page, 'Change date, time or place'),
  ],
  ['cancel', () => `/conferences/${world.ahead.conferenceId}`, (page) => press(page, /^Cancel/)],
  [
    'invite-late',
    () => `/conferences/${world.ahead.conferenceId}`,
    (page) => press(page, 'Invite somebody else'),
  ],
  [
    'give-up',
    () => `/conferences/${world.draft.conferenceId}`,
    (page) => press(page, 'Give this draft up'),
  ],
  [
    'attempt',
    () => `/clients/${world.marcus.clientId}?tab=conferences`,
    (page) => press(page, /^Log an attempt/),
  ],
  [
    'member',
    () => `/clients/${world.marcus.clientId}?tab=care-team`,
    (page) => press(page, 'Add somebody'),
  ],
];

test.each(questions)(
  'the question %s stands over its page, in the light and in the dark',
  async (name, path, opens) => {
    const { page, complaints } = await open('ana', path());
    await opens(page);
    await page.getByRole('dialog').or(page.getByRole('alertdialog')).waitFor();
    await standsEachWay(page, `dialog-${name}`);
    expect(complaints).toEqual([]);
  },
);
