import { expect, test } from 'vitest';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { knownAfter, planOf } from '#test/fixtures/hmis/small-plan.ts';
import { adopted } from './tally.ts';

const listed = (plan: Awaited<ReturnType<typeof planOf>>, kind: 'client' | 'exit' | 'worker') =>
  [...plan.rows(kind, { after: 0, only: null })].flatMap((row) =>
    row ? [[row.row, row.outcome, row.told?.name ?? null]] : [],
  );

test('a row is updated where its content changed, and matched where no import wrote it', async () => {
  const known = knownAfter(await planOf(smallExport()));
  const renamed = withFile(smallExport(), 'Client.csv', (rows) =>
    rows.map((row) => (row[0] === 'C1' ? row.with(1, 'Hollister') : row)),
  );
  const client = new Map([...known.fingerprints.client, ['C2', adopted]]);
  const plan = await planOf(renamed, { ...known, fingerprints: { ...known.fingerprints, client } });

  expect(listed(plan, 'client')).toEqual([
    [2, 'updated', 'Hollister Sample'],
    [3, 'matched', 'Kit Sample'],
    [4, 'left-out', null],
    [6, 'unchanged', 'Unnamed client C5'],
  ]);
  expect(plan.counts.client).toMatchObject({ matched: 1, updated: 1, unchanged: 1 });
});

test('a worker whom the file names and does not list comes after its last row', async () => {
  const plan = await planOf(
    withFile(smallExport(), 'User.csv', (rows) => rows.filter((row) => row[0] !== 'U2')),
  );

  expect(listed(plan, 'worker')).toEqual([
    [2, 'new', 'Wanda Sample'],
    [3, 'left-out', null],
    [null, 'new', 'HMIS user U2'],
  ]);
});

test('an exit that belongs nowhere is left out under its own row', async () => {
  const plan = await planOf(
    withFile(smallExport(), 'Exit.csv', (rows) => [...rows, ['X9', 'E99', '2026-01-01', '']]),
  );

  expect(listed(plan, 'exit')).toEqual([
    [2, 'new', 'Unnamed client C5'],
    [4, 'left-out', null],
  ]);
});

test('a file that is refused has no rows to go through', async () => {
  const known = knownAfter(await planOf(smallExport()));
  const older = withFile(smallExport(), 'Export.csv', (rows) => rows.slice(0, 2));

  expect(listed(await planOf(older, known), 'client')).toEqual([]);
});

test('what is to be made stands beside its client, in the order in which the clients come', async () => {
  const plan = await planOf(smallExport());
  const beside = (all: typeof plan) =>
    [...all.newByClient()].map(({ clientId, enrollments }) => [clientId, enrollments.length]);
  const made = Map.groupBy(plan.enrollments(), ({ clientId }) => clientId);

  expect(beside(plan)).toEqual(
    [...plan.clients()].map(({ externalId }) => [externalId, made.get(externalId)?.length]),
  );

  const one = knownAfter(plan).fingerprints;
  const without = new Map([...one.enrollment].filter(([id]) => id !== 'E5'));
  const again = await planOf(smallExport(), {
    ...knownAfter(plan),
    fingerprints: { ...one, enrollment: without },
  });
  expect([...again.clients()]).toEqual([]);
  expect(beside(again).filter(([, howMany]) => howMany !== 0)).toEqual([['C5', 1]]);
  expect([...again.newByClient()].at(-1)?.enrollments).toMatchObject([
    { programId: 'PA', workerId: 'U2', endedOn: Temporal.PlainDate.from('2025-09-30') },
  ]);
});
