import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '#server/app.ts';
import { describeFault, openLog } from '#server/platform/log.ts';
import { anyQuestions, askAll, askersIn } from '#test/walls/canary-questions.ts';
import { knownIds } from '#test/walls/any-request.ts';
import { canaries } from '#test/walls/canary-words.ts';
import { canaryAgency } from '#test/walls/canary-world.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const found = canaries();
const lines: string[] = [];
let word = '';

beforeAll(async () => {
  house.shell.log = openLog('trace', { write: (line) => void lines.push(line) });
  await canaryAgency(house, 'north', found);
  await canaryAgency(house, 'south', found);
  word = found.all().find(({ where }) => where === 'client.legal_family')?.word ?? '';
});
afterAll(() => house.close());

/** Canaries in any text of a table; what is sealed or drawn (bytea) is not text. */
async function toldBy(table: string, columns = '*') {
  const { rows } = await house.owner.query(`select ${columns} from ${table}`);
  const told = rows.flatMap((row) =>
    Object.entries(row).flatMap(([column, value]) =>
      Buffer.isBuffer(value) ? [] : [...found.in(JSON.stringify(value) ?? '')].map(() => column),
    ),
  );
  return [...new Set(told)].toSorted();
}

const idsOnly = [
  'audit',
  'queue.job',
  'auth.job_ticket',
  'obligation',
  'record_entry',
  'disclosure',
  'owed_statement',
  'lowered_class',
  'client_class',
  'consent',
  'document',
  'review_closing_version',
  'attendance_version',
];

test.each(idsOnly)('%s holds ids and codes and no words of anybody (S18, S16)', async (table) => {
  const { rows } = await house.owner.query(`select count(*)::integer as count from ${table}`);

  expect(rows[0].count).toBeGreaterThan(0);
  expect(await toldBy(table)).toEqual([]);
});

test('a mail that waits knows its recipient and nothing else (S18, EP-04)', async () => {
  expect(await toldBy('mail')).toEqual(['to_address', 'to_name']);
  const { rows } = await house.owner.query(
    'select to_address, calendar_file, subject, body from mail',
  );
  for (const { to_address: to, ...rest } of rows)
    expect([...found.in(JSON.stringify(rest))].filter((each) => !to.includes(each.word))).toEqual(
      [],
    );
});

/** Where words stand in the clear, written by hand: a column that is not here was made for something else. */
const inTheClear = [
  'agency.name',
  'client.email',
  'client.family_key',
  'client.given_key',
  'client.languages',
  'client.legal_family',
  'client.legal_given',
  'client.phone',
  'client.preferred_key',
  'client.preferred_name',
  'client.pronouns',
  'client_identifier.value',
  'client_identifier.value_key',
  'conference.join_link',
  'conference.place',
  // What the outside system calls its own paper: a number, typed by whoever filed it there.
  'filing.reference',
  'mail.to_address',
  'mail.to_name',
  'organization.name',
  'program.name',
  'provider_version.email',
  'provider_version.full_name',
  'provider_version.phone',
  'provider_version.title',
  'support.email',
  'support.full_name',
  'support.language',
  'support.phone',
  'team.name',
];

test('words stand in the columns that were made for them and in no other (S18)', async () => {
  const { rows: tables } = await house.owner.query(
    `select schemaname || '.' || quote_ident(tablename) as name, tablename as short from pg_tables
     where schemaname in ('public', 'auth', 'sign_in', 'queue', 'guest') order by 1`,
  );
  const told: string[] = [];
  for (const { name, short } of tables)
    for (const column of await toldBy(name)) told.push(`${short}.${column}`);

  expect(told.toSorted()).toEqual(inTheClear);
});

test('control: a canary in a row of the trail, or in a job, is found (S18)', async () => {
  await house.owner.query(
    `insert into audit select agency_id, gen_random_uuid(), at, actor_id, service, purpose, $1, outcome, ids, hmac from audit limit 1`,
    [word],
  );
  await house.owner.query(
    `update queue.job set data = data || jsonb_build_object('name', $1::text) where id = (select id from queue.job limit 1)`,
    [word],
  );

  expect(await toldBy('audit')).toEqual(['operation']);
  expect(await toldBy('queue.job')).toEqual(['data']);
});

test(
  'nothing that fails tells the log what it was about (S18, REQ-178)',
  { timeout: 240_000 },
  async () => {
    const known = { ids: await knownIds(house), texts: found.all().map((each) => each.word) };
    const failing = [
      'client',
      'review_entry',
      'organization',
      'held_elsewhere',
      'coordination_contact',
    ];
    // The database then quotes the row that it refuses, with every word in it.
    for (const table of failing)
      await house.owner.query(
        `alter table ${table} add constraint refuse_all check (agency_id is null) not valid`,
      );
    const askers = askersIn(house).filter(({ position }) => ['ana', 'sia'].includes(position));
    const of = routes.filter(({ endpoint }) =>
      /clients|held-elsewhere$|organizations|contacts/.test(endpoint.path),
    );
    const { faults } = await askAll(
      { house, found },
      askers.map((asker, seed) => ({
        asker,
        asked: anyQuestions(known, { seed, count: 500, of }),
      })),
    );
    for (const table of failing)
      await house.owner.query(`alter table ${table} drop constraint refuse_all`);

    expect(faults.length).toBeGreaterThan(10);
    expect(lines.length).toBeGreaterThan(10);
    expect([...found.in(lines.join(''))]).toEqual([]);
  },
);

test('a fault whose words look like a place in the code still tells none of them (S18)', () => {
  const fault = new Error(`invalid input\n    at ${word} (somewhere)`);

  expect(JSON.stringify(describeFault(fault))).not.toContain(word);
  expect(describeFault(fault).frames.length).toBeGreaterThan(0);
});

test('control: a careless line is found, and a named field is struck out (S18)', () => {
  const before = lines.length;
  house.shell.log.info({ reason: word }, 'careless');
  house.shell.log.info({ name: word, mail: { text: word } }, 'named');
  const [careless = '', named = ''] = lines.slice(before);

  expect(found.in(careless).size).toBe(1);
  expect(found.in(named).size).toBe(0);
});
