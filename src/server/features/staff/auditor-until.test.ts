import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let aud: GivenStaff;
let eve: GivenStaff;
let hal: GivenStaff;
afterAll(() => house.close());

beforeAll(async () => {
  await house.at('2027-03-15T14:00:00Z');
  agency = await given.agency('riverbend');
  await given.staff(agency, 'sue', { roles: ['supervisor'] });
  aud = await given.staff(agency, 'aud', { roles: ['auditor'] });
  eve = await given.staff(agency, 'eve', { roles: ['biller'] });
  hal = await given.staff(await given.agency('hillside'), 'hal', { roles: ['auditor'] });
});

/** The same sessions, weeks later. */
async function moveTo(at: string) {
  await house.at(at);
  await house.owner.query(
    `update sign_in.session set "expiresAt" = auth.now() + interval '12 hours'`,
  );
}
const as = (name: string) => house.as(name);
const change = (who: GivenStaff, more: Record<string, unknown>, by = 'riverbend-admin') =>
  as(by).post('/api/staff/change', {
    staffId: who.staffId,
    fullName: who.name,
    title: 'Auditor',
    auditorScope: 'every',
    auditorPeriod: 'any',
    auditorSample: 'everybody',
    ...more,
  });
const shown = async (who: GivenStaff, by = 'riverbend-admin') =>
  (await as(by).get('/api/staff')).body.staff.find(
    (one: { staffId: string }) => one.staffId === who.staffId,
  );
const latest = async () =>
  (await as('sue').get('/api/staff-changes?show=settled')).body.changes[0].inWords;

describe('an auditor comes for a period (EP-17)', () => {
  test.each([
    ['without a last day', {}],
    ['with an empty one', { auditorUntil: '' }],
    ['with one that has passed', { auditorUntil: '2027-03-14' }],
    ['with one in many years', { auditorUntil: '2050-01-01' }],
    ['with no day at all', { auditorUntil: 'soon' }],
  ])('nobody becomes one %s: the field is named, and nothing is changed', async (_, said) => {
    const changed = await change(eve, { roles: ['biller', 'auditor'], ...said });
    const email = 'new@riverbend.example';
    const invited = await as('riverbend-admin').post('/api/staff/invite', {
      fullName: 'New Person',
      title: 'Auditor',
      email,
      roles: ['auditor'],
      auditorScope: 'every',
      auditorPeriod: 'any',
      auditorSample: 'everybody',
      ...said,
    });

    for (const { status, body } of [changed, invited]) {
      expect([status, body.type]).toEqual([400, 'bad-input']);
      expect(body.fields[0].path).toBe('auditorUntil');
    }
    expect(await shown(eve)).toMatchObject({ roles: ['biller'], auditorUntil: null });
    const { staff } = (await as('riverbend-admin').get('/api/staff')).body;
    expect(JSON.stringify(staff)).not.toContain(email);
  });

  test('whoever was one before keeps the role without a day, and the form asks for one', async () => {
    expect(await shown(aud)).toMatchObject({
      roles: ['auditor'],
      auditorUntil: null,
      auditorHasEnded: false,
    });
    expect((await as('aud').get('/api/audit')).status).toBe(200);
    expect((await change(aud, { roles: ['auditor'], auditorUntil: '' })).status).toBe(400);
    // Whoever changes only the title by the API says nothing of it.
    expect((await change(aud, { roles: ['auditor'] })).status).toBe(200);
  });

  test('on the last day they read, and from the next one on nothing, with the session that they have', async () => {
    await change(aud, { roles: ['auditor'], auditorUntil: '2027-03-31' });
    expect(await latest()).toBe('Roles: Auditor until Wed 31 Mar 2027 (before: Auditor)');
    expect((await as('aud').get('/api/session')).body.roles).toEqual(['auditor']);

    await moveTo('2027-04-01T03:59:00Z');
    expect((await as('aud').get('/api/audit')).status).toBe(200);
    expect(await shown(aud)).toMatchObject({ auditorHasEnded: false });

    await moveTo('2027-04-01T04:01:00Z');
    for (const path of ['/api/audit', '/api/due-snapshots', '/api/account'])
      expect((await as('aud').get(path)).status).toBe(403);
    expect((await as('aud').get('/api/session')).body).toMatchObject({ roles: [], abilities: [] });
    expect(await shown(aud)).toMatchObject({
      roles: ['auditor'],
      auditorUntil: '2027-03-31',
      auditorHasEnded: true,
    });
  });

  test('an administrator puts the day off, which stands among the changes; nobody does so for themselves', async () => {
    expect((await change(aud, { roles: ['auditor'] })).body).toEqual({ outcome: 'done' });
    expect((await as('aud').get('/api/audit')).status).toBe(403);

    await change(aud, { roles: ['auditor'], auditorUntil: '2027-04-30' });
    expect((await as('aud').get('/api/audit')).status).toBe(200);
    expect(await latest()).toBe(
      'Roles: Auditor until Fri 30 Apr 2027 (before: Auditor until Wed 31 Mar 2027)',
    );

    for (const by of ['aud', 'sue'])
      expect(
        (await change(aud, { roles: ['auditor'], auditorUntil: '2027-05-31' }, by)).status,
      ).toBe(403);
    const { staffId } = (await as('riverbend-admin').get('/api/session')).body.person;
    const own = { ...aud, staffId };
    const roles = ['administrator', 'auditor'];
    expect((await change(own, { roles, auditorUntil: '2027-04-30' })).body.type).toBe('own-roles');
  });

  test('where more is opened with it, it waits for the second person, and the day comes with their word', async () => {
    const roles = ['auditor', 'case-manager'];
    expect((await change(aud, { roles, auditorUntil: '2027-06-30' })).body.outcome).toBe('waiting');
    expect(await shown(aud)).toMatchObject({ roles: ['auditor'], auditorUntil: '2027-04-30' });

    const [{ changeId }] = (await as('sue').get('/api/staff-changes?show=waiting')).body.changes;
    await as('sue').post('/api/staff-changes/confirm', { changeId });
    expect(await shown(aud)).toMatchObject({ roles, auditorUntil: '2027-06-30' });

    await change(aud, { roles: ['case-manager'] });
    expect(await shown(aud)).toMatchObject({ roles: ['case-manager'], auditorUntil: null });
  });

  test('another agency’s auditor is nobody here, and keeps what they have', async () => {
    const asked = await change(hal, { roles: ['auditor'], auditorUntil: '2027-04-02' });
    expect(asked.status).toBe(404);
    expect(await shown(hal, 'hillside-admin')).toMatchObject({ auditorUntil: null });
  });
});
