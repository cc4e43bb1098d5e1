import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashToken } from '#server/platform/session-cookie.ts';
import { conferenceHeld } from '#test/conference-held.ts';
import { givenIn, type GivenClient, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
const agency = await given.agency('riverbend');
let program: GivenProgram;
let health: GivenProgram;
let ana: GivenStaff;
let ben: GivenStaff;
let hugo: GivenStaff;
let client: GivenClient;
const secret = 'The viral load is undetectable. More is to follow in June.';

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  program = await given.program(agency);
  health = await given.program(agency, { name: 'Health Home' });
  ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  ben = await given.staff(agency, 'ben', { roles: ['case-manager'], program });
  await given.staff(agency, 'sue', { roles: ['supervisor'], program, teamRole: 'supervisor' });
  const ofHealth = { roles: ['supervisor'] as const, program: health, teamRole: 'supervisor' };
  hugo = await given.staff(agency, 'hugo', { ...ofHealth, roles: [...ofHealth.roles] });
});
afterAll(() => house.close());

/** A case that holds a restricted class, with a conference of which somebody wrote words of that class. */
async function restrictedCase(worker?: GivenStaff) {
  client = await given.client(agency, { program, ...(worker ? { worker } : {}) });
  await house.owner.query(`insert into client_class values ($1, $2, 'hiv', 'test', now())`, [
    agency.agencyId,
    client.clientId,
  ]);
  const held = { client, by: ana, number: Math.ceil(Math.random() * 1e6), summary: secret };
  await conferenceHeld(house, agency, { ...held, summaryClass: 'hiv' });
}

const here = () => `/api/clients/${client.clientId}`;
const sees = async (name: string) => (await house.as(name).get(here())).status === 200;
const readsRestricted = async (name: string) =>
  JSON.stringify((await house.as(name).get(`${here()}/record`)).body).includes('viral load');
const enroll = (name: string, workerId = '') =>
  house.as(name).post(`${here()}/enrollments`, {
    programId: health.programId,
    teamId: health.teamId,
    workerId,
    startedOn: '2026-05-04',
  });
const toTeam = (name: string, who: GivenStaff, isCaseManager = false) =>
  house.as(name).post(`${here()}/care-team/add`, {
    kind: 'staff',
    personId: who.staffId,
    isCaseManager,
    from: '2026-05-04',
  });
const assign = (name: string, who: GivenStaff) =>
  house.as(name).post(`/api/enrollments/${client.enrollmentId}/assign`, {
    teamId: program.teamId,
    workerId: who.staffId,
    from: '2026-05-04',
  });
const refused = { status: 403, body: { type: 'not-yours-to-assign' } };

describe('a client whom nobody has', () => {
  beforeEach(() => restrictedCase());

  test('is not taken by a colleague who sees them, in any way there is (REQ-178, EP-15)', async () => {
    expect(await assign('ben', ben)).toMatchObject(refused);
    expect(await toTeam('ben', ben, true)).toMatchObject(refused);
    expect(await enroll('ben', ben.staffId)).toMatchObject(refused);
    const { body } = await house.as('ben').get(`${here()}/enrollments`);
    expect(body).toMatchObject({ mayEnroll: false, enrollments: [{ mayAssign: false }] });
    expect((await house.as('ben').get(`${here()}/care-team`)).body.mayNameCaseManager).toBe(false);
    expect(await readsRestricted('ben')).toBe(false);
  });

  test('is given to a worker by the supervisor or an administrator (REQ-178)', async () => {
    expect((await assign('sue', ben)).status).toBe(200);
    expect(await readsRestricted('ben')).toBe(true);
    expect((await assign('riverbend-admin', ana)).status).toBe(200);
    expect(await readsRestricted('ben')).toBe(false);
  });

  test('is neither ended nor reopened by a colleague (REQ-178)', async () => {
    const end = { endedOn: '2026-05-04', reason: 'moved' };
    const path = `/api/enrollments/${client.enrollmentId}`;
    expect(await house.as('ben').post(`${path}/end`, end)).toMatchObject(refused);
    expect((await house.as('sue').post(`${path}/end`, end)).status).toBe(200);
    expect(await house.as('ben').post(`${path}/reopen`)).toMatchObject(refused);
  });

  test('control: at the first enrollment whoever makes a client is their worker (REQ-178)', async () => {
    const made = await house.as('ben').post('/api/clients', {
      legalGiven: 'Nia',
      legalFamily: 'Cole',
      programId: program.programId,
      teamId: program.teamId,
      workerId: ben.staffId,
      startedOn: '2026-05-04',
    });
    expect(made).toMatchObject({ status: 200, body: { isVisible: true } });
  });
});

