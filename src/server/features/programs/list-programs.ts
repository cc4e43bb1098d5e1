import type { Visit } from '#server/platform/shell.ts';
import { programsOf } from '#server/stores/enrollments/programs.ts';
import { staffNames } from '#server/stores/staff/staff.ts';
import { teamMembersOf, teamsOf } from '#server/stores/staff/teams.ts';

export async function listPrograms({ tx, agencyId }: Visit) {
  const programs = await programsOf(tx, agencyId);
  const teams = await teamsOf(tx, agencyId);
  const members = await teamMembersOf(tx, agencyId);
  const names = await staffNames(
    tx,
    agencyId,
    members.map(({ staffId }) => staffId),
  );
  const membersOf = (teamId: string) =>
    members
      .filter((member) => member.teamId === teamId)
      .map((member) => ({ ...member, fullName: names.get(member.staffId) ?? '' }));
  return {
    programs: programs.map((program) => ({
      ...program,
      goLiveOn: program.goLiveOn.toString(),
      closedOn: program.closedOn?.toString() ?? null,
      teams: teams
        .filter(({ programId }) => programId === program.programId)
        .map(({ teamId, name }) => ({ teamId, name, members: membersOf(teamId) })),
    })),
  };
}
