import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let program: GivenProgram;
let ana: GivenStaff;
let client: GivenClient;

beforeAll(async () => {
  await house.at('2026-01-10T15:00:00Z');
  here = await given.agency('here');
  program = await given.program(here, { name: 'Comprehensive' });
  const other = await given.program(here, { name: 'Other' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  const there = await given.agency('there');
  const elsewhere = await given.program(there);
  await given.client(there, { program: elsewhere, enrolledOn: '2025-01-15' });

  // Enrolled on 15 September 2025, so that the first is due on 14 March 2026.
  client = await given.client(here, {
    program,
    worker: ana,
    name: 'Alma Rivera',
    enrolledOn: '2025-09-15',
  });
  await given.client(here, { program: other, name: 'Bao Chen', enrolledOn: '2025-10-01' });
  // On 30 April somebody attests that it was held on 1 March.
  await house.at('2026-04-30T15:00:00Z');
  await givenHeldElsewhere(house, here, { client, on: '2026-03-01', by: ana });
  await house.at('2026-05-04T14:00:00Z');
  await given.staff(here, 'sofia', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(here, 'bo', { roles: ['case-manager'], program });
  await given.staff(here, 'ruth', {
    roles: ['supervisor'],
    program: other,
    teamRole: 'supervisor',
  });
  await given.staff(here, 'june', { roles: ['auditor'] });
  await given.staff(there, 'otto', { roles: ['auditor'] });
});

async function taken(who: string, question: Record<string, unknown>) {
  const asked = await house.as(who).post('/api/due-snapshots', question);
  expect(asked.status).toBe(200);
  await house.runJobs();
  return `/api/due-snapshots/${asked.body.snapshotId}`;
}

const read = async (who: string, path: string, show = 'all') => {
  const reply = await house.as(who).get(`${path}?show=${show}`);
  expect(reply.status).toBe(200);
  return reply.body;
};

test('the list of a past day says what was late as it was known then, and what today knows better (REQ-033, REQ-142)', async () => {
  const then = await read('sofia', await taken('sofia', { asOf: '2026-03-31', knowledge: 'then' }));
  expect(then).toMatchObject({
    snapshot: { state: 'done', total: 1, lookedAt: 1, asOf: '2026-03-31' },
    counts: { late: 1, all: 1 },
    rows: [{ clientName: 'Alma Rivera', status: 'overdue', left: '17 days late' }],
  });

  const now = await read('sofia', await taken('sofia', { asOf: '2026-03-31', knowledge: 'today' }));
  expect(now).toMatchObject({
    counts: { late: 0, all: 1 },
    rows: [{ status: 'current', evidence: '180 days from Sun 1 Mar, recorded elsewhere' }],
  });
});

test('a list stays what it was when facts are recorded later', async () => {
  const path = await taken('june', { asOf: '2026-03-31', knowledge: 'today' });
  const before = await read('june', path);
  await house.at('2026-05-04T15:00:00Z');
  await givenHeldElsewhere(house, here, { client, on: '2026-03-20', by: ana });

  expect((await read('june', path)).rows).toEqual(before.rows);
});

test('an auditor reads every program by number and no name, and another agency nothing of it (REQ-142)', async () => {
  const path = await taken('june', { asOf: '2026-03-31', knowledge: 'then' });
  const { rows, counts } = await read('june', path);
  expect(counts.all).toBe(2);
  expect(rows.map((row: { clientName: unknown }) => row.clientName)).toEqual([null, null]);
  expect(JSON.stringify(rows)).not.toContain('Rivera');

  const exported = await house.as('june').get(`${path}/export?reason=report&reportTo=state`);
  expect(exported.status).toBe(200);
  expect(exported.body).toContain('1001,,Comprehensive');
  expect(exported.body).not.toContain('Rivera');

  const stranger = await house.as('otto').get(path);
  const unknown = await house.as('otto').get(`/api/due-snapshots/${house.newId()}`);
  expect(stranger).toMatchObject({ status: 404, body: unknown.body });
  expect(await house.as('otto').get(`${path}/export?reason=report&reportTo=state`)).toMatchObject({
    status: 404,
  });
  expect((await house.as('otto').get('/api/due-snapshots')).body.snapshots).toEqual([]);
});

test('a supervisor looks back at their own programs alone, and a colleague cannot open the list', async () => {
  const path = await taken('ruth', { asOf: '2026-03-31', knowledge: 'then' });
  const { rows } = await read('ruth', path);
  expect(rows.map((row: { clientName: unknown }) => row.clientName)).toEqual(['Bao Chen']);
  expect(await house.as('sofia').get(path)).toMatchObject({ status: 404 });
  expect(await house.as('bo').get(path)).toMatchObject({ status: 403 });
});

test('whoever has left the program reads its clients by name no more, although the list is their own', async () => {
  const path = await taken('sofia', { asOf: '2026-03-31', knowledge: 'then' });
  expect((await read('sofia', path)).rows).toHaveLength(1);
  await house.owner.query(
    `delete from staff_role where agency_id = $1 and role = 'supervisor'
      and staff_id = (select staff_id from staff where agency_id = $1 and email = 'sofia@example.org')`,
    [here.agencyId],
  );
  await house.owner.query(
    `insert into staff_role select $1, staff_id, 'auditor', now() from staff where agency_id = $1 and email = 'sofia@example.org'`,
    [here.agencyId],
  );
  await house.owner.query(
    `update team_member_version set valid_to = '2026-05-01' where agency_id = $1
      and team_member_id in (select team_member_id from team_member join staff using (agency_id, staff_id) where email = 'sofia@example.org')`,
    [here.agencyId],
  );
  const { rows } = await read('sofia', path);
  expect(rows.map((row: { clientName: unknown }) => row.clientName)).toEqual([null]);
});

test('a day that has not come, and a program of somebody else, are answered by field', async () => {
  expect(
    await house.as('june').post('/api/due-snapshots', { asOf: '2026-12-31', knowledge: 'then' }),
  ).toMatchObject({ status: 400, body: { fields: [{ path: 'asOf' }] } });
  expect(
    await house.as('june').post('/api/due-snapshots', {
      asOf: '2026-03-31',
      knowledge: 'then',
      programId: house.newId(),
    }),
  ).toMatchObject({ status: 400, body: { fields: [{ path: 'programId' }] } });
});

test('while it is worked out it says how far it is, and neither rows nor counts', async () => {
  const path = await taken('june', { asOf: '2026-03-31', knowledge: 'then' });
  expect((await read('june', path)).rows).toHaveLength(2);
  await house.owner.query(`update due_snapshot set state = 'running' where snapshot_id = $1`, [
    path.split('/').at(-1),
  ]);

  expect(await read('june', path)).toMatchObject({
    snapshot: { state: 'running', lookedAt: 2, total: 2 },
    counts: { late: 0, dueSoon: 0, all: 0 },
    rows: [],
    next: null,
  });
});

test('a list of before what was met was listed does not say how much that was, on the page or in the file (REQ-033)', async () => {
  const path = await taken('june', { asOf: '2026-03-31', knowledge: 'today' });
  expect((await read('june', path)).counts.met).toBe(0);
  await house.owner.query(`update due_snapshot set holds_met = false where snapshot_id = $1`, [
    path.split('/').at(-1),
  ]);

  expect((await read('june', path)).counts).toMatchObject({ all: 2, met: null });
  const file = (show: string) =>
    house.as('june').get(`${path}/export?show=${show}&reason=report&reportTo=state`);
  expect(await file('met')).toMatchObject({ status: 409, body: { type: 'snapshot-without-met' } });
  expect(await file('all')).toMatchObject({ status: 200 });
});

test('one that is cancelled stops, cannot be exported, and can be removed', async () => {
  const asked = await house
    .as('june')
    .post('/api/due-snapshots', { asOf: '2026-03-31', knowledge: 'then' });
  const path = `/api/due-snapshots/${asked.body.snapshotId}`;
  await house.as('june').post(`${path}/cancel`);
  await house.runJobs();
  expect(await read('june', path)).toMatchObject({ snapshot: { state: 'cancelled' }, rows: [] });
  expect(await house.as('june').get(`${path}/export?reason=report&reportTo=state`)).toMatchObject({
    status: 409,
    body: { type: 'snapshot-not-done' },
  });
  expect(await house.as('june').post(`${path}/remove`)).toMatchObject({ status: 200 });
  expect(await house.as('june').get(path)).toMatchObject({ status: 404 });
});
