import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { transact, type Tx } from '#server/platform/database.ts';
import { givenIn, type GivenAgency, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let eve: GivenStaff;
let kim: string;

beforeAll(async () => {
  agency = await given.agency('north');
  eve = await given.staff(agency, 'eve', { roles: ['case-manager'] });
  await given.staff(agency, 'sue', { roles: ['supervisor'] });
  const invited = await house.as('north-admin').post('/api/staff/invite', {
    fullName: 'Kim Osei',
    title: 'Supervisor',
    email: 'kim@north.example',
    roles: ['supervisor'],
  });
  kim = invited.body.staffId;
});
afterAll(() => house.close());

/** Whatever the application's login can be made to say, in the name of the only administrator. */
const asAdmin = <T>(work: (tx: Tx) => Promise<T>) => {
  const tokenHash = createHash('sha256')
    .update(house.as('north-admin').token ?? '')
    .digest('hex');
  const asker = { kind: 'session', tokenHash } as const;
  return transact(house.shell.database, { asker, purpose: 'administration' }, work);
};
const role = (name: string) => (tx: Tx) =>
  sql`insert into staff_role (agency_id, staff_id, role, granted_at, granted_by)
    values (${agency.agencyId}, ${eve.staffId}, ${name}, auth.now(), auth.actor())`.execute(tx);
const lists = (whose: string) => (tx: Tx) =>
  sql`update staff set may_take_lists = true where staff_id = ${whose}`.execute(tx);
const waiting = async () =>
  (await house.as('sue').get('/api/staff-changes')).body.changes[0].changeId;

test.each([
  ['a role', role('supervisor')],
  [
    'everything anew',
    (tx: Tx) =>
      sql`select auth.recover_staff(${house.newId()}, ${eve.staffId}, 'a hash', true)`.execute(tx),
  ],
  ['an invitation', (tx: Tx) => sql`select auth.invite_staff('a hash', ${kim})`.execute(tx)],
  ['the right to save lists, of whoever has no way in yet', (tx: Tx) => lists(kim)(tx)],
  [
    'somebody who has it from the start',
    (tx: Tx) =>
      sql`insert into staff (agency_id, staff_id, email, created_at, may_take_lists)
        values (${agency.agencyId}, ${house.newId()}, 'new@north.example', auth.now(), true)`.execute(
        tx,
      ),
  ],
])('one administrator alone writes no row that opens records: %s (S1, S3b)', async (_, work) => {
  await expect(asAdmin(work)).rejects.toThrow('this takes a second person');
});

test('nor is a role that somebody has made into another (S1, S3b)', async () => {
  for (const change of [sql`role = 'supervisor'`, sql`ends_on = null`, sql`program_ids = null`])
    await expect(
      asAdmin((tx) =>
        sql`update staff_role set ${change} where staff_id = ${eve.staffId}`.execute(tx),
      ),
    ).rejects.toThrow('permission denied');
});

test('nor do they settle what they asked for, or write that somebody else did (S1, S3b)', async () => {
  const changeId = await waiting();
  await expect(
    asAdmin((tx) => sql`select auth.confirm_staff_change(${changeId}, '{}')`.execute(tx)),
  ).rejects.toThrow('not theirs to confirm');
  for (const by of [sql`auth.actor()`, sql`${eve.staffId}::uuid`])
    await expect(
      asAdmin((tx) =>
        sql`update staff_change set state = 'done', settled_by = ${by}, settled_at = auth.now()
          where change_id = ${changeId}`.execute(tx),
      ),
    ).rejects.toThrow(/confirmed|another's name/);
});

test('nobody gives the right to save lists to themselves, and taking it asks for nobody (S1, S3b)', async () => {
  const { rows } = await house.owner.query(
    `update staff s set may_take_lists = false from staff_role r
     where r.staff_id = s.staff_id and r.role = 'administrator' and s.agency_id = $1 returning s.staff_id`,
    [agency.agencyId],
  );
  await expect(asAdmin(lists(rows[0].staff_id))).rejects.toThrow('nobody gives it to themselves');
  await asAdmin((tx) =>
    sql`update staff set may_take_lists = false where staff_id = ${eve.staffId}`.execute(tx),
  );
  await expect(asAdmin(lists(eve.staffId))).rejects.toThrow('this takes a second person');
});

test('an auditor without a last day is written by nobody (EP-17)', async () => {
  await expect(asAdmin(role('auditor'))).rejects.toThrow('an auditor comes for a period');
});

test('control: a role that opens nothing is written like that', async () => {
  await asAdmin(role('biller'));
  const { rows } = await house.owner.query(
    `select role from staff_role where staff_id = $1 order by role`,
    [eve.staffId],
  );
  expect(rows).toEqual([{ role: 'biller' }, { role: 'case-manager' }]);
});
