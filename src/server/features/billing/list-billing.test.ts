import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  billingGiven,
  conferenceToBill,
  policyThatBills,
  type BillingGiven,
} from '#test/billing-given.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let world: BillingGiven;
let restricted = '';
let hugh: GivenClient;

beforeAll(async () => {
  world = await billingGiven(house);
  const { agency, providerId } = world;
  const given = givenIn(house);
  const program = await given.program(agency, { name: 'Harbor Clinic', policy: policyThatBills() });
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    program.programId,
  ]);
  const hana = await given.staff(agency, 'hana', { roles: ['case-manager'], program });
  const hal = await given.staff(agency, 'hal', { roles: ['case-manager'], program });
  await given.staff(agency, 'hope', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(agency, 'hugo', {
    roles: ['supervisor'],
    program,
    teamRole: 'supervisor',
    trained: [],
  });
  hugh = await given.client(agency, { program, worker: hana, name: 'Hugh Stone' });
  const { reviewIds } = await conferenceToBill(house, {
    agency,
    clients: [hugh],
    providerId,
    by: hana,
    beside: hal,
    time: '12:00',
    from: '2027-03-15T16:00:00Z',
  });
  restricted = reviewIds[0] ?? '';
  await house.owner.query(
    `update auth.session_scope set proved_at = auth.now() + interval '1 hour'`,
  );
  await house.as('ana').post(`/api/reviews/${world.reviewId}/preparation`, { minutes: 25 });
});
afterAll(() => house.close());

const list = async (who: string, query = 'month=2027-03') =>
  (await house.as(who).get(`/api/billing?${query}`)).body;
const reviewsOf = async (who: string, query?: string) =>
  (await list(who, query)).reviews.map(({ reviewId }: { reviewId: string }) => reviewId);
const csv = async (who: string, query = 'month=2027-03', reportTo = 'other') =>
  (await house.as(who).get(`/api/billing/export?reason=report&${query}&reportTo=${reportTo}`)).body;

test('a biller reads times, kinds of people and codes of a month, by client number (REQ-080, REQ-122, EP-16)', async () => {
  const { reviews, month, next } = await list('bill');
  expect({ month, next }).toEqual({ month: '2027-03', next: null });
  expect(reviews).toEqual([
    {
      reviewId: world.reviewId,
      conferenceId: null,
      heldOn: '2027-03-15',
      spanInWords: 'Mon 15 Mar 2027, 10:00 am to 10:15 am Eastern',
      clientNumber: 1001,
      conferenceNumber: 1,
      programName: 'Follow-up',
      whoInWords: '2 team, outside provider, client',
      modeInWords: 'By video',
      state: 'open',
      minutes: 15,
      units: 1,
      amountInWords: '1 unit, 15 minutes',
      billedByName: null,
      errors: [],
      warnings: [],
      preparedMinutes: 25,
    },
  ]);
});

test('no word of what was discussed and no client by name reaches a biller, in the list or in the file (EP-16)', async () => {
  for (const text of [JSON.stringify(await list('bella')), await csv('bella')]) {
    expect(text).not.toMatch(/Alma|Rivera|Hugh|Stone|Hana Lee/);
    expect(text).not.toMatch(/need of|strength of|summary of|step for/i);
  }
});

test('a program that tells a class by itself is there for a biller with a right to that class alone (REQ-036, EP-16)', async () => {
  expect(await reviewsOf('bella')).toEqual([world.reviewId, restricted]);
  expect(await reviewsOf('bill')).toEqual([world.reviewId]);
  expect(await csv('bill')).not.toContain('Harbor');
  expect(await csv('bella')).toContain('Harbor Clinic');
  // A right that ended is none; a job title that is listed for the class is one.
  await house.owner.query(
    `update staff_training set withdrawn_at = now() where about = 'hiv' and staff_id = (select staff_id from staff where email like 'bella%')`,
  );
  expect(await reviewsOf('bella')).toEqual([world.reviewId]);
});

test('the default that asks no training for substance use lets a biller see no such program either (REQ-036)', async () => {
  await house.owner.query(`update program set class = 'sud' where name = 'Harbor Clinic'`);
  expect(await reviewsOf('bill')).toEqual([world.reviewId]);
  await house.owner.query(
    `insert into authorized_title (agency_id, title_id, title, duties, limits, restricted, added_at, added_by)
     select agency_id, gen_random_uuid(), 'Case manager', 'Billing', 'Codes', '{sud}', now(), staff_id from staff where email like 'riverbend-admin%'`,
  );
  expect(await reviewsOf('bill')).toEqual([world.reviewId, restricted]);
  await house.owner.query(`delete from authorized_title`);
  await house.owner.query(`update program set class = 'hiv' where name = 'Harbor Clinic'`);
});

test('a supervisor reads their own programs, without the class only where they may not know it', async () => {
  expect(await reviewsOf('sue')).toEqual([world.reviewId]);
  expect(await reviewsOf('hope')).toEqual([restricted]);
  expect(await reviewsOf('hugo')).toEqual([]);
  expect(await reviewsOf('sid')).toEqual([]);
});

test('a conference is there to be opened for whoever may open it, and for no biller', async () => {
  const { conferenceId } = world.meeting;
  expect((await list('sue')).reviews).toMatchObject([{ conferenceId }]);
  for (const who of ['bill', 'bella'])
    expect(JSON.stringify(await list(who))).not.toContain(conferenceId);
});

