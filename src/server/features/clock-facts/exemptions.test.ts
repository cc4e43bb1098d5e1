import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let care: GivenProgram;
let ana: GivenStaff;
let client: GivenClient;

beforeAll(async () => {
  // Signed in on the last of the days that these tests visit.
  await house.at('2026-09-01T14:00:00Z');
  here = await given.agency('here');
  care = await given.program(here, { name: 'Comprehensive', preset: 'comprehensive' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: care });
  await given.staff(here, 'bo', { roles: ['case-manager'], program: care });
  await given.staff(here, 'sue', { roles: ['supervisor'], program: care, teamRole: 'supervisor' });
  const there = await given.agency('there');
  const program = await given.program(there);
  await given.staff(there, 'eve', { roles: ['supervisor'], program, teamRole: 'supervisor' });
});
beforeEach(async () => {
  await house.at('2026-08-03T14:00:00Z');
  client = await given.client(here, { program: care, worker: ana });
});

const grant = (who: string, body: Record<string, unknown> = {}) =>
  house.as(who).post(`/api/enrollments/${client.enrollmentId}/exemptions`, {
    reason: 'client-declined',
    from: '2026-08-03',
    reviewOn: '2026-09-01',
    ...body,
  });
const program = async (who = 'ana') =>
  (await house.as(who).get(`/api/clients/${client.clientId}/clock-facts`)).body.programs[0];
const dueRows = async () => {
  const { body } = await house.as('ana').get('/api/today/due?scope=mine');
  return body.rows.filter((row: any) => row.clientId === client.clientId);
};
const entries = async (kind: string) =>
  (await house.as('ana').get(`/api/clients/${client.clientId}/record?kinds=${kind}`)).body.entries;

test('who declined owes no conference, with who, why and when it is looked at again (C-29)', async () => {
  expect(await dueRows()).toMatchObject([{ left: '20 days late' }]);
  await grant('ana', { note: 'Told me she does not want her doctor in the room.' });

  expect(await dueRows()).toEqual([]);
  const { duties, exemptions } = await program('sue');
  expect(duties).toMatchObject([{ status: 'exempt', left: 'Exempt' }]);
  expect(exemptions).toMatchObject([
    {
      rule: '',
      reason: 'The client declined',
      from: '2026-08-03',
      lastOn: null,
      reviewOn: '2026-09-01',
      isReviewDue: false,
      by: 'ana',
      notes: [{ text: 'Told me she does not want her doctor in the room.', by: 'ana' }],
    },
  ]);
  expect(await entries('exemption')).toMatchObject([
    {
      title: 'Exemption',
      text: 'Comprehensive: The client declined. To be reviewed on Tue 1 Sep 2026.',
      detail: 'Told me she does not want her doctor in the room',
    },
  ]);
});

test('whoever leaves while exempt stays exempt in the answer, and owes nothing (C-29, 2.3 rule 9)', async () => {
  await grant('ana');
  const { enrollmentId } = client;
  const left = { endedOn: '2026-08-20', reason: 'moved' };
  await house.at('2026-08-21T14:00:00Z');
  expect((await house.as('ana').post(`/api/enrollments/${enrollmentId}/end`, left)).status).toBe(
    200,
  );
  expect((await program()).duties).toMatchObject([{ status: 'exempt' }]);
  expect(await dueRows()).toEqual([]);
  const chart = await house.as('ana').get(`/api/clients/${client.clientId}`);
  expect(chart.body.enrollments[0].nextDue).toBeNull();
});

test('one rule alone can be exempt, and a rule of no such name cannot', async () => {
  const { rules } = await program();
  expect(rules).toContainEqual({ ruleId: 'every-180-days', name: '180-day rule' });
  // An exemption stands on the chart: what is itself restricted has none of its own.
  expect(JSON.stringify(rules)).not.toContain('suicid');
  expect((await grant('ana', { ruleId: 'suicidal_ideation' })).status).toBe(400);
  expect((await grant('ana', { ruleId: 'housing_loss' })).status).toBe(200);
  expect(await dueRows()).toHaveLength(1);
  expect((await grant('ana', { ruleId: 'every-180-days' })).status).toBe(200);
  expect(await dueRows()).toEqual([]);
});

test('when the review date comes the exemption is shown for review, and reviewing it sets the next one', async () => {
  const { body } = await grant('ana');
  await house.at('2026-09-01T14:00:00Z');
  expect((await program()).exemptions).toMatchObject([{ isReviewDue: true }]);

  const path = `/api/exemptions/${body.exemptionId}/review`;
  const past = await house.as('sue').post(path, { reviewOn: '2026-09-01' });
  expect(past.body.fields).toMatchObject([{ path: 'reviewOn' }]);
  const reviewed = await house.as('sue').post(path, { reviewOn: '2026-12-01', note: 'Still so.' });
  expect(reviewed.status).toBe(200);
  const { exemptions } = await program();
  expect(exemptions).toMatchObject([{ isReviewDue: false, reviewOn: '2026-12-01', by: 'sue' }]);
  expect(exemptions[0].notes).toMatchObject([{ text: 'Still so.', by: 'sue' }]);
});

