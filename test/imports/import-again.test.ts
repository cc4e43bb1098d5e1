import { afterAll, beforeAll, expect, test } from 'vitest';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import {
  confirm,
  countOf,
  discard,
  importFile,
  previewOf,
  rowCounts,
  sendFile,
  zipOf,
} from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

const exportedOn = (day: string) => (rows: string[][]) =>
  rows.map((row, at) => (at === 0 ? row : row.with(2, `${day} 10:00:00`)));

const newerExport = (day: string) => withFile(smallExport(), 'Export.csv', exportedOn(day));

async function clientsSeenBy(name: string) {
  const reply = await house.as(name).post('/api/clients/search', { scope: 'all' });
  return reply.body.clients.map((client: { name: string }) => client.name).toSorted();
}

test('the same file again changes nothing', async () => {
  await given.agency('again');
  await importFile(house, 'again-admin');
  const before = await rowCounts(house);
  const applied = await importFile(house, 'again-admin');

  for (const { kind, made, updated, read, unchanged, skipped } of applied.body.report.counts) {
    const left = skipped.reduce((sum: number, one: { count: number }) => sum + one.count, 0);
    const same = kind === 'sensitivity' ? 0 : read - left;
    expect([kind, made, updated, unchanged]).toEqual([kind, 0, 0, same]);
  }
  expect(await rowCounts(house)).toEqual(before);
});

test('the report tells the same of classes that stand here and of those that do not (S4, EP-20)', async () => {
  await given.agency('classes');
  const first = await previewOf(house, 'classes-admin');
  const told = countOf(first.body.report, 'sensitivity');
  await confirm(house, 'classes-admin', {
    importId: first.importId,
    previewKey: first.body.previewKey,
  });
  const again = await previewOf(house, 'classes-admin');

  expect(told.read).toBeGreaterThan(0);
  expect(countOf(again.body.report, 'sensitivity')).toEqual(told);
  await discard(house, 'classes-admin', again.importId);
});

test('how many classes a file stated is kept for nobody: of two imports it would tell of whoever was new (S4, EP-20)', async () => {
  const kept = [];
  for (const [name, response] of [
    ['stated', '1'],
    ['not-stated', '0'],
  ] as const) {
    const agency = await given.agency(name);
    await given.staff(agency, `${name}-other`, { roles: ['administrator'], trained: [] });
    const from = withFile(smallExport(), 'Disabilities.csv', (rows) =>
      rows.map((row) => (row[0] === 'D1' ? row.with(3, response) : row)),
    );
    const { body } = await importFile(house, `${name}-admin`, { from });
    const read = await house.as(`${name}-other`).get(`/api/imports/${body.importId}`);
    kept.push(read.body.report);
    const { rows } = await house.owner.query(
      `select outcome -> 'counts' as counts from import_run where import_id = $1`,
      [body.importId],
    );
    expect(rows).toEqual([{ counts: read.body.report.counts }]);
  }
  expect(kept[0]).toEqual(kept[1]);
  expect(kept[0].counts.map(({ kind }: { kind: string }) => kind)).not.toContain('sensitivity');
});

test('a newer file updates a name, ends an enrollment and brings a new client', async () => {
  const agency = await given.agency('newer');
  await importFile(house, 'newer-admin');
  const renamed = withFile(newerExport('2026-09-01'), 'Client.csv', (rows) => [
    ...rows.map((row) => (row[0] === 'C1' ? row.with(1, 'Hollister') : row)),
    ['C9', 'Nova', 'Sample', '', '1991-01-01', '1', ''],
  ]);
  const enrolled = withFile(renamed, 'Enrollment.csv', (rows) => [
    ...rows,
    ['E9', 'C9', 'PA', '2026-08-25', 'H9', '1', 'U1', ''],
  ]);
  const from = withFile(enrolled, 'Exit.csv', (rows) => [...rows, ['X2', 'E2', '2026-08-28', '']]);
  const applied = await importFile(house, 'newer-admin', { from });

  expect(countOf(applied.body.report, 'client')).toMatchObject({
    made: 1,
    updated: 1,
    unchanged: 2,
  });
  expect(countOf(applied.body.report, 'enrollment')).toMatchObject({ made: 1, updated: 1 });
  expect(await clientsSeenBy('newer-admin')).toEqual([
    'Hollister Sample',
    'Kit Sample',
    'Nova Sample',
    'Unnamed client C5',
  ]);
  const { rows } = await house.owner.query(
    `select v.valid_to::text as ended, v.superseded_at is null as stands from enrollment e
       join client c using (agency_id, client_id) join enrollment_version v using (agency_id, enrollment_id)
     where e.agency_id = $1 and c.legal_given = 'Kit' order by v.recorded_at`,
    [agency.agencyId],
  );
  expect(rows).toEqual([
    { ended: null, stands: false },
    { ended: '2026-08-28', stands: true },
  ]);
});

