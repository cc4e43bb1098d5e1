import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);

type Cell = { person: { id: string }; reviewId: string; state: string };
type Each = { person: { id: string }; name: string; because: string };

let work: GivenAgencyAtWork;
let known: GivenClient;
let secret: GivenClient;
let lee: string;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await meetings.agencyAtWork('hillside');
  const nights = await given.program(work.agency, { name: 'Nights' });
  await given.staff(work.agency, 'cy', { roles: ['case-manager'], program: nights });
  const { program, ana: worker } = work;
  known = await given.client(work.agency, { program, worker, name: 'Zephyrine Quillfeather' });
  secret = await given.client(work.agency, { program, worker, name: 'Balthazar Oxenholme' });
  lee = (await given.provider(work.agency, { email: 'lee@clinic.example' })).providerId;
  await given.consent(work.agency, { client: known, providerId: lee, by: work.ana });
});
afterAll(() => house.close());

const everything = () =>
  meetings.planned('ana', [known, secret], { ...work, people: [{ kind: 'provider', id: lee }] });

test('the plan says of each person and client whether consent allows it, before anything goes out (REQ-053, REQ-035)', async () => {
  const { conferenceId, reviewIds } = await everything();
  const { body } = await house.as('ana').get(`/api/conferences/${conferenceId}`);
  const ofLee = body.readiness.filter((cell: Cell) => cell.person.id === lee);

  expect(ofLee.map((cell: Cell) => [cell.reviewId, cell.state])).toEqual([
    [reviewIds[0], 'ok'],
    [reviewIds[1], 'none'],
  ]);
  expect(body.notYet).toBeNull();
  expect(body.timeBudget).toEqual({ plannedMinutes: 30, availableMinutes: 60 });
});

test('for each kind that its reader may know, the plan says until when, and what ends before the meeting (EP-01, EP-02, EP-14)', async () => {
  const hiv = { client: known, providerId: lee, by: work.ana, classes: ['hiv'] };
  await given.consent(work.agency, { ...hiv, validUntil: '2027-03-14' });
  const { conferenceId } = await everything();
  const kindsFor = async (name: string) => {
    const { body } = await house.as(name).get(`/api/conferences/${conferenceId}`);
    return body.readiness.find((cell: Cell) => cell.person.id === lee).kinds;
  };

  expect(await kindsFor('ana')).toEqual([
    { class: 'general', state: 'ok', endsOn: null },
    { class: 'hiv', state: 'ends-before', endsOn: '2027-03-14' },
    { class: 'sud', state: 'none', endsOn: null },
    { class: 'mental_health', state: 'none', endsOn: null },
    { class: 'dv', state: 'none', endsOn: null },
    { class: 'reproductive_minor', state: 'none', endsOn: null },
    { class: 'genetic', state: 'none', endsOn: null },
    { class: 'psychotherapy_notes', state: 'none', endsOn: null },
    { class: 'sud_counseling_notes', state: 'none', endsOn: null },
  ]);
  expect(await kindsFor('bo')).toEqual([{ class: 'general', state: 'ok', endsOn: null }]);
});

test('the day until when the whole is covered is that of the kinds that its reader may know (REQ-036, EP-01)', async () => {
  const hiv = { client: known, providerId: lee, by: work.ana, classes: ['hiv'] };
  await given.consent(work.agency, { ...hiv, validUntil: '2027-06-30' });
  const { conferenceId } = await everything();
  const beTold = (word: string) =>
    house.owner.query(`update program set class = $1 where program_id = $2`, [
      word,
      work.program.programId,
    ]);
  const wholeFor = async (name: string) => {
    const { body } = await house.as(name).get(`/api/conferences/${conferenceId}`);
    const { state, endsOn, inWords } = body.readiness.find((cell: Cell) => cell.person.id === lee);
    return { state, endsOn, inWords };
  };
  await beTold('hiv');
  const [anas, bos] = [await wholeFor('ana'), await wholeFor('bo')];
  await beTold('general');
  expect(anas).toMatchObject({ state: 'ok', endsOn: '2027-06-30' });
  expect(bos).toEqual({ state: 'ok', endsOn: null, inWords: 'May hear about this client.' });
});

