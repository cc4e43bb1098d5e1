import { afterAll, beforeAll, expect, test } from 'vitest';
import { comprehensive } from '#domain/program-policy/presets/comprehensive.ts';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let [alma, nora]: GivenClient[] = [];
let recovery: GivenProgram;
let ana: GivenStaff;
let here: { agency: GivenAgency; program: GivenProgram };
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Special care' });
  here = { agency, program };
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
const linesOf = (file: string) => (name: string) =>
  file.split('\r\n').filter((line) => line.includes(name));
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

test('a duty that is owed because of a restricted program tells of it in a general one too (C-34, REQ-034, REQ-036)', async () => {
  const { agency, program } = here;
  await house.owner.query(
    `alter table program_policy disable trigger keep_policy;
     update program_policy set document = document || '{"policyId": "special-care"}' where program_id = '${program.programId}';
     alter table program_policy enable trigger keep_policy`,
  );
  const together = await given.program(agency, {
    name: 'Together',
    policy: {
      ...comprehensive,
      crossProgram: [
        {
          kind: 'dual_enrollment',
          otherPolicyId: 'special-care',
          maxDays: 60,
          jointConference: ['on_admission'],
          jointPlan: false,
        },
      ],
    },
  });
  const wil = await given.staff(agency, 'wil', { roles: ['case-manager'], program: together });
  await given.staff(agency, 'sid', {
    roles: ['supervisor'],
    program: together,
    teamRole: 'supervisor',
  });
  const worked = { program: together, worker: wil, enrolledOn: '2026-05-01' };
  const dora = await given.client(agency, { ...worked, name: 'Dora Both' });
  const emil = await given.client(agency, { ...worked, name: 'Emil Single' });
  const enrolled = await house.as('wil').post(`/api/clients/${dora.clientId}/enrollments`, {
    programId: program.programId,
    teamId: program.teamId,
    workerId: ana.staffId,
    startedOn: '2026-05-01',
  });
  expect(enrolled.status).toBe(200);
  // Something else that she owes there, and that is told beside her first duty alone.
  await house.owner.query(
    `update obligation set class = 'sud' where client_id = $1 and program_id = $2 and obligation_key not like 'joint%'`,
    [dora.clientId, together.programId],
  );

  const due = '/api/today/due/export?when=all&reason=report&reportTo=state';
  const lines = linesOf((await house.as('wil').get(due)).body);
  const asked = await house
    .as('sid')
    .post('/api/due-snapshots', { asOf: '2026-05-04', knowledge: 'then' });
  expect(asked.status).toBe(200);
  await house.runJobs();
  const past = `/api/due-snapshots/${asked.body.snapshotId}/export?reason=report&reportTo=funder`;
  const pastLines = linesOf((await house.as('sid').get(past)).body);

  const hers = lines('Dora Both');
  expect(hers).toHaveLength(1);
  expect(hers[0]).toContain('Joint case conference on admission');
  expect(hers[0]).toContain('New York State law protects');
  expect(hers[0]).toContain('42 CFR Part 2');
  const joint = pastLines('Dora Both').filter((line) => line.includes('Joint case conference'));
  expect(joint).toHaveLength(1);
  expect(joint[0]).toContain('New York State law protects');
  for (const line of [...lines('Emil Single'), ...pastLines('Emil Single')])
    expect(line).not.toContain('New York State law protects');

  const told = (await accounted('wil', dora)).toSorted();
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('The State | HIV-related information, substance use information');
  expect(told[1]).toContain('The funder of the program | HIV-related information, general');
  for (const line of await accounted('wil', emil)) expect(line).not.toContain('HIV');
});

test('nothing is disclosed by a file that was taken for something else, or by somebody else (S9)', async () => {
  const { rows } = await house.owner.query(
    `select export_id from taken_out where reason = 'supervision'`,
  );

  await expect(
    house.owner.query(`select auth.record_reported($1, '[]', 'x')`, [rows[0].export_id]),
  ).rejects.toThrow('not allowed');
});
