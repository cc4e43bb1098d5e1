import { afterAll, beforeAll, expect, test } from 'vitest';
import { givenIn, type GivenClient, type GivenStaff } from '#test/given.ts';
import { meetingsIn } from '#test/given-conference.ts';
import { startHouse } from '#test/house.ts';
import { enroll } from '#test/walls/enrollment-worlds.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let people: Record<'ana' | 'bo' | 'cy' | 'hal' | 'ivo', GivenStaff>;
let clients: [GivenClient, GivenClient];
let path: string;
let reviewIds: string[];

/** Ana's two, of whom one is also in a program whose name tells a class: hal and ivo work there, and only hal is on the care team. */
beforeAll(async () => {
  await house.at('2027-03-01T15:00:00Z');
  const agency = await given.agency('riverbend');
  const program = await given.program(agency);
  const harbor = await given.program(agency, { name: 'Harbor' });
  await house.owner.query(`update program set class = 'hiv' where program_id = $1`, [
    harbor.programId,
  ]);
  const staff = (name: string, more: object = {}) =>
    given.staff(agency, name, { roles: ['case-manager'], ...more });
  people = {
    ana: await staff('ana', { program, trained: [] }),
    bo: await staff('bo', { program }),
    cy: await staff('cy'),
    hal: await staff('hal', { program: harbor }),
    ivo: await staff('ivo', { program: harbor }),
  };
  const { ana } = people;
  clients = [
    await given.client(agency, { program, worker: ana, name: 'Alma Rivera' }),
    await given.client(agency, { program, worker: ana, name: 'Ben Ode' }),
  ];
  for (const { clientId } of clients)
    await house.as('ana').post(`/api/clients/${clientId}/care-team/add`, {
      kind: 'staff',
      personId: people.hal.staffId,
      from: '2026-02-01',
    });
  const { clientId } = clients[0];
  await enroll({ house, agencyId: agency.agencyId, clientId, harbor, hal: people.hal });
  const meeting = await meetingsIn(house).planned('ana', clients, { ana, bo: people.bo });
  path = `/api/conferences/${meeting.conferenceId}`;
  ({ reviewIds } = meeting);
});

const asked = async (who: string) => {
  const { body } = await house.as(who).get(`${path}/colleagues`);
  const of = (name: keyof typeof people): string[] =>
    body.withoutAccess.find((one: { staffId: string }) => one.staffId === people[name].staffId)
      ?.reviewIds ?? [];
  return { body, of };
};
const giveRole = async (who: string, name: keyof typeof people) => {
  const { body } = await house.as(who).get(path);
  const others = body.attendees.map(({ person, wantedFor }: Record<string, unknown>) => ({
    person,
    reviewIds: wantedFor,
  }));
  const person = { kind: 'staff', id: people[name].staffId };
  const saved = await house.as(who).post(`${path}/people`, {
    version: body.version,
    attendees: [
      ...others.filter((one: { person: { id: string } }) => one.person.id !== person.id),
      { person, reviewIds },
    ],
  });
  const { version } = (await house.as(who).get(path)).body;
  const role = await house.as(who).post(`${path}/roles`, {
    version,
    roles: { ...body.roles, timekeeper: person.id },
  });
  return [saved.status, role.status, role.body.type];
};

test('whoever can be asked stands there, and with each the clients whose record they cannot open: who is on the team or the care team can open each (REQ-059)', async () => {
  const { body, of } = await asked('ana');

  const offered = body.colleagues.map(({ staffId }: GivenStaff) => staffId);
  expect(offered).toEqual(
    expect.arrayContaining(Object.values(people).map(({ staffId }) => staffId)),
  );
  expect([of('ana'), of('bo'), of('hal')]).toEqual([[], [], []]);
  expect(of('cy')).toEqual(reviewIds);
  expect(JSON.stringify(body)).not.toMatch(/hiv|Harbor|Alma|Ben/);
});

test('who sees a client by a program alone that the planner may not know of is told like anybody who does not see them, also when a role is given (REQ-059, REQ-178)', async () => {
  const uninformed = await asked('ana');
  const informed = await asked('hal');

  expect(uninformed.of('ivo')).toEqual(uninformed.of('cy'));
  expect(await giveRole('ana', 'ivo')).toEqual([200, 422, 'role-needs-every-client']);
  expect(await giveRole('ana', 'cy')).toEqual([200, 422, 'role-needs-every-client']);
  expect(informed.of('ivo')).toEqual([reviewIds[1]]);
});

test('a colleague who is put on the care team is offered for a role from then on, and holds it (REQ-059)', async () => {
  for (const { clientId } of clients)
    await house.as('ana').post(`/api/clients/${clientId}/care-team/add`, {
      kind: 'staff',
      personId: people.cy.staffId,
      from: '2026-02-01',
    });

  expect((await asked('ana')).of('cy')).toEqual([]);
  expect(await giveRole('ana', 'cy')).toEqual([200, 200, undefined]);
});

test('only whoever may plan this meeting is told who of ours can open what (REQ-059)', async () => {
  const agency = await given.agency('hillside');
  await given.staff(agency, 'ned', { roles: ['case-manager'] });
  const ask = async (who: string) => (await house.as(who).get(`${path}/colleagues`)).status;

  expect([await ask('ned'), await ask('ivo'), await ask('riverbend-admin')]).toEqual([
    404, 422, 403,
  ]);
  expect((await house.visitor.get(`${path}/colleagues`)).status).toBe(401);
});
