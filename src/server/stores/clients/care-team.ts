import { sql } from 'kysely';
import type { ClientId, PersonRef } from '#domain/people.ts';
import type { Tx } from '#server/platform/database.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { newId } from '#server/platform/ids.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId'>;
type TeamPerson = Exclude<PersonRef, { kind: 'client' }>;

export type CareTeamRole = {
  isCaseManager: boolean;
  isKeyProvider: boolean;
  /** What the words are a note about that say what they serve as; those who may read them do. */
  servesAsId: string;
};

export type CareTeamMember = CareTeamRole & {
  careTeamMemberId: string;
  clientId: ClientId;
  person: TeamPerson;
  /** The latest unbroken time, whatever the person was to the client in it. */
  from: Temporal.PlainDate;
  until: Temporal.PlainDate | null;
  /** From when on they are to the client what they are now. */
  roleFrom: Temporal.PlainDate;
  versionId: string;
};

const periods = (tx: Tx, agencyId: string) =>
  tx
    .selectFrom('care_team_member as m')
    .innerJoin('care_team_member_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'm.agency_id')
        .onRef('v.care_team_member_id', '=', 'm.care_team_member_id')
        .on('v.superseded_at', 'is', null),
    )
    .select([
      'm.care_team_member_id as careTeamMemberId',
      'm.client_id as clientId',
      'm.staff_id as staffId',
      'm.provider_id as providerId',
      'm.support_id as supportId',
      'v.version_id as versionId',
      'v.is_case_manager as isCaseManager',
      'v.is_key_provider as isKeyProvider',
      'v.serves_as_id as servesAsId',
      'v.valid_from as from',
      'v.valid_to as until',
    ])
    .where('m.agency_id', '=', agencyId)
    .orderBy('v.valid_from', 'desc');

type Period = Awaited<ReturnType<ReturnType<typeof periods>['execute']>>[number];

/** Who is, or was, on the care team of these clients; those who still are come first. */
export async function careTeamOf(
  tx: Tx,
  agencyId: string,
  clientIds: readonly ClientId[],
): Promise<CareTeamMember[]> {
  if (clientIds.length === 0) return [];
  const rows = await periods(tx, agencyId)
    .where('m.client_id', '=', oneOf(clientIds))
    .modifyEnd(keepPlan)
    .execute();
  const members = [...Map.groupBy(rows, ({ careTeamMemberId }) => careTeamMemberId).values()];
  return members
    .flatMap((own) => asMember(own) ?? [])
    .toSorted((one, other) => Number(one.until !== null) - Number(other.until !== null));
}

export async function findCareTeamMember(
  tx: Tx,
  agencyId: string,
  careTeamMemberId: string,
): Promise<CareTeamMember> {
  const own = await periods(tx, agencyId)
    .where('m.care_team_member_id', '=', careTeamMemberId)
    .execute();
  const member = asMember(own);
  if (!member) throw new Refused('not-found');
  return member;
}

/** Periods come latest first; those that follow on one another without a day between are one time on the team. */
function asMember([latest, ...earlier]: readonly Period[]): CareTeamMember | undefined {
  const person = latest && personOf(latest);
  if (!person) return undefined;
  const from = earlier.reduce(
    (first, period) => (period.until?.add({ days: 1 }).equals(first) ? period.from : first),
    latest.from,
  );
  const { careTeamMemberId, clientId, versionId, isCaseManager, isKeyProvider } = latest;
  const { servesAsId, until } = latest;
  return {
    careTeamMemberId,
    clientId,
    versionId,
    isCaseManager,
    isKeyProvider,
    servesAsId,
    person,
    from,
    until,
    roleFrom: latest.from,
  };
}

function personOf({ staffId, providerId, supportId }: Period): TeamPerson | undefined {
  if (staffId !== null) return { kind: 'staff', id: staffId };
  if (providerId !== null) return { kind: 'provider', id: providerId };
  return supportId === null ? undefined : { kind: 'support', id: supportId };
}

