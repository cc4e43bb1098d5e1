import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenClient, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let ana: GivenStaff;
let alma: GivenClient;
let bao: GivenClient;
let providerId: string;

type Told = { state: string; startsAt: string; clients: GivenClient[]; mode?: string };

/** A conference that Ana planned and facilitates, told by the database's owner. */
async function conference({ state, startsAt, clients, mode = 'video' }: Told) {
  const conferenceId = house.newId();
  await house.owner.query(
    `insert into conference (agency_id, conference_id, conference_number, state, starts_at, minutes, time_zone, mode,
       facilitator_id, planned_by, planned_at, staff_ids)
     values ($1, $2, 1, $3, $4, 60, 'America/New_York', $5, $6, $6, '2026-11-27Z', array[$6::uuid])`,
    [here.agencyId, conferenceId, state, startsAt, mode, ana.staffId],
  );
  const reviews: string[] = [];
  for (const [place, { clientId, enrollmentId }] of clients.entries()) {
    const reviewId = house.newId();
    reviews.push(reviewId);
    await house.owner.query(
      `insert into client_review (agency_id, review_id, conference_id, client_id, enrollment_id, position, planned_minutes, state)
       values ($1, $2, $3, $4, $5, $6, 20, $7)`,
      [
        here.agencyId,
        reviewId,
        conferenceId,
        clientId,
        enrollmentId,
        place + 1,
        state === 'ended' || state === 'closed' ? 'done' : 'waiting',
      ],
    );
  }
  return { conferenceId, reviews };
}

async function invited(conferenceId: string, reviewId: string, response: string) {
  const attendeeId = house.newId();
  await house.owner.query(
    `insert into attendee (agency_id, attendee_id, conference_id, provider_id, response) values ($1, $2, $3, $4, $5)`,
    [here.agencyId, attendeeId, conferenceId, providerId, response],
  );
  await house.owner.query(
    `insert into review_attendee (agency_id, review_attendee_id, review_id, attendee_id, client_id, invited_at)
     values ($1, $2, $3, $4, $5, '2026-11-27T15:00:00Z')`,
    [here.agencyId, house.newId(), reviewId, attendeeId, alma.clientId],
  );
}

beforeAll(async () => {
  await house.at('2026-12-03T14:40:00Z');
  here = await given.agency('here');
  const there = await given.agency('there');
  const program = await given.program(here);
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  await given.staff(here, 'stranger', { roles: ['case-manager'] });
  const other = await given.program(there);
  await given.staff(there, 'otto', { roles: ['case-manager'], program: other });
  alma = await given.client(here, {
    program,
    worker: ana,
    name: 'Alma Rivera',
    enrolledOn: '2026-06-04',
  });
  bao = await given.client(here, {
    program,
    worker: ana,
    name: 'Bao Chen',
    enrolledOn: '2026-06-04',
  });
  ({ providerId } = await given.provider(here, { name: 'Dr Hana Lee' }));
  const today = await conference({
    state: 'scheduled',
    startsAt: '2026-12-03T15:00:00Z',
    clients: [alma, bao],
  });
  await invited(today.conferenceId, today.reviews[0] ?? '', 'waiting');
  // On the list with a yes, but the invitation was withheld: counted nowhere.
  await house.owner.query(
    `insert into attendee (agency_id, attendee_id, conference_id, staff_id, response) values ($1, $2, $3, $4, 'yes')`,
    [here.agencyId, house.newId(), today.conferenceId, ana.staffId],
  );
  await conference({ state: 'scheduled', startsAt: '2026-12-04T15:00:00Z', clients: [bao] });
  await conference({ state: 'ended', startsAt: '2026-12-01T15:00:00Z', clients: [bao] });
});

const now = async (name: string) => (await house.as(name).get('/api/today/now')).body.conferences;
const waiting = async (name: string) => (await house.as(name).get('/api/today/waiting')).body;

test('now shows what begins today and what was held and is not closed, and not tomorrow', async () => {
  expect(await now('ana')).toMatchObject([
    {
      state: 'scheduled',
      startsAt: '2026-12-03T15:00:00Z',
      clients: ['Alma Rivera', 'Bao Chen'],
      roles: ['facilitator'],
      asked: 1,
      saidYes: 0,
    },
    { state: 'ended', clients: ['Bao Chen'] },
  ]);
});

