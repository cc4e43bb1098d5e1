import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let [alma, nora]: GivenClient[] = [];
let recovery: GivenProgram;
let ana: GivenStaff;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Special care' });
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    program.programId,
  ]);
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  recovery = await given.program(agency, { name: 'Recovery' });
  await house.owner.query(`update program set class = 'sud' where program_id = $1`, [
    recovery.programId,
  ]);
  await given.staff(agency, 'bo', { roles: ['case-manager'], program });
  await given.staff(agency, 'june', { roles: ['auditor'] });
  alma = await given.client(agency, { program, worker: ana, enrolledOn: '2025-09-15' });
  const nights = await given.program(agency, { name: 'Nights' });
  const nia = await given.staff(agency, 'nia', { roles: ['case-manager'], program: nights });
  nora = await given.client(agency, { program: nights, worker: nia, name: 'Nora Night' });
});

const accounted = async (who: string, client: GivenClient | undefined, accounting = 'everything') =>
  (
    await house.as(who).get(`/api/clients/${client?.clientId}/disclosures?accounting=${accounting}`)
  ).body.disclosures.map(
    (each: Record<string, string> & { who: { name: string } }) =>
      `${each['who'].name} | ${each['whatInWords']} | ${each['channelInWords']} | ${each['basisInWords']}`,
  );
const report = (to: string) =>
  `${to} | HIV-related information, general information | As a file | Without consent: a report that the agency owes by law or contract`;

test('a due list for a report that is owed stands in the accounting of each client in it, for whom it was made (REQ-034, EP-14)', async () => {
  const file = '/api/today/due/export?scope=team&when=all&reason=report&reportTo=state';
  const { status, body } = await house.as('ana').get(file);
  expect(status).toBe(200);
  expect(body).toContain('Alma Rivera');

  expect(await accounted('ana', alma)).toEqual([report('The State')]);
  expect(await accounted('ana', alma, 'hipaa')).toHaveLength(1);
  expect(await accounted('ana', alma, 'hiv')).toHaveLength(1);
  expect(await accounted('nia', nora)).toEqual([]);
  // That it told of a restricted kind, a colleague without the training does not learn.
  expect(await accounted('bo', alma)).toEqual([]);
});

test('whoever takes a list for a report says to whom it is owed: nobody says it for them (REQ-034)', async () => {
  const before = await accounted('ana', alma);
  const { status, body } = await house
    .as('ana')
    .get('/api/today/due/export?scope=team&when=all&reason=report');
  expect([status, body.fields]).toEqual([
    400,
    [{ path: 'reportTo', message: 'Say to whom the report is owed.' }],
  ]);
  expect(await accounted('ana', alma)).toEqual(before);
});

test('each line of a list says what the law says of passing it on, where its program tells a class (REQ-034, REQ-036)', async () => {
  const { body } = await house
    .as('ana')
    .get('/api/today/due/export?scope=team&when=all&reason=supervision');
  const [header, line] = body.trim().split('\r\n');
  expect(header).toMatch(/,On passing it on$/);
  expect(line).toContain('confidential records that New York State law protects');
  const ofNora = (await house.as('nia').get('/api/today/due/export?when=all&reason=supervision'))
    .body;
  expect(ofNora).toContain('Use and share only what the purpose needs');
  expect(ofNora).not.toContain('New York State law protects');
});

test('a list for our own work is no disclosure (REQ-034)', async () => {
  const before = await accounted('ana', alma);
  await house.as('ana').get('/api/today/due/export?scope=team&when=all&reason=supervision');

  expect(await accounted('ana', alma)).toEqual(before);
});

test('an auditor who takes a past list for a report sees no client, and each of them is disclosed all the same (EP-17, REQ-034)', async () => {
  const asked = await house
    .as('june')
    .post('/api/due-snapshots', { asOf: '2026-05-04', knowledge: 'then' });
  await house.runJobs();
  const path = `/api/due-snapshots/${asked.body.snapshotId}/export`;
  expect((await house.as('june').get(`${path}?reason=report&reportTo=funder`)).status).toBe(200);

  expect(await accounted('ana', alma)).toContain(report('The funder of the program'));
  expect(await accounted('nia', nora)).toHaveLength(1);
});

test('a line that names another program of the client tells of it too, once for all that the file says of them (REQ-034, EP-14)', async () => {
  const start = { programId: recovery.programId, teamId: recovery.teamId, workerId: ana.staffId };
  const enrolled = await house
    .as('ana')
    .post(`/api/clients/${alma?.clientId}/enrollments`, { ...start, startedOn: '2026-01-15' });
  expect(enrolled.status).toBe(200);
  await house.runJobs();
  const file = '/api/today/due/export?scope=team&when=all&reason=report&reportTo=city';
  const { body } = await house.as('ana').get(file);
  expect(body.trim().split('\r\n')).toHaveLength(2);
  for (const name of ['Special care', 'Recovery']) expect(body).toContain(name);

  const city = (await accounted('ana', alma)).filter((line: string) => line.startsWith('The City'));
  expect(city).toHaveLength(1);
  expect(city[0]).toContain(
    'HIV-related information, substance use information, general information',
  );
});

test('nothing is disclosed by a file that was taken for something else, or by somebody else (S9)', async () => {
  const { rows } = await house.owner.query(
    `select export_id from taken_out where reason = 'supervision'`,
  );

  await expect(
    house.owner.query(`select auth.record_reported($1, '[]', 'x')`, [rows[0].export_id]),
  ).rejects.toThrow('not allowed');
});
