import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork, type Meeting } from '#test/given-conference.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { readPdf } from '#test/read-pdf.ts';

const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const names = ['Zephyrine Quillfeather', 'Balthazar Oxenholme', 'Marigold Thistlewick'];
const rowsOf = async (text: string, values: unknown[] = []) =>
  (await house.owner.query(text, values)).rows;

let work: GivenAgencyAtWork;
let clients: GivenClient[];
let lee: string;
let meeting: Meeting;

beforeAll(async () => {
  await house.at('2027-03-15T12:00:00Z');
  work = await meetings.agencyAtWork();
  await meetings.agencyAtWork('hillside');
  const stranger = await given.program(work.agency, { name: 'Nights' });
  await given.staff(work.agency, 'cy', { roles: ['case-manager'], program: stranger });
  clients = [];
  for (const name of names)
    clients.push(
      await given.client(work.agency, { program: work.program, worker: work.ana, name }),
    );
  lee = (await given.provider(work.agency, { email: 'lee@clinic.example' })).providerId;
  for (const client of clients) {
    await house.as('ana').post(`/api/clients/${client.clientId}/care-team/add`, {
      kind: 'provider',
      personId: lee,
      isKeyProvider: true,
      servesAs: 'Primary care',
      from: '2027-01-02',
    });
  }
  for (const client of clients.slice(0, 2))
    await given.consent(work.agency, { client, providerId: lee, by: work.ana });
  meeting = await meetings.planned('ana', clients, {
    ...work,
    people: [{ kind: 'provider', id: lee }],
  });
  await meetings.invited('ana', meeting);
  await house.runJobs();
  await meetings.held('ana', meeting, {
    owner: work.ana,
    words: (index) => ['saffron', 'cobalt', 'umber'][index] ?? '',
  });
});
afterAll(() => house.close());

const path = () => `/api/conferences/${meeting.conferenceId}`;

test('only the facilitator closes, and a refusal leaves nothing behind (REQ-059)', async () => {
  const reply = await house.as('bo').post(`${path()}/close`);

  expect(reply).toMatchObject({ status: 403, body: { type: 'only-the-facilitator-closes' } });
  expect(await rowsOf('select 1 from review_closing')).toEqual([]);
});

test('before the close it says what each person will get and what is withheld (REQ-078)', async () => {
  const { body } = await house.as('ana').get(`${path()}/closing`);
  const doctor = body.distribution.find((each: { name: string }) => each.name === 'Dr Hana Lee');

  expect(body.gaps).toEqual([]);
  expect(doctor.reviews.map((review: { clientName: string }) => review.clientName)).toEqual(
    names.slice(0, 2),
  );
  expect(doctor.way).toBe('mail');
  expect(JSON.stringify(doctor.mail)).not.toMatch(/Quillfeather|Oxenholme|riverbend/i);
});