test('an update from HMIS does not take a client away from whom a colleague gave it to', async () => {
  const agency = await given.agency('handed');
  await importFile(house, 'handed-admin');
  const { rows } = await house.owner.query(
    `select e.enrollment_id, v.team_id from enrollment e join enrollment_version v using (agency_id, enrollment_id)
       join client c on c.agency_id = e.agency_id and c.client_id = e.client_id where e.agency_id = $1 and c.legal_given = 'Hollis'`,
    [agency.agencyId],
  );
  const { enrollment_id: enrollmentId, team_id: teamId } = rows[0];
  const colleague = await given.staff(agency, 'handed-colleague', { roles: ['case-manager'] });
  const assigned = await house.as('handed-admin').post(`/api/enrollments/${enrollmentId}/assign`, {
    teamId,
    workerId: colleague.staffId,
    from: '2026-08-20',
  });
  const from = withFile(newerExport('2026-09-01'), 'Enrollment.csv', (all) =>
    all.map((row) => (row[0] === 'E1' ? row.with(3, '2026-01-06') : row)),
  );
  await importFile(house, 'handed-admin', { from });
  const { rows: after } = await house.owner.query(
    `select worker_id, valid_from::text as began from enrollment_version where enrollment_id = $1 and superseded_at is null`,
    [enrollmentId],
  );

  expect(assigned.status).toBe(200);
  expect(after).toEqual([{ worker_id: colleague.staffId, began: '2026-01-06' }]);
});

test('an older file is refused, and says why', async () => {
  await given.agency('older');
  await importFile(house, 'older-admin', { from: newerExport('2026-09-01') });
  const before = await rowCounts(house);
  const { status, body } = await sendFile(house, 'older-admin', zipOf(newerExport('2026-08-01')));

  expect([status, body.state]).toEqual([200, 'refused']);
  expect(body.report.findings).toContainEqual(
    expect.objectContaining({ code: 'older-than-last-import', severity: 'stops' }),
  );
  expect(await rowCounts(house)).toEqual(before);
});

test('a project that was imported before keeps its program', async () => {
  await given.agency('linked');
  await importFile(house, 'linked-admin');
  const { body } = await previewOf(house, 'linked-admin', { from: newerExport('2026-09-01') });
  await discard(house, 'linked-admin', body.importId);

  const { linkedProgramId } = body.organizations[0].projects[0];
  expect(body.choices.projects[0]).toEqual({
    id: 'PA',
    becomes: { kind: 'existing', programId: linkedProgramId },
  });
});

test('a project that became a new program is offered that program when the next file comes (REQ-142)', async () => {
  await given.agency('remembered');
  await importFile(house, 'remembered-admin');
  const { body } = await sendFile(house, 'remembered-admin', zipOf(newerExport('2026-09-01')));
  await discard(house, 'remembered-admin', body.importId);

  const { linkedProgramId } = body.organizations[0].projects[0];
  expect(linkedProgramId).not.toBeNull();
  expect(body.choices.projects[0]).toEqual({
    id: 'PA',
    becomes: { kind: 'existing', programId: linkedProgramId },
  });
});
