import { sql, type RawBuilder } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { FiledFact } from './filings.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;
type Asking = Here & Pick<Visit, 'actor' | 'teamIds' | 'supervisedProgramIds'>;

/** Whose reviews and attempts are meant. */
export type Whose =
  | { scope: 'mine' | 'team' | 'all' }
  | { clientId: ClientId }
  | { kind: FiledFact['kind']; aboutId: string };

export type FactToFile = FiledFact & { programId: string; on: Temporal.PlainDate };

/** The programs that ever named a system outside. */
export async function programsThatFile({ tx, agencyId }: Here): Promise<string[]> {
  const { rows } = await sql<{ program_id: string }>`
    select distinct program_id from program_policy
    where agency_id = ${agencyId} and document #>> '{documentation,externalSystemName}' is not null`.execute(
    tx,
  );
  return rows.map((row) => row.program_id);
}

type Wanted = {
  programIds: readonly string[];
  /** Leaves out what has as many filings as any of these programs asks for. */
  openBelow: number | null;
  order: 'oldest' | 'newest';
  limit: number;
};

/** Closed reviews that hold, and confirmed attempts, of the enrollments that the asker sees. */
export async function factsToFile(
  visit: Asking,
  whose: Whose,
  { programIds, openBelow, order, limit }: Wanted,
): Promise<FactToFile[]> {
  if (programIds.length === 0) return [];
  const open =
    openBelow === null
      ? sql`true`
      : sql`(select count(*) from filing g where g.agency_id = ${visit.agencyId} and g.enrollment_id = f.enrollment_id
          and coalesce(g.review_id, g.attempt_id) = f.about_id and g.superseded_at is null) < ${openBelow}`;
  const direction = order === 'oldest' ? sql`asc` : sql`desc`;
  const about = 'aboutId' in whose ? sql`f.about_id = ${whose.aboutId}` : sql`true`;
  const { rows } = await sql<{
    kind: 'review' | 'attempt';
    about_id: string;
    client_id: string;
    enrollment_id: string;
    program_id: string;
    happened_on: Temporal.PlainDate;
  }>`
    with mine as (
      select e.agency_id, e.enrollment_id, e.client_id, e.program_id
      from enrollment e join enrollment_version v using (agency_id, enrollment_id)
      where e.agency_id = ${visit.agencyId} and v.superseded_at is null and e.program_id = any(${programIds}::uuid[])
        and ${enrollmentsOf(visit, whose)}),
    facts as (
      select 'review' as kind, k.review_id as about_id, m.client_id, m.enrollment_id, m.program_id, x.valid_from as happened_on
        from mine m join review_closing k using (agency_id, enrollment_id)
          join review_closing_version x on x.agency_id = k.agency_id and x.review_closing_id = k.review_closing_id
            and x.superseded_at is null and not x.is_void
      union all
      select 'attempt', a.attempt_id, m.client_id, m.enrollment_id, m.program_id, a.attempted_on
        from mine m join attempt a using (agency_id, enrollment_id)
        where a.state = 'confirmed' and a.superseded_at is null)
    select f.* from facts f where ${about} and ${open}
    order by f.happened_on ${direction}, f.about_id limit ${sql.lit(limit)}`.execute(visit.tx);
  return rows.map((row) => ({
    kind: row.kind,
    aboutId: row.about_id,
    clientId: row.client_id,
    enrollmentId: row.enrollment_id,
    programId: row.program_id,
    on: row.happened_on,
  }));
}

function enrollmentsOf(
  { agencyId, actor, teamIds, supervisedProgramIds }: Asking,
  whose: Whose,
): RawBuilder<unknown> {
  if ('clientId' in whose) return sql`e.client_id = ${whose.clientId}`;
  if ('aboutId' in whose)
    return whose.kind === 'review'
      ? sql`e.enrollment_id in (select r.enrollment_id from client_review r
          where r.agency_id = ${agencyId} and r.review_id = ${whose.aboutId})`
      : sql`e.enrollment_id in (select a.enrollment_id from attempt a
          where a.agency_id = ${agencyId} and a.attempt_id = ${whose.aboutId})`;
  const mine = sql`v.worker_id = ${actor}`;
  const teams = sql`v.team_id = any(${teamIds}::uuid[])`;
  switch (whose.scope) {
    case 'mine':
      return mine;
    case 'team':
      return teams;
    case 'all':
      return sql`(${mine} or ${teams} or e.program_id = any(${supervisedProgramIds}::uuid[]))`;
  }
}