test('two who close at once: one conference, one record per client, one of them is told (REQ-023, REQ-077)', async () => {
  const replies = await Promise.all([
    house.as('ana').post(`${path()}/close`),
    house.as('ana').post(`${path()}/close`),
  ]);

  expect(replies.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(replies.find(({ status }) => status === 409)?.body.type).toBe('conference-already-closed');
  expect(await rowsOf('select 1 from review_closing')).toHaveLength(3);
  expect(await rowsOf(`select 1 from record_entry where kind = 'conference'`)).toHaveLength(3);
});

test('what was closed counts from its date under the program’s rules, and the next due date follows (REQ-027, REQ-021)', async () => {
  const [first] = await rowsOf(
    `select v.qualifies, v.reason_codes, v.valid_from::text as on, v.policy_version from review_closing_version v
     join review_closing c using (agency_id, review_closing_id) where c.client_id = $1`,
    [clients[0]?.clientId],
  );
  const [due] = await rowsOf(
    `select due_on::text as on, last_held_on::text as held from obligation where enrollment_id = $1 and state = 'open' and due_on is not null`,
    [clients[0]?.enrollmentId],
  );

  expect(first).toEqual({ qualifies: true, reason_codes: [], on: '2027-03-15', policy_version: 1 });
  expect(due).toEqual({ on: '2027-09-11', held: '2027-03-15' });
  const [third] = await rowsOf(
    `select v.qualifies, v.reason_codes from review_closing_version v join review_closing c using (agency_id, review_closing_id) where c.client_id = $1`,
    [clients[2]?.clientId],
  );
  expect(third).toEqual({ qualifies: false, reason_codes: ['NO_PROVIDER'] });
});

test('action items go out at once by a neutral notice, to those who may have one (REQ-074, REQ-078)', async () => {
  house.mails.length = 0;
  await house.runJobs();

  const to = house.mails.map((mail) => mail.to).toSorted();
  expect(to).toEqual(['ana@example.org', 'bo@example.org', 'lee@clinic.example']);
  expect(new Set(house.mails.map(({ subject }) => subject))).toEqual(
    new Set(['A document is ready for you']),
  );
  expect(JSON.stringify(house.mails)).not.toMatch(
    /Zephyrine|Quillfeather|Oxenholme|Thistlewick|saffron|riverbend|Care program/i,
  );
  const mailTo = (address: string) => house.mails.find((mail) => mail.to === address)?.text;
  expect(mailTo('ana@example.org')).toContain('http://localhost:4321/actions');
  expect(mailTo('bo@example.org')).toContain(
    `http://localhost:4321/conferences/${meeting.conferenceId}`,
  );
  expect(mailTo('lee@clinic.example')).not.toMatch(/http(?!:\/\/localhost:4321\/guest#)/);
  expect(mailTo('lee@clinic.example')).toMatch(/from this meeting:\n\w+ \d+ \w+ 2027, /);
});

test('the record of each client shows the conference, and nobody else’s does (REQ-023, REQ-105)', async () => {
  const entries = await rowsOf(
    `select client_id, about_id from record_entry where kind = 'conference' order by about_id`,
  );

  expect(entries.map((row) => [row.client_id, row.about_id])).toEqual(
    clients
      .map((client, index) => [client.clientId, meeting.reviewIds[index]])
      .toSorted((a, b) => String(a[1]).localeCompare(String(b[1]))),
  );
});

const textOf = async (reviewId: string) => {
  const response = await house.app.request(`http://localhost:4321/api/reviews/${reviewId}/form`, {
    headers: { host: 'localhost:4321', cookie: `session=${house.as('ana').token}` },
  });
  expect(response.headers.get('content-disposition')).toBe('inline; filename="form.pdf"');
  return (await readPdf(new Uint8Array(await response.arrayBuffer()))).text;
};

test('each client’s form holds who was there, what was said and agreed, and nothing of another client (REQ-108, REQ-109, REQ-112)', async () => {
  const first = await textOf(meeting.reviewIds[0] ?? '');

  expect(first).toContain('Quillfeather');
  expect(first).toContain('A need of saffron');
  expect(first).toContain('The summary of saffron');
  expect(first).toContain('A step for saffron');
  expect(first).toContain('Dr Hana Lee');
  expect(first).toContain('Riverside Clinic');
  expect(first).not.toMatch(/Oxenholme|Thistlewick|cobalt|umber/);
  expect(await textOf(meeting.reviewIds[2] ?? '')).not.toContain('Hana Lee');
});

test('the form holds the moments of beginning and end (REQ-111)', async () => {
  const second = await textOf(meeting.reviewIds[1] ?? '');

  expect(second).toContain('Mon 15 Mar 2027');
  expect(second).toContain('10:15 am');
  expect(second.replaceAll(/\s+/g, ' ')).toContain('10:30 am Eastern');
});

test('a second run of the form’s job changes nothing', async () => {
  await house.runJobs();

  expect(await rowsOf(`select 1 from document`)).toHaveLength(3);
  expect(await rowsOf(`select 1 from record_entry where kind = 'document'`)).toHaveLength(3);
});

test('what the outside provider heard is written down, with the consent behind it (EP-08)', async () => {
  const heard = await rowsOf(
    `select client_id, basis, consent_id is not null as has_consent from disclosure where channel = 'oral_meeting' order by client_id`,
  );

  expect(heard).toEqual(
    clients
      .slice(0, 2)
      .map(({ clientId }) => ({ client_id: clientId, basis: 'consent', has_consent: true }))
      .toSorted((a, b) => a.client_id.localeCompare(b.client_id)),
  );
});

test.each(['ana-hillside', 'cy'])(
  '%s finds no trace of it: unknown and forbidden look the same',
  async (name) => {
    const asked = house.as(name);
    const nothing = '01990000-0000-7000-8000-000000000000';
    const unknown = await asked.get(`/api/conferences/${nothing}`);

    for (const address of [
      path(),
      `${path()}/closing`,
      `${path()}/mails`,
      `/api/reviews/${meeting.reviewIds[0]}/form`,
    ]) {
      const reply = await asked.get(address);
      expect([reply.status, reply.body]).toEqual([404, unknown.body]);
    }
    expect((await asked.post(`${path()}/close`)).body).toEqual(unknown.body);
    expect((await asked.get('/api/conferences?view=past')).body.conferences).toEqual([]);
  },
);

test('who has another title or another agency since then stands in it as they were', async () => {
  const attendees = async () =>
    (await house.as('ana').get(path())).body.attendees.map(
      ({ name, title, agency }: Record<string, string>) => [name, title, agency],
    );
  const before = await attendees();
  const clinic = await given.provider(work.agency, {
    name: 'Dr Ida Moss',
    organization: 'Elsewhere',
  });
  const moved = await house.as('ana').post(`/api/directory/providers/${lee}`, {
    fullName: 'Dr Hana Lee',
    title: 'Director',
    providerClass: 'medical',
    organizationId: clinic.organizationId,
    from: '2027-03-15',
  });
  const retitled = await house.as('riverbend-admin').post('/api/staff/change', {
    staffId: work.ana.staffId,
    fullName: 'ana',
    title: 'Director',
    roles: ['case-manager'],
  });

  expect([moved.status, retitled.status]).toEqual([200, 200]);
  expect(await attendees()).toEqual(before);
  expect(JSON.stringify(before)).toContain('Riverside Clinic');
  expect(JSON.stringify(before)).not.toMatch(/Director|Elsewhere/);
  const today = await house.as('ana').get(`/api/directory/providers/${lee}`);
  expect(JSON.stringify(today.body)).toContain('Elsewhere');
});

test('nothing is written in a conference that is closed (REQ-077)', async () => {
  const reply = await house
    .as('ana')
    .post(`${path()}/reviews/${meeting.reviewIds[0]}/entries`, { kind: 'need', text: 'Too late' });

  expect(reply).toMatchObject({ status: 409, body: { type: 'conference-not-open' } });
});
