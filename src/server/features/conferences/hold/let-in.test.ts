import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient, type GivenProgram } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await house.owner.query(text, values)).rows;

let work: GivenAgencyAtWork;
let nights: GivenProgram;
let alma: GivenClient;
let bert: GivenClient;
let lee: string;
let kay: string;
let mo: string;
let meeting: Meeting;

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
  bert = await given.client(agency, { program, worker: work.ana, name: 'Bert Chen' });
  lee = (await given.provider(agency, { email: 'lee@clinic.example' })).providerId;
  kay = (await given.provider(agency, { name: 'Kay Odum', email: 'kay@housing.example' }))
    .providerId;
  mo = (await given.provider(agency, { name: 'Mo Ade', email: 'mo@school.example' })).providerId;
  await given.consent(agency, { client: bert, providerId: mo, by: work.ana });
  for (const client of [alma, bert]) {
    await given.consent(agency, { client, providerId: lee, by: work.ana });
    await house.as('ana').post(`/api/clients/${client.clientId}/care-team/add`, {
      kind: 'provider',
      personId: lee,
      isKeyProvider: true,
      servesAs: 'Primary care',
      from: '2027-01-02',
    });
  }
  meeting = await meetings.planned('ana', [alma, bert], {
    ...work,
    people: [{ kind: 'provider', id: lee }],
  });
  await meetings.invited('ana', meeting);
  await house.at('2027-03-15T14:00:00Z');
  await house.as('ana').post(`${path()}/start`);
  await house.as('ana').post(`${at(0)}/activate`);
});
afterAll(() => house.close());

const path = () => `/api/conferences/${meeting.conferenceId}`;
const at = (index: number) => `${path()}/reviews/${meeting.reviewIds[index]}`;
const provider = (id: string) => ({ kind: 'provider', id });
const check = (person: object, by = 'ana', index = 0) =>
  house.as(by).post(`${at(index)}/walk-ins/check`, { person });
const letIn = (person: object, { by = 'ana', index = 0, knows = false } = {}) =>
  house.as(by).post(`${at(index)}/walk-ins`, { person, knowsOfNoConsent: knows });
const isThere = async (id: string, index = 0) => {
  const { body } = await house.as('ana').get(path());
  return body.reviews[index].attendance.filter(
    (seen: { person: { id: string } }) => seen.person.id === id,
  );
};

test('before somebody from outside is let in, the facilitator reads what it means without consent (REQ-035, C-30)', async () => {
  const { status, body } = await check(provider(kay));

  expect(status).toBe(200);
  expect(body).toMatchObject({ name: 'Kay Odum', state: 'none' });
  expect(body.meaning).toContain('without the client’s consent');
  expect((await letIn(provider(kay))).body.type).toBe('walk-in-without-consent');
  expect(await isThere(kay)).toEqual([]);
});

test('whoever may not know of a kind of information hears of a walk-in that something is not covered, and never which kind (REQ-178, REQ-035)', async () => {
  const tellsBy = (word: string) =>
    house.owner.query(`update program set class = $2 where program_id = $1`, [
      work.program.programId,
      word,
    ]);
  await tellsBy('hiv');
  const [known, hidden] = [await check(provider(mo), 'ana', 1), await check(provider(mo), 'bo', 1)];
  await tellsBy('general');

  expect(known.body.inWords).toBe('May hear about this client, but not HIV-related information.');
  expect(hidden.body).toEqual({
    ...known.body,
    inWords: 'The client’s consent leaves out what being discussed here would tell.',
  });
});

test('the fact that they were there is recorded all the same, from the moment they came, once (REQ-014, C-30)', async () => {
  await house.at('2027-03-15T14:05:00Z');
  const replies = await Promise.all([
    letIn(provider(kay), { knows: true }),
    letIn(provider(kay), { knows: true }),
  ]);

  expect(replies.map(({ status }) => status)).toEqual([200, 200]);
  const [seen, ...more] = await isThere(kay);
  expect(more).toEqual([]);
  expect(seen).toMatchObject({ state: 'present', presentUntil: null });
  expect(seen.presentFrom).toMatch(/^2027-03-15T14:05/);
  expect(
    await rowsOf(
      `select w.is_wanted, w.invited_at from review_attendee w join attendee a using (agency_id, attendee_id) where a.provider_id = $1`,
      [kay],
    ),
  ).toEqual([{ is_wanted: false, invited_at: null }]);
});

test('with consent, about themselves, or as a colleague nothing stands in the way (REQ-014)', async () => {
  const [cy] = await rowsOf(`select staff_id as id from staff where email = 'cy@example.org'`);
  const { supportId } = (
    await house.as('ana').post(`/api/clients/${alma.clientId}/supports`, {
      fullName: 'Rosa Rivera',
      relationship: 'sibling',
    })
  ).body;
  expect((await check(provider(lee))).body).toMatchObject({ state: 'ok', meaning: null });
  expect((await check({ kind: 'client', id: alma.clientId })).body).toMatchObject({
    state: 'own-record',
    meaning: null,
  });
  expect((await check({ kind: 'staff', id: cy.id })).body.state).toBe('staff-without-access');
  expect((await letIn({ kind: 'staff', id: cy.id })).status).toBe(200);
  expect((await check({ kind: 'support', id: supportId })).body.state).toBe('none');
  expect((await check({ kind: 'support', id: supportId }, 'ana', 1)).body.type).toBe(
    'not-of-this-client',
  );
  expect((await check({ kind: 'client', id: bert.clientId })).body.type).toBe('not-of-this-client');
});

