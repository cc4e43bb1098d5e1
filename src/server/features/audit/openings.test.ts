import { afterAll, expect, test } from 'vitest';
import { monday, openingsScene } from '#test/given-openings.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { north, rae, nia, alma, rosa, days } = await openingsScene(house);
afterAll(() => house.close());

const list = async (who: string, query = '') =>
  (await house.as(who).get(`/api/openings${query}`)).body;
const judge = (who: string, more: object = {}) =>
  house.as(who).post('/api/openings/review', {
    staffId: rae.staffId,
    clientId: alma.clientId,
    week: monday,
    outcome: 'by-chance',
    ...more,
  });
const briefly = ({ openings }: { openings: any[] }) =>
  openings
    .map(({ kind, byName, client, times }) => `${kind}: ${byName}, ${client.name}, ${times}`)
    .toSorted();

test('whoever opens the record of somebody of their name, or who may be they, stands on the list of the week (REQ-178)', async () => {
  for (const who of ['sue', 'north-admin']) {
    const found = await list(who);

    expect(briefly(found)).toEqual([
      'own: Rosa Diaz, Rosa Diaz, 1',
      'surname: Rae Rivera, LCSW, Alma Rivera, 2',
    ]);
    expect(found).toMatchObject({ startsOn: monday, nextOn: null, beforeOn: '2026-04-27' });
    expect(found.openings.every(({ may }: any) => may.review)).toBe(true);
  }
});

test('a list on which somebody of the name stands among others is no opening; the same email is (REQ-178)', async () => {
  await house.as('rae').get('/api/today/due');
  await house.as('rae').post('/api/clients/search', { text: 'Alma' });
  expect(briefly(await list('sue'))).toContainEqual('surname: Rae Rivera, LCSW, Alma Rivera, 2');

  await house.owner.query(`update client set email = 'BO@example.org' where client_id = $1`, [
    alma.clientId,
  ]);
  expect(briefly(await list('sue'))).toContainEqual('own: bo, Alma Rivera, 1');
  await house.owner.query(`update client set email = '' where client_id = $1`, [alma.clientId]);
});

test('a supervisor of another program reads none of it and reviews none; whoever works with cases asks in vain (REQ-178)', async () => {
  expect(await list('nia')).toMatchObject({ openings: [], count: { all: 0, reviewed: 0 } });
  expect((await judge('nia')).body.type).toBe('not-found');
  for (const who of ['ana', 'rae']) {
    expect((await house.as(who).get('/api/openings')).status).toBe(403);
    expect((await judge(who)).status).toBe(403);
  }
});

test('an auditor reads none of it: how many there are would tell, beside the trail, whose name somebody bears (REQ-178)', async () => {
  expect((await house.as('aud').get('/api/openings')).status).toBe(403);
  expect((await judge('aud')).status).toBe(403);
});

test('what of a client is opened by another address is an opening, too (REQ-178)', async () => {
  const { rows } = await house.owner.query(
    'select enrollment_id as id, obligation_key as "obligationKey" from obligation where client_id = $1',
    [alma.clientId],
  );
  const [{ id, obligationKey }] = rows;
  const { status } = await house.as('rae').post(`/api/enrollments/${id}/why`, { obligationKey });
  expect(status).toBe(200);
  expect(briefly(await list('sue'))).toContainEqual('surname: Rae Rivera, LCSW, Alma Rivera, 3');
});

test('whoever opened it neither sees it on the list nor reviews it; somebody else does, once (REQ-178)', async () => {
  await house.owner.query(
    `insert into staff_role (agency_id, staff_id, role, granted_at) values ($1, $2, 'administrator', now())`,
    [north.agencyId, rae.staffId],
  );
  expect(briefly(await list('rae'))).toEqual(['own: Rosa Diaz, Rosa Diaz, 1']);
  expect((await judge('rae')).body.type).toBe('not-your-own-opening');
  await house.owner.query(`delete from staff_role where staff_id = $1 and role = 'administrator'`, [
    rae.staffId,
  ]);

  expect((await judge('sue', { outcome: 'fine' })).body.fields[0].path).toBe('outcome');
  expect((await judge('sue', { clientId: rosa.clientId })).body.type).toBe('not-found');
  expect((await judge('sue', { week: '2026-04-27' })).body.type).toBe('not-found');
  expect((await judge('sue', { week: '2026-05-08' })).status).toBe(200);
  expect((await judge('north-admin')).body.type).toBe('opening-reviewed-already');
  const { openings, count } = await list('north-admin');
  expect(count).toEqual({ all: 2, reviewed: 1 });
  expect(openings.at(-1)).toMatchObject({
    client: { name: 'Alma Rivera' },
    review: {
      byName: 'sue',
      inWords: 'They bear the same name by chance, and it was part of their work',
    },
    may: { review: false },
  });
});

