import { afterAll, expect, test } from 'vitest';
import { givenIn } from '#test/given.ts';
import { startHouse } from '#test/house.ts';

const house = await startHouse();
afterAll(() => house.close());
const given = givenIn(house);

test('other ways are offered: the care team, the managed care plan, and mail where it counts', async () => {
  await house.at('2026-05-04T14:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency, { name: 'Health Home', preset: 'health-home' });
  const ana = await given.staff(agency, 'ana', { roles: ['case-manager'], program });
  const lee = await given.provider(agency);
  await given.provider(agency, {
    name: 'Nell Park',
    title: 'Care manager',
    providerClass: 'mco',
    organization: 'Healthfirst',
  });
  const client = await given.client(agency, { program, worker: ana, name: 'Hal Reed' });
  await house.as('ana').post(`/api/clients/${client.clientId}/care-team/add`, {
    kind: 'provider',
    personId: lee.providerId,
    from: '2026-02-01',
  });
  const { body } = await house.as('ana').get(`/api/clients/${client.clientId}/attempts/new`);

  expect(body.enrollments).toMatchObject([
    { programName: 'Health Home', emailCounts: true, fileIn: 'ACD', today: '2026-05-04' },
  ]);
  expect(body.people).toMatchObject([
    { name: 'Dr Hana Lee', about: 'Physician, Riverside Clinic', isOnCareTeam: true },
    { name: 'Hal Reed', isOnCareTeam: true },
    { name: 'Nell Park', about: 'Care manager, Healthfirst', isManagedCarePlan: true },
  ]);
});