test('an exemption with an end ends by itself, and one can be ended early: what was owed is owed again', async () => {
  const { body } = await grant('ana', { lastOn: '2026-10-31' });
  await house.at('2026-08-10T14:00:00Z');
  const path = `/api/exemptions/${body.exemptionId}/end`;
  const before = await house.as('ana').post(path, { lastOn: '2026-08-02' });
  expect(before.body.fields[0].message).toContain('recorded in error');
  expect((await house.as('ana').post(path, { lastOn: '2026-08-09' })).status).toBe(200);

  expect(await dueRows()).toHaveLength(1);
  expect((await program()).exemptions).toMatchObject([{ lastOn: '2026-08-09', isOver: true }]);
  expect((await house.as('bo').post(path, { lastOn: '2026-08-09' })).body.type).toBe(
    'changed-meanwhile',
  );
  expect((await entries('exemption'))[0].title).toBe('Exemption ended');
});

test('an exemption taken back leaves the reason in the record', async () => {
  const { body } = await grant('ana');
  const path = `/api/exemptions/${body.exemptionId}/withdraw`;
  expect((await house.as('ana').post(path, { why: '' })).body.fields).toMatchObject([
    { path: 'why' },
  ]);
  expect((await house.as('ana').post(path, { why: 'Wrong client' })).status).toBe(200);

  expect(await dueRows()).toHaveLength(1);
  expect((await entries('exemption'))[0]).toMatchObject({
    title: 'Exemption, recorded in error',
    detail: 'Taken back: Wrong client',
  });
});

test.each([
  [{ from: '2026-01-01' }, 'from'],
  [{ lastOn: '2026-08-01' }, 'lastOn'],
  [{ reviewOn: '2026-08-03' }, 'reviewOn'],
  [{ reviewOn: '2036-08-03' }, 'reviewOn'],
  [{ reason: 'tired' }, 'reason'],
])('an exemption with %j is refused at %s', async (body, path) => {
  const reply = await grant('ana', body);
  expect(reply).toMatchObject({ status: 400, body: { fields: [{ path }] } });
});

test('two people who exempt the same client at once do it once', async () => {
  const replies = await Promise.all([grant('ana'), grant('bo')]);

  expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect((await program()).exemptions).toHaveLength(1);
});

test('where the policy names no pause the clock never stands still, and the answer says so', async () => {
  expect((await program()).pauseKinds).toEqual([]);
  const reply = await house.as('ana').post(`/api/enrollments/${client.enrollmentId}/pauses`, {
    kind: 'in_hospital',
    from: '2026-08-01',
    reviewOn: '2026-09-01',
  });
  expect(reply.body.fields).toMatchObject([
    {
      path: 'kind',
      message: 'The policy of Comprehensive names nothing for which its clock stands still.',
    },
  ]);
});

test('a pause that the policy names stops the clock until it is resumed', async () => {
  const cadence = comprehensive.cadence.map((rule) => ({
    ...rule,
    pauses: ['in_hospital'],
    resumeDays: 14,
  }));
  const policy = { ...comprehensive, cadence };
  const pausing = await given.program(here, { name: 'Pausing', policy });
  await given.staff(here, 'pam', { roles: ['case-manager'], program: pausing });
  client = await given.client(here, { program: pausing });
  const begin = (from: string) =>
    house.as('pam').post(`/api/enrollments/${client.enrollmentId}/pauses`, {
      kind: 'in_hospital',
      from,
      reviewOn: '2026-09-01',
    });
  expect((await begin('2026-08-04')).body.fields).toMatchObject([{ path: 'from' }]);
  const { body } = await begin('2026-07-01');

  expect((await program('pam')).duties).toMatchObject([{ status: 'paused' }]);
  expect((await program('pam')).pauses).toMatchObject([{ kind: 'In hospital', by: 'pam' }]);
  expect((await begin('2026-08-01')).body.type).toBe('paused-already');
  const resume = `/api/pauses/${body.pauseId}/resume`;
  expect((await house.as('pam').post(resume, { lastOn: '2026-08-02' })).status).toBe(200);
  expect((await program('pam')).duties).toMatchObject([
    { status: 'due_soon', due: 'Mon 17 Aug', notes: ['Moved from Tue 14 Jul by a pause'] },
  ]);
});

test('neither another agency nor a colleague without the client can exempt, end or read', async () => {
  const { body } = await grant('ana');
  const elsewhere = await given.program(here, { name: 'Other' });
  await given.staff(here, 'zoe', { roles: ['case-manager'], program: elsewhere });
  for (const who of ['eve', 'zoe']) {
    expect((await grant(who)).status).toBe(404);
    const path = `/api/exemptions/${body.exemptionId}`;
    expect((await house.as(who).post(`${path}/withdraw`, { why: 'x' })).status).toBe(404);
    expect((await house.as(who).post(`${path}/end`, { lastOn: '2026-08-09' })).status).toBe(404);
    expect((await house.as(who).get(`/api/clients/${client.clientId}/clock-facts`)).status).toBe(
      404,
    );
  }
});

test('the words beside an exemption take the highest class of the case', async () => {
  await house.owner.query(
    `insert into client_class (agency_id, client_id, class, source, recorded_at) values ($1, $2, 'hiv', 'given', auth.now())`,
    [here.agencyId, client.clientId],
  );
  await grant('ana', { note: 'Words that tell too much' });

  expect(JSON.stringify(await program('sue'))).toContain('Words that tell too much');
  expect(JSON.stringify(await program('bo'))).not.toContain('Words that tell too much');
  expect((await program('bo')).exemptions).toMatchObject([{ reason: 'The client declined' }]);
});
