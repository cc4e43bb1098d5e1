import { expect, test } from 'vitest';
import { filesOf, smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import {
  choices,
  codesOf,
  kindsThatDoNotAddUp,
  knownAfter,
  nothingKnown,
  planOf,
} from '#test/fixtures/hmis/small-plan.ts';
import { planKinds } from './import-plan.ts';
import { planImport } from './plan-import.ts';
import { readHmis } from './read-hmis.ts';

test('only clients with an enrollment in a mapped program are read', async () => {
  const plan = await planOf(smallExport());

  expect([...plan.clients()].map(({ externalId }) => externalId)).toEqual(['C1', 'C2', 'C5']);
  expect([...plan.programs()]).toMatchObject([{ externalId: 'PA', policy: 'hh-1.009' }]);
  expect([...plan.organizations()]).toMatchObject([{ externalId: 'P1', name: 'Sample Partner' }]);
  expect(kindsThatDoNotAddUp(plan)).toEqual([]);
});

test('an enrollment carries its dates, its worker and its household', async () => {
  const plan = await planOf(smallExport());

  expect([...plan.enrollments()].at(-1)).toMatchObject({
    externalId: 'E5',
    clientId: 'C5',
    programId: 'PA',
    workerId: 'U2',
    startedOn: Temporal.PlainDate.from('2025-03-01'),
    endedOn: Temporal.PlainDate.from('2025-09-30'),
    householdId: 'H5',
    relationToHead: 'self',
  });
  expect([...plan.workers()].map(({ label }) => label)).toEqual(['Wanda Sample', 'HMIS user U2']);
});

test('classes are assigned from the rows of mapped enrollments, deleted rows left out (EP-20)', async () => {
  const plan = await planOf(smallExport());

  expect([...plan.sensitivity()].map((one) => [one.clientId, one.class, one.source])).toEqual([
    ['C1', 'hiv', 'hmis-disabilities'],
    ['C1', 'sud', 'hmis-disabilities'],
    ['C2', 'dv', 'hmis-health-and-dv'],
  ]);
});

test('a class does not depend on the order of the files (EP-20)', async () => {
  const reversed = Object.fromEntries(Object.entries(smallExport()).toReversed());
  const [plan, other] = [await planOf(smallExport()), await planOf(reversed)];

  expect([...other.sensitivity()]).toEqual([...plan.sensitivity()]);
  expect([...other.enrollments()]).toEqual([...plan.enrollments()]);
});

test('rows of a victim service are counted and never imported, whatever was chosen (EP-20)', async () => {
  const data = await readHmis(filesOf(smallExport()));
  const plan = planImport(data, choices, nothingKnown());

  expect(data.fenced).toEqual({
    organizations: 1,
    projects: 1,
    enrollments: 1,
    exits: 1,
    clients: 1,
  });
  expect(plan.counts.enrollment.skipped.get('victim-service')).toBe(1);
  expect([...data.tables.client.rows()].map(({ get }) => get('PersonalID'))).not.toContain('C4');
});

test('an organization that does not say whether it serves victims is kept out (EP-20)', async () => {
  const plan = await planOf(
    withFile(smallExport(), 'Organization.csv', (rows) =>
      rows.map((row) => (row[0] === 'A1' ? ['A1', 'Sample Agency', '', ''] : row)),
    ),
  );

  expect([...plan.clients()]).toEqual([]);
  expect(codesOf(plan)).toContain('victim-service-unclear');
});

test('members of a household are linked from both sides', async () => {
  const plan = await planOf(smallExport());

  expect(
    [...plan.householdLinks()].map(({ clientId, otherClientId, relation, isCurrent }) => [
      clientId,
      otherClientId,
      relation,
      isCurrent,
    ]),
  ).toEqual([
    ['C1', 'C2', 'child', true],
    ['C2', 'C1', 'parent', true],
  ]);
});

test('a household identifier shared by a crowd links nobody', async () => {
  const crowd = Array.from({ length: 31 }, (_, at) => `N${at}`);
  const clients = withFile(smallExport(), 'Client.csv', (rows) => [
    ...rows,
    ...crowd.map((id) => [id, 'Made', 'Up', '', '', '99', '']),
  ]);
  const plan = await planOf(
    withFile(clients, 'Enrollment.csv', (rows) => [
      ...rows,
      ...crowd.map((id) => [`E${id}`, id, 'PA', '2026-01-01', 'H9', '1', 'U1', '']),
    ]),
  );

  expect(plan.counts.householdLink.made).toBe(2);
  expect(codesOf(plan)).toContain('household-too-large');
});

test('the same file a second time changes nothing', async () => {
  const first = await planOf(smallExport());
  const second = await planOf(smallExport(), knownAfter(first));

  for (const kind of planKinds) {
    expect(second.counts[kind]).toMatchObject({ made: 0, updated: 0 });
    expect(second.counts[kind].unchanged).toBe(first.counts[kind].made);
  }
  expect([...second.clients(), ...second.enrollments(), ...second.sensitivity()]).toEqual([]);
  expect(kindsThatDoNotAddUp(second)).toEqual([]);
});

test('a newer file updates what changed and nothing else', async () => {
  const first = await planOf(smallExport());
  const newer = withFile(smallExport(), 'Exit.csv', (rows) => [
    ...rows,
    ['X1', 'E1', '2026-08-01', ''],
  ]);
  const plan = await planOf(newer, knownAfter(first));

  expect([...plan.enrollments()]).toMatchObject([{ externalId: 'E1', action: 'update' }]);
  expect(plan.counts.exit.made).toBe(1);
  expect([...plan.clients()]).toEqual([]);
});

test('an export older than the last one imported is refused', async () => {
  const known = knownAfter(await planOf(smallExport()));
  const older = withFile(smallExport(), 'Export.csv', (rows) => rows.slice(0, 2));
  const plan = await planOf(older, known);

  expect(plan.isRefused).toBe(true);
  expect(codesOf(plan)).toContain('older-than-last-import');
  expect([...plan.enrollments()]).toEqual([]);
});

test('what was imported and is deleted in HMIS since is told and left alone', async () => {
  const known = knownAfter(await planOf(smallExport()));
  const plan = await planOf(
    withFile(smallExport(), 'Enrollment.csv', (rows) =>
      rows.map((row) => (row[0] === 'E5' ? [...row.slice(0, 7), '2026-08-01'] : row)),
    ),
    known,
  );

  expect(codesOf(plan)).toEqual(['deleted-since']);
  expect(plan.counts.exit.skipped.get('deleted-in-hmis')).toBe(1);
  expect(kindsThatDoNotAddUp(plan)).toEqual([]);
});

test('an earlier edition whose columns suffice is read with a notice', async () => {
  const older = withFile(smallExport(), 'Export.csv', (rows) =>
    rows.map((row, at) => (at ? row.with(3, 'FY2024 v1.2') : row)),
  );
  const renamed = withFile(older, 'HealthAndDV.csv', ([header = [], ...rows]) => [
    header.with(2, 'DomesticViolenceVictim'),
    ...rows,
  ]);
  const plan = await planOf(renamed);

  expect(plan.isRefused).toBe(false);
  expect(codesOf(plan)).toContain('version-older');
  expect([...plan.sensitivity()].map((one) => one.class)).toContain('dv');
});

test('columns may stand in another order, in other capitals, and more may follow', async () => {
  const shuffled = Object.fromEntries(
    Object.entries(smallExport()).map(([name, [header = [], ...rows]]) => [
      name,
      [
        ['Appended', ...header.map((column) => column.toUpperCase())].toReversed(),
        ...rows.map((row) => ['more', ...row].toReversed()),
      ],
    ]),
  );
  const [plan, straight] = [await planOf(shuffled), await planOf(smallExport())];

  expect([...plan.clients()]).toEqual([...straight.clients()]);
  expect([...plan.enrollments()]).toEqual([...straight.enrollments()]);
});

test('nothing that a plan holds or reports contains a social security number', async () => {
  const plan = await planOf(smallExport());

  expect(plan.counts.client.made).toBe(3);
  expect(JSON.stringify([...plan.clients(), plan.findings.shown])).not.toMatch(/00000000/);
});
