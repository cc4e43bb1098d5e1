import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

await house.at('2026-05-04T14:00:00Z');
const agency = await given.agency('riverbend');
const other = await given.agency('lakeside');
const program = await given.program(agency, { name: 'Comprehensive' });
const elsewhere = await given.program(agency, { name: 'Another program' });
const otherProgram = await given.program(other);
const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
await given.staff(agency, 'far', {
  roles: ['supervisor'],
  program: elsewhere,
  teamRole: 'supervisor',
});
const old = await given.client(agency, { program, worker: ana, enrolledOn: '2024-01-15' });
const recent = await given.client(agency, {
  program,
  worker: ana,
  name: 'Bea Young',
  enrolledOn: '2026-04-01',
});
const theirs = await given.client(other, { program: otherProgram });

const tell = (name: string, fields: Record<string, unknown>) =>
  house.as(name).post('/api/held-elsewhere', { source: 'paper-file', ...fields });
const missing = async (name: string) =>
  (await house.as(name).get('/api/held-elsewhere/missing')).body.rows.map(
    ({ enrollmentId }: { enrollmentId: string }) => enrollmentId,
  );

test('one date and source for several enrollments is recorded for all or for none', async () => {
  const enrollmentIds = [old.enrollmentId, recent.enrollmentId];

  const refused = await tell('sue', { enrollmentIds, heldOn: '2026-03-01' });
  expect(refused.status).toBe(400);
  expect(refused.body.fields[0].message).toContain(
    'Bea Young: This is before the enrollment began',
  );
  expect(await missing('sue')).toEqual(expect.arrayContaining(enrollmentIds));

  const done = await tell('sue', { enrollmentIds, heldOn: '2026-04-10' });
  expect(done).toMatchObject({ status: 200, body: { recorded: 2, corrected: 0, unchanged: 0 } });
  expect(await missing('sue')).toEqual([]);
});

test('the same again changes nothing, another date is a correction', async () => {
  const enrollmentIds = [old.enrollmentId];

  expect((await tell('sue', { enrollmentIds, heldOn: '2026-04-10' })).body.unchanged).toBe(1);
  expect((await tell('sue', { enrollmentIds, heldOn: '2026-04-11' })).body.corrected).toBe(1);

  const { body } = await house.as('ana').get(`/api/clients/${old.clientId}/held-elsewhere`);
  expect(body.enrollments).toMatchObject([
    { programName: 'Comprehensive', held: { heldOn: '2026-04-11', source: 'paper-file' } },
  ]);
  expect(body.mayRecord).toBe(false);
});

test.each([
  ['a day that has not come', { heldOn: '2026-05-05' }, 'heldOn'],
  ['no source', { source: ' ' }, 'source'],
  ['nobody', { enrollmentIds: [] }, 'enrollmentIds'],
  ['a date that is none', { heldOn: 'in spring' }, 'heldOn'],
])('%s is refused, and the field is named', async (_what, wrong, field) => {
  const reply = await tell('sue', {
    enrollmentIds: [old.enrollmentId],
    heldOn: '2026-04-10',
    ...wrong,
  });

  expect(reply.status).toBe(400);
  expect(reply.body.fields[0].path).toBe(field);
});

test('who does not see the client finds nobody to record for', async () => {
  const fields = { enrollmentIds: [old.enrollmentId], heldOn: '2026-04-12' };

  expect((await tell('ana', fields)).status).toBe(403);
  expect((await tell('far', fields)).status).toBe(404);
  expect((await tell('lakeside-admin', fields)).status).toBe(404);
  expect((await tell('sue', { ...fields, enrollmentIds: [theirs.enrollmentId] })).status).toBe(404);
  expect((await house.as('far').get(`/api/clients/${old.clientId}/held-elsewhere`)).status).toBe(
    404,
  );
  expect(await missing('far')).toEqual([]);
  expect(await missing('lakeside-admin')).toEqual([theirs.enrollmentId]);
});

test('who has left is not asked for, and the list comes in pages, the longest overdue first', async () => {
  const late = await given.client(agency, { program, worker: ana, enrolledOn: '2025-01-10' });
  const left = await given.client(agency, { program, worker: ana, enrolledOn: '2025-01-05' });
  const more = await Promise.all(
    Array.from({ length: 50 }, () =>
      given.client(agency, { program, worker: ana, enrolledOn: '2025-06-01' }),
    ),
  );
  await house.as('ana').post(`/api/enrollments/${left.enrollmentId}/end`, {
    endedOn: '2026-05-01',
    reason: 'moved',
  });
  const page = async (number: number) =>
    (await house.as('sue').get(`/api/held-elsewhere/missing?page=${number}`)).body;

  const [first, second] = [await page(0), await page(1)];
  const listed = [...first.rows, ...second.rows].map(({ enrollmentId }) => enrollmentId);
  expect([first.hasMore, second.hasMore]).toEqual([true, false]);
  expect(listed[0]).toBe(late.enrollmentId);
  expect(listed).not.toContain(left.enrollmentId);
  expect(listed).toEqual(expect.arrayContaining(more.map(({ enrollmentId }) => enrollmentId)));
  expect(first.rows[0]).toMatchObject({ programName: 'Comprehensive', startedOn: '2025-01-10' });
});