test('each reader’s agenda shows the clients that concern them, as they would get it (REQ-056)', async () => {
  const { conferenceId } = await everything();
  const read = async (kind: string, id: string) =>
    (await house.as('ana').get(`/api/conferences/${conferenceId}/agendas/${kind}/${id}`)).body;
  const ofLee = await read('provider', lee);
  const ofBo = await read('staff', work.bo.staffId);

  expect(ofLee.slots.map((slot: { clientName: string }) => slot.clientName)).toEqual([
    'Zephyrine Quillfeather',
  ]);
  expect(ofBo.slots.map((slot: { clientName: string }) => slot.clientName)).toEqual([
    'Zephyrine Quillfeather',
    'Balthazar Oxenholme',
  ]);
  expect(ofLee.mail.calendarFile).toContain('BEGIN:VCALENDAR');
});

test('a plan that somebody changed meanwhile is not sent, and one without a reason or a time says so (REQ-052)', async () => {
  const ana = house.as('ana');
  const { conferenceId } = (
    await ana.post('/api/conferences', { enrollmentIds: [known.enrollmentId] })
  ).body;
  const path = `/api/conferences/${conferenceId}`;
  const first = (await ana.get(path)).body;
  const send = (version: string) => ana.post(`${path}/invitations`, { version });

  expect(first.notYet.code).toBe('reason-missing');
  expect((await send('another')).body.type).toBe('changed-meanwhile');
  expect((await send(first.version)).body.type).toBe('reason-missing');
  const wrong = await ana.post(`${path}/schedule`, {
    version: first.version,
    schedule: {
      on: '2027-03-14',
      time: '02:30',
      minutes: 60,
      timeZone: 'America/New_York',
      mode: 'video',
    },
  });
  expect(wrong.body.fields[0].path).toBe('schedule.time');
  const bad = await ana.post(`${path}/clients`, {
    version: first.version,
    reviews: [
      { enrollmentId: known.enrollmentId, plannedMinutes: 0, reasons: [{ code: 'gossip' }] },
    ],
  });
  expect(bad.status).toBe(400);
  expect(bad.body.fields.map((field: { path: string }) => field.path).toSorted()).toEqual([
    'reviews.0.plannedMinutes',
    'reviews.0.reasons.0.code',
  ]);
});

test('the draft begins with the care team and the clients themselves, and a second press finds it again (REQ-014, REQ-051)', async () => {
  const { program } = work;
  const client = await given.client(work.agency, { program, worker: work.bo, name: 'Ida Marsh' });
  const press = () =>
    house.as('ana').post('/api/conferences', { enrollmentIds: [client.enrollmentId] });
  const [first, second] = await Promise.all([press(), press()]);
  const { body } = await house.as('ana').get(`/api/conferences/${first.body.conferenceId}`);

  expect(second.body).toEqual(first.body);
  expect(body.attendees.map((each: Each) => each.name).toSorted()).toEqual([
    'Ida Marsh',
    'ana',
    'bo',
  ]);
  expect(body.reviews[0].plannedMinutes).toBe(20);
});

test('a client is taken off a draft, and with them what was planned for them alone (REQ-051)', async () => {
  const { conferenceId, version } = await everything();
  const ana = house.as('ana');
  const path = `/api/conferences/${conferenceId}`;
  const reasons = [{ code: 'status_needs_goals', text: null }];
  const reviews = [{ enrollmentId: known.enrollmentId, plannedMinutes: 15, reasons }];

  const saved = await ana.post(`${path}/clients`, { version: await version(), reviews });

  expect(saved.status).toBe(200);
  const { body } = await ana.get(path);
  expect(body.reviews).toMatchObject([{ client: { clientId: known.clientId } }]);
  expect(JSON.stringify(body)).not.toContain(secret.clientId);
});
