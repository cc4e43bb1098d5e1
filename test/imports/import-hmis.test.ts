import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { smallExport, withFile } from '#test/fixtures/hmis/small-export.ts';
import { startHouse } from '#test/house.ts';
import {
  countOf,
  discard,
  importFile,
  kindsThatDoNotAddUp,
  previewOf,
  rowCounts,
  sendFile,
  zipOf,
} from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

async function clientsSeenBy(name: string) {
  const reply = await house.as(name).post('/api/clients/search', { scope: 'all' });
  return reply.body.clients.map((client: { name: string }) => client.name).toSorted();
}

test('the preview says what would be made and what not, and its numbers add up (EP-20)', async () => {
  await given.agency('preview');
  const before = await rowCounts(house);
  const { body } = await previewOf(house, 'preview-admin');

  expect(body.state).toBe('preview');
  expect(kindsThatDoNotAddUp(body.report)).toEqual([]);
  expect(countOf(body.report, 'client')).toEqual({
    read: 5,
    made: 3,
    matched: 0,
    updated: 0,
    unchanged: 0,
    skipped: { 'not-enrolled-here': 1, 'victim-service': 1 },
  });
  expect(countOf(body.report, 'enrollment')).toMatchObject({
    made: 3,
    skipped: { 'partner-name-only': 1, 'victim-service': 1 },
  });
  expect(body.report.findings).toContainEqual(
    expect.objectContaining({
      code: 'name-blank',
      severity: 'notice',
      places: [{ file: 'Client.csv', row: 6, column: 'LastName' }],
    }),
  );
  expect(await rowCounts(house)).toEqual(before);
  await discard(house, 'preview-admin', body.importId);
});

test('a confirmed import makes clients, enrollments, workers and a worklist (REQ-142)', async () => {
  const agency = await given.agency('whole');
  await given.agency('beside');
  const applied = await importFile(house, 'whole-admin');

  expect([applied.status, applied.body.state]).toEqual([200, 'applied']);
  expect(await clientsSeenBy('whole-admin')).toEqual([
    'Hollis Sample',
    'Kit Sample',
    'Unnamed client C5',
  ]);
  expect(await clientsSeenBy('beside-admin')).toEqual([]);
  const { rows } = await house.owner.query(
    `select c.legal_given as name, v.valid_from::text as began, v.valid_to::text as ended, s.full_name as worker,
       (select count(*)::integer from obligation o where o.enrollment_id = e.enrollment_id and o.state = 'open') as due
     from enrollment e join client c using (agency_id, client_id) join enrollment_version v using (agency_id, enrollment_id)
       left join staff_version s on s.staff_id = v.worker_id where e.agency_id = $1 order by 1`,
    [agency.agencyId],
  );
  expect(rows).toEqual([
    { name: 'Hollis', began: '2026-01-05', ended: null, worker: 'Wanda Sample', due: 1 },
    { name: 'Kit', began: '2026-01-05', ended: null, worker: 'Wanda Sample', due: 1 },
    {
      name: 'Unnamed client',
      began: '2025-03-01',
      ended: '2025-09-30',
      worker: 'HMIS user U2',
      due: 0,
    },
  ]);
});

test('what a victim service holds is never imported, whatever was chosen for it (EP-20)', async () => {
  const agency = await given.agency('fenced');
  await importFile(house, 'fenced-admin');
  const { rows } = await house.owner.query(
    `select legal_given as name from client where agency_id = $1
     union all select name from organization where agency_id = $1
     union all select name from program where agency_id = $1
     union all select external_id from external_ref where agency_id = $1`,
    [agency.agencyId],
  );
  const names = rows.map(({ name }) => name);

  expect(names).toContain('Sample Partner');
  expect(names).toContain('Hollis');
  for (const hidden of ['Sheltered', 'Sample Shelter', 'Shelter', 'C4', 'V1', 'PV', 'E4'])
    expect(names).not.toContain(hidden);
});

