import { afterAll, beforeEach, expect, test } from 'vitest';
import { givenIn, type GivenAgency, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
const given = givenIn(house);
let agency: GivenAgency;
let me: GivenStaff;
let count = 0;

beforeEach(async () => {
  await at('2026-01-05T15:00:00Z');
  agency = await given.agency(`north-${(count += 1)}`);
  const { rows } = await house.owner.query(
    `select staff_id as "staffId" from staff_role where agency_id = $1 and role = 'administrator'`,
    [agency.agencyId],
  );
  me = { staffId: rows[0].staffId, userId: '', name: `${agency.name}-admin` };
});
afterAll(() => house.close());

async function at(moment: string) {
  await house.at(moment);
  await house.owner.query(`update sign_in.session set "expiresAt" = auth.now() + interval '1 day'`);
}

const train = (who: GivenStaff, by = me.name) =>
  house.as(by).post('/api/staff-access/trainings', {
    staffId: who.staffId,
    about: 'hiv',
    completedOn: '2025-12-01',
    expiresOn: '2026-12-31',
  });
const another = () =>
  given.staff(agency, `ada-${count}`, { roles: ['administrator'], trained: [] });
const byHand = () =>
  house.owner.query(
    `insert into staff_training values ($1, $2, $3, 'hiv', '2025-12-01', '2026-12-31', now(), $3)`,
    [agency.agencyId, house.newId(), me.staffId],
  );

test('an administrator records their own training only where there is no other (REQ-036, S1)', async () => {
  expect((await train(me)).status).toBe(200);
  const ada = await another();

  expect((await train(me)).body.type).toBe('own-training-by-another');
  expect((await train(me, ada.name)).status).toBe(200);
  expect((await train(ada)).status).toBe(200);
  await expect(byHand()).rejects.toThrow('this takes a second person');
});

test.each([
  [
    'was sent away',
    (staffId: string) => house.as(me.name).post('/api/staff/deactivate', { staffId }),
  ],
  [
    'lost the role',
    (staffId: string) =>
      house.as(me.name).post('/api/staff/change', {
        staffId,
        fullName: 'Ada',
        title: 'Billing',
        roles: ['biller'],
      }),
  ],
])(
  'nor within three days after the only other one %s: nobody makes themself alone first (REQ-036, S1)',
  async (_, leave) => {
    const ada = await another();
    expect((await leave(ada.staffId)).status).toBe(200);

    expect((await train(me)).body.type).toBe('own-training-by-another');
    await expect(byHand()).rejects.toThrow('this takes a second person');
    await at('2026-01-08T14:59:00Z');
    expect((await train(me)).status).toBe(409);
    await at('2026-01-08T15:02:00Z');
    expect((await train(me)).status).toBe(200);
  },
);
