import { afterAll, expect, test } from 'vitest';
import { auditedScene } from '#test/audited-scene.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const { harbor, nights, numbers, comesFor } = await auditedScene(house);

const ofAll = ['Alma Rivera', 'Bao Chen', 'Cleo Stone'];
const numberOf = (...names: string[]) => names.map((name) => numbers[name]);

async function pastList(by: string, programId: string | null = null) {
  const question = { asOf: '2026-03-31', knowledge: 'today', programId };
  const { snapshotId } = (await house.as(by).post('/api/due-snapshots', question)).body;
  await house.runJobs();
  return `/api/due-snapshots/${snapshotId}`;
}
const read = async (by: string, path: string) => (await house.as(by).get(`${path}?show=all`)).body;
const listed = async (by: string): Promise<Record<string, unknown>> =>
  Object.fromEntries(
    (await house.as(by).get('/api/due-snapshots')).body.snapshots.map(
      (each: { snapshotId: string }) => [`/api/due-snapshots/${each.snapshotId}`, each],
    ),
  );
type Row = { clientNumber: number };
const rowsOf = (body: { rows: Row[] }) =>
  body.rows.map(({ clientNumber }) => clientNumber).toSorted((one, other) => one - other);

test('their past lists, and the files of these, hold the enrollments of that program alone (EP-17, REQ-142)', async () => {
  const ofAud = await read('aud', await pastList('aud'));
  expect(ofAud.snapshot.total).toBe(3);
  expect(rowsOf(ofAud)).toEqual(numberOf(...ofAll));

  const path = await pastList('june');
  const ofJune = await read('june', path);
  expect(ofJune.snapshot.total).toBe(2);
  expect(rowsOf(ofJune)).toEqual(numberOf('Alma Rivera', 'Cleo Stone'));
  expect(ofJune.counts.all).toBe(2);
  const file = await house.as('june').get(`${path}/export?show=all&reason=supervision`);
  expect([file.status, file.body.includes('Harbor'), file.body.includes('Nights')]).toEqual([
    200,
    true,
    false,
  ]);

  const ofNights = { asOf: '2026-03-31', knowledge: 'today', programId: nights.programId };
  expect((await house.as('june').post('/api/due-snapshots', ofNights)).status).toBe(400);
  const programs = async (by: string) =>
    (await house.as(by).get('/api/due-snapshots')).body.programs.map(
      ({ name }: { name: string }) => name,
    );
  expect(await programs('june')).toEqual(['Harbor']);
  expect(await programs('aud')).toEqual(['Harbor', 'Nights']);
});

test('a list that was worked out before shows no more than they come for now, and counts no more (EP-17)', async () => {
  await comesFor(null);
  const path = await pastList('june');
  const ofHarbor = await pastList('june', harbor.programId);
  const whole = await read('june', path);
  expect(rowsOf(whole)).toEqual(numberOf(...ofAll));
  expect(whole.snapshot).toMatchObject({ total: 3, lookedAt: 3 });

  await comesFor([harbor.programId]);
  const now = await read('june', path);
  expect(rowsOf(now)).toEqual(numberOf('Alma Rivera', 'Cleo Stone'));
  expect(now.counts.all).toBe(2);
  expect(now.snapshot).toMatchObject({ total: 2, lookedAt: 2 });
  expect((await listed('june'))[path]).toMatchObject({ total: 2, lookedAt: 2 });
  expect((await read('june', ofHarbor)).snapshot).toMatchObject({
    programName: 'Harbor',
    total: 2,
  });
});

test('a list of a program that they come for no more is theirs no more, until they come for it again (EP-17)', async () => {
  await comesFor(null);
  const path = await pastList('june', nights.programId);
  expect((await listed('june'))[path]).toMatchObject({ programName: 'Nights', total: 1 });

  await comesFor([harbor.programId]);
  expect((await listed('june'))[path]).toBeUndefined();
  for (const doing of ['', '/export?show=all&reason=supervision'])
    expect((await house.as('june').get(`${path}${doing}`)).status).toBe(404);
  expect((await house.as('june').post(`${path}/remove`, {})).status).toBe(404);

  await comesFor([nights.programId]);
  expect((await read('june', path)).snapshot).toMatchObject({ programName: 'Nights', total: 1 });
  await comesFor([harbor.programId]);
});

test('an auditor of chosen programs of which none is found audits none, not every one (EP-17)', async () => {
  await house.owner.query(
    `update staff_role set program_ids = array[gen_random_uuid()] where program_ids is not null`,
  );
  const { programs } = (await house.as('june').get('/api/due-snapshots')).body;
  await comesFor([harbor.programId]);

  expect(programs).toEqual([]);
});
