import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let agency: GivenAgency;
let harbor: GivenProgram;
let nights: GivenProgram;
let theirs: GivenProgram;
let aud: GivenStaff;
let eve: GivenStaff;

beforeAll(async () => {
  await house.at('2027-03-15T14:00:00Z');
  agency = await given.agency('riverbend');
  harbor = await given.program(agency, { name: 'Harbor' });
  nights = await given.program(agency, { name: 'Nights' });
  theirs = await given.program(await given.agency('hillside'), { name: 'Theirs' });
  await given.staff(agency, 'sue', { roles: ['supervisor'] });
  aud = await given.staff(agency, 'aud', { roles: ['auditor'] });
  eve = await given.staff(agency, 'eve', { roles: ['biller'] });
});

const until = '2027-06-30';
const change = (who: GivenStaff, more: Record<string, unknown>) =>
  house.as('riverbend-admin').post('/api/staff/change', {
    staffId: who.staffId,
    fullName: who.name,
    title: 'Auditor',
    roles: ['auditor'],
    auditorUntil: until,
    ...more,
  });
const shown = async (who: GivenStaff) =>
  (await house.as('riverbend-admin').get('/api/staff')).body.staff.find(
    (one: { staffId: string }) => one.staffId === who.staffId,
  );
const latest = async () =>
  (await house.as('sue').get('/api/staff-changes?show=settled')).body.changes[0].inWords;

const ofAll = { auditorPeriod: 'any', auditorSample: 'everybody' };

describe('for which programs an auditor comes (EP-17)', () => {
  test.each<[string, string, () => Record<string, unknown>]>([
    ['chosen ones, and none chosen', 'auditorProgramIds', () => ({ auditorScope: 'chosen' })],
    [
      'one of another agency',
      'auditorProgramIds',
      () => ({ auditorProgramIds: [harbor.programId, theirs.programId] }),
    ],
    [
      'every one, and one',
      'auditorScope',
      () => ({ auditorScope: 'every', auditorProgramIds: [harbor.programId] }),
    ],
  ])('%s: it is refused by its field, and nothing is changed', async (_, path, said) => {
    const { status, body } = await change(aud, said());

    expect([status, body.fields?.[0]?.path]).toEqual([400, path]);
    expect(await shown(aud)).toMatchObject({ auditorUntil: null, auditorPrograms: null });
    const invited = await house.as('riverbend-admin').post('/api/staff/invite', {
      fullName: 'New Person',
      title: 'Auditor',
      email: 'new@riverbend.example',
      roles: ['auditor'],
      auditorUntil: until,
      ...said(),
    });
    expect([invited.status, invited.body.fields?.[0]?.path]).toEqual([400, path]);
  });

  test('it stands on the staff page and among the changes; what says nothing of it leaves it as it is', async () => {
    const some = { auditorProgramIds: [nights.programId, harbor.programId, nights.programId] };
    expect((await change(aud, some)).body.outcome).toBe('done');
    expect(await latest()).toBe(
      'Roles: Auditor of Harbor and Nights until Wed 30 Jun 2027 (before: Auditor)',
    );
    await change(aud, { auditorUntil: '2027-07-31' });
    expect((await shown(aud)).auditorPrograms.map(({ name }: { name: string }) => name)).toEqual([
      'Nights',
      'Harbor',
    ]);
    await change(aud, { auditorProgramIds: [harbor.programId] });
    expect(await latest()).toBe(
      'Roles: Auditor of Harbor until Wed 30 Jun 2027 (before: Auditor of Harbor and Nights until Sat 31 Jul 2027)',
    );
    await change(aud, { auditorScope: 'every' });
    expect(await shown(aud)).toMatchObject({ roles: ['auditor'], auditorPrograms: null });
  });

  test('who becomes one anew is not an auditor of every program for want of a word', async () => {
    const told = await change(aud, { auditorProgramIds: [harbor.programId] });
    expect(told.status).toBe(200);
    await change(aud, { roles: ['biller'] });
    const again = await change(aud, {});
    const invited = await house.as('riverbend-admin').post('/api/staff/invite', {
      fullName: 'Una Word',
      title: 'Auditor',
      email: 'una@riverbend.example',
      roles: ['auditor'],
      auditorUntil: until,
    });
    for (const { status, body } of [again, invited])
      expect([status, body.fields?.[0]?.path]).toEqual([400, 'auditorScope']);
    expect(await shown(aud)).toMatchObject({ roles: ['biller'], auditorPrograms: null });
    for (const [said, path] of [
      [{ auditorScope: 'every' }, 'auditorPeriod'],
      [{ auditorScope: 'every', auditorPeriod: 'any' }, 'auditorSample'],
      [{ auditorScope: 'every', auditorPeriod: 'any', auditorSample: 'kept' }, 'auditorSample'],
    ] as const)
      expect((await change(aud, said)).body.fields?.[0]?.path).toBe(path);
    expect((await change(aud, { auditorScope: 'every', ...ofAll })).status).toBe(200);
  });

  test('whoever is invited comes for them from the start', async () => {
    const { body } = await house.as('riverbend-admin').post('/api/staff/invite', {
      fullName: 'Ina Ford',
      title: 'Auditor',
      email: 'ina@riverbend.example',
      roles: ['auditor'],
      auditorUntil: until,
      auditorProgramIds: [nights.programId],
      ...ofAll,
    });
    expect(await latest()).toBe('Invited as Auditor of Nights until Wed 30 Jun 2027');
    expect(await shown({ ...aud, staffId: body.staffId })).toMatchObject({
      auditorPrograms: [{ name: 'Nights' }],
    });
  });

  test('where more is opened with it, it waits for the second person, and comes with their word', async () => {
    const roles = ['auditor', 'case-manager'];
    const asked = await change(eve, { roles, auditorProgramIds: [nights.programId], ...ofAll });
    expect(asked.body.outcome).toBe('waiting');
    expect(await shown(eve)).toMatchObject({ roles: ['biller'], auditorPrograms: null });

    const [{ changeId }] = (await house.as('sue').get('/api/staff-changes?show=waiting')).body
      .changes;
    await house.as('sue').post('/api/staff-changes/confirm', { changeId });
    expect(await shown(eve)).toMatchObject({ roles, auditorPrograms: [{ name: 'Nights' }] });

    // A widening that waits with another role is held until it is confirmed, too.
    await change(eve, { roles: [...roles, 'supervisor'], auditorScope: 'every', ...ofAll });
    expect(await shown(eve)).toMatchObject({ auditorPrograms: [{ name: 'Nights' }] });
  });
});
