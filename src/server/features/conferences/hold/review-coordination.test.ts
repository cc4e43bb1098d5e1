import { afterAll, beforeAll, expect, test } from 'vitest';
import { holdBySteps } from '#test/golden/conference-by-steps.ts';
import { goldenScene } from '#test/golden/scene.ts';
import type { GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { given, here, comprehensive, ana, tell, provider } = await goldenScene(house);
let alma: GivenClient;
let lee: { kind: 'provider'; id: string };
afterAll(() => house.close());

beforeAll(async () => {
  alma = await given.client(here, { program: comprehensive, worker: ana, name: 'Alma Rivera' });
  lee = await provider(ana, alma);
});

const talked = async (on: string, more: object = {}, client = alma): Promise<string> => {
  await house.at(`${on}T15:00:00Z`);
  const { contactId } = await tell('ana', `/api/clients/${client.clientId}/contacts`, {
    partner: { kind: 'provider', id: lee.id },
    activity: 'arranging-access',
    channel: 'phone',
    on,
    note: 'An appointment was made.',
    ...more,
  });
  return contactId;
};
const coordination = (who: string, { conferenceId, reviewId }: Held) =>
  house.as(who).get(`/api/conferences/${conferenceId}/reviews/${reviewId}/coordination`);
type Held = { conferenceId: string; reviewId: string };
const link = (who: string, { conferenceId, reviewId }: Held, contactId: string, isLinked = true) =>
  house.as(who).post(`/api/conferences/${conferenceId}/reviews/${reviewId}/coordination`, {
    contactId,
    isLinked,
  });

test('a conference shows the contacts that led to it and those that came of it, and each contact the conference (REQ-026, REQ-009)', async () => {
  const before = await talked('2026-05-04');
  const held = await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [lee],
    on: '2026-05-12',
  });
  expect((await link('ana', held, before)).status).toBe(200);
  expect((await link('ana', held, before)).body.type).toBe('linked-already');
  const { conferences } = (await house.as('ana').get(`/api/clients/${alma.clientId}/contacts/new`))
    .body;
  expect(conferences).toEqual([
    {
      reviewId: held.reviewId,
      inWords: expect.stringMatching(/^Conference \d+, held Tue 12 May 2026$/),
    },
  ]);
  const after = await talked('2026-05-20', { reviewId: held.reviewId });
  const apart = await talked('2026-05-21');

  const shown = (await coordination('ana', held)).body.contacts;
  expect(
    shown.map(({ contactId, relation }: Record<string, unknown>) => [contactId, relation]),
  ).toEqual([
    [apart, null],
    [after, 'came-of'],
    [before, 'led-to'],
  ]);
  const { entries } = (await house.as('ana').get(`/api/clients/${alma.clientId}/record`)).body;
  const detailOf = (is: (entry: { kind: string; on: string }) => boolean) =>
    entries.find(is).detail;
  expect(detailOf(({ kind }) => kind === 'conference')).toContain(
    'Contacts that led to it: Mon 4 May 2026; that came of it: Wed 20 May 2026',
  );
  expect(detailOf(({ kind, on }) => kind === 'contact' && on === '2026-05-20')).toMatch(
    /Came of conference \d+, Tue 12 May 2026/,
  );
  expect(detailOf(({ kind, on }) => kind === 'contact' && on === '2026-05-21')).not.toContain(
    'conference',
  );

  await link('ana', held, before, false);
  expect((await coordination('ana', held)).body.contacts.at(-1)).toMatchObject({
    contactId: before,
    relation: null,
  });
});

test('a link that was taken back stays as it was: whoever says it again says it in their own name, once (REQ-026)', async () => {
  const fay = await given.client(here, { program: comprehensive, worker: ana, name: 'Fay Holt' });
  await house.at('2026-05-21T12:00:00Z');
  const lou = await given.staff(here, 'lou', { roles: ['case-manager'], program: comprehensive });
  const held = await holdBySteps(house, {
    client: fay,
    leader: ana,
    others: [await provider(ana, fay)],
    on: '2026-05-21',
  });
  const contactId = await talked('2026-05-21', {}, fay);
  await link('ana', held, contactId);
  await link('ana', held, contactId, false);
  const pressed = await Promise.all([link('lou', held, contactId), link('lou', held, contactId)]);
  expect(new Set(pressed.map(({ status }) => status))).toEqual(new Set([200, 409]));
  const { rows } = await house.owner.query(
    `select linked_by, unlinked_at is null as stands from review_contact where contact_id = $1 order by linked_at, stands`,
    [contactId],
  );
  expect(rows).toEqual([
    { linked_by: ana.staffId, stands: false },
    { linked_by: lou.staffId, stands: true },
  ]);
});

