import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashToken } from '#server/platform/session-cookie.ts';
import { canaries, type CanaryAgency } from '#test/walls/canary-words.ts';
import { canaryAgency } from '#test/walls/canary-world.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
let north: CanaryAgency;

beforeAll(async () => {
  north = await canaryAgency(house, 'north', canaries());
  const { agencyId } = north.given;
  await house.owner.query(`insert into staff_role values ($1, $2, 'administrator', now(), $2)`, [
    agencyId,
    north.sia.staffId,
  ]);
  await house.owner.query(
    `insert into import_run (agency_id, import_id, source, state, file_name, started_by, started_at)
     values ($1, $2, 'hmis', 'discarded', 'x.zip', $3, now())`,
    [agencyId, house.newId(), north.sia.staffId],
  );
  await house.owner.query(
    `insert into exchange_message (agency_id, message_id, review_id, client_id, attendee_id, sent_at, is_substantive, is_copy, class, body,
       written_by, written_at)
     select agency_id, $2, review_id, client_id, attendee_id, now(), true, true, 'general', '', $3, now()
     from review_attendee where agency_id = $1 limit 1`,
    [agencyId, house.newId(), north.sia.staffId],
  );
});
afterAll(() => house.close());
// A row once more is of another moment, which has a wall of its own.
beforeAll(() =>
  house.owner.query(`do $$ declare one record; begin
    for one in select polrelid::regclass as target from pg_policy where polname = 'at_its_moment' loop
      execute 'drop policy at_its_moment on ' || one.target;
    end loop; end $$`),
);

/** Runs words as the application's login for the supervisor, who is an administrator too; answers the error's code. */
async function codeOf(text: string, values: unknown[] = []): Promise<string> {
  const login = new pg.Client(house.logins.app);
  await login.connect();
  try {
    await login.query('begin');
    await login.query(`select auth.enter($1, 'care-coordination')`, [
      hashToken(house.as(north.sia.name).token ?? ''),
    ]);
    const { rowCount } = await login.query(text, values);
    return `${rowCount} rows`;
  } catch (fault) {
    return fault instanceof pg.DatabaseError ? (fault.code ?? '') : String(fault);
  } finally {
    await login.end();
  }
}

const forbidden = '42501';

/** Those of which this agency holds a row. */
const authors: [table: string, author: string][] = [
  ['action_item', 'created_by'],
  ['attendance_version', 'recorded_by'],
  ['client_contact_note', 'written_by'],
  ['conference', 'planned_by'],
  ['consent', 'recorded_by'],
  ['contact_addendum', 'written_by'],
  ['coordination_contact', 'written_by'],
  ['disclosure', 'disclosed_by'],
  ['exchange_message', 'written_by'],
  ['held_elsewhere', 'recorded_by'],
  ['import_run', 'started_by'],
  ['lowered_class', 'lowered_by'],
  ['mail', 'written_by'],
  ['record_entry', 'recorded_by'],
  ['review_closing_version', 'recorded_by'],
  ['review_entry', 'author_id'],
  ['review_reason', 'written_by'],
  ['review_summary', 'written_by'],
  ['staff_role', 'granted_by'],
];

// An incident names two: who opened it, which a policy of its own guards, and who had said that the person was there.
const namesAnother = "('privacy_incident', 'recorded_by')";

/** Columns that say who wrote a row, in tables that let anybody be named. */
const unguarded = async () => {
  const { rows } = await house.owner.query(`
    select c.relname || '.' || a.attname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
      and a.attname ~ '^(author_id|(written|recorded|created|lowered|planned|started|granted|disclosed)_by)$'
      and (c.relname, a.attname) <> ${namesAnother}
      and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'by_its_author' and not p.polpermissive
        and pg_get_expr(p.polwithcheck, c.oid) like '%' || a.attname || '%')
    order by 1`);
  return rows.map(({ name }) => name);
};

test('every table that says who wrote a row takes only the writer’s own name (S9)', async () => {
  expect(await unguarded()).toEqual([]);
});

test('control: a table that takes any name is noticed (S9)', async () => {
  await house.owner.query(`create table overheard (agency_id uuid, written_by uuid)`);
  const found = await unguarded();
  await house.owner.query(`drop table overheard`);

  expect(found).toEqual(['overheard.written_by']);
});

describe.each(authors)('%s.%s', (table, author) => {
  /** One more row like one that is there, in somebody's name. */
  const again = (by: string) =>
    codeOf(
      `insert into ${table} select (jsonb_populate_record(t, to_jsonb(t) || jsonb_build_object('${author}', $1::text))).* from ${table} t limit 1`,
      [by],
    );

  test('nobody adds one in another’s name (S9)', async () => {
    expect(await again(north.bo.staffId)).toBe(forbidden);
  });

  test('control: in one’s own name only its key is in the way (S9)', async () => {
    expect(await again(north.sia.staffId)).toBe('23505');
  });

  test('nobody passes one on to another (S9)', async () => {
    expect(await codeOf(`update ${table} set ${author} = $1`, [north.bo.staffId])).toBe(forbidden);
  });
});

test('a mail is never rewritten, only what became of it (S9, S14)', async () => {
  const { rows } = await house.owner.query(
    `select attname as name from pg_attribute where attrelid = 'mail'::regclass and attnum > 0 and not attisdropped order by 1`,
  );
  const may: string[] = [];
  for (const { name } of rows)
    if ((await codeOf(`update mail set ${name} = ${name}`)) !== forbidden) may.push(name);

  expect(may).toEqual(['attempts', 'problem', 'sending_at', 'settled_at', 'state']);
});
