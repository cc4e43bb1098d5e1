import { sql } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';

type Asking = Pick<Visit, 'tx' | 'agencyId' | 'roles' | 'teamIds' | 'supervisedProgramIds'>;

const most = 200;

/** Whose caseloads the asker's list holds: colleagues of one's teams, and all staff of the programs one answers for. */
export async function workersIn(
  { tx, agencyId, roles, teamIds, supervisedProgramIds }: Asking,
  scope: 'team' | 'all',
): Promise<{ staffId: string; name: string }[]> {
  const isEverybody = scope === 'all' && roles.includes('administrator');
  const programs = scope === 'all' ? supervisedProgramIds : [];
  const { rows } = await sql<{ staffId: string; name: string }>`
    select distinct m.staff_id as "staffId", w.full_name as name
    from team_member m join team t using (agency_id, team_id)
      join team_member_version v using (agency_id, team_member_id)
      join staff_version w on w.agency_id = m.agency_id and w.staff_id = m.staff_id and w.superseded_at is null and w.valid_to is null
    where m.agency_id = ${agencyId} and v.superseded_at is null and v.valid_to is null and v.team_role <> 'supervisor'
      and (${isEverybody} or m.team_id = any(${teamIds}::uuid[]) or t.program_id = any(${programs}::uuid[]))
    order by name limit ${sql.lit(most)}`.execute(tx);
  return rows;
}