describe('a program that is added to a case', () => {
  beforeEach(() => restrictedCase(ana));

  test('opens what is restricted to its supervisor, so that neither they nor a colleague may add it (REQ-178, EP-15)', async () => {
    expect((await toTeam('ben', hugo)).status).toBe(200);
    expect([await sees('hugo'), await readsRestricted('hugo')]).toEqual([true, false]);

    expect(await enroll('hugo')).toMatchObject(refused);
    expect(await enroll('hugo', hugo.staffId)).toMatchObject(refused);
    expect(await enroll('ben')).toMatchObject(refused);
    expect(await readsRestricted('hugo')).toBe(false);
  });

  test('opens it for as long as the client is in it, and not a minute longer (REQ-178, EP-12)', async () => {
    const { enrollmentId } = (await enroll('ana')).body;
    expect(await readsRestricted('hugo')).toBe(true);

    const ended = await house
      .as('ana')
      .post(`/api/enrollments/${enrollmentId}/end`, { endedOn: '2026-05-04', reason: 'moved' });
    expect(ended.status).toBe(200);
    expect([await sees('hugo'), await readsRestricted('hugo')]).toEqual([true, false]);
    expect(await house.as('hugo').post(`/api/enrollments/${enrollmentId}/reopen`)).toMatchObject(
      refused,
    );
    expect([await readsRestricted('sue'), await readsRestricted('ana')]).toEqual([true, true]);
  });

  test('when all have ended, the last one’s supervisor answers for the record (REQ-178)', async () => {
    const end = { endedOn: '2026-05-04', reason: 'moved' };
    await house.as('ana').post(`/api/enrollments/${client.enrollmentId}/end`, end);

    expect([await sees('sue'), await readsRestricted('sue')]).toEqual([true, true]);
  });

  test('is refused by the database too, whoever asks it past the screens (REQ-178, S9)', async () => {
    const login = new pg.Client(house.logins.app);
    await login.connect();
    const token = hashToken(house.as('ben').token ?? '');
    await login.query('begin');
    await login.query(`select auth.enter($1, 'care-coordination')`, [token]);
    const id = house.newId();
    await login.query(`insert into enrollment values ($1, $2, $3, $4, auth.now())`, [
      agency.agencyId,
      id,
      client.clientId,
      health.programId,
    ]);
    const added = login.query(
      `insert into enrollment_version (agency_id, enrollment_id, client_id, program_id, version_id, team_id, valid_from, recorded_at)
       values ($1, $2, $3, $4, $5, $6, '2026-05-04', auth.now())`,
      [agency.agencyId, id, client.clientId, health.programId, house.newId(), health.teamId],
    );
    await expect(added).rejects.toThrow('not theirs to assign');
    await login.end();
  });
});

test('who is taken off the care team stops seeing the client at once, also on the day they joined (REQ-178, EP-12)', async () => {
  await restrictedCase(ana);
  const { careTeamMemberId } = (await toTeam('ana', hugo, true)).body;
  expect([await sees('hugo'), await readsRestricted('hugo')]).toEqual([true, true]);

  const leave = { until: '2026-05-04' };
  expect(
    (await house.as('ana').post(`/api/care-team/${careTeamMemberId}/leave`, leave)).status,
  ).toBe(200);
  expect(await sees('hugo')).toBe(false);
  expect((await house.as('ana').get(`${here()}/care-team`)).body.members).toMatchObject([
    { name: 'hugo', from: '2026-05-04', until: '2026-05-04' },
  ]);
});

test('whoever was not there reads of every conference that it was held, and no gap tells a restricted case (S4, EP-14)', async () => {
  const told = async (name: string) => {
    const { entries } = (await house.as(name).get(`${here()}/record`)).body;
    return entries.map(({ title, text, detail }: Record<string, string>) => ({
      title,
      text,
      detail,
    }));
  };
  await restrictedCase(ana);
  const ofRestricted = await told('ben');
  client = await given.client(agency, { program, worker: ana });
  await conferenceHeld(house, agency, { client, by: ana, number: 8, summary: 'A plain word.' });

  expect(await told('ben')).toEqual(ofRestricted);
  expect(ofRestricted).toMatchObject([{ text: '', detail: expect.stringContaining('ana') }]);
  expect(JSON.stringify(ofRestricted)).not.toContain('No actions');
  expect(JSON.stringify(await told('ana'))).toContain('A plain word.');
});

test('what to heed was open, and is closed once the client enters a program whose name tells a class (EP-07, REQ-178)', async () => {
  const contactNote = 'Make no contact at home.';
  client = await given.client(agency, { program, worker: ana });
  const details = (await house.as('ana').get(`${here()}/details`)).body;
  const { clientId: _id, number: _number, identifiers: _all, ...rest } = details;
  await house.as('ana').post(`${here()}/details`, { ...rest, contactNote });
  const alerts = async (name: string) => (await house.as(name).get(here())).body.alerts;
  expect(await alerts('ben')).toContain(contactNote);

  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    health.programId,
  ]);
  expect((await enroll('ana')).status).toBe(200);
  expect(await alerts('ben')).not.toContain(contactNote);
  expect(await alerts('ana')).toContain(contactNote);
});
