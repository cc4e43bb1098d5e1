import { givenIn, type GivenClient, type GivenProgram, type GivenStaff } from '#test/given.ts';
import type { House } from '#test/house.ts';

type Serving = { from?: string; isKeyProvider?: boolean };
type Duties = { programName: string; duties: { rule: string; status: string; due: string }[] };

/** An agency with two programs, whose worker is on the team of both, and what its scenarios do over and over. */
export async function goldenScene(house: House) {
  const given = givenIn(house);
  // Signed in on the last of the days that these scenarios visit.
  await house.at('2026-08-20T12:00:00Z');
  const here = await given.agency('here');
  const comprehensive = await given.program(here, { name: 'Comprehensive' });
  const home = await given.program(here, { name: 'Health Home', preset: 'health-home' });
  const ana = await given.staff(here, 'ana', { roles: ['case-manager'], program: comprehensive });

  /** A member since the beginning, as an agency has them when it starts here. */
  const onTeam = ({ staffId }: GivenStaff, { teamId }: GivenProgram, role: string) =>
    house.owner.query(
      `with m as (insert into team_member (agency_id, team_member_id, team_id, staff_id) values ($1, $2, $3, $4))
       insert into team_member_version (agency_id, team_member_id, version_id, team_role, valid_from, recorded_at)
       values ($1, $2, $5, $6, '2020-01-01', '2020-01-01Z')`,
      [here.agencyId, house.newId(), teamId, staffId, house.newId(), role],
    );
  await onTeam(ana, home, 'case-manager');

  const tell = async (who: string, path: string, body: object = {}) => {
    const reply = await house.as(who).post(path, body);
    if (reply.status !== 200) throw new Error(`${path} ${JSON.stringify(reply.body)}`);
    return reply.body;
  };
  const serves = (
    who: string,
    client: GivenClient,
    person: { kind: 'staff' | 'provider'; personId: string } & Serving,
  ) =>
    tell(who, `/api/clients/${client.clientId}/care-team/add`, {
      servesAs: 'Nursing',
      from: '2026-01-02',
      ...person,
    });
  /** A provider whom the client lets know, and who is on the care team. */
  const provider = async (
    by: GivenStaff,
    client: GivenClient,
    as: string | ({ providerClass: string } & Serving) = 'medical',
  ) => {
    const { providerClass, ...serving } = typeof as === 'string' ? { providerClass: as } : as;
    const { providerId } = await given.provider(here, { providerClass });
    await given.consent(here, { client, providerId, by });
    await serves(by.name, client, { kind: 'provider', personId: providerId, ...serving });
    return { kind: 'provider' as const, id: providerId };
  };
  const dutiesOf = async (who: string, { clientId }: GivenClient) => {
    const { body } = await house.as(who).get(`/api/clients/${clientId}/clock-facts`);
    const programs: Duties[] = body.programs;
    return programs.flatMap(({ programName, duties }) =>
      duties.map(({ rule, status, due }) => `${programName}, ${rule}: ${status}, ${due}`),
    );
  };
  return { given, here, comprehensive, home, ana, onTeam, tell, serves, provider, dutiesOf };
}
