import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

await house.at('2026-05-04T14:00:00Z');
const agency = await given.agency('riverbend');
const other = await given.agency('lakeside');
const program = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
const elsewhere = await given.program(agency, { name: 'Another program' });
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
await given.staff(agency, 'bo', { roles: ['case-manager'], program });
await given.staff(agency, 'far', { roles: ['case-manager'], program: elsewhere });
const hillside = await given.program(other);
await given.staff(other, 'olga', { roles: ['case-manager'], program: hillside });
const lee = await given.provider(agency);
const plan = await given.provider(agency, {
  name: 'Nell Park',
  title: 'Care manager',
  providerClass: 'mco',
  organization: 'Healthfirst',
});
const stranger = await given.provider(other);
const isWhole = { channel: 'telephone', outcome: 'no_response', nextStep: 'call-again' };
const toLee = { to: { kind: 'provider', id: lee.providerId } };

const clientOf = (name: string, enrolledOn = '2025-10-01') =>
  given.client(agency, { program, worker: ana, name, enrolledOn });
type Client = Awaited<ReturnType<typeof clientOf>>;

const log = (who: string, { clientId, enrollmentId }: Client, more: object = {}) =>
  house.as(who).post(`/api/clients/${clientId}/attempts`, {
    enrollmentId,
    on: '2026-05-01',
    ...isWhole,
    ...toLee,
    ...more,
  });
const attemptsOf = async (who: string, { clientId }: Client) =>
  (await house.as(who).get(`/api/clients/${clientId}/attempts`)).body.attempts;
const recordOf = async (who: string, { clientId }: Client) =>
  (await house.as(who).get(`/api/clients/${clientId}/record`)).body.entries;
const dueOf = async ({ clientId }: Client) =>
  (await house.as('ana').get('/api/today/due?when=all')).body.rows.find(
    (row: { clientId: string }) => row.clientId === clientId,
  );

test('a request by mail on 1 May without a reply is an attempt: status and date stay, and the due row counts it (T5, REQ-157, C-21)', async () => {
  const client = await clientOf('Alma Rivera');
  const before = await dueOf(client);

  expect((await log('ana', client, { channel: 'email' })).status).toBe(200);
  expect((await log('bo', client, { on: '2026-05-04' })).status).toBe(200);

  const { evidence, ...after } = await dueOf(client);
  expect(before.status).toBe('overdue');
  expect({ ...after, evidence: before.evidence }).toEqual(before);
  expect(evidence).toMatch(/2 .*attempts/);
});

test('an attempt is read in the record and on the chart, with its note and next step (REQ-157, REQ-171)', async () => {
  const client = await clientOf('Bao Chen');
  await log('ana', client, { note: 'The office closes at noon on Fridays.', nextStep: 'visit' });

  expect((await recordOf('bo', client))[0]).toMatchObject({
    kind: 'attempt',
    on: '2026-05-01',
    title: 'Attempt',
    text: 'Dr Hana Lee by phone: no answer. The office closes at noon on Fridays.',
    detail: 'Next step: visit them',
    by: 'ana',
  });
  expect(await attemptsOf('bo', client)).toMatchObject([
    {
      on: '2026-05-01',
      programName: 'Health Home',
      inWords: 'Dr Hana Lee by phone: no answer.',
      nextInWords: 'Visit them',
      note: 'The office closes at noon on Fridays.',
      by: 'ana',
    },
  ]);
});

test('the client and a relative can be asked too (REQ-171)', async () => {
  const client = await clientOf('Cal Moss');
  const { body } = await house.as('ana').post(`/api/clients/${client.clientId}/supports`, {
    fullName: 'Inez',
    relationship: 'sibling',
  });

  for (const to of [
    { kind: 'client', id: client.clientId },
    { kind: 'support', id: body.supportId },
  ])
    expect((await log('ana', client, { to, outcome: 'no_show' })).status).toBe(200);

  const told = (await attemptsOf('ana', client)).map(({ inWords }: { inWords: string }) => inWords);
  expect(told.toSorted()).toEqual([
    'Cal Moss by phone: did not come.',
    'Inez by phone: did not come.',
  ]);
});

test.each([
  ['a day to come', { on: '2026-05-05' }, 'on', /has not come yet/],
  ['a day before the enrollment', { on: '2025-09-30' }, 'on', /before the enrollment began/],
  [
    'a way that the program does not name',
    { channel: 'pigeon' },
    'channel',
    /Choose one of the ways/,
  ],
  [
    'an outcome that it does not name',
    { outcome: 'perhaps' },
    'outcome',
    /Choose one of the outcomes/,
  ],
  ['no next step', { nextStep: undefined }, 'nextStep', /Choose the next step/],
  ['nobody', { to: undefined }, 'to', /Choose whom you asked/],
])('%s is refused at its field, with what to do', async (_, wrong, path, message) => {
  const client = await clientOf('Dee Park');
  const { status, body } = await log('ana', client, wrong);

  expect(status).toBe(400);
  expect(body.fields).toMatchObject([{ path, message: expect.stringMatching(message) }]);
  expect(await attemptsOf('ana', client)).toEqual([]);
});