test('a partner is known by name alone: none of its clients is imported', async () => {
  const agency = await given.agency('partner');
  await importFile(house, 'partner-admin');
  const { rows } = await house.owner.query(
    `select o.name, (select count(*)::integer from client where agency_id = $1 and legal_given = 'Pat') as pats
     from organization o where o.agency_id = $1`,
    [agency.agencyId],
  );

  expect(rows).toEqual([{ name: 'Sample Partner', pats: 0 }]);
});

test('an organization and a project that are left out leave nothing behind', async () => {
  const agency = await given.agency('left-out');
  const choices = {
    organizations: [{ id: 'A1', choice: 'this-agency' }],
    projects: [{ id: 'PA', becomes: { kind: 'leave-out' } }],
  };
  const applied = await importFile(house, 'left-out-admin', { choices });
  const { rows } = await house.owner.query(
    `select (select count(*)::integer from client where agency_id = $1) as clients,
       (select count(*)::integer from organization where agency_id = $1) as organizations,
       (select count(*)::integer from program where agency_id = $1) as programs`,
    [agency.agencyId],
  );

  expect(countOf(applied.body.report, 'enrollment')).toMatchObject({
    made: 0,
    skipped: { 'without-policy': 3, 'left-out': 1, 'victim-service': 1 },
  });
  expect(rows).toEqual([{ clients: 0, organizations: 0, programs: 0 }]);
});

test('a new program cannot take a name that the agency uses; another agency’s names are no obstacle', async () => {
  await given.program(await given.agency('other'), { name: 'Sample Housing' });
  await given.agency('free');
  const own = await given.agency('own');
  await given.program(own, { name: 'sample housing' });

  const free = await previewOf(house, 'free-admin');
  const taken = await previewOf(house, 'own-admin');
  await discard(house, 'free-admin', free.importId);
  await discard(house, 'own-admin', taken.importId);

  expect(free.status).toBe(200);
  expect(taken).toMatchObject({
    status: 400,
    body: { fields: [{ path: 'projects.0.becomes.name' }] },
  });
});

test('the same people in two agencies stay two records each', async () => {
  const [one, two] = [await given.agency('first'), await given.agency('second')];
  await importFile(house, 'first-admin');
  await importFile(house, 'second-admin');
  const { rows } = await house.owner.query(
    `select count(distinct client_id)::integer as clients, count(distinct content_hash)::integer as hashes
     from client_identifier i join external_ref r on r.agency_id = i.agency_id and r.internal_id = i.client_id
     where i.agency_id = any($1) and i.value = 'C1'`,
    [[one.agencyId, two.agencyId]],
  );

  expect(rows).toEqual([{ clients: 2, hashes: 2 }]);
});

test('organizations and their projects come by name, each with how many people it brings, and a victim service with none (REQ-142, EP-20)', async () => {
  await given.agency('by-name');
  const last = withFile(smallExport(), 'Organization.csv', ([head = [], ...rows]) => [
    head,
    ...rows.toReversed(),
  ]);
  const from = withFile(last, 'Project.csv', (rows) => [
    ...rows,
    ['PB10', 'A1', 'Housing 10', '3', ''],
    ['PB9', 'A1', 'Housing 9', '3', ''],
  ]);
  const { body } = await sendFile(house, 'by-name-admin', zipOf(from));

  expect(
    body.organizations.map(({ name, clients }: { name: string; clients: number }) => [
      name,
      clients,
    ]),
  ).toEqual([
    ['Sample Agency', 3],
    ['Sample Partner', 1],
    ['Sample Shelter', 0],
  ]);
  expect(body.organizations[0].projects.map(({ name }: { name: string }) => name)).toEqual([
    'Housing 9',
    'Housing 10',
    'Sample Housing',
  ]);
  await discard(house, 'by-name-admin', body.importId);
});

test('whoever comes by an import may save no lists as files; the first administrator may (S1)', async () => {
  await given.agency('lists');
  await importFile(house, 'lists-admin');

  const { staff } = (await house.as('lists-admin').get('/api/staff')).body;
  expect(
    Object.fromEntries(
      staff.map((one: { fullName: string; mayTakeLists: boolean }) => [
        one.fullName,
        one.mayTakeLists,
      ]),
    ),
  ).toEqual({ 'lists Admin': true, 'Wanda Sample': false, 'HMIS user U2': false });
});
