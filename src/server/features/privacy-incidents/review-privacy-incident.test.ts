import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient, type GivenProgram } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { rewritePolicies } from '#test/rewrite-policy.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await house.owner.query(text, values)).rows;

let work: GivenAgencyAtWork;
let nights: GivenProgram;
let alma: GivenClient;
let lee: string;
let kay: string;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  const hillside = await meetings.agencyAtWork('hillside');
  const { agency, program } = work;
  nights = await given.program(agency, { name: 'Nights' });
  await given.staff(agency, 'cy', { roles: ['case-manager'], program: nights });
  const supervisor = { roles: ['supervisor'] as const, teamRole: 'supervisor' };
  await given.staff(agency, 'sue', { ...supervisor, roles: ['supervisor'], program });
  await given.staff(agency, 'sol', { ...supervisor, roles: ['supervisor'], program });
  await given.staff(agency, 'nia', { ...supervisor, roles: ['supervisor'], program: nights });
  await given.staff(hillside.agency, 'hal', {
    roles: ['supervisor'],
    teamRole: 'supervisor',
    program: hillside.program,
  });
  alma = await given.client(agency, { program, worker: work.ana, name: 'Alma Rivera' });
  lee = (await given.provider(agency, { email: 'lee@clinic.example' })).providerId;
  kay = (await given.provider(agency, { name: 'Kay Odum', email: 'kay@housing.example' }))
    .providerId;
  await given.consent(agency, { client: alma, providerId: lee, by: work.ana });
  await house.as('ana').post(`/api/clients/${alma.clientId}/care-team/add`, {
    kind: 'provider',
    personId: lee,
    isKeyProvider: true,
    servesAs: 'Primary care',
    from: '2027-01-02',
  });
  await heldWithKay('ana', '10:00');
});
afterAll(() => house.close());

const provider = (id: string) => ({ kind: 'provider' as const, id });

/** A conference about Alma that Kay came to unasked, closed; led by this person at this hour of the day. */
async function heldWithKay(by: 'ana' | 'sue', time: string) {
  const { rows } = await house.owner.query(`select staff_id as id from staff where email = $1`, [
    `${by}@example.org`,
  ]);
  const leader = { staffId: rows[0].id, userId: '', name: by };
  const meeting = await meetings.planned(by, [alma], {
    ana: leader,
    bo: work.bo,
    people: [provider(lee)],
    time,
  });
  await meetings.invited(by, meeting);
  const start = Temporal.PlainTime.from(time).add({ hours: 4 }).toString();
  const place = `/api/conferences/${meeting.conferenceId}`;
  const here = `${place}/reviews/${meeting.reviewIds[0]}`;
  const tell = (where: string, body: object = {}) => house.as(by).post(where, body);
  await house.at(`2027-03-15T${start}Z`);
  await tell(`${place}/start`);
  await tell(`${here}/activate`);
  const expected = [
    { kind: 'staff', id: leader.staffId },
    { kind: 'staff', id: work.bo.staffId },
    provider(lee),
    { kind: 'client', id: alma.clientId },
  ];
  for (const person of expected) await tell(`${here}/attendance`, { person, state: 'present' });
  await tell(`${here}/walk-ins`, { person: provider(kay), knowsOfNoConsent: true });
  // The case manager comes too, so that only the consent is in question.
  await tell(`${here}/walk-ins`, { person: { kind: 'staff', id: work.ana.staffId } });
  await tell(`${here}/entries`, { kind: 'need', text: 'A need' });
  await tell(`${here}/summary`, { text: 'The summary', how: 'aloud' });
  await tell(`${here}/explanations`, { what: 'no-action', reason: 'Nothing to do' });
  await tell(`${place}/end`);
  return tell(`${place}/close`);
}

const listed = async (by: string, query = '') =>
  (await house.as(by).get(`/api/privacy-incidents${query}`)).body.incidents;

test('the supervisors of the program see it on Today and on their list; nobody else does (REQ-034)', async () => {
  const [incident] = await listed('sue');

  expect(incident).toMatchObject({
    who: { name: 'Kay Odum' },
    client: { name: 'Alma Rivera' },
    openedByName: 'ana',
    may: { review: true },
  });
  expect((await house.as('sue').get('/api/today/now')).body.openIncidents).toBe(1);
  for (const by of ['nia', 'hal']) {
    expect(await listed(by)).toEqual([]);
    expect((await house.as(by).get('/api/today/now')).body.openIncidents).toBe(0);
    const reply = await house.as(by).post(`/api/privacy-incidents/${incident.incidentId}/review`, {
      outcome: 'other',
      note: 'x',
    });
    expect(reply.body.type).toBe('not-found');
  }
  for (const by of ['ana', 'cy', 'riverbend-admin'])
    expect((await house.as(by).get('/api/privacy-incidents')).status).toBe(403);
});

test('it is reviewed once, by somebody else, with an outcome and what was found (C-30)', async () => {
  const [{ incidentId }] = await listed('sue');
  const review = (by: string, body: object) =>
    house.as(by).post(`/api/privacy-incidents/${incidentId}/review`, body);
  const found = { outcome: 'client-told', note: 'Alma was called and is content.' };

  expect((await review('sue', { outcome: 'client-told', note: ' ' })).body.fields[0].path).toBe(
    'note',
  );
  const replies = await Promise.all([review('sue', found), review('sol', found)]);
  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(await listed('sue')).toEqual([]);
  const [reviewed] = await listed('sol', '?show=reviewed');
  expect(reviewed.review).toMatchObject({ outcome: 'client-told', note: found.note });
});

test('what came of it is told in the word of its program (REQ-142, C-30)', async () => {
  await rewritePolicies(house, '{vocabulary,client}', 'patient');
  const [reviewed] = await listed('sol', '?show=reviewed');
  expect(reviewed).toMatchObject({
    clientWord: 'patient',
    review: { outcomeInWords: 'The patient was told' },
  });
});

test('whoever led it does not review it, and a program may say that such a conference does not count (C-30)', async () => {
  await rewritePolicies(house, '{consent,invalidConsentEffect}', 'do_not_count');
  const closed = await heldWithKay('sue', '15:00');
  expect(closed.body).toMatchObject({
    reviews: [{ counts: false, reasonCodes: ['CONSENT_INCIDENT'] }],
  });
  const lastHeld = async () =>
    (
      await rowsOf(
        `select max(last_held_on)::text as on from obligation where enrollment_id = $1`,
        [alma.enrollmentId],
      )
    )[0].on;
  // The one of the morning does not count any more either: its incident was found to be real.
  expect(await lastHeld()).toBeNull();

  const [own] = await listed('sue');
  expect(own.may.review).toBe(false);
  const review = (by: string) =>
    house.as(by).post(`/api/privacy-incidents/${own.incidentId}/review`, {
      outcome: 'unfounded',
      note: 'The signed release was found.',
    });
  expect((await review('sue')).body.type).toBe('not-your-own-incident');
  expect((await review('sol')).status).toBe(200);
  expect(await lastHeld()).toBe('2027-03-15');
});
