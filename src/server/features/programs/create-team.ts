import { isSameName } from '#domain/same-name.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { hasProgram } from '#server/stores/enrollments/programs.ts';
import { addTeam, teamsOf } from '#server/stores/staff/teams.ts';

export async function createTeam(
  { programId, name }: { programId: string; name: string },
  visit: Visit,
) {
  const { tx, agencyId } = visit;
  if (!(await hasProgram(tx, agencyId, programId))) throw new Refused('not-found');
  const teams = await teamsOf(tx, agencyId);
  if (teams.some((team) => team.programId === programId && isSameName(team.name, name)))
    throw new Refused('team-name-taken', [
      { path: 'name', message: 'This program has a team with this name already. Choose another.' },
    ]);
  const teamId = await addTeam(visit, programId, name);
  visit.touch(teamId);
  return { teamId };
}
