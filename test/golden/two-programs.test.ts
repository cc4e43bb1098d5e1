import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  givenIn,
  type GivenAgency,
  type GivenClient,
  type GivenProgram,
  type GivenStaff,
} from '#test/given.ts';
import { startHouse } from '#test/house.ts';
import { holdBySteps } from './conference-by-steps.ts';

const house = await startHouse();
const given = givenIn(house);
afterAll(() => house.close());

let here: GivenAgency;
let comprehensive: GivenProgram;
let home: GivenProgram;
let ana: GivenStaff;

beforeAll(async () => {
  // Signed in on the last of the days that these scenarios visit.
  await house.at('2026-08-20T12:00:00Z');
  here = await given.agency('here');
  comprehensive = await given.program(here, { name: 'Comprehensive' });
  home = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: comprehensive });
  await onTeam(ana, home, 'case-manager');
});

/** A member since the beginning, as an agency has them when it starts here. */
async function onTeam({ staffId }: GivenStaff, { teamId }: GivenProgram, role: string) {
  await house.owner.query(
    `with m as (insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4))
     insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
     values ($1, $2, $5, $6, '2020-01-01', '2020-01-01Z')`,
    [here.agencyId, house.newId(), teamId, staffId, house.newId(), role],
  );
}

const tell = async (who: string, path: string, body: object = {}) => {
  const reply = await house.as(who).post(path, body);
  if (reply.status !== 200) throw new Error(`${path} ${JSON.stringify(reply.body)}`);
  return reply.body;
};
const serves = (who: string, client: GivenClient, kind: 'staff' | 'provider', personId: string) =>
  tell(who, `/api/clients/${client.clientId}/care-team/add`, {
    kind,
    personId,
    servesAs: 'Nursing',
    from: '2026-01-02',
  });
const provider = async (by: GivenStaff, client: GivenClient, providerClass = 'medical') => {
  const { providerId } = await given.provider(here, { providerClass });
  await given.consent(here, { client, providerId, by });
  await serves(by.name, client, 'provider', providerId);
  return { kind: 'provider' as const, id: providerId };
};
const dutiesOf = async (who: string, { clientId }: GivenClient) => {
  const { body } = await house.as(who).get(`/api/clients/${clientId}/clock-facts`);
  return body.programs.flatMap(({ programName, duties }: any) =>
    duties.map(({ rule, status, due }: any) => `${programName}, ${rule}: ${status}, ${due}`),
  );
};
test('one video conference with a physician satisfies two programs, each by its own sum (T3, REQ-027, REQ-132)', async () => {
  const alma = await given.client(here, {
    program: comprehensive,
    worker: ana,
    enrolledOn: '2025-09-01',
  });
  await house.at('2026-02-01T14:00:00Z');
  await tell('ana', `/api/clients/${alma.clientId}/enrollments`, {
    programId: home.programId,
    teamId: home.teamId,
    workerId: ana.staffId,
    startedOn: '2025-10-01',
  });
  const lee = await provider(ana, alma);
  const { verdict, reviewId } = await holdBySteps(house, {
    client: alma,
    leader: ana,
    others: [lee],
    on: '2026-02-10',
  });

  expect(verdict).toMatchObject({ counts: true, reasonCodes: [] });
  const both = [
    'Comprehensive, 180-day rule: current, Sun 9 Aug',
    'Health Home, Six-month rule: current, Mon 10 Aug',
  ];
  expect((await dutiesOf('ana', alma)).toSorted()).toEqual(both);

  // Declared void it counts in neither, and said so before; restored it counts in both again.
  await given.staff(here, 'sue', {
    roles: ['supervisor'],
    program: comprehensive,
    teamRole: 'supervisor',
  });
  const path = `/api/reviews/${reviewId}`;
  const { seen, changes } = (await house.as('sue').get(`${path}/void`)).body;
  expect(changes.map(({ programName }: { programName: string }) => programName).toSorted()).toEqual(
    ['Comprehensive', 'Health Home'],
  );
  await tell('sue', `${path}/void`, { seen, reason: 'Entered for the wrong person' });
  expect((await dutiesOf('ana', alma)).toSorted()).toEqual([
    'Comprehensive, First case conference: due_soon, Sat 28 Feb',
    'Health Home, First case conference: current, Wed 1 Apr',
  ]);
  const again = (await house.as('sue').get(`${path}/void`)).body.seen;
  await tell('sue', `${path}/restore`, { seen: again, reason: 'It was the right one' });
  expect((await dutiesOf('ana', alma)).toSorted()).toEqual(both);
});