test('whoever may read a contact of their own but not the link that another made of it hears that it is there (REQ-036)', async () => {
  const gil = await given.client(here, { program: comprehensive, worker: ana, name: 'Gil Marsh' });
  await house.at('2026-05-21T13:00:00Z');
  await given.staff(here, 'pat', { roles: ['case-manager'], program: comprehensive });
  const held = await holdBySteps(house, {
    client: gil,
    leader: ana,
    others: [await provider(ana, gil)],
    on: '2026-05-21',
  });
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())`,
    [here.agencyId, gil.clientId],
  );
  await house.at('2026-05-21T15:00:00Z');
  const { contactId } = await tell('pat', `/api/clients/${gil.clientId}/contacts`, {
    partner: { kind: 'provider', id: lee.id },
    activity: 'arranging-access',
    channel: 'phone',
    on: '2026-05-21',
    note: 'An appointment was made.',
  });
  expect((await link('ana', held, contactId)).status).toBe(200);
  expect((await coordination('pat', held)).body.contacts[0].relation).toBe(null);
  expect((await link('pat', held, contactId)).body.type).toBe('linked-already');
  await link('ana', held, contactId, false);
  expect((await link('pat', held, contactId)).status).toBe(200);
});

test('in the room it is shown what coordination is open: contacts since the last conference, open actions, unanswered requests (REQ-129, REQ-127)', async () => {
  const bea = await given.client(here, { program: comprehensive, worker: ana, name: 'Bea Osei' });
  const ash = await provider(ana, bea);
  await talked('2026-04-30', {}, bea);
  await holdBySteps(house, { client: bea, leader: ana, others: [ash], on: '2026-05-12' });
  const since = await talked('2026-05-18', {}, bea);
  await tell('ana', `/api/clients/${bea.clientId}/attempts`, {
    enrollmentId: bea.enrollmentId,
    to: ash,
    on: '2026-05-18',
    channel: 'telephone',
    outcome: 'no_response',
    nextStep: 'call-again',
  });
  await house.at('2026-05-19T14:00:00Z');
  const { conferenceId } = await tell('ana', '/api/conferences', {
    enrollmentIds: [bea.enrollmentId],
  });
  const { reviews } = (await house.as('ana').get(`/api/conferences/${conferenceId}`)).body;
  const { reviewId, earlierActionItems } = reviews[0];

  const { body } = await coordination('ana', { conferenceId, reviewId });
  expect(body.since).toBe('2026-05-12');
  expect(body.contacts).toEqual([
    {
      contactId: since,
      on: '2026-05-18',
      inWords: 'Riverside Clinic, Dr Hana Lee by phone',
      forInWords: 'Arranging access',
      relation: null,
    },
  ]);
  expect(body.attempts.map(({ inWords }: { inWords: string }) => inWords)).toEqual([
    'Dr Hana Lee by phone: no answer.',
  ]);
  expect(earlierActionItems).toHaveLength(1);
});

test('nobody links a contact of another client, and who may not read a contact sees no link to it (REQ-034, REQ-036)', async () => {
  const cal = await given.client(here, { program: comprehensive, worker: ana, name: 'Cal Moss' });
  const dee = await given.client(here, { program: comprehensive, worker: ana, name: 'Dee Park' });
  // Signed in on the last of the days that follow.
  await house.at('2026-08-20T12:00:00Z');
  await given.staff(here, 'kim', { roles: ['case-manager'], program: comprehensive });
  const held = await holdBySteps(house, {
    client: cal,
    leader: ana,
    others: [await provider(ana, cal)],
    on: '2026-06-02',
  });
  const ofDee = await talked('2026-06-03', {}, dee);
  expect((await link('ana', held, ofDee)).status).toBe(404);
  const wrong = await house.as('ana').post(`/api/clients/${dee.clientId}/contacts`, {
    partner: { kind: 'provider', id: lee.id },
    activity: 'advocacy',
    channel: 'phone',
    on: '2026-06-03',
    note: 'For another.',
    reviewId: held.reviewId,
  });
  expect(wrong.status).toBe(400);
  expect(JSON.stringify(wrong.body)).toContain('Choose one of their conferences');

  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'test', now())`,
    [here.agencyId, cal.clientId],
  );
  const seenBefore = (await coordination('kim', held)).body;
  expect(seenBefore.contacts).toEqual([]);
  const record = async () =>
    (await house.as('kim').get(`/api/clients/${cal.clientId}/record`)).body.entries;
  const recordBefore = await record();
  const restricted = await talked('2026-06-03', { reviewId: held.reviewId }, cal);
  expect((await coordination('ana', held)).body.contacts[0]).toMatchObject({
    contactId: restricted,
    relation: 'came-of',
  });
  expect((await coordination('kim', held)).body).toEqual(seenBefore);
  expect(await record()).toEqual(recordBefore);
  expect((await link('kim', held, restricted)).status).toBe(404);
  const there = await given.agency('there');
  await given.staff(there, 'zed', {
    roles: ['case-manager'],
    program: await given.program(there, {}),
  });
  expect((await coordination('zed', held)).status).toBe(404);
  expect((await link('zed', held, restricted)).status).toBe(404);
});
