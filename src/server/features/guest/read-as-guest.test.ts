import { afterAll, beforeAll, expect, test } from 'vitest';
import { meetingsIn, type GivenAgencyAtWork } from '#test/given-conference.ts';
import { guestsIn } from '#test/given-guest.ts';
import { givenIn, type GivenClient } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { verifyAudit } from '#server/features/audit/verify-audit.ts';

// Dr Lee is asked for Zephyrine, who agreed, and wanted for Balthazar, who did not.
const house = await startHouse();
const given = givenIn(house);
const meetings = meetingsIn(house);
const guests = guestsIn(house);
let work: GivenAgencyAtWork;
let known: GivenClient;
let secret: GivenClient;
let lee: { kind: 'provider'; id: string };
let conferenceId: string;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-14T12:00:00Z');
  work = await meetings.agencyAtWork();
  const { agency, program, ana } = work;
  secret = await given.client(agency, { program, worker: ana, name: 'Balthazar Oxenholme' });
  known = await given.client(agency, { program, worker: ana, name: 'Zephyrine Quillfeather' });
  lee = { kind: 'provider', id: (await given.provider(agency)).providerId };
  await given.consent(agency, { client: known, providerId: lee.id, by: ana });
  const meeting = await meetings.planned('ana', [secret, known], { ...work, people: [lee] });
  await meetings.invited('ana', meeting);
  conferenceId = meeting.conferenceId;
});

const lookedAt = async () =>
  (
    await house.owner.query(
      `select client_id, provider_id, classes, basis, description from disclosure where channel = 'portal_view'`,
    )
  ).rows;

test('a guest reads of whom consent lets them know, at that client’s time, and of nobody else (REQ-053, EP-11)', async () => {
  const window = await guests.opened({ conferenceId, person: lee });
  const { status, body, text } = await window.get('/api/guest/meeting');

  expect(status).toBe(200);
  expect(body).toMatchObject({
    name: 'Dr Hana Lee',
    isAboutThem: false,
    reply: 'waiting',
    meeting: {
      state: 'planned',
      inWords: 'Mon 15 Mar 2027, 10:15 am to 10:30 am Eastern',
      dayInWords: 'Mon 15 Mar 2027',
    },
    slots: [{ clientName: 'Zephyrine Quillfeather' }],
    actions: [],
  });
  expect(body.notices).toHaveLength(1);
  expect(text).not.toMatch(/Balthazar|Oxenholme|Care program/);
});

test('the accounting says of it that they opened it themselves (REQ-034, EP-18)', async () => {
  await (await guests.opened({ conferenceId, person: lee })).get('/api/guest/meeting');
  const { body } = await house.as('ana').get(`/api/clients/${known.clientId}/disclosures`);
  const by = body.disclosures.map(({ channelInWords, byName, byInWords }: Record<string, string>) =>
    [channelInWords, byName, byInWords].join(' | '),
  );

  expect(new Set(by)).toEqual(
    new Set(['On the page for guests | The recipient | They opened it themselves']),
  );
});

test('what they were shown stands in the log of disclosures, once in a visit (EP-18)', async () => {
  await house.owner.query(`delete from disclosure where channel = 'portal_view'`);
  const window = await guests.opened({ conferenceId, person: lee });
  await window.get('/api/guest/meeting');
  await window.get('/api/guest/meeting');

  expect(await lookedAt()).toEqual([
    {
      client_id: known.clientId,
      provider_id: lee.id,
      classes: ['general'],
      basis: 'consent',
      description: 'Page about a case conference',
    },
  ]);
});

test('each step of theirs stands in the trail, signed, in the name of no member of staff (S16)', async () => {
  const { rows } = await house.owner.query(
    `select distinct operation, outcome, actor_id from audit where service = 'guest' order by operation`,
  );
  expect(rows).toEqual([
    { operation: 'GET /api/guest/meeting', outcome: 'done', actor_id: null },
    { operation: 'POST /api/guest/open', outcome: 'done', actor_id: null },
  ]);
  const verdict = await verifyAudit(house.shell, { marks: [], foreign: 0 });
  expect(verdict.findings).toEqual([]);
});

test('the answer of a guest is what staff see, until the conference begins (REQ-053)', async () => {
  const window = await guests.opened({ conferenceId, person: lee });
  const { visitId } = (await window.get('/api/guest/meeting')).body;
  const reply = await window.post('/api/guest/reply', { visitId, reply: 'yes' });
  expect(reply).toMatchObject({ status: 200, body: { reply: 'yes' } });

  const seen = async () => {
    const { body } = await house.as('ana').get(`/api/conferences/${conferenceId}`);
    return body.attendees.find(({ person }: { person: { id: string } }) => person.id === lee.id);
  };
  expect(await seen()).toMatchObject({
    reply: 'yes',
    answerInWords: 'Answered by the link in their mail, Sun 14 Mar 2027, 8:00 am Eastern',
  });
  await house
    .as('ana')
    .post(`/api/conferences/${conferenceId}/replies`, { person: lee, reply: 'no' });
  expect((await seen()).answerInWords).toBe('Entered by ana, Sun 14 Mar 2027, 8:00 am Eastern');
  for (const wrong of [{ visitId, reply: 'perhaps' }, { visitId, reply: 'yes', conferenceId }, {}])
    expect((await window.post('/api/guest/reply', wrong)).status).toBe(400);
});

test('from the moment that consent is taken back nothing is open any more, and it looks as if nothing had ever been (EP-12, REQ-113)', async () => {
  const window = await guests.opened({ conferenceId, person: lee });
  expect((await window.get('/api/guest/meeting')).status).toBe(200);
  await house.owner.query(`update consent set revoked_at = auth.now()`);
  const after = await window.get('/api/guest/meeting');
  const reply = await window.post('/api/guest/reply', { reply: 'no' });
  window.jar.set('guest', 'a token that was never given to anybody');
  const unknown = await window.get('/api/guest/meeting');

  expect(after.status).toBe(404);
  expect(after.text).toBe(unknown.text);
  expect(reply.text).toBe(unknown.text);
});
