import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let program: GivenProgram;
let worker: GivenStaff;
const admin = () => house.as('riverbend-admin');

beforeAll(async () => {
  agency = await given.agency('riverbend');
  await given.agency('hillside');
  program = await given.program(agency);
  worker = await given.staff(agency, 'worker', { roles: ['case-manager'] });
});
afterAll(() => house.close());

const join = (teamRole: string) =>
  admin().post('/api/staff/join-team', {
    staffId: worker.staffId,
    teamId: program.teamId,
    teamRole,
  });
const teams = async () => {
  const { body } = await admin().get('/api/staff');
  return body.staff.find((one: { staffId: string }) => one.staffId === worker.staffId).teams;
};

test('somebody joins a team, does something else there, leaves, and each time is on record', async () => {
  await house.at('2026-05-04T14:00:00Z');
  expect((await join('case-manager')).status).toBe(200);
  expect(await join('case-manager')).toMatchObject({
    status: 409,
    body: { type: 'already-on-team' },
  });
  await house.at('2026-06-01T14:00:00Z');
  house.signIn('riverbend-admin', await adminAgain());
  expect((await join('coordinator')).status).toBe(200);
  const [{ teamMemberId, teamRole, programName }] = await teams();
  expect({ teamRole, programName }).toEqual({
    teamRole: 'coordinator',
    programName: 'Care program',
  });
  await house.at('2026-07-01T14:00:00Z');
  house.signIn('riverbend-admin', await adminAgain());
  expect((await admin().post('/api/staff/leave-team', { teamMemberId })).status).toBe(200);

  expect(await teams()).toEqual([]);
  const { rows } = await house.owner.query(
    `select team_role, valid_from::text, valid_to::text from team_member_version
     where agency_id = $1 and superseded_at is null order by valid_from`,
    [agency.agencyId],
  );
  expect(rows).toEqual([
    { team_role: 'case-manager', valid_from: '2026-05-04', valid_to: '2026-05-31' },
    { team_role: 'coordinator', valid_from: '2026-06-01', valid_to: '2026-06-30' },
  ]);
});

test('the members stand with their program; the other agency sees neither', async () => {
  await join('case-manager');
  const mine = (await admin().get('/api/programs')).body.programs;
  const theirs = (await house.as('hillside-admin').get('/api/programs')).body.programs;

  expect(mine[0].teams[0].members).toMatchObject([
    { fullName: 'worker', teamRole: 'case-manager' },
  ]);
  expect(theirs).toEqual([]);
});

test('a team or person that is not there, and a role that is none, are refused', async () => {
  const nowhere = house.newId();
  const staffId = worker.staffId;
  const { teamId } = program;
  const post = (body: object) => admin().post('/api/staff/join-team', body);

  expect((await post({ staffId, teamId: nowhere, teamRole: 'supervisor' })).status).toBe(404);
  expect((await post({ staffId: nowhere, teamId, teamRole: 'supervisor' })).status).toBe(404);
  expect((await post({ staffId, teamId, teamRole: 'chief' })).status).toBe(400);
  expect((await admin().post('/api/staff/leave-team', { teamMemberId: nowhere })).status).toBe(404);
});

async function adminAgain() {
  const { rows } = await house.owner.query(
    `select s.user_id from staff s join staff_role r using (agency_id, staff_id) where s.agency_id = $1 and r.role = 'administrator'`,
    [agency.agencyId],
  );
  return house.session(rows[0].user_id, agency.agencyId);
}