test('whoever manages the case is not told who reviews; the trail of the agency holds it (REQ-178)', async () => {
  const { lines } = (await house.as('sue').get(`/api/clients/${alma.clientId}/looked`)).body;
  const words = 'who opened records, for a second person to judge';
  expect(lines.length).toBeGreaterThan(0);
  expect(JSON.stringify(lines)).not.toContain(words);
  expect(JSON.stringify((await house.as('sue').get('/api/audit')).body)).toContain(words);
});

test('what is opened after it was reviewed is reviewed again, and the first review stays (REQ-178)', async () => {
  await days(2);
  await house.as('rae').get(`/api/clients/${alma.clientId}`);

  const { openings, count } = await list('sue');
  expect(count).toEqual({ all: 2, reviewed: 0 });
  expect(openings.map(({ may }: any) => may.review)).toEqual([true, true]);
  const both = await Promise.all([judge('sue'), judge('north-admin'), judge('sue')]);
  expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
  expect(both.filter(({ body }) => body.type === 'opening-reviewed-already')).toHaveLength(2);
  const { rows } = await house.owner.query('select outcome from opening_review');
  expect(rows).toHaveLength(2);
  await days(0);
});

test('an opening that began before it was reviewed, and ended after, was not seen and is reviewed again (REQ-178)', async () => {
  const client = await house.owner.connect();
  await days(3);
  await house.as('rae').get(`/api/clients/${alma.clientId}`);
  await client.query('begin');
  await client.query(
    `insert into audit (agency_id, audit_id, at, actor_id, purpose, operation, outcome, ids, hmac)
     select agency_id, gen_random_uuid(), auth.now(), actor_id, purpose, operation, outcome, ids, hmac
     from audit where actor_id = $1 and ids @> array[$2::uuid] and outcome = 'done' order by at limit 1`,
    [rae.staffId, alma.clientId],
  );
  await house.at('2026-05-09T14:00:05Z');
  expect((await judge('sue')).status).toBe(200);
  await client.query('commit');
  client.release();

  const mayReview = async () =>
    (await list('sue')).openings.find((each: any) => each.client.clientId === alma.clientId).may;
  expect(await mayReview()).toEqual({ review: true });
  await house.at('2026-05-09T14:01:00Z');
  expect((await judge('sue')).status).toBe(200);
  expect(await mayReview()).toEqual({ review: false });
  await days(0);
});

test('a name that is written differently afterwards takes nobody off the list (REQ-178)', async () => {
  const before = briefly(await list('sue'));
  await house.owner.query(
    `update client set legal_family = 'Rivers', family_key = 'rivers' where client_id = $1`,
    [alma.clientId],
  );
  expect(briefly(await list('sue'))).toEqual(
    before.map((one: string) => one.replace('Alma Rivera', 'Alma Rivers')),
  );
  await house.owner.query(
    `update client set legal_family = 'Rivera', family_key = 'rivera' where client_id = $1`,
    [alma.clientId],
  );
});

test('each week is looked at anew, and a past one stays as it was (REQ-178)', async () => {
  await days(7);
  await house.as('rae').get(`/api/clients/${alma.clientId}`);

  expect(briefly(await list('sue'))).toEqual(['surname: Rae Rivera, LCSW, Alma Rivera, 1']);
  expect((await list('sue')).openings[0].may.review).toBe(true);
  const past = await list('sue', '?week=2026-05-10');
  expect(past).toMatchObject({ startsOn: monday, nextOn: '2026-05-11', count: { reviewed: 1 } });
  expect((await list('sue', '?week=2027-01-01')).startsOn).toBe('2026-05-11');
  await days(0);
});

test('emergency access of the week stands among them, and is reviewed where it always was (REQ-178, S17)', async () => {
  await house.owner.query(
    `insert into break_glass (agency_id, glass_id, client_id, staff_id, reason, opened_at, ends_at, review_by)
     values ($1, gen_random_uuid(), $2, $3, 'urgent-care', auth.now(), auth.now() + interval '60 minutes', auth.now() + interval '72 hours')`,
    [north.agencyId, rosa.clientId, nia.staffId],
  );

  expect((await list('sue')).openings).toContainEqual(
    expect.objectContaining({ kind: 'emergency', byName: 'nia', may: { review: false } }),
  );
  expect((await list('nia')).openings).toEqual([]);
  const inEmergency = { staffId: nia.staffId, clientId: rosa.clientId };
  expect((await judge('sue', inEmergency)).body.type).toBe('not-found');
});

test.each([
  ['GET /api/clients/:clientId/record', true],
  ['GET /api/reviews/:reviewId/form', true],
  ['GET /api/conferences/:conferenceId', true],
  ['GET /api/consent-papers/:paperId', true],
  ['POST /api/clients/search', false],
  ['GET /api/due-snapshots/:snapshotId', false],
  ['GET /api/imports/:importId/rows', false],
  ['GET /api/directory/providers/:providerId', false],
])('%s is an opening: %s (REQ-178)', async (operation, isOne) => {
  const { rows } = await house.owner.query('select auth.is_opening($1) as "isOne"', [operation]);
  expect(rows).toEqual([{ isOne }]);
});
