import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportRow } from '#contract/import-rows.ts';
import { rowKinds } from '#domain/hmis/import-plan.ts';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { confirm, importFile, previewOf, usualChoices } from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

const rowsOf = (name: string, importId: string, query = '') =>
  house.as(name).get(`/api/imports/${importId}/rows${query}`);

test('what became of each row is read after the import too, under the names of the record, and of what was left out nothing but its row and why (REQ-142)', async () => {
  const agency = await given.agency('kept');
  await importFile(house, 'kept-admin');
  const from = withFile(smallExport(), 'Client.csv', (rows) =>
    rows.map((row) => (row[0] === 'C1' ? row.with(1, 'Hollister') : row)),
  );
  const { importId, body } = await previewOf(house, 'kept-admin', { from });
  const before = await Promise.all(
    rowKinds.map((kind) => rowsOf('kept-admin', importId, `?kind=${kind}`)),
  );
  await confirm(house, 'kept-admin', { importId, previewKey: body.previewKey });
  const after = await Promise.all(
    rowKinds.map((kind) => rowsOf('kept-admin', importId, `?kind=${kind}`)),
  );
  const updated = await rowsOf('kept-admin', importId, '?action=updated');
  const run = await house.as('kept-admin').get(`/api/imports/${importId}`);
  const stored = await house.owner.query(
    'select string_agg(rows::text, $2) as told from import_rows where agency_id = $1',
    [agency.agencyId, ' '],
  );

  const became = ({ body: { rows } }: (typeof after)[number]) =>
    rows.map(({ at, row, outcome, reason }: ImportRow) => [at, row, outcome, reason]);
  expect(after.map(became)).toEqual(before.map(became));
  expect(updated.body.rows).toMatchObject([{ row: 2, client: { name: 'Hollister Sample' } }]);
  expect(after[1]?.body.rows.map(({ name }: ImportRow) => name)).toEqual([
    'Hollister Sample',
    'Kit Sample',
    null,
    'Unnamed client C5',
  ]);
  expect(run.body).toMatchObject({ state: 'applied', hasRows: true });
  expect(stored.rows[0].told).not.toMatch(/Hollis|Kit|Shelter|Elsewhere/);
});

test('rows of an import are the agency’s own, for whoever may import, and name nobody whom the reader may not see', async () => {
  const agency = await given.agency('kept-mine');
  await given.agency('kept-theirs');
  await given.staff(agency, 'kept-worker', { roles: ['case-manager'] });
  const { body } = await importFile(house, 'kept-mine-admin');
  const { importId } = body;
  const none = await rowsOf('kept-mine-admin', importId, '?after=4000000000');
  await house.owner.query('update client set legal_given = $2 where agency_id = $1', [
    agency.agencyId,
    'Renamed',
  ]);
  const renamed = await rowsOf('kept-mine-admin', importId);
  const answers = [
    await rowsOf('kept-worker', importId),
    await rowsOf('kept-theirs-admin', importId),
    await house.visitor.get(`/api/imports/${importId}/rows`),
  ];

  expect(none.body).toEqual({ rows: [], next: null });
  expect(renamed.body.rows[0]).toMatchObject({ name: expect.stringContaining('Renamed') });
  expect(answers.map(({ status }) => status)).toEqual([403, 404, 401]);
});

test('to whoever may not know who is in a program that tells, no row of an enrollment says whose it is, nor by its place (S4, EP-14, EP-20)', async () => {
  const said = [];
  for (const [name, projects] of [
    ['first-tells', ['PT', 'PA', 'PA']],
    ['second-tells', ['PA', 'PT', 'PA']],
    ['none-tells', ['PA', 'PA', 'PA']],
  ] as const) {
    const agency = await given.agency(name);
    await given.staff(agency, `${name}-other`, { roles: ['administrator'], trained: [] });
    const from = {
      ...smallExport(),
      'Project.csv': [
        ...(smallExport()['Project.csv'] ?? []),
        ['PT', 'A1', 'A project that tells', '3', ''],
      ],
      'Enrollment.csv': (smallExport()['Enrollment.csv'] ?? []).map((row) => {
        const at = ['E1', 'E2', 'E5'].indexOf(row[0] ?? '');
        return at < 0 ? row : row.with(2, projects[at] ?? '');
      }),
    };
    const becomes = { kind: 'new', preset: 'comprehensive', goLiveOn: '2026-01-01' };
    const { body } = await importFile(house, `${name}-admin`, {
      from,
      choices: {
        ...usualChoices,
        projects: [
          ...usualChoices.projects,
          { id: 'PT', becomes: { ...becomes, name: 'Ryan White', class: 'hiv' } },
        ],
      },
    });
    const read = async (kind: string) => {
      const { body: page } = await rowsOf(`${name}-other`, body.importId, `?kind=${kind}`);
      return page.rows.map(({ row, outcome, name: called, client }: ImportRow) => [
        row,
        outcome,
        called,
        client?.name,
      ]);
    };
    said.push([await read('enrollment'), await read('exit')]);
    expect((await read('client')).map(([, , called]: string[]) => called)).toContain('Kit Sample');
  }
  expect(said[0]).toEqual(said[1]);
  expect(said[0]?.[0]).toContainEqual([2, 'new', null, undefined]);
});
