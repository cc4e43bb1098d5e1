import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import { givenHeldElsewhere } from '#test/held-elsewhere.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let client: GivenClient;
let ana: GivenStaff;

beforeAll(async () => {
  await house.at('2026-02-10T15:00:00Z');
  const here = await given.agency('here');
  const program = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program });
  await given.staff(here, 'bo', { roles: ['case-manager'], program });
  await given.staff(here, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  await given.staff(here, 'june', { roles: ['auditor'] });
  await given.staff(here, 'stranger', { roles: ['case-manager'] });
  const there = await given.agency('there');
  await given.staff(there, 'otto', { roles: ['supervisor'], program: await given.program(there) });
  client = await given.client(here, { program, worker: ana, enrolledOn: '2025-01-15' });
  await givenHeldElsewhere(house, here, { client, on: '2025-08-31', by: ana });
});

const why = (who: string, obligationKey: string) =>
  house.as(who).post(`/api/enrollments/${client.enrollmentId}/why`, { obligationKey });

test('the reckoning quotes the rule, shows the sum and says what would satisfy it (REQ-132, REQ-142, REQ-163)', async () => {
  const { status, body } = await why('ana', 'every-six-months');

  expect(status).toBe(200);
  expect(body).toMatchObject({
    programName: 'Health Home',
    rule: 'Six-month rule',
    arithmetic: expect.stringContaining('31 Aug 2025 + 6 calendar months = 28 Feb 2026, month end'),
    source: { title: 'Case conferencing (1.009)', version: 1 },
  });
  expect(body.quote).toContain('six calendar months');
  expect(body.wouldSatisfy.length).toBeGreaterThan(0);
});

test('a crisis stands first on the list, and its reckoning is for those who may know of it (REQ-146)', async () => {
  await house.as('ana').post(`/api/clients/${client.clientId}/changes`, {
    code: 'suicidal_ideation',
    on: '2026-02-10',
  });
  const { rows } = (await house.as('ana').get('/api/today/due')).body;
  expect(rows[0]).toMatchObject({ severity: 'crisis', kind: 'trigger', status: 'open' });
  const counts = (await house.as('ana').get('/api/today/counts')).body;
  expect(counts.buckets[0]).toMatchObject({ key: 'crisis', required: 1 });
  const key = String(rows[0].id).slice(client.enrollmentId.length + 1);

  expect((await why('ana', key)).body).toMatchObject({ rule: 'Suicidal ideation' });
  const unknown = await why('bo', 'no-such-duty');
  // A colleague of the team sees the client, and not that there was a crisis.
  expect(await why('bo', key)).toMatchObject({ status: 404, body: unknown.body });
  const team = (await house.as('bo').get('/api/today/due?scope=team')).body.rows;
  expect(team.map(({ kind }: { kind: string }) => kind)).toEqual(['cadence']);
});

test('a restricted crisis leaves in no file and stands in no past list of those who may not know of it (REQ-036)', async () => {
  const saved = async (who: string) =>
    (await house.as(who).get('/api/today/due/export?scope=team&reason=supervision')).body;
  expect(await saved('ana')).toContain('Suicidal ideation');
  expect(await saved('bo')).toContain('Six-month rule');
  expect(await saved('bo')).not.toContain('Suicidal');
  expect(await saved('otto')).not.toMatch(/Suicidal|Six-month/);

  const past = async (who: string) => {
    const question = { asOf: '2026-02-10', knowledge: 'today' };
    const { body } = await house.as(who).post('/api/due-snapshots', question);
    await house.runJobs();
    const path = `/api/due-snapshots/${body.snapshotId}`;
    const page = (await house.as(who).get(`${path}?show=all`)).body;
    return `${JSON.stringify(page)} ${(await house.as(who).get(`${path}/export?reason=report&reportTo=state`)).body}`;
  };
  expect(await past('sue')).toContain('Suicidal ideation');
  const audited = await past('june');
  expect(audited).toContain('Six-month rule');
  expect(audited).not.toContain('Suicidal');
});

test('whoever does not see the client learns nothing (REQ-178)', async () => {
  for (const who of ['stranger', 'otto'])
    expect(await why(who, 'every-six-months')).toMatchObject({
      status: 404,
      body: { type: 'not-found' },
    });
});
