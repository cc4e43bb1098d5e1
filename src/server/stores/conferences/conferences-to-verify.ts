import { sql } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { closedReviews, type Asking, type Whose } from './closed-reviews.ts';

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
 * Closed reviews that hold, of the enrollments that the asker sees, as far as their program asks that the plan is verified. The rule is asked
 * before a page is cut: what nobody has to verify must not push out what somebody has to.
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
    with ${closedReviews(visit, whose, programIds)},
    periods as (select * from jsonb_to_recordset(${JSON.stringify(periods)}::jsonb)
      as p("programId" uuid, "firstDay" date, "nextFirstDay" date, "keepsWaiting" boolean))
    select k.review_id as "reviewId", c.conference_id as "conferenceId", c.conference_number as "conferenceNumber",
      k.client_id as "clientId", k.enrollment_id as "enrollmentId", k.program_id as "programId", k.held_on as "heldOn",
      c.closed_by as "closedBy"
    from closed k
      join client_review r on r.agency_id = k.agency_id and r.review_id = k.review_id
      join conference c on c.agency_id = r.agency_id and c.conference_id = r.conference_id and not c.is_internal
      join periods p on p."programId" = k.program_id
        and (p."firstDay" is null or k.held_on >= p."firstDay") and (p."nextFirstDay" is null or k.held_on < p."nextFirstDay")
    where ${about} and ${isOpen}
    order by k.held_on ${direction}, k.review_id limit ${sql.lit(limit)}`.execute(visit.tx);
  return rows;
}

/** A step of the finding `f` to which nobody has recorded the client's answer. */
const waitingStep = sql`select from plan_verification_item w
  join action_item i on i.agency_id = w.agency_id and i.action_item_id = w.action_item_id and i.state <> 'cancelled'
  where w.agency_id = f.agency_id and w.verification_id = f.verification_id and not exists (select from plan_answer a
    where a.agency_id = i.agency_id and a.action_item_id = i.action_item_id and a.superseded_at is null)`;
