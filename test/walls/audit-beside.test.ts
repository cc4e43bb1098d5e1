import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#server/features/audit/verify-audit.ts';
import { verifyBeside } from '#server/features/audit/verify-beside.ts';
import { transact } from '#server/platform/database.ts';
import { openingsScene } from '#test/given-openings.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const { north, rae, bo, alma, rosa } = await openingsScene(house);
afterAll(() => house.close());

const owner = (text: string, values: unknown[] = []) => house.owner.query(text, values);
const beside = ['auth.opening', 'auth.audit_program'];
const copyOf = (table: string) => `kept_${table.replace('.', '_')}`;
/** The line with which Rae opened the record of Alma first. */
let row = '';

beforeAll(async () => {
  await owner(`update enrollment set created_at = created_at - interval '1 day'`);
  const { rows } = await owner(
    `select audit_id from auth.opening where staff_id = $1 and client_id = $2 order by at, audit_id limit 1`,
    [rae.staffId, alma.clientId],
  );
  row = rows[0].audit_id;
  for (const table of beside) await owner(`create table ${copyOf(table)} as table ${table}`);
});

async function found() {
  const { findings } = await verifyAudit(house.shell, { marks: [], foreign: 0 });
  return findings;
}
const mended = () =>
  Promise.all(
    beside.map((table) =>
      owner(`delete from ${table}; insert into ${table} table ${copyOf(table)}`),
    ),
  );

test('control: what follows from a trail that nobody touched is whole, and was read (S16)', async () => {
  const { findings, beside: count } = await verifyAudit(house.shell, { marks: [], foreign: 0 });
  const { rows } = await owner(
    `select ((select count(*) from auth.opening) + (select count(*) from auth.audit_program))::integer as "all"`,
  );

  expect(findings).toEqual([]);
  expect(count).toBe(rows[0].all);
  expect(count).toBeGreaterThan(8);
});

const noOpening = 'opened a record, which is not written beside it';
const noProgram = 'concerns a program, which is not written beside it';
const moreOpenings = 'has an opening beside it that does not follow from it';
const morePrograms = 'has a program beside it that does not follow from it';
const opening = 'update auth.opening set';
const program = 'update auth.audit_program set';
const nowhere = '01890000-0000-7000-8000-000000000000';

test.each([
  ['takes an opening away', 'delete from auth.opening where audit_id = $1', [noOpening]],
  ['gives it to a colleague', `${opening} staff_id = '${bo.staffId}'`, [noOpening, moreOpenings]],
  [
    'makes it one of another record',
    `${opening} client_id = '${rosa.clientId}'`,
    [noOpening, moreOpenings],
  ],
  [
    'puts it into another week',
    `${opening} at = at - interval '7 days'`,
    [noOpening, moreOpenings],
  ],
  [
    'adds one',
    `insert into auth.opening select agency_id, '${bo.staffId}', client_id, at, audit_id from auth.opening where audit_id = $1`,
    [moreOpenings],
  ],
  [
    'takes a line from a program',
    'delete from auth.audit_program where audit_id = $1',
    [noProgram],
  ],
  [
    'says that somebody else did it',
    `${program} actor_id = '${bo.staffId}'`,
    [noProgram, morePrograms],
  ],
  [
    'gives it to another program',
    `${program} program_id = '${nowhere}'`,
    [noProgram, morePrograms],
  ],
  ['dates it back', `${program} at = at - interval '1 year'`, [noProgram, morePrograms]],
])(
  'somebody who owns the data and %s beside the trail is found (S16)',
  async (_, tampering, whats) => {
    const words = tampering.includes('$1') ? tampering : `${tampering} where audit_id = $1`;
    expect((await owner(words, [row])).rowCount).toBe(1);

    expect(await found()).toEqual(
      whats.map((what) => ({ agencyId: north.agencyId, row: `row ${row}`, what })),
    );
    await mended();
    expect(await found()).toEqual([]);
  },
);

test('a row beside a line that is not there is found, too, in each agency its own (S16)', async () => {
  await owner(
    `insert into auth.opening select agency_id, staff_id, client_id, at, $1 from auth.opening where agency_id <> $2 limit 1`,
    [nowhere, north.agencyId],
  );

  expect(await found()).toMatchObject([{ row: `row ${nowhere}`, what: moreOpenings }]);
  expect((await found())[0]?.agencyId).not.toBe(north.agencyId);
  await mended();
});

test('of a table that was emptied or filled some are named and the rest counted, however many rounds it takes (S16)', async () => {
  await owner(
    `insert into auth.opening select agency_id, staff_id, client_id, at + n * interval '1 second', audit_id
     from (select * from auth.opening where audit_id = $1) o, generate_series(1, 10300) n`,
    [row],
  );
  const findings: string[][] = [];
  const asker = { kind: 'service', agencyId: north.agencyId, service: 'audit-seal' } as const;
  await transact(house.shell.workerDatabase, { asker, purpose: 'oversight' }, (tx) =>
    verifyBeside({
      tx,
      tolerance: Temporal.Duration.from({ minutes: 15 }),
      find: (...each) => findings.push(each),
    }),
  );

  expect(findings).toHaveLength(201);
  expect(findings.at(-1)).toEqual(['10100 further rows', moreOpenings]);
  await mended();
});

test('only the sealer may compare them: nobody reads past the door which records were opened (S23)', async () => {
  for (const asked of ['auth.rows_beside()', `auth.wrong_beside(interval '15 minutes', 10)`])
    await expect(owner(`select * from ${asked}`)).rejects.toThrow('not allowed');
});