test('another agency’s biller sees nothing, and workers, auditors and administrators have no such list', async () => {
  expect(await reviewsOf('obi')).toEqual([]);
  expect(await csv('obi')).not.toContain('2027-03-15');
  for (const who of ['ana', 'far', 'olga', 'audrey', 'riverbend-admin']) {
    expect((await house.as(who).get('/api/billing')).status).toBe(403);
    expect(
      (await house.as(who).get('/api/billing/export?reason=report&reportTo=state')).status,
    ).toBe(403);
  }
});

test('what is billed, what is not yet and what cannot be are told apart, and the file holds the same (REQ-090)', async () => {
  await house.as('bo').post(`/api/reviews/${world.reviewId}/billing`);
  expect(await list('bill', 'month=2027-03&state=billed')).toMatchObject({
    reviews: [{ reviewId: world.reviewId, state: 'billed', billedByName: 'bo', units: 1 }],
  });
  expect(await reviewsOf('bill', 'month=2027-03&state=open')).toEqual([]);
  expect(await reviewsOf('bill', 'month=2027-02')).toEqual([]);
  const lines = (await csv('bill')).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toMatch(/billed,1,15,bo,,25,"?Taken out by bill on /);
  const { seen } = (await house.as('sue').get(`/api/reviews/${world.reviewId}/void`)).body;
  await house.as('sue').post(`/api/reviews/${world.reviewId}/void`, { seen, reason: 'Wrong.' });
  expect(await list('bill', 'month=2027-03&state=not-billable')).toMatchObject({
    reviews: [{ state: 'not-billable', billedByName: null, errors: [{ code: 'B22' }] }],
  });
});

test('the file for a report that is owed stands in the accounting of whom it tells of, for whom it was made, and of nobody else (REQ-034, EP-14)', async () => {
  const accounted = async (who: string, clientId: string) =>
    (await house.as(who).get(`/api/clients/${clientId}/disclosures`)).body.disclosures
      .filter(({ channelInWords }: Record<string, string>) => channelInWords === 'As a file')
      .map((each: { who: { name: string }; whatInWords: string }) => [
        each.who.name,
        each.whatInWords,
      ]);
  const before = await accounted('ana', world.alma.clientId);
  await house.as('bill').get('/api/billing/export?reason=supervision&month=2027-03');
  await csv('bill', 'month=2027-02', 'state');
  expect(await accounted('ana', world.alma.clientId)).toEqual(before);
  await csv('bill', 'month=2027-03', 'health-plan');
  expect(await accounted('ana', world.alma.clientId)).toEqual([
    ['A health plan', 'General information'],
    ...before,
  ]);
  const ofHugh = await accounted('hana', hugh.clientId);
  expect(JSON.stringify(ofHugh)).not.toContain('A health plan');
  await csv('hope', 'month=2027-03', 'state');
  expect(await accounted('hana', hugh.clientId)).toEqual([
    ['The State', 'HIV-related information, general information'],
    ...ofHugh,
  ]);
});

test('the file leaves for a reason alone, with whoever shows that it is they, and stands among what was taken out', async () => {
  expect((await house.as('bill').get('/api/billing/export')).status).toBe(400);
  const { rows } = await house.owner.query(
    `select distinct reason from taken_out where what = 'billing-list'`,
  );
  expect(rows).not.toContainEqual({ reason: null });
  await house.owner.query(
    `update auth.session_scope set proved_at = auth.now() - interval '1 day'`,
  );
  const { status, body } = await house
    .as('bill')
    .get('/api/billing/export?reason=report&reportTo=state');
  expect([status, body.type]).toEqual([403, 'step-up-needed']);
});

test.each(['2027-13', 'March', '2027-3', ''])('"%s" is no month', async (month) => {
  const { status, body } = await house.as('bill').get(`/api/billing?month=${month}`);
  expect([status, body.fields[0].path]).toEqual([400, 'month']);
});

test('the list is in the audit trail with the reviews that it showed and their clients, whose “who looked” names the biller (REQ-178)', async () => {
  const { rows } = await house.owner.query(
    `select ids from audit where operation = 'GET /api/billing' and outcome = 'done' order by at desc limit 1`,
  );
  expect(rows[0].ids.toSorted()).toEqual([world.reviewId, world.alma.clientId].toSorted());
  const { lines } = (await house.as('ana').get(`/api/clients/${world.alma.clientId}/looked`)).body;
  const seen = lines.map(({ who, inWords }: { who: { name: string }; inWords: string }) => [
    who.name,
    inWords,
  ]);
  expect(seen).toContainEqual(['bill', 'Read: what is billed']);
  expect(seen).toContainEqual(['bill', 'Saved as a file: what is billed']);
  const { body } = await house.as('bill').get('/api/billing?month=2027-03');
  expect(JSON.stringify(body)).not.toContain(world.alma.clientId);
});

test('billing reads of a review what the clock reads of it, by the same text', async () => {
  const { rows } = await house.owner.query(
    `select proname as name, prosrc as text from pg_proc
     where proname in ('clock_reviews', 'billing_facts', 'reviews_with_incident', 'billing_incidents')`,
  );
  const text = new Map(rows.map(({ name, text: body }) => [name, body]));
  const asClock = (name: string) => text.get(name).replaceAll('billing_scope', 'clock_scope');
  expect(asClock('billing_facts')).toBe(text.get('clock_reviews'));
  expect(asClock('billing_incidents')).toBe(text.get('reviews_with_incident'));
});
