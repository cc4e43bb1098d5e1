import { afterAll, expect, test } from 'vitest';
import { monday, openingsScene } from '#test/given-openings.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { north, rae, nia, sue, alma, rosa, days } = await openingsScene(house);
afterAll(() => house.close());

const ofMay = { startsOn: monday, endsOn: '2026-05-10' };
const weeksFor = async (who: string) => (await house.as(who).get('/api/openings/weeks')).body.weeks;
const judge = (who: string, staffId: string, clientId: string) =>
  house.as(who).post('/api/openings/review', {
    staffId,
    clientId,
    week: monday,
    outcome: 'by-chance',
  });

test('a week that is not over has nothing late; once it is, whoever may review is told how much of it waits (REQ-178)', async () => {
  expect(await weeksFor('sue')).toEqual([]);

  await days(7);
  for (const who of ['sue', 'north-admin'])
    expect(await weeksFor(who)).toEqual([{ ...ofMay, waiting: 2 }]);
});

test('a supervisor of another program is told of none, another agency neither, and whoever works with cases asks in vain (REQ-178)', async () => {
  await days(7);

  expect(await weeksFor('nia')).toEqual([]);
  expect((await weeksFor('south-admin')).map(({ waiting }: any) => waiting)).toEqual([1]);
  for (const who of ['ana', 'rae', 'aud'])
    expect((await house.as(who).get('/api/openings/weeks')).status).toBe(403);
});

test('nobody is told of their own, and nothing tells who it was (REQ-178)', async () => {
  await days(7);
  await house.owner.query(
    `insert into staff_role (agency_id, staff_id, role, granted_at) values ($1, $2, 'administrator', now())`,
    [north.agencyId, rae.staffId],
  );
  const { body } = await house.as('rae').get('/api/openings/weeks');
  await house.owner.query(`delete from staff_role where staff_id = $1 and role = 'administrator'`, [
    rae.staffId,
  ]);

  expect(body).toEqual({ weeks: [{ ...ofMay, waiting: 1 }] });
});

test('what is reviewed waits no more, an emergency of the week does until it is, and after eight weeks none is told (REQ-178, S17)', async () => {
  await days(7);
  await house.owner.query(
    `insert into break_glass (agency_id, glass_id, client_id, staff_id, reason, opened_at, ends_at, review_by)
     values ($1, gen_random_uuid(), $2, $3, 'urgent-care', auth.now() - interval '6 days', auth.now() - interval '143 hours', auth.now() - interval '72 hours')`,
    [north.agencyId, rosa.clientId, nia.staffId],
  );
  expect(await weeksFor('sue')).toEqual([{ ...ofMay, waiting: 3 }]);

  expect((await judge('sue', rae.staffId, alma.clientId)).status).toBe(200);
  expect(await weeksFor('sue')).toEqual([{ ...ofMay, waiting: 2 }]);
  await days(8 * 7);
  expect(await weeksFor('sue')).toEqual([{ ...ofMay, waiting: 2 }]);
  await days(9 * 7);
  expect(await weeksFor('sue')).toEqual([]);
});

test('that somebody asked stands in the trail (REQ-178, S16)', async () => {
  await weeksFor('sue');

  const { rows } = await house.owner.query(
    `select purpose, outcome from audit where actor_id = $1 and operation = 'GET /api/openings/weeks' order by at desc limit 1`,
    [sue.staffId],
  );
  expect(rows).toEqual([{ purpose: 'oversight', outcome: 'done' }]);
});
