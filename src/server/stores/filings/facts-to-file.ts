import { sql } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';
import {
  closedReviews,
  type Asking,
  type Whose,
} from '#server/stores/conferences/closed-reviews.ts';
import type { FiledFact } from './filings.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

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
    with ${closedReviews(visit, whose, programIds)},
    periods as (select * from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb)
      as p("programId" uuid, kind text, "firstDay" date, "nextFirstDay" date, artifacts text[])),
    happened as (
      select 'review' as kind, k.review_id as about_id, k.client_id, k.enrollment_id, k.program_id, k.held_on as happened_on from closed k
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
