import type { TeamRole } from '#domain/access/team-roles.ts';
import type { Tx } from '#server/platform/database.ts';
import { newId } from '#server/platform/ids.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'today' | 'agencyId'>;

export type Team = { teamId: string; programId: string; name: string };
export type TeamMember = {
  teamMemberId: string;
  teamId: string;
  teamName: string;
  programName: string;
  staffId: string;
  teamRole: TeamRole;
};

export async function teamsOf(tx: Tx, agencyId: string): Promise<Team[]> {
  return tx
    .selectFrom('team')
    .select(['team_id as teamId', 'program_id as programId', 'name'])
    .where('agency_id', '=', agencyId)
    .orderBy('name')
    .execute();
}

export async function findTeam(tx: Tx, agencyId: string, teamId: string) {
  return tx
    .selectFrom('team')
    .select(['team_id as teamId', 'program_id as programId', 'name'])
    .where('agency_id', '=', agencyId)
    .where('team_id', '=', teamId)
    .executeTakeFirst();
}

/** Who is on which team now. */
export async function teamMembersOf(tx: Tx, agencyId: string): Promise<TeamMember[]> {
  return tx
    .selectFrom('team_member as m')
    .innerJoin('team_member_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'm.agency_id')
        .onRef('v.team_member_id', '=', 'm.team_member_id')
        .on('v.superseded_at', 'is', null)
        .on('v.valid_to', 'is', null),
    )
    .innerJoin('team as t', (join) =>
      join.onRef('t.agency_id', '=', 'm.agency_id').onRef('t.team_id', '=', 'm.team_id'),
    )
    .innerJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 't.agency_id').onRef('p.program_id', '=', 't.program_id'),
    )
    .select([
      'm.team_member_id as teamMemberId',
      'm.team_id as teamId',
      't.name as teamName',
      'p.name as programName',
      'm.staff_id as staffId',
      'v.team_role as teamRole',
    ])
    .where('m.agency_id', '=', agencyId)
    .orderBy('p.name')
    .orderBy('t.name')
    .$narrowType<{ teamRole: TeamRole }>()
    .execute();
}

export async function addTeam({ tx, at, agencyId }: Here, programId: string, name: string) {
  const teamId = newId(at);
  await tx
    .insertInto('team')
    .values({ agency_id: agencyId, team_id: teamId, program_id: programId, name })
    .execute();
  return teamId;
}

/** On the team from today on. Whoever comes back keeps the identity that their earlier time has. */
export async function joinTeam(
  here: Here,
  { teamId, staffId, teamRole }: { teamId: string; staffId: string; teamRole: TeamRole },
) {
  const { tx, at, today, agencyId } = here;
  const added = await tx
    .insertInto('team_member')
    .values({ agency_id: agencyId, team_member_id: newId(at), team_id: teamId, staff_id: staffId })
    .onConflict((conflict) => conflict.columns(['agency_id', 'team_id', 'staff_id']).doNothing())
    .returning('team_member_id')
    .executeTakeFirst();
  const { team_member_id } =
    added ??
    (await tx
      .selectFrom('team_member')
      .select('team_member_id')
      .where('agency_id', '=', agencyId)
      .where('team_id', '=', teamId)
      .where('staff_id', '=', staffId)
      .executeTakeFirstOrThrow());
  await tx
    .insertInto('team_member_version')
    .values({
      agency_id: agencyId,
      team_member_id,
      version_id: newId(at),
      team_role: teamRole,
      valid_from: today,
      recorded_at: at,
    })
    .execute();
}

/** Ends a membership; false where there is none. A membership of today alone leaves no day behind. */
export async function leaveTeam({ tx, at, today, agencyId }: Here, teamMemberId: string) {
  const before = await tx
    .updateTable('team_member_version')
    .set({ superseded_at: at })
    .where('agency_id', '=', agencyId)
    .where('team_member_id', '=', teamMemberId)
    .where('superseded_at', 'is', null)
    .where('valid_to', 'is', null)
    .returning(['team_role', 'valid_from'])
    .executeTakeFirst();
  if (!before) return false;
  if (Temporal.PlainDate.compare(before.valid_from, today) < 0)
    await tx
      .insertInto('team_member_version')
      .values({
        agency_id: agencyId,
        team_member_id: teamMemberId,
        version_id: newId(at),
        ...before,
        valid_to: today.subtract({ days: 1 }),
        recorded_at: at,
      })
      .execute();
  return true;
}
