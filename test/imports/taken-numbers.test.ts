import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenStaff } from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { importFile } from './given-import.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());
beforeAll(() => house.at('2026-08-20T14:00:00Z'));

/** A client of a worker whom no other worker sees, with the number that the file gives Hollis. */
async function bearing(agency: Awaited<ReturnType<typeof given.agency>>, worker: string) {
  const program = await given.program(agency, { name: `Program of ${worker}` });
  const theirs: GivenStaff = await given.staff(agency, worker, {
    roles: ['case-manager'],
    program,
  });
  const { clientId } = await given.client(agency, { program, worker: theirs, name: 'Vera Typed' });
  const added = await house.as(worker).post(`/api/clients/${clientId}/identifiers/add`, {
    system: 'hmis',
    value: 'C1',
  });
  expect(added.status).toBe(200);
  return clientId;
}

const bearersOf = async (agencyId: string) => {
  const { rows } = await house.owner.query<{ id: string; name: string; enrolled: number }>(
    `select c.client_id as id, c.legal_given as name, (select count(*)::integer from enrollment e where e.client_id = c.client_id) as enrolled
     from client c join client_identifier i using (agency_id, client_id)
     where agency_id = $1 and i.system = 'hmis' and i.value = 'C1' order by 2`,
    [agencyId],
  );
  return rows;
};

test('a client who was typed in takes what the file says of their number (EP-20)', async () => {
  const agency = await given.agency('once');
  const vera = await bearing(agency, 'ola');
  await importFile(house, 'once-admin');

  expect(await bearersOf(agency.agencyId)).toEqual([{ id: vera, name: 'Vera', enrolled: 2 }]);
});

test('a number that two clients bear names neither: what the file says goes to a client of its own (EP-20, REQ-178)', async () => {
  const agency = await given.agency('twice');
  const [one, other] = [await bearing(agency, 'pia'), await bearing(agency, 'quin')];
  await importFile(house, 'twice-admin');
  await importFile(house, 'twice-admin');

  const bearers = await bearersOf(agency.agencyId);
  expect(bearers.map(({ name, enrolled }) => [name, enrolled])).toEqual([
    ['Hollis', 1],
    ['Vera', 1],
    ['Vera', 1],
  ]);
  expect(
    bearers
      .slice(1)
      .map(({ id }) => id)
      .toSorted(),
  ).toEqual([one, other].toSorted());
});
