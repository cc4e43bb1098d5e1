import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { untilSomebodyWaits } from '#test/two-at-once.ts';

const house = await startHouse();
const given = givenIn(house);
const admin = 'riverbend-admin';
let organizationId: string;
let kindId: string;

beforeAll(async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Harbor' });
  await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const { body } = await house.as('ana').post('/api/directory/organizations', { name: 'Clinic' });
  organizationId = body.organizationId;
});
beforeEach(async () => {
  const added = { name: 'Doula', providerClass: 'medical' };
  ({ kindId } = (await house.as(admin).post('/api/provider-kinds', added)).body);
});
afterAll(() => house.close());

const take = () =>
  house.as('ana').post('/api/directory/providers', {
    fullName: 'Nell Quick',
    title: 'Doula',
    providerClass: 'own-doula',
    organizationId,
    email: '',
    phone: '',
  });
const remove = () => house.as(admin).post('/api/provider-kinds/remove', { kindId });

/** The first has read what it judges by and stands before a table that somebody holds, when the second comes. */
async function oneAfterTheOther<T>(
  held: 'program_policy' | 'provider_version',
  [first, second]: readonly [() => Promise<T>, () => Promise<T>],
) {
  const holder = await house.owner.connect();
  try {
    await holder.query('begin');
    await holder.query(
      `lock table ${held} in ${held === 'program_policy' ? 'access exclusive' : 'share'} mode`,
    );
    const one = first();
    await untilSomebodyWaits(house);
    const other = second();
    await Promise.race([other, untilSomebodyWaits(house, 2)]);
    await holder.query('commit');
    return [await one, await other] as const;
  } finally {
    holder.release();
  }
}

test('who takes a kind that is being removed reads that it is gone (REQ-082)', async () => {
  const [removed, taken] = await oneAfterTheOther('program_policy', [remove, take]);

  expect(removed.status).toBe(200);
  expect([taken.status, taken.body.fields[0].path]).toEqual([400, 'providerClass']);
});

test('who removes a kind that somebody takes reads that it is in use (REQ-082)', async () => {
  const [taken, removed] = await oneAfterTheOther('provider_version', [take, remove]);

  expect(taken.status).toBe(200);
  expect([removed.status, removed.body.type]).toEqual([409, 'provider-kind-in-use']);
});
