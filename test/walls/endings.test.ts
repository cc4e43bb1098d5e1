import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);
await house.at('2027-03-15T12:00:00Z');
const agency = await given.agency('riverbend');
const harbor = await given.program(agency, { name: 'Harbor' });
const bo = await given.staff(agency, 'bo', { roles: ['case-manager'], program: harbor });
const ada = await given.staff(agency, 'ada', { roles: ['administrator'] });
const client = await given.client(agency, { program: harbor, worker: bo });

const done = (words: string, before = '') =>
  asOwner(house, async (owner) => {
    const asker = { agencyId: agency.agencyId, staff: ada };
    const answer = await tried(owner, asker, { words, before, purpose: 'administration' });
    return typeof answer === 'string' ? answer : answer.rowCount;
  });

/** Moments that are written once they are there no more, and may be taken away or written anew. */
const openEnded = async () => {
  const { rows } = await house.owner.query<{ name: string }>(`
    select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.atttypid = 'timestamptz'::regtype and not a.attisdropped
      and not a.attnotnull
      and exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'moment_of_' || a.attname)
      and (has_column_privilege('roundtable_app', c.oid, a.attnum, 'update')
        or has_column_privilege('roundtable_worker', c.oid, a.attnum, 'update'))
      and not exists (select from pg_trigger t where t.tgrelid = c.oid and t.tgname = 'ending_of_' || a.attname and t.tgenabled = 'O')
    order by 1`);
  return rows.map(({ name }) => name);
};

test('what may be open again, or is written again, is named here; every other ending is written once (S9, S23)', async () => {
  expect(await openEnded()).toEqual([
    'action_item.finished_at',
    'attendee.answered_at',
    'attendee.taken_off_at',
    'conference.closed_at',
    'conference.invited_at',
    'conference.withdrawn_at',
    'due_snapshot.finished_at',
    'import_run.finished_at',
    'mail.sending_at',
    'mail.settled_at',
    'owed_statement.settled_at',
    'policy_run.finished_at',
    'program_policy.changed_at',
    'program_policy.published_at',
    'provider_kind.retired_at',
    'review_attendee.invited_at',
    'review_contact.unlinked_at',
    'review_entry.changed_at',
    'review_told.told_at',
    'staff.deactivated_at',
  ]);
});

test('control: an ending that anybody takes back is noticed (S23)', async () => {
  await house.owner.query(`drop trigger ending_of_superseded_at on staff_version`);
  const found = await openEnded();
  await house.owner.query(
    `create trigger ending_of_superseded_at before update of superseded_at on staff_version for each row
     when (old.superseded_at is not null and new.superseded_at is distinct from old.superseded_at
       and current_user = any(array['roundtable_app', 'roundtable_worker'])) execute function auth.refuse_other_ending()`,
  );
  expect(found).toContain('staff_version.superseded_at');
});

const titles = `staff_version where staff_id = '${bo.staffId}'`;
const enrollments = `enrollment_version where enrollment_id = '${client.enrollmentId}'`;
const trainings = `staff_training where staff_id = '${bo.staffId}'`;
test.for([
  ['a title', titles, 'superseded_at', ''],
  ['an enrollment', enrollments, 'superseded_at', ''],
  ['a training', trainings, 'withdrawn_at', `, withdrawn_by = '${bo.staffId}'`],
])(
  'nobody opens again what has ended, nor ends it anew: %s (S9, S23)',
  async ([, row = '', column = '', more = '']) => {
    const [table = '', where = ''] = row.split(' where ');
    const set = (at: string) => `update ${table} set ${column} = ${at} where ${where}`;
    const ended =
      `set local session_replication_role = replica;` +
      `update ${table} set ${column} = auth.now() - interval '1 day'${more} where ${where};` +
      `set local session_replication_role = origin;`;
    const unwalled = `${ended} drop trigger ending_of_${column} on ${table};`;

    expect(await done(set('null'), ended)).toBe('42501');
    expect(await done(set('auth.now()'), ended)).toBe('42501');
    expect(Number(await done(set('auth.now()'), unwalled))).toBeGreaterThan(0);
    expect(Number(await done(set(column), ended))).toBeGreaterThan(0);
  },
);
