import { sql, type RawBuilder } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';

type Asking = Pick<
  Visit,
  'tx' | 'agencyId' | 'actor' | 'roles' | 'teamIds' | 'supervisedProgramIds'
>;

/** Whose obligations are meant: columns that row security compares too, each with an index of its own. */
export type Branch = {
  column: 'worker_id' | 'team_id' | 'program_id' | null;
  ids: string[];
  /** Keeps a row from being found on two branches. */
  except: RawBuilder<boolean> | null;
};

const branch = (column: Branch['column'], ids: string[], except: Branch['except'] = null) =>
  column !== null && ids.length === 0 ? [] : [{ column, ids, except }];

/** Everything; what a service of the agency looks through. */
export const wholeAgency: readonly Branch[] = [{ column: null, ids: [], except: null }];

type Whose = {
  scope: 'mine' | 'team' | 'all';
  programId?: string | undefined;
  workerId?: string | undefined;
};

/** The branches that together hold what this person means, and each of its rows once. */
export async function branchesOf(
  visit: Asking,
  { scope, programId, workerId }: Whose,
): Promise<Branch[]> {
  if (workerId !== undefined && scope !== 'mine') {
    const elsewhere = programId === undefined ? null : sql<boolean>`o.program_id <> ${programId}`;
    return branch('worker_id', [workerId], elsewhere);
  }
  const inProgram = programId === undefined ? null : sql<boolean>`o.program_id <> ${programId}`;
  if (scope === 'mine') return branch('worker_id', [visit.actor], inProgram);
  if (scope === 'all' && visit.roles.includes('administrator'))
    return programId === undefined ? branch(null, []) : branch('program_id', [programId]);

  const teams = await teamsOf(visit, programId);
  if (scope === 'team')
    return branch(
      'team_id',
      teams.map(({ teamId }) => teamId),
    );
  const programs = visit.supervisedProgramIds.filter((id) => (programId ?? id) === id);
  const otherTeams = teams
    .filter((team) => !programs.includes(team.programId))
    .map(({ teamId }) => teamId);
  const elsewhere = sql<boolean>`(o.team_id = any(${otherTeams}::uuid[]) or o.program_id = any(${programs}::uuid[]))`;
  return [
    ...branch('program_id', programs),
    ...branch('team_id', otherTeams),
    ...branch(
      'worker_id',
      [visit.actor],
      inProgram === null ? elsewhere : sql<boolean>`(${elsewhere} or ${inProgram})`,
    ),
  ];
}

async function teamsOf({ tx, agencyId, teamIds }: Asking, programId: string | undefined) {
  if (teamIds.length === 0) return [];
  return tx
    .selectFrom('team')
    .select(['team_id as teamId', 'program_id as programId'])
    .where('agency_id', '=', agencyId)
    .where('team_id', 'in', teamIds)
    .$if(programId !== undefined, (query) => query.where('program_id', '=', programId ?? ''))
    .execute();
}

/**
 * Whose rows, and the test that a row is theirs. Written out as values, not as an array: the planner then knows how few
 * they are, and keeps one plan.
 */
export function rowsOfBranch({ column, ids, except }: Branch) {
  const people = column === null ? [sql`(null::uuid)`] : ids.map((id) => sql`(${id}::uuid)`);
  const isTheirs = column === null ? sql`true` : sql`o.${sql.ref(column)} = s.id`;
  const isOnce = except === null ? sql`true` : sql`not ${except}`;
  return { who: sql`(values ${sql.join(people)}) s(id)`, where: sql`${isTheirs} and ${isOnce}` };
}
