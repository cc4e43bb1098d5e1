import { afterAll, expect, test } from 'vitest';
import { auditedScene } from '#test/audited-scene.ts';
import { startHouse } from '#test/house.ts';
import { sealAudit } from '#server/features/audit/seal-audit.ts';
import { asOwner, tried } from '#test/walls/opened-policies.ts';

const house = await startHouse();
afterAll(() => house.close());
const { agency, harbor, june, people, numbers, comesFor } = await auditedScene(house);

type Line = { who: { name: string }; inWords: string; clients: number[] };
const linesOf = async (by: string, query = ''): Promise<Line[]> =>
  (await house.as(by).get(`/api/audit${query}`)).body.lines;
const numbersIn = (lines: Line[]) =>
  [...new Set(lines.flatMap(({ clients }) => clients))].toSorted((one, other) => one - other);
const ofAll = ['Alma Rivera', 'Bao Chen', 'Cleo Stone'];
const numberOf = (...names: string[]) => names.map((name) => numbers[name]);

test('an auditor of one program reads the lines about its clients and their own; one of every program reads all (EP-17, S16)', async () => {
  expect(numbersIn(await linesOf('aud'))).toEqual(numberOf(...ofAll));
  expect((await linesOf('aud')).map(({ who }) => who.name)).toContain('bo');

  await linesOf('june');
  const lines = await linesOf('june');
  expect(numbersIn(lines)).toEqual(numberOf('Alma Rivera', 'Cleo Stone'));
  expect(new Set(lines.map(({ who }) => who.name))).toEqual(new Set(['ana', 'june']));
  expect((await house.as('june').get('/api/audit')).body.onlyAbout).toEqual(['Harbor']);
  expect((await house.as('aud').get('/api/audit')).body.onlyAbout).toBeNull();
});

test('they are told the names of whoever stands in the lines they may read, and of nobody else (EP-17, S16)', async () => {
  const offered = async (by: string, query = '') =>
    (await house.as(by).get(`/api/audit${query}`)).body.staff.map(
      ({ name }: { name: string }) => name,
    );
  const { rows } = await house.owner.query<{ id: string }>(
    `select s.staff_id as id from staff s where s.email like 'bo@%'`,
  );

  expect(await offered('aud')).toContain('bo');
  expect(await offered('june')).toEqual(['ana', 'june']);
  expect(await offered('june', `?staffId=${rows[0]?.id}`)).toEqual([]);
});

test('the check tells them whether the trail is whole, and neither how long it is nor what is wrong where (EP-14, EP-17)', async () => {
  await sealAudit(house.shell);
  const check = async (by: string) => (await house.as(by).post('/api/audit/check')).body;

  expect(await check('june')).toEqual({ isWhole: true, all: null });
  expect((await check('aud')).all.rows).toBeGreaterThan(5);
  await house.owner.query(`update audit set operation = 'x' || operation where actor_id = $1`, [
    june.staffId,
  ]);
  expect(await check('june')).toEqual({ isWhole: false, all: null });
  await house.owner.query(`update audit set operation = substr(operation, 2) where actor_id = $1`, [
    june.staffId,
  ]);
});

test('a client of another program looks to them like a number that nobody has (EP-14, EP-17)', async () => {
  const asked = (by: string, number: unknown) => linesOf(by, `?clientNumber=${String(number)}`);

  expect(await asked('june', numbers['Bao Chen'])).toEqual([]);
  expect(await asked('june', 999_999)).toEqual([]);
  expect(await asked('aud', numbers['Bao Chen'])).toHaveLength(1);
  expect(await asked('june', numbers['Alma Rivera'])).toHaveLength(1);
});

test('of the files of others they read nothing, for a file names no program (EP-17)', async () => {
  const question = { asOf: '2026-03-31', knowledge: 'today', programId: null };
  await comesFor(null);
  for (const by of ['aud', 'june']) {
    const { snapshotId } = (await house.as(by).post('/api/due-snapshots', question)).body;
    await house.runJobs();
    await house.as(by).get(`/api/due-snapshots/${snapshotId}/export?show=all&reason=supervision`);
  }
  await comesFor([harbor.programId]);
  const takers = async (by: string) =>
    (await house.as(by).get('/api/audit/taken-out')).body.files.map(
      ({ who }: { who: { name: string } }) => who.name,
    );

  expect(await takers('aud')).toContain('aud');
  expect(new Set(await takers('june'))).toEqual(new Set(['june']));
});

test('a program that tells a class opens its trail to an auditor who may know of it, and to no other (EP-17, REQ-036)', async () => {
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    harbor.programId,
  ]);
  expect(numbersIn(await linesOf('june'))).toEqual(numberOf('Alma Rivera', 'Cleo Stone'));

  await house.owner.query(`delete from staff_training where staff_id = $1`, [june.staffId]);
  expect(numbersIn(await linesOf('june'))).toEqual([]);
  expect((await linesOf('june')).every(({ who }) => who.name === 'june')).toBe(true);
  await house.owner.query(`update program set class = 'general' where program_id = $1`, [
    harbor.programId,
  ]);
});

/** What the application's login reads for June, past every rule of the application. */
const asked = (words: string, before = '') =>
  asOwner(house, async (client) => {
    const person = { agencyId: agency.agencyId, staff: june };
    const answer = await tried(client, person, { words, purpose: 'oversight', before });
    return typeof answer === 'string' ? answer : answer.rows[0]?.['told'];
  });
const everyProgram = `update staff_role set program_ids = null where role = 'auditor';`;

test.for([
  ['the trail itself', 'select count(*)::integer > 0 as told from audit'],
  ['the facts of an enrollment', ''],
  [
    'rows of a list',
    'select count(*)::integer > 0 as told from due_snapshot_row where program_id <> all(array[$harbor])',
  ],
])('nor past the application: %s (EP-17, S23)', async ([, words = '']) => {
  const bao = people['Bao Chen']?.enrollmentId ?? '';
  const question =
    words === ''
      ? `select count(*)::integer > 0 as told from auth.clock_enrollments(array['${bao}']::uuid[])`
      : words.replace('$harbor', `'${harbor.programId}'::uuid`);

  expect(await asked(question)).toBe(false);
  expect(await asked(question, everyProgram)).toBe(true);
});

test('the seals, which name every line, are read by nobody past the application (EP-17, S23)', async () => {
  const seals = 'select max(rows_so_far)::integer as told from audit_seal';

  expect([await asked(seals), await asked(seals, everyProgram)]).toEqual(['42501', '42501']);
});

test('an auditor, of one program or of every one, sees no client’s record (EP-17)', async () => {
  const reached = 'select count(*)::integer as told from auth.in_reach';
  expect([await asked(reached), await asked(reached, everyProgram)]).toEqual([0, 0]);
  for (const who of ['june', 'aud'])
    expect(
      (await house.as(who).get(`/api/clients/${people['Alma Rivera']?.clientId}`)).status,
    ).toBe(403);
});

test.for([
  ['nobody', `array[]::uuid[]`, 'staff_role'],
  ['a program of nobody', `array[gen_random_uuid()]`, 'an auditor comes for programs'],
])('nobody becomes an auditor of %s (EP-17)', async ([, programs, refusal]) => {
  await expect(
    house.owner.query(
      `insert into staff_role (agency_id, staff_id, role, granted_at, ends_on, program_ids)
       select agency_id, staff_id, 'auditor', now(), '2099-12-31', ${programs} from staff_role
       where staff_id <> $1 and role = 'case-manager'`,
      [june.staffId],
    ),
  ).rejects.toThrow(refusal);
});