test('after the enrollment ended no attempt is dated', async () => {
  const client = await clientOf('Eve Stone');
  await house.as('ana').post(`/api/enrollments/${client.enrollmentId}/end`, {
    endedOn: '2026-04-01',
    reason: 'moved',
  });

  const { status, body } = await log('ana', client);

  expect(status).toBe(400);
  expect(body.fields[0].message).toMatch(/after the enrollment ended, on Wed 1 Apr 2026/);
});

test('the second of two who write the same request down is told who was first, and nothing is counted twice', async () => {
  const client = await clientOf('Fay Young');

  const both = await Promise.all([log('ana', client), log('bo', client)]);
  const second = both.find(({ status }) => status !== 200);

  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(second?.body).toMatchObject({
    type: 'attempt-recorded-already',
    fields: [
      {
        path: 'on',
        message: expect.stringMatching(
          /^(ana|bo|You) recorded this request of Fri 1 May 2026 already, on Mon 4 May 2026, 10:0\d am Eastern\. If yours was another one, change the date, the way or the person\.$/,
        ),
      },
    ],
  });
  expect(await attemptsOf('ana', client)).toHaveLength(1);
  expect((await dueOf(client)).evidence).toMatch(/1 .*attempt\b/);
  for (const another of [
    { channel: 'letter' },
    { on: '2026-05-02' },
    { to: { kind: 'provider', id: plan.providerId } },
  ])
    expect((await log('bo', client, another)).status).toBe(200);
});

test('what was recorded in error is taken back, what was wrong is corrected, and both can still be read (REQ-157)', async () => {
  const client = await clientOf('Gil Hart');
  const { attemptId } = (await log('ana', client)).body;
  const { body } = await house.as('bo').post(`/api/attempts/${attemptId}/correct`, {
    enrollmentId: client.enrollmentId,
    on: '2026-05-02',
    ...isWhole,
    ...toLee,
    outcome: 'left_message',
  });

  expect(await attemptsOf('ana', client)).toMatchObject([
    {
      attemptId: body.attemptId,
      on: '2026-05-02',
      inWords: 'Dr Hana Lee by phone: left a message.',
    },
  ]);
  expect((await house.as('ana').post(`/api/attempts/${attemptId}/withdraw`)).body.type).toBe(
    'changed-meanwhile',
  );

  await house.as('ana').post(`/api/attempts/${body.attemptId}/withdraw`);
  expect(await attemptsOf('ana', client)).toEqual([]);
  expect((await dueOf(client)).evidence).not.toMatch(/attempt/);
  const details = (await recordOf('ana', client)).map(({ detail }: { detail: string }) => detail);
  expect(details.slice(0, 2)).toEqual([
    'Next step: call again. Withdrawn: recorded in error',
    'Next step: call again. Corrected since',
  ]);
});

test('nobody outside the case writes or reads an attempt, and unknown looks like forbidden (REQ-178)', async () => {
  const client = await clientOf('Ida Wolf');
  const { attemptId } = (await log('ana', client, { note: 'Said something.' })).body;
  const anyOther = await clientOf('Jon Vale');

  for (const who of ['far', 'olga']) {
    expect((await log(who, client, { on: '2026-05-03' })).status).toBe(404);
    expect((await house.as(who).get(`/api/clients/${client.clientId}/attempts`)).status).toBe(404);
    expect((await house.as(who).get(`/api/clients/${client.clientId}/attempts/new`)).status).toBe(
      404,
    );
    expect((await house.as(who).post(`/api/attempts/${attemptId}/withdraw`)).status).toBe(404);
    expect(
      (await house.as(who).post('/api/attempts/dismiss', { attemptIds: [attemptId] })).status,
    ).toBe(404);
  }
  expect(
    (await log('ana', client, { to: { kind: 'provider', id: stranger.providerId } })).body.type,
  ).toBe('unknown-person');
  expect(
    (await log('ana', client, { to: { kind: 'client', id: anyOther.clientId } })).body.type,
  ).toBe('unknown-person');
  expect((await log('ana', { ...client, enrollmentId: anyOther.enrollmentId })).status).toBe(404);
  expect(await attemptsOf('ana', client)).toHaveLength(1);
});

test('a note about a restricted case is for its case manager and its author; the attempt itself is the team’s', async () => {
  const client = await clientOf('Kit Lowe');
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'a test', now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  await log('ana', client, { note: 'About the result.' });

  expect((await attemptsOf('ana', client))[0].note).toBe('About the result.');
  const [forBo] = await attemptsOf('bo', client);
  expect(forBo).toMatchObject({ inWords: 'Dr Hana Lee by phone: no answer.', note: '' });
  expect(JSON.stringify(await recordOf('bo', client))).not.toContain('result');
  const { rows } = await house.owner.query(`select class from fact_note where client_id = $1`, [
    client.clientId,
  ]);
  expect(rows).toEqual([{ class: 'hiv' }]);
});