/** Who comes back keeps the identity that their earlier time has. */
export async function joinCareTeam(
  { tx, at, agencyId }: Here,
  { clientId, person }: Pick<CareTeamMember, 'clientId' | 'person'>,
  role: CareTeamRole & { from: Temporal.PlainDate },
): Promise<string> {
  const earlier = (await careTeamOf(tx, agencyId, [clientId])).find(
    (member) => member.person.kind === person.kind && member.person.id === person.id,
  );
  if (earlier?.until === null) throw new Refused('already-on-care-team');
  if (earlier?.until && Temporal.PlainDate.compare(role.from, earlier.until) <= 0)
    throw badInput('from', 'This person was on the team until then. Enter a later date.');
  const careTeamMemberId = earlier?.careTeamMemberId ?? newId(at);
  if (!earlier) {
    await tx
      .insertInto('care_team_member')
      .values({
        agency_id: agencyId,
        care_team_member_id: careTeamMemberId,
        client_id: clientId,
        staff_id: person.kind === 'staff' ? person.id : null,
        provider_id: person.kind === 'provider' ? person.id : null,
        support_id: person.kind === 'support' ? person.id : null,
      })
      .execute();
  }
  await tx
    .insertInto('care_team_member_version')
    .values({
      agency_id: agencyId,
      care_team_member_id: careTeamMemberId,
      version_id: newId(at),
      is_case_manager: role.isCaseManager,
      is_key_provider: role.isKeyProvider,
      serves_as_id: role.servesAsId,
      valid_from: role.from,
      recorded_at: at,
    })
    .execute();
  return careTeamMemberId;
}

/** What somebody is to the client from a date on; in one statement, as whoever is taken off loses the sight of it. */
export async function changeCareTeamRole(
  { tx, at, agencyId }: Here,
  { versionId }: CareTeamMember,
  { isCaseManager, isKeyProvider, servesAsId, from }: CareTeamRole & { from: Temporal.PlainDate },
) {
  const { numAffectedRows = 0n } = await sql`
    with old as (
      update care_team_member_version set superseded_at = ${at}
      where agency_id = ${agencyId} and version_id = ${versionId} and superseded_at is null and valid_to is null
      returning *)
    insert into care_team_member_version (agency_id, care_team_member_id, version_id, is_case_manager, is_key_provider,
      serves_as_id, valid_from, valid_to, recorded_at)
    select agency_id, care_team_member_id, ${newId(at)}::uuid, is_case_manager, is_key_provider,
      serves_as_id, valid_from, ${from}::date - 1, ${at}::timestamptz
    from old where valid_from < ${from}::date
    union all
    select agency_id, care_team_member_id, ${newId(at)}::uuid, ${isCaseManager}::boolean, ${isKeyProvider}::boolean,
      ${servesAsId}::uuid, greatest(valid_from, ${from}::date), null, ${at}::timestamptz
    from old`.execute(tx);
  if (numAffectedRows === 0n) throw new Refused('changed-meanwhile');
}

export async function leaveCareTeam(
  { tx, at, agencyId }: Here,
  { versionId }: CareTeamMember,
  until: Temporal.PlainDate,
) {
  const { numAffectedRows = 0n } = await sql`
    with old as (
      update care_team_member_version set superseded_at = ${at}
      where agency_id = ${agencyId} and version_id = ${versionId} and superseded_at is null and valid_to is null
      returning *)
    insert into care_team_member_version (agency_id, care_team_member_id, version_id, is_case_manager, is_key_provider,
      serves_as_id, valid_from, valid_to, recorded_at)
    select agency_id, care_team_member_id, ${newId(at)}::uuid, is_case_manager, is_key_provider,
      serves_as_id, valid_from, ${until}::date, ${at}::timestamptz
    from old`.execute(tx);
  if (numAffectedRows === 0n) throw new Refused('changed-meanwhile');
}
