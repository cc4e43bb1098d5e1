import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let program: Awaited<ReturnType<typeof given.program>>;
let nights: Awaited<ReturnType<typeof given.program>>;
let ana: Awaited<ReturnType<typeof given.staff>>;
let cy: Awaited<ReturnType<typeof given.staff>>;
let theirs: Awaited<ReturnType<typeof given.program>>;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  program = await given.program(agency);
  nights = await given.program(agency, { name: 'Nights' });
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  cy = await given.staff(agency, 'cy', { roles: ['case-manager'], program: nights });
  await given.staff(agency, 'bill', { roles: ['biller'] });
  const other = await given.agency('hillside');
  theirs = await given.program(other);
  await given.staff(other, 'hal', { roles: ['case-manager'], program: theirs });
});
afterAll(() => house.close());

const osei = () => ({
  legalGiven: 'Carla',
  legalFamily: 'Osei',
  preferredName: 'Cam',
  pronouns: 'they/them',
  bornOn: '1981-02-03',
  languages: ['Spanish', 'English'],
  interpreterNeeded: true,
  mayContactBy: ['call'],
  contactNote: 'Call after 5 pm',
  programId: program.programId,
  teamId: program.teamId,
  workerId: ana.staffId,
  startedOn: '2026-05-01',
});

test('a client is made together with the first enrollment, and the first conference is due by its rule (REQ-142)', async () => {
  const made = await house.as('ana').post('/api/clients', osei());
  const { body } = await house.as('ana').get(`/api/clients/${made.body.clientId}`);

  expect(made).toMatchObject({ status: 200, body: { number: 1001, isVisible: true } });
  expect(body).toMatchObject({
    name: 'Cam Osei',
    number: 1001,
    pronouns: 'they/them',
    age: 45,
    languages: ['Spanish', 'English'],
    interpreterNeeded: true,
    alerts: ['Do not leave voice messages', 'Call after 5 pm'],
    consents: { inForce: 0, refused: 0, ended: 0 },
  });
  expect(body.enrollments[0]).toMatchObject({
    programName: 'Care program',
    workerName: 'ana',
    startedOn: '2026-05-01',
  });
  expect(body.enrollments[0].vocabulary.conference).toMatch(/conference/);
  expect(body.enrollments[0].nextDue.due).toMatch(/^\w{3} \d/);
});

test('before another is made, those of the same name whom one may see are shown', async () => {
  const same = { legalGiven: 'CARLA', legalFamily: 'Ósei', bornOn: '1981-02-03' };
  const ask = (name: string, input: object) =>
    house.as(name).post('/api/clients/duplicates', input);

  expect((await ask('ana', same)).body.clients).toHaveLength(1);
  expect((await ask('ana', { ...same, bornOn: '' })).body.clients).toHaveLength(1);
  expect((await ask('ana', { ...same, bornOn: '1999-01-01' })).body.clients).toEqual([]);
  expect((await ask('cy', same)).body).toEqual({ clients: [] });
  expect((await ask('hal', same)).body).toEqual({ clients: [] });
});

test('who enters a client for another team does not see them afterwards', async () => {
  const handed = {
    ...osei(),
    programId: nights.programId,
    teamId: nights.teamId,
    workerId: cy.staffId,
  };
  const made = await house.as('ana').post('/api/clients', handed);

  expect(made).toMatchObject({ status: 200, body: { isVisible: false } });
  expect((await house.as('ana').get(`/api/clients/${made.body.clientId}`)).status).toBe(404);
  expect((await house.as('cy').get(`/api/clients/${made.body.clientId}`)).status).toBe(200);
  const { rows } = await house.owner.query(
    `select kind, recorded_by from record_entry where client_id = $1`,
    [made.body.clientId],
  );
  expect(rows).toEqual([{ kind: 'enrollment', recorded_by: ana.staffId }]);
});

test.each([
  ['legalFamily', ''],
  ['bornOn', '2026-05-05'],
  ['bornOn', 'yesterday'],
  ['email', 'not an address'],
  ['languages', []],
  ['startedOn', '2026-05-05'],
  ['programId', '019a0000-0000-7000-8000-000000000000'],
  ['teamId', '019a0000-0000-7000-8000-000000000000'],
  ['workerId', '019a0000-0000-7000-8000-000000000000'],
])('a wrong %s is refused by its field, and nobody is made', async (field, value) => {
  const reply = await house
    .as('ana')
    .post('/api/clients', { ...osei(), legalGiven: 'Wrong', [field]: value });

  expect(reply.status).toBe(400);
  expect(reply.body.fields[0].path).toBe(field);
  expect((await house.owner.query(`select from client where legal_given = 'Wrong'`)).rowCount).toBe(
    0,
  );
});

test('another agency’s program is not open here, and a biller makes no clients (REQ-178)', async () => {
  const foreign = { ...osei(), programId: theirs.programId, teamId: theirs.teamId };

  expect((await house.as('ana').post('/api/clients', foreign)).body.fields[0].path).toBe(
    'programId',
  );
  expect((await house.as('bill').post('/api/clients', osei())).status).toBe(403);
  expect((await house.as('bill').post('/api/clients/duplicates', {})).status).toBe(403);
  expect((await house.as('ana').post('/api/clients', { ...osei(), managerIds: [] })).status).toBe(
    400,
  );
});
