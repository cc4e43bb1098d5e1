import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { enrollmentShown } from './enrollment-shown.ts';
import { enrollmentsOf, type Whose } from './facts-to-file.ts';

type Asking = Pick<Visit, 'tx' | 'agencyId' | 'actor' | 'teamIds' | 'supervisedProgramIds'>;

/** From when until when a program asks for it, and what it counts. */
export type VerificationPeriod = {
  programId: string;
  /** Null where it is the first version that speaks: it speaks for what was before it, too. */
  firstDay: Temporal.PlainDate | null;
  /** The first day of the version that follows. */
  nextFirstDay: Temporal.PlainDate | null;
  /** A step that waits for the client's agreement keeps the conference open. */
  keepsWaiting: boolean;
};

export type ConferenceToVerify = {
  reviewId: string;
  conferenceId: string;
  conferenceNumber: number;
  clientId: ClientId;
  enrollmentId: string;
  programId: string;
  heldOn: Temporal.PlainDate;
  closedBy: string | null;
};

type Wanted = {
  periods: readonly VerificationPeriod[];
  /** Leaves out what is settled. */
  onlyOpen: boolean;
  order: 'oldest' | 'newest';
  limit: number;
};

/** The programs whose rules ever asked that the plan is verified. */
export async function programsThatVerify({
  tx,
  agencyId,
}: Pick<Visit, 'tx' | 'agencyId'>): Promise<string[]> {
  const { rows } = await sql<{ program_id: string }>`
    select distinct program_id from program_policy
    where agency_id = ${agencyId} and document #>> '{planUpdate,verification}' in ('required', 'recommended')`.execute(
    tx,
  );
  return rows.map((row) => row.program_id);
}

/**
 * Closed reviews that hold, of the enrollments that the asker sees, as far as their program asks that the plan is verified; what was
 * called for an enrollment that the asker may not know of is one of the enrollment that they are shown in its place. The rule is asked before a page is cut: what nobody has to verify must not push out what somebody has to.
 */
export async function conferencesToVerify(
  visit: Asking,
  whose: Whose,
  { periods, onlyOpen, order, limit }: Wanted,
): Promise<ConferenceToVerify[]> {
  if (periods.length === 0) return [];
  const programIds = [...new Set(periods.map(({ programId }) => programId))];
  const isOpen = onlyOpen
    ? sql`not exists (select from plan_verification f
        where f.agency_id = k.agency_id and f.review_id = k.review_id and f.enrollment_id = k.enrollment_id
          and f.superseded_at is null and f.result <> 'missing'
          and not (p."keepsWaiting" and f.result = 'reflected' and exists (${waitingStep})))`
    : sql`true`;
  const direction = order === 'oldest' ? sql`asc` : sql`desc`;
  const about = 'aboutId' in whose ? sql`k.review_id = ${whose.aboutId}` : sql`true`;
  const { rows } = await sql<ConferenceToVerify>`
    with mine as (
      select e.agency_id, e.enrollment_id, e.client_id, e.program_id
      from enrollment e join enrollment_version v using (agency_id, enrollment_id)
      where e.agency_id = ${visit.agencyId} and v.superseded_at is null and e.program_id = any(${programIds}::uuid[])
        and ${enrollmentsOf(visit, whose)}),
    periods as (select * from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb)
      as p("programId" uuid, "firstDay" date, "nextFirstDay" date, "keepsWaiting" boolean)),
    closed as (
      select m.*, k.review_id, k.review_closing_id from mine m join review_closing k using (agency_id, enrollment_id)
      union all
      select m.*, k.review_id, k.review_closing_id
        from mine m join client_review r using (agency_id, client_id)
          join review_closing k on k.agency_id = r.agency_id and k.review_id = r.review_id
          left join ${enrollmentShown('k')} on true
        where (select cardinality(auth.untold_programs()) > 0) and k.enrollment_id <> m.enrollment_id
          and e.enrollment_id = m.enrollment_id)
    select k.review_id as "reviewId", c.conference_id as "conferenceId", c.conference_number as "conferenceNumber",
      k.client_id as "clientId", k.enrollment_id as "enrollmentId", k.program_id as "programId", x.valid_from as "heldOn",
      c.closed_by as "closedBy"
    from closed k join review_closing_version x on x.agency_id = k.agency_id and x.review_closing_id = k.review_closing_id
        and x.superseded_at is null and not x.is_void
      join client_review r on r.agency_id = k.agency_id and r.review_id = k.review_id
      join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id and not c.is_internal
      join periods p on p."programId" = k.program_id
        and (p."firstDay" is null or x.valid_from >= p."firstDay") and (p."nextFirstDay" is null or x.valid_from < p."nextFirstDay")
    where ${about} and ${isOpen}
    order by x.valid_from ${direction}, k.review_id limit ${sql.lit(limit)}`.execute(visit.tx);
  return rows;
}

/** A step of the finding `f` to which nobody has recorded the client's answer. */
const waitingStep = sql`select from plan_verification_item w
  join action_item i on i.agency_id = w.agency_id and i.action_item_id = w.action_item_id and i.state <> 'cancelled'
  where w.agency_id = f.agency_id and w.verification_id = f.verification_id and not exists (select from plan_answer a
    where a.agency_id = i.agency_id and a.action_item_id = i.action_item_id and a.superseded_at is null)`;