test('only the facilitator lets somebody in; strangers learn nothing of the meeting', async () => {
  expect((await letIn(provider(lee), { by: 'bo' })).body.type).toBe('only-the-facilitator-leads');
  for (const by of ['ana-hillside', 'hal', 'nia']) {
    expect((await check(provider(lee), by)).body.type).toBe('not-found');
    expect((await letIn(provider(lee), { by })).body.type).toBe('not-found');
  }
  const nobody = provider('01890000-0000-7000-8000-000000000000');
  expect((await check(nobody)).body.type).toBe('unknown-person');
  expect((await letIn(provider(lee), { index: 1 })).body.type).toBe('review-not-begun');
});

test('before the close the facilitator sees which incident it will open (REQ-078, C-30)', async () => {
  const as = house.as('ana');
  for (const index of [0, 1]) {
    if (index > 0) await house.at('2027-03-15T14:15:00Z');
    if (index > 0) await as.post(`${at(index)}/activate`);
    if (index > 0) await letIn(provider(mo), { index });
    for (const person of [
      { kind: 'staff', id: work.ana.staffId },
      { kind: 'staff', id: work.bo.staffId },
      provider(lee),
      { kind: 'client', id: [alma, bert][index]?.clientId },
    ])
      await as.post(`${at(index)}/attendance`, { person, state: 'present' });
    await as.post(`${at(index)}/entries`, { kind: 'need', text: `A need of ${index}` });
    await as.post(`${at(index)}/summary`, { text: `The summary of ${index}`, how: 'aloud' });
    await as.post(`${at(index)}/action-items`, {
      needId: null,
      text: `Ask about a bed, ${index}`,
      owner: index === 0 ? provider(kay) : { kind: 'staff', id: work.bo.staffId },
      dueOn: '2027-03-22',
      followUp: { on: '2027-03-29', how: 'By telephone', by: work.bo.staffId },
    });
  }
  await house.at('2027-03-15T14:30:00Z');
  await as.post(`${path()}/end`);
  const { body } = await as.get(`${path()}/closing`);

  expect(body.gaps).toEqual([]);
  expect(body.incidents).toMatchObject([{ name: 'Kay Odum', clientName: 'Alma Rivera' }]);
  const kays = body.distribution.find((each: { name: string }) => each.name === 'Kay Odum');
  expect(kays).toMatchObject({ way: 'withheld', mail: null });
  expect(kays.withheld[0].because).toBe('no-consent');
});

test('it counts all the same, an incident opens, and nothing is sent to who was there without consent (REQ-034, C-30)', async () => {
  house.mails.length = 0;
  const { body } = await house.as('ana').post(`${path()}/close`);
  await house.runJobs();

  expect(body.reviews.map((review: { counts: boolean }) => review.counts)).toEqual([true, true]);
  expect(house.mails.map(({ to }) => to)).not.toContain('kay@housing.example');
  expect(house.mails.map(({ to }) => to)).toContain('lee@clinic.example');
  expect(house.mails.find(({ to }) => to === 'mo@school.example')?.text).toContain(
    'Mon 15 Mar 2027, 10:',
  );
  expect(
    await rowsOf('select client_id, provider_id, classes, class, state from privacy_incident'),
  ).toEqual([
    {
      client_id: alma.clientId,
      provider_id: kay,
      classes: ['general'],
      class: 'general',
      state: 'open',
    },
  ]);
});

test('what each outside person heard is written down, with the consent or with the incident (EP-08, T20)', async () => {
  const rows = await rowsOf(
    `select d.client_id, d.provider_id, d.basis, d.classes, d.consent_id is not null as by_consent,
       d.incident_id = i.incident_id as by_incident from disclosure d left join privacy_incident i using (agency_id, incident_id)
     where d.channel = 'oral_meeting' order by d.basis, d.client_id = $1 desc, d.provider_id = $2`,
    [alma.clientId, mo],
  );

  const heard = { classes: ['general'] };
  const agreed = { ...heard, provider_id: lee, basis: 'consent', by_consent: true };
  expect(rows).toEqual([
    { ...agreed, client_id: alma.clientId, by_incident: null },
    { ...agreed, client_id: bert.clientId, by_incident: null },
    { ...agreed, client_id: bert.clientId, provider_id: mo, by_incident: null },
    {
      ...heard,
      client_id: alma.clientId,
      provider_id: kay,
      basis: 'incident',
      by_consent: false,
      by_incident: true,
    },
  ]);
});
