import type pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { migrate } from '#server/platform/migrate.ts';
import { agency, alma, ana, asFirstReleased, enrollment, id, lee } from '#test/first-release.ts';

const before = '0464-who-can-read-a-step.sql';
let client: pg.Client;

/** What was written where there are lists now: in words, of somebody who is seen by more people than may know. */
const [kin, friend, held] = [31, 32, 33].map(id);
const [member, earlier, now] = [34, 35, 36].map(id);
const inWords = `
  insert into support (agency_id, support_id, client_id, full_name, relationship, created_at)
    values ('${agency}', '${kin}', '${alma}', 'Rosa', 'Sister, gives him his HIV pills', '2026-02-01Z'),
      ('${agency}', '${friend}', '${alma}', 'Joe', 'friend', '2026-02-02Z');
  insert into held_elsewhere (agency_id, held_elsewhere_id, client_id, enrollment_id, held_on, source, recorded_by, recorded_at)
    values ('${agency}', '${held}', '${alma}', '${enrollment}', '2026-01-20', 'CAREWare of the HIV clinic', '${ana}', '2026-02-03Z');
  insert into care_team_member (agency_id, care_team_member_id, client_id, provider_id) values ('${agency}', '${member}', '${alma}', '${lee}');
  insert into care_team_member_version (agency_id, care_team_member_id, version_id, serves_as, valid_from, valid_to, recorded_at)
    values ('${agency}', '${member}', '${earlier}', '', '2026-01-05', '2026-01-31', '2026-02-01Z'),
      ('${agency}', '${member}', '${now}', 'Keeps the HIV regimen', '2026-02-01', null, '2026-02-01Z');
  insert into client_identifier (agency_id, client_id, system, value)
    values ('${agency}', '${alma}', 'Medicaid', 'AB1'), ('${agency}', '${alma}', 'ADAP', '77'), ('${agency}', '${alma}', 'Shelter of the north', '77');
  delete from stale_enrollment;
  delete from auth.words_in_the_clear`;

const one = async (text: string) => (await client.query(text)).rows[0];

beforeAll(async () => {
  const made = await asFirstReleased();
  client = made.client;
  await migrate(made.migrator, before);
  await client.query(inWords);
  await migrate(made.migrator);
});
afterAll(() => client.end());

test('what stood where a list is now is a note in the class of the case, and the list says what it can (EP-07, REQ-178)', async () => {
  const { rows } = await client.query(
    `select coalesce(s.relationship, h.source) as said, n.class, convert_from(n.body, 'utf8') as body, n.written_by, n.written_at
     from fact_note n left join support s on s.support_id = n.about_id left join held_elsewhere h on h.held_elsewhere_id = n.about_id
     where n.about_id = any($1) order by n.written_at`,
    [[kin, friend, held]],
  );

  expect(rows).toEqual([
    {
      said: 'sibling',
      class: 'hiv',
      body: 'Sister, gives him his HIV pills',
      written_by: null,
      written_at: new Date('2026-02-01Z'),
    },
    {
      said: 'earlier-system',
      class: 'hiv',
      body: 'CAREWare of the HIV clinic',
      written_by: ana,
      written_at: new Date('2026-02-03Z'),
    },
  ]);
  expect(await one(`select relationship from support where support_id = '${friend}'`)).toEqual({
    relationship: 'friend',
  });
});

test('what somebody serves as is a note about what their version names, and each names something (EP-07, REQ-178)', async () => {
  const { rows } = await client.query(
    `select v.version_id, v.serves_as_id is not null as names, n.class, convert_from(n.body, 'utf8') as body
     from care_team_member_version v left join fact_note n on n.about_id = v.serves_as_id
     where v.care_team_member_id = $1 order by v.version_id`,
    [member],
  );

  expect(rows).toEqual([
    { version_id: earlier, names: true, class: null, body: null },
    { version_id: now, names: true, class: 'hiv', body: 'Keeps the HIV regimen' },
  ]);
});

test('whose number it is, is of the list; what it was called is a note, and two that come to the same are one with both (EP-07, REQ-178)', async () => {
  const { rows } = await client.query(
    `select i.system, i.value, n.class, convert_from(n.body, 'utf8') as body
     from client_identifier i left join fact_note n on n.about_id = i.identifier_id order by i.system, body`,
  );

  expect(rows).toEqual([
    { system: 'medicaid', value: 'AB1', class: null, body: null },
    { system: 'other', value: '77', class: 'hiv', body: 'ADAP' },
    { system: 'other', value: '77', class: 'hiv', body: 'Shelter of the north' },
  ]);
});

test('what was moved is sealed at the next start (S18)', async () => {
  expect(await one(`select only_one from auth.words_in_the_clear`)).toEqual({ only_one: true });
});
