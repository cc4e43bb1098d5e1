import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ImportRow } from '#contract/import-rows.ts';
import { rowKinds, rowOutcomes } from '#domain/hmis/import-plan.ts';
import { smallExport, withFile, type SmallExport } from '#test/fixtures/hmis/small-export.ts';
import { givenIn, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import {
  confirm,
  countOf,
  discard,
  importFile,
  previewOf,
  sendFile,
  usualChoices,
  zipOf,
} from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

const rowsOf = (name: string, importId: string, query = '') =>
  house.as(name).get(`/api/imports/${importId}/rows${query}`);

/** Every row, page by page. */
async function allRows(name: string, importId: string, query: string) {
  const rows: ImportRow[] = [];
  let after: number | null = 0;
  while (after !== null) {
    const { body } = await rowsOf(name, importId, `?${query}&after=${after}`);
    rows.push(...body.rows);
    after = body.next;
  }
  return rows;
}

const inShort = ({ row, name, outcome, reason }: ImportRow) => [row, name, outcome, reason];

test('the preview says of each row what becomes of it and why, and names nobody of another agency (REQ-142)', async () => {
  await given.agency('rows');
  const { importId } = await previewOf(house, 'rows-admin');
  const clients = await rowsOf('rows-admin', importId);
  const enrollments = await rowsOf('rows-admin', importId, '?kind=enrollment');
  const left = await rowsOf('rows-admin', importId, '?kind=enrollment&action=left-out');
  await discard(house, 'rows-admin', importId);

  expect(clients.body.rows.map(inShort)).toEqual([
    [2, 'Hollis Sample', 'new', null],
    [3, 'Kit Sample', 'new', null],
    [4, null, 'left-out', 'not-enrolled-here'],
    [6, 'Unnamed client C5', 'new', null],
  ]);
  expect(enrollments.body.rows.map(inShort)).toEqual([
    [2, 'Hollis Sample', 'new', null],
    [3, 'Kit Sample', 'new', null],
    [4, null, 'left-out', 'partner-name-only'],
    [6, 'Unnamed client C5', 'new', null],
  ]);
  expect(enrollments.body.rows.at(-1)).toMatchObject({
    file: 'Enrollment.csv',
    startedOn: '2025-03-01',
    endedOn: '2025-09-30',
    client: null,
  });
  expect(left.body.rows.map(inShort)).toEqual([[4, null, 'left-out', 'partner-name-only']]);
});

test('no row tells of a victim service, of a protected class or of a social security number (EP-20, S4)', async () => {
  await given.agency('silent');
  const { importId } = await previewOf(house, 'silent-admin');
  const everything = await Promise.all(
    rowKinds.map((kind) => allRows('silent-admin', importId, `kind=${kind}`)),
  );
  const classes = await rowsOf('silent-admin', importId, '?kind=sensitivity');
  await discard(house, 'silent-admin', importId);
  const told = JSON.stringify(everything);

  expect(told).toContain('Sample Partner');
  expect(told).not.toMatch(/Shelter|Pat Elsewhere|"victim-service"|hiv|"sud"|"dv"|00000000/);
  expect(everything.flat().filter(({ file, row }) => file === 'Client.csv' && row === 5)).toEqual(
    [],
  );
  expect(classes).toMatchObject({ status: 400, body: { fields: [{ path: 'kind' }] } });
});

test('the rows of every kind and result are as many as the preview counts, page by page', async () => {
  await given.agency('paged');
  const many = Array.from({ length: 130 }, (_, at) => `N${at}`);
  const clients = withFile(smallExport(), 'Client.csv', (rows) => [
    ...rows,
    ...many.map((id) => [id, 'Made', `Up ${id}`, '', '', '99', '']),
    ['C1', 'Hollis', 'Again', '', '', '99', ''],
    ['', 'Without', 'Key', '', '', '99', ''],
    ['N999', 'Was', 'Deleted', '', '', '99', '2026-05-01 00:00:00'],
  ]);
  const from: SmallExport = withFile(clients, 'Enrollment.csv', (rows) => [
    ...rows,
    ...many.map((id, at) => [`E${id}`, id, at % 3 ? 'PA' : 'PP', '2026-01-01', id, '1', 'U9', '']),
    ['EX', 'C1', 'PA', 'never', 'H1', '1', 'U1', ''],
  ]);
  const { importId, body } = await previewOf(house, 'paged-admin', { from });
  const counted = await Promise.all(
    rowKinds.map(async (kind) => {
      const all = await allRows('paged-admin', importId, `kind=${kind}`);
      const filtered = await Promise.all(
        rowOutcomes.map((action) =>
          allRows('paged-admin', importId, `kind=${kind}&action=${action}`),
        ),
      );
      return { kind, all, filtered };
    }),
  );
  await discard(house, 'paged-admin', importId);

  for (const { kind, all, filtered } of counted) {
    const { made, matched, updated, unchanged, skipped } = countOf(body.report, kind);
    const left = Object.entries(skipped).filter(([reason]) => reason !== 'victim-service');
    const sum = left.reduce((total, [, count]) => total + count, 0);
    expect([kind, ...filtered.map(({ length }) => length)]).toEqual([
      kind,
      made,
      matched,
      updated,
      unchanged,
      sum,
    ]);
    expect(new Set(all.map(({ at }) => at)).size).toBe(all.length);
    expect(all).toHaveLength(made + matched + updated + unchanged + sum);
  }
  const reasons = counted[0]?.all.slice(-3).map(inShort);
  expect(reasons).toEqual([
    [137, null, 'left-out', 'identifier-twice'],
    [138, null, 'left-out', 'without-identifier'],
    [139, null, 'left-out', 'deleted-in-hmis'],
  ]);
});

test('whoever stands here already is matched: by number, address, name and choice, and told apart from what changed', async () => {
  const agency = await given.agency('matched');
  const program = await given.program(agency, { name: 'Standing program' });
  const worker: GivenStaff = await given.staff(agency, 'ola', { roles: ['case-manager'], program });
  const { clientId } = await given.client(agency, { program, worker, name: 'Vera Typed' });
  await house
    .as('ola')
    .post(`/api/clients/${clientId}/identifiers/add`, { system: 'hmis', value: 'C1' });
  const from = withFile(smallExport(), 'User.csv', (rows) =>
    rows.map((row) => (row[0] === 'U1' ? row.with(3, 'ola@example.org') : row)),
  );
  const becomes = { kind: 'existing', programId: program.programId };
  const choices = { ...usualChoices, projects: [{ id: 'PA', becomes }] };
  const { importId, body } = await previewOf(house, 'matched-admin', { from, choices });
  const rows = await rowsOf('matched-admin', importId, '?action=matched');
  const workers = await rowsOf('matched-admin', importId, '?kind=worker&action=matched');
  const projects = await rowsOf('matched-admin', importId, '?kind=project&action=matched');
  const applied = await confirm(house, 'matched-admin', { importId, previewKey: body.previewKey });
  const again = await previewOf(house, 'matched-admin', { from, choices });
  const unchanged = await rowsOf('matched-admin', again.importId, '?action=unchanged');
  await discard(house, 'matched-admin', again.importId);

  expect(countOf(body.report, 'client')).toMatchObject({ made: 2, matched: 1, updated: 0 });
  expect(rows.body.rows).toMatchObject([
    { row: 2, name: 'Hollis Sample', client: { clientId, name: 'Vera Typed' } },
  ]);
  expect(workers.body.rows).toMatchObject([{ row: 2, name: 'Wanda Sample' }]);
  expect(projects.body.rows).toMatchObject([{ row: 2, name: 'Sample Housing' }]);
  expect(applied.body.state).toBe('applied');
  expect(unchanged.body.rows.map(({ name }: ImportRow) => name)).toEqual([
    'Hollis Sample',
    'Kit Sample',
    'Unnamed client C5',
  ]);
});

test('only who may import reads rows, only of their own agency’s open preview, and wrong questions say what is wrong', async () => {
  const agency = await given.agency('mine');
  await given.agency('theirs');
  await given.staff(agency, 'mine-worker', { roles: ['case-manager', 'supervisor'] });
  const { body: open } = await sendFile(house, 'mine-admin', zipOf(smallExport()));
  const early = await rowsOf('mine-admin', open.importId);
  await house.as('mine-admin').post(`/api/imports/${open.importId}/choices`, usualChoices);
  const answers = {
    mine: await rowsOf('mine-admin', open.importId),
    worker: await rowsOf('mine-worker', open.importId),
    theirs: await rowsOf('theirs-admin', open.importId),
    visitor: await house.visitor.get(`/api/imports/${open.importId}/rows`),
    action: await rowsOf('mine-admin', open.importId, '?action=burned'),
    after: await rowsOf('mine-admin', open.importId, '?after=-1'),
  };
  await discard(house, 'mine-admin', open.importId);
  const late = await rowsOf('mine-admin', open.importId);

  expect(Object.values(answers).map(({ status }) => status)).toEqual([
    200, 403, 404, 401, 400, 400,
  ]);
  expect(answers.action.body.fields).toEqual([
    { path: 'action', message: 'Choose one of the results that are listed.' },
  ]);
  expect([early.status, early.body.type]).toEqual([409, 'import-not-ready']);
  expect([late.status, late.body.type]).toEqual([409, 'import-over']);
});

test('the preview says how many will be due at once, and Today says the same after the import (REQ-142)', async () => {
  const due = async (name: string, goLiveOn: string) => {
    const agency = await given.agency(name);
    const projects = usualChoices.projects.map((one) => ({
      ...one,
      becomes: { ...one.becomes, goLiveOn },
    }));
    const applied = await importFile(house, `${name}-admin`, {
      choices: { ...usualChoices, projects },
    });
    const { rows } = await house.owner.query(
      `select count(*)::integer as all, count(*) filter (where is_backlog)::integer as backlog from obligation
       where agency_id = $1 and state = 'open' and due_on <= '2026-08-20'`,
      [agency.agencyId],
    );
    return { told: applied.body.report.dueAtOnce, stands: rows[0] };
  };
  const long = await due('long-live', '2026-01-01');
  const late = await due('late-live', '2026-08-01');

  expect(long).toEqual({ told: { all: 2, backlog: 0 }, stands: { all: 2, backlog: 0 } });
  expect(late).toEqual({ told: { all: 2, backlog: 2 }, stands: { all: 2, backlog: 2 } });
});