test('nobody outside the case learns of a conference or of whom it waits for', async () => {
  for (const name of ['stranger', 'otto']) {
    expect(await now(name)).toEqual([]);
    expect(await waiting(name)).toMatchObject({
      replies: [],
      silences: [],
      mails: [],
      actions: [],
    });
  }
});

test('a due client’s next step is the conference that was held or comes first, and who shares it', async () => {
  const { body } = await house.as('ana').get('/api/today/due');
  const rowOf = (client: GivenClient) =>
    body.rows.find(({ clientId }: { clientId: string }) => clientId === client.clientId);

  expect(rowOf(alma)).toMatchObject({
    status: 'overdue',
    next: { state: 'scheduled', withClients: ['Bao Chen'] },
    notes: ['Scheduled for Thu 3 Dec, 2 days after due'],
  });
  expect(rowOf(bao)).toMatchObject({
    status: 'overdue',
    next: { state: 'ended' },
    notes: ['Held Tue 1 Dec; counts once its record is finished'],
  });
});

test('who was invited and has not answered is waited for (REQ-057)', async () => {
  expect(await waiting('ana')).toMatchObject({
    today: '2026-12-03',
    replies: [
      {
        name: 'Dr Hana Lee',
        invitedAt: '2026-11-27T15:00:00Z',
        startsAt: '2026-12-03T15:00:00Z',
      },
    ],
    mails: [],
    actions: [],
  });

  await house.owner.query(`update attendee set response = 'yes'`);
  expect((await waiting('ana')).replies).toEqual([]);
});

test('mail that did not leave, and an action of somebody else that is past its date, wait too', async () => {
  const { conferenceId, reviews } = await conference({
    state: 'closed',
    startsAt: '2026-11-10T15:00:00Z',
    clients: [alma],
  });
  await invited(conferenceId, reviews[0] ?? '', 'yes');
  await house.owner.query(
    `insert into mail (agency_id, mail_id, conference_id, to_address, to_name, provider_id, kind, subject, body, state, written_at, written_by)
     values ($1, $2, $3, 'x@clinic.example', 'Dr Hana Lee', $4, 'invitation', 'Meeting invitation', '-', 'failed', '2026-11-09Z', $5)`,
    [here.agencyId, house.newId(), conferenceId, providerId, ana.staffId],
  );
  const action = (dueOn: string, owner: 'owner_provider_id' | 'owner_staff_id', id: string) =>
    house.owner.query(
      `insert into action_item (agency_id, action_item_id, review_id, client_id, class, body, ${owner}, due_on, follow_up_on,
         follow_up_how, follow_up_by, created_by, created_at)
       values ($1, $2, $3, $4, 'general', '', $5, $6, $6, '', $7, $7, '2026-11-10Z')`,
      [here.agencyId, house.newId(), reviews[0], alma.clientId, id, dueOn, ana.staffId],
    );
  await action('2026-11-30', 'owner_provider_id', providerId);
  await action('2026-12-03', 'owner_provider_id', providerId);
  await action('2026-11-30', 'owner_staff_id', ana.staffId);

  expect(await waiting('ana')).toMatchObject({
    mails: [{ name: 'Dr Hana Lee', state: 'failed' }],
    actions: [{ name: 'Dr Hana Lee', clientName: 'Alma Rivera', dueOn: '2026-11-30' }],
  });
});

test('where more conferences wait than are listed, that is said (REQ-033)', async () => {
  const ofAna = async () => (await house.as('ana').get('/api/today/now')).body;
  expect((await ofAna()).goesOn).toBe(false);
  for (let day = 10; day < 30; day += 1)
    await conference({ state: 'ended', startsAt: `2026-10-${day}T15:00:00Z`, clients: [bao] });

  const { conferences, goesOn } = await ofAna();

  expect(conferences).toHaveLength(20);
  expect(goesOn).toBe(true);
  expect((await house.as('stranger').get('/api/today/now')).body).toMatchObject({
    conferences: [],
    goesOn: false,
  });
});
