import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { givenIn, type GivenProgram, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let harbor: GivenProgram;
let aud: GivenStaff;
let eve: GivenStaff;

beforeAll(async () => {
  await house.at('2027-03-15T14:00:00Z');
  const agency = await given.agency('riverbend');
  harbor = await given.program(agency, { name: 'Harbor' });
  await given.staff(agency, 'sue', { roles: ['supervisor'] });
  aud = await given.staff(agency, 'aud', { roles: ['auditor'] });
  eve = await given.staff(agency, 'eve', { roles: ['biller'] });
});

const change = (who: GivenStaff, more: Record<string, unknown>) =>
  house.as('riverbend-admin').post('/api/staff/change', {
    staffId: who.staffId,
    fullName: who.name,
    title: 'Auditor',
    roles: ['auditor'],
    auditorUntil: '2027-06-30',
    ...more,
  });
const shown = async (who: GivenStaff) =>
  (await house.as('riverbend-admin').get('/api/staff')).body.staff.find(
    (one: { staffId: string }) => one.staffId === who.staffId,
  );
const latest = async () =>
  (await house.as('sue').get('/api/staff-changes?show=settled')).body.changes[0].inWords;
const [from, until] = ['2026-01-01', '2026-03-31'];
const spring = { auditorCoversFrom: from, auditorCoversUntil: until };

describe('of which days an auditor reads (EP-17)', () => {
  test.each<[string, string, Record<string, unknown>]>([
    ['a period without its first day', 'auditorCoversFrom', { auditorPeriod: 'between' }],
    ['a period without its last day', 'auditorCoversUntil', { auditorCoversFrom: from }],
    [
      'one that ends before it begins',
      'auditorCoversUntil',
      { auditorCoversFrom: until, auditorCoversUntil: from },
    ],
    ['any day, and a period', 'auditorPeriod', { auditorPeriod: 'any', ...spring }],
    [
      'a supervisor, who reads of any day',
      'roles',
      { roles: ['auditor', 'supervisor'], ...spring },
    ],
    ['an administrator too', 'roles', { roles: ['administrator', 'auditor'], ...spring }],
  ])('%s: it is refused by its field, and nothing is changed', async (_, path, said) => {
    const { status, body } = await change(aud, said);

    expect([status, body.fields?.[0]?.path]).toEqual([400, path]);
    expect(await shown(aud)).toMatchObject({ roles: ['auditor'], auditorPeriod: null });
  });

  test('it stands on the staff page and among the changes; what says nothing of it leaves it as it is', async () => {
    await change(aud, { auditorProgramIds: [harbor.programId], ...spring });
    expect(await latest()).toBe(
      'Roles: Auditor of Harbor for Thu 1 Jan 2026 to Tue 31 Mar 2026 until Wed 30 Jun 2027 (before: Auditor)',
    );
    await change(aud, { auditorUntil: '2027-07-31' });
    expect(await shown(aud)).toMatchObject({
      auditorUntil: '2027-07-31',
      auditorPrograms: [{ name: 'Harbor' }],
      auditorPeriod: { from, until },
    });
    await change(aud, { auditorCoversFrom: until, auditorCoversUntil: until });
    expect(await latest()).toBe(
      'Roles: Auditor of Harbor for Tue 31 Mar 2026 until Wed 30 Jun 2027 ' +
        '(before: Auditor of Harbor for Thu 1 Jan 2026 to Tue 31 Mar 2026 until Sat 31 Jul 2027)',
    );
    await change(aud, { auditorPeriod: 'any', auditorScope: 'every' });
    expect(await shown(aud)).toMatchObject({ auditorPrograms: null, auditorPeriod: null });
  });

  test('whoever is invited comes for it from the start', async () => {
    const { body } = await house.as('riverbend-admin').post('/api/staff/invite', {
      fullName: 'Ina Ford',
      title: 'Auditor',
      email: 'ina@riverbend.example',
      roles: ['auditor'],
      auditorUntil: '2027-06-30',
      auditorScope: 'every',
      auditorSample: 'everybody',
      ...spring,
    });
    expect(await shown({ ...aud, staffId: body.staffId })).toMatchObject({
      auditorPeriod: { from, until },
    });
  });

  test('where more is opened with it, it waits for the second person, and comes with their word', async () => {
    const roles = ['auditor', 'case-manager'];
    const asked = await change(eve, {
      roles,
      auditorScope: 'every',
      auditorSample: 'everybody',
      ...spring,
    });
    expect(asked.body.outcome).toBe('waiting');
    expect(await shown(eve)).toMatchObject({ roles: ['biller'], auditorPeriod: null });

    const [{ changeId }] = (await house.as('sue').get('/api/staff-changes?show=waiting')).body
      .changes;
    await house.as('sue').post('/api/staff-changes/confirm', { changeId });
    expect(await shown(eve)).toMatchObject({ roles, auditorPeriod: { from, until } });
  });
});
