import { sql, type RawBuilder } from 'kysely';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';

type Asking = Pick<
  Visit,
  'tx' | 'agencyId' | 'actor' | 'roles' | 'teamIds' | 'supervisedProgramIds'
>;

/** Whose obligations are meant: columns that row security compares too, each with an index of its own. */
export type Branch = {
  column: 'worker_id' | 'team_id' | 'program_id' | null;
  ids: string[];
  /** What of it is not meant, or stands on another branch already; the row is known by this name. */
  except: ((row: string) => RawBuilder<boolean>) | null;
};

const branch = (column: Branch['column'], ids: string[], except: Branch['except'] = null) =>
  column !== null && ids.length === 0 ? [] : [{ column, ids, except }];

/** Everything; what a service of the agency looks through. */
export const wholeAgency: readonly Branch[] = [{ column: null, ids: [], except: null }];

type Whose = {
  scope: 'mine' | 'team' | 'all';
  programId?: string | undefined;
  workerId?: string | undefined;
  providerId?: string | undefined;
};

/** The branches that together hold what this person means, and each of its rows once. */
export async function branchesOf(visit: Asking, whose: Whose): Promise<Branch[]> {
  const branches = await branchesByWork(visit, whose);
  const { providerId } = whose;
  if (providerId === undefined) return branches;
  return branches.map(({ except, ...each }) => ({
    ...each,
    except: (row) => {
      const isOther = withoutProvider(visit, row, providerId);
      return except === null ? isOther : sql<boolean>`(${isOther} or ${except(row)})`;
    },
  }));
}

/** Read once, and of those clients alone whose care teams row security shows to the asker. */
const withoutProvider = ({ agencyId }: Asking, row: string, providerId: string) =>
  sql<boolean>`${sql.ref(`${row}.client_id`)} <> all(array(select m.client_id
    from care_team_member m join care_team_member_version v using (agency_id, care_team_member_id)
    where m.agency_id = ${agencyId} and m.provider_id = ${providerId} and v.superseded_at is null and v.valid_to is null)::uuid[])`;

async function branchesByWork(
  visit: Asking,
  { scope, programId, workerId }: Whose,
): Promise<Branch[]> {
  if (workerId !== undefined && scope !== 'mine') {
    return branch('worker_id', [workerId], outside(programId));
  }
  const otherProgram = outside(programId);
  if (scope === 'mine') return branch('worker_id', [visit.actor], otherProgram);
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
  const elsewhere = (row: string) =>
    sql<boolean>`(${sql.ref(`${row}.team_id`)} = any(${otherTeams}::uuid[]) or ${sql.ref(`${row}.program_id`)} = any(${programs}::uuid[]))`;
  return [
    ...branch('program_id', programs),
    ...branch('team_id', otherTeams),
    ...branch(
      'worker_id',
      [visit.actor],
      otherProgram === null
        ? elsewhere
        : (row) => sql<boolean>`(${elsewhere(row)} or ${otherProgram(row)})`,
    ),
  ];
}

const outside = (programId: string | undefined): Branch['except'] =>
  programId === undefined
    ? null
    : (row) => sql<boolean>`${sql.ref(`${row}.program_id`)} <> ${programId}`;

async function teamsOf({ tx, agencyId, teamIds }: Asking, programId: string | undefined) {
  if (teamIds.length === 0) return [];
  return tx
    .selectFrom('team')
    .select(['team_id as teamId', 'program_id as programId'])
    .where('agency_id', '=', agencyId)
    .where('team_id', '=', oneOf(teamIds))
    .$if(programId !== undefined, (query) => query.where('program_id', '=', programId ?? ''))
    .modifyEnd(keepPlan)
    .execute();
}

/**
 * Whose rows, and the test that a row is theirs. Written out as values, not as an array: the planner then knows how few
 * they are, and keeps one plan.
 */
export function rowsOfBranch({ column, ids, except }: Branch) {
  const people = column === null ? [sql`(null::uuid)`] : ids.map((id) => sql`(${id}::uuid)`);
  const isTheirs = column === null ? sql`true` : sql`o.${sql.ref(column)} = s.id`;
  const isOnce = except === null ? sql`true` : sql`not ${except('o')}`;
  return { who: sql`(values ${sql.join(people)}) s(id)`, where: sql`${isTheirs} and ${isOnce}` };
}

/** The test that a row is on any of the branches, for rows that were found in another way than by them. */
export const isMeant = (branches: readonly Branch[], row: string): RawBuilder<boolean> =>
  sql<boolean>`(${sql.join(
    branches.map(({ column, ids, except }) => {
      const isTheirs =
        column === null ? sql`true` : sql`${sql.ref(`${row}.${column}`)} = any(${ids}::uuid[])`;
      return except === null ? isTheirs : sql`(${isTheirs} and not ${except(row)})`;
    }),
    sql` or `,
  )})`;
