import { sql, type RawBuilder } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { enrollmentShown } from './enrollment-shown.ts';
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

/** From when until when a program wants which texts of its reviews, or of its attempts. */
export type FilingPeriod = {
  programId: string;
  kind: FiledFact['kind'];
  /** Null where it is the first version that speaks: it speaks for what was before it, too. */
  firstDay: Temporal.PlainDate | null;
  /** The first day of the version that follows. */
  nextFirstDay: Temporal.PlainDate | null;
  artifacts: readonly string[];
};

/** Where a page ended: the last fact on it. */
export type FactKey = Pick<FactToFile, 'on' | 'aboutId'>;

type Wanted = {
  periods: readonly FilingPeriod[];
  /** Leaves out what is filed already, every text that was wanted of it. */
  onlyOpen: boolean;
  order: 'oldest' | 'newest';
  after: FactKey | null;
  limit: number;
};

/**
 * Closed reviews that hold, and confirmed attempts, of the enrollments that the asker sees, as far as their program wants texts of
 * them filed. The rule is asked before a page is cut: what nobody has to file must not push out what somebody has to.
 */
export async function factsToFile(
  visit: Asking,
  whose: Whose,
  { periods, onlyOpen, order, after, limit }: Wanted,
): Promise<FactToFile[]> {
  if (periods.length === 0) return [];
  const programIds = [...new Set(periods.map(({ programId }) => programId))];
  const open = onlyOpen
    ? sql`(select count(*) from filing g where g.agency_id = ${visit.agencyId} and g.enrollment_id = f.enrollment_id
        and coalesce(g.review_id, g.attempt_id) = f.about_id and g.superseded_at is null
        and g.artifact = any(f.artifacts)) < cardinality(f.artifacts)`
    : sql`true`;
  const direction = order === 'oldest' ? sql`asc` : sql`desc`;
  const about = 'aboutId' in whose ? sql`f.about_id = ${whose.aboutId}` : sql`true`;
  const next =
    after === null
      ? sql`true`
      : sql`(f.happened_on, f.about_id) > (${after.on}::date, ${after.aboutId}::uuid)`;
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
    periods as (select * from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb)
      as p("programId" uuid, kind text, "firstDay" date, "nextFirstDay" date, artifacts text[])),
    happened as (
      select 'review' as kind, k.review_id as about_id, m.client_id, m.enrollment_id, m.program_id, x.valid_from as happened_on
        from mine m join review_closing k using (agency_id, enrollment_id)
          join review_closing_version x on x.agency_id = k.agency_id and x.review_closing_id = k.review_closing_id
            and x.superseded_at is null and not x.is_void
      union all
      select 'review', k.review_id, m.client_id, m.enrollment_id, m.program_id, x.valid_from
        from mine m join client_review r using (agency_id, client_id)
          join review_closing k on k.agency_id = r.agency_id and k.review_id = r.review_id
          join review_closing_version x on x.agency_id = k.agency_id and x.review_closing_id = k.review_closing_id
            and x.superseded_at is null and not x.is_void
          left join ${enrollmentShown('k')} on true
        where (select cardinality(auth.untold_programs()) > 0) and k.enrollment_id <> m.enrollment_id
          and e.enrollment_id = m.enrollment_id
      union all
      select 'attempt', a.attempt_id, m.client_id, m.enrollment_id, m.program_id, a.attempted_on
        from mine m join attempt a using (agency_id, enrollment_id)
        where a.state = 'confirmed' and a.superseded_at is null),
    facts as (
      select h.*, p.artifacts from happened h join periods p on p."programId" = h.program_id and p.kind = h.kind
        and (p."firstDay" is null or h.happened_on >= p."firstDay") and (p."nextFirstDay" is null or h.happened_on < p."nextFirstDay"))
    select f.* from facts f where ${about} and ${open} and ${next}
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

/** The enrollments `e` with their version `v` that are meant. */
export function enrollmentsOf(
  { agencyId, actor, teamIds, supervisedProgramIds }: Asking,
  whose: Whose,
): RawBuilder<unknown> {
  if ('clientId' in whose) return sql`e.client_id = ${whose.clientId}`;
  if ('aboutId' in whose)
    return whose.kind === 'review'
      ? sql`e.client_id in (select r.client_id from client_review r
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
