import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let program: GivenProgram;
let worker: GivenStaff;
let second: GivenStaff;
const admin = () => house.as('riverbend-admin');

beforeAll(async () => {
  agency = await given.agency('riverbend');
  await given.agency('hillside');
  program = await given.program(agency);
  worker = await given.staff(agency, 'worker', { roles: ['case-manager'] });
  second = await given.staff(agency, 'second', { roles: ['administrator'] });
});
afterAll(() => house.close());

const person = { fullName: 'Ana Reyes', title: 'Case manager', roles: ['case-manager'] };
const find = async (staffId: string) => {
  const { body } = await admin().get('/api/staff');
  return body.staff.find((one: { staffId: string }) => one.staffId === staffId);
};
const idOf = async (who: string) => (await house.as(who).get('/api/session')).body.person.staffId;

describe('the staff list', () => {
  test('holds the agency’s own people, with roles and state', async () => {
    const { body } = await admin().get('/api/staff');

    expect(body.staff).toHaveLength(3);
    expect(await find(worker.staffId)).toMatchObject({ roles: ['case-manager'], state: 'active' });
  });

  test.each(['worker'])('is not for a case manager, nor are its changes', async (who) => {
    const asked = [
      house.as(who).get('/api/staff'),
      house.as(who).post('/api/staff/invite', { ...person, email: 'x@riverbend.example' }),
      house.as(who).post('/api/staff/change', {
        ...person,
        staffId: worker.staffId,
        roles: ['administrator'],
      }),
      house.as(who).post('/api/staff/deactivate', { staffId: second.staffId }),
      house.as(who).post('/api/staff/renew-invitation', { staffId: second.staffId }),
    ];

    for (const reply of await Promise.all(asked)) expect(reply.status).toBe(403);
  });

  test('another agency’s person is nobody here', async () => {
    const theirs = house.as('hillside-admin');
    const { staffId } = worker;
    const asked = [
      theirs.post('/api/staff/change', { ...person, staffId }),
      theirs.post('/api/staff/deactivate', { staffId }),
      theirs.post('/api/staff/reactivate', { staffId }),
      theirs.post('/api/staff/renew-invitation', { staffId }),
      theirs.post('/api/staff/join-team', {
        staffId,
        teamId: program.teamId,
        teamRole: 'supervisor',
      }),
    ];

    for (const reply of await Promise.all(asked)) expect(reply.status).toBe(404);
    expect(await find(staffId)).toMatchObject({ state: 'active', teams: [] });
  });
});

describe('changing somebody', () => {
  test('a new title holds from today; the one before stays on record until yesterday', async () => {
    await house.at('2026-05-04T14:00:00Z');
    await admin().post('/api/staff/change', {
      ...person,
      staffId: worker.staffId,
      fullName: 'worker',
      title: 'Team lead',
    });
    const { rows } = await house.owner.query(
      `select title, valid_from::text, valid_to::text from staff_version
       where staff_id = $1 and superseded_at is null order by valid_from`,
      [worker.staffId],
    );

    expect(rows).toEqual([
      { title: 'Case manager', valid_from: '2020-01-01', valid_to: '2026-05-03' },
      { title: 'Team lead', valid_from: '2026-05-04', valid_to: null },
    ]);
  });

  test('roles that open nothing are added and taken away at once', async () => {
    for (const roles of [['case-manager', 'auditor'], ['case-manager']]) {
      const auditorUntil = roles.includes('auditor') ? '2026-06-30' : '';
      const until = {
        auditorUntil,
        auditorScope: 'every',
        auditorPeriod: 'any',
        auditorSample: 'everybody',
      };
      const change = { ...person, staffId: worker.staffId, roles, ...until };
      await admin().post('/api/staff/change', change);
      expect((await find(worker.staffId)).roles.toSorted()).toEqual(roles.toSorted());
    }
  });

  test('nobody changes their own roles, yet their own title they may', async () => {
    const staffId = await idOf('riverbend-admin');
    const roles = ['administrator', 'supervisor'];
    const refused = await admin().post('/api/staff/change', { ...person, staffId, roles });
    const title = await admin().post('/api/staff/change', {
      ...person,
      staffId,
      roles: ['administrator'],
    });

    expect(refused).toMatchObject({ status: 409, body: { type: 'own-roles' } });
    expect(title.status).toBe(200);
  });

  test('nobody deactivates themselves', async () => {
    const reply = await admin().post('/api/staff/deactivate', {
      staffId: await idOf('riverbend-admin'),
    });

    expect(reply).toMatchObject({ status: 409, body: { type: 'own-roles' } });
  });

  test('two administrators who remove each other at once: one stays', async () => {
    const staffId = await idOf('riverbend-admin');
    const replies = await Promise.all([
      admin().post('/api/staff/deactivate', { staffId: second.staffId }),
      house.as('second').post('/api/staff/deactivate', { staffId }),
    ]);

    expect(replies.map(({ status }) => status).filter((status) => status === 200)).toHaveLength(1);
    const { rows } = await house.owner.query(
      `select count(*)::int as n from staff join staff_role using (agency_id, staff_id)
       where agency_id = $1 and role = 'administrator' and deactivated_at is null`,
      [agency.agencyId],
    );
    expect(rows).toEqual([{ n: 1 }]);
  });

  test.each([
    ['no role', { roles: [] }],
    ['an unknown role', { roles: ['king'] }],
    ['no name', { fullName: ' ' }],
    ['no id', { staffId: 'somebody' }],
  ])('%s is refused', async (_what, change) => {
    const who =
      (await house.as('second').get('/api/staff')).status === 200 ? 'second' : 'riverbend-admin';
    const reply = await house
      .as(who)
      .post('/api/staff/change', { ...person, staffId: worker.staffId, ...change });

    expect(reply.status).toBe(400);
  });
});
