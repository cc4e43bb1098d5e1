import { sql } from 'kysely';
import type { StaffId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { ReviewPlace } from './billing-facts.ts';

export type BillingKey = { heldOn: Temporal.PlainDate; reviewId: string };

/** A review in the list of what is billed: the client by number alone, and by id for the audit trail. */
export type ListedReview = ReviewPlace & {
  clientId: string;
  clientNumber: number;
  programName: string;
  conferenceNumber: number;
  heldOn: Temporal.PlainDate;
  timeZone: string;
  billedBeside: boolean;
  preparedMinutes: number;
  billed: {
    by: StaffId;
    from: Temporal.Instant;
    until: Temporal.Instant;
    minutes: number;
    units: number | null;
  } | null;
};

/** Where those of the reviews were held that the asker finds by themselves too: row security decides. */
export async function conferencesOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  reviewIds: readonly string[],
): Promise<Map<string, string>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('client_review')
    .select(['review_id as reviewId', 'conference_id as conferenceId'])
    .where('agency_id', '=', agencyId)
    .where('review_id', 'in', [...reviewIds])
    .execute();
  return new Map(rows.map(({ reviewId, conferenceId }) => [reviewId, conferenceId]));
}

type Asked = {
  first: Temporal.PlainDate;
  last: Temporal.PlainDate;
  after: BillingKey | null;
  limit: number;
};

/** The reviews of these days that the asker may know of, by day. */
export async function listedReviews(
  { tx }: Pick<Visit, 'tx'>,
  { first, last, after, limit }: Asked,
): Promise<ListedReview[]> {
  const { rows } = await sql<{
    review_id: string;
    client_id: string;
    client_number: number;
    enrollment_id: string;
    program_id: string;
    program_name: string;
    conference_number: number;
    held_on: Temporal.PlainDate;
    time_zone: string;
    billed_by: string | null;
    billed_from: Temporal.Instant | null;
    billed_until: Temporal.Instant | null;
    minutes: number | null;
    units: number | null;
    beside: boolean | null;
    prepared: number;
  }>`select * from auth.billing_reviews(${first.toString()}::date, ${last.toString()}::date,
    ${after?.heldOn.toString() ?? null}::date, ${after?.reviewId ?? null}::uuid, ${limit})`.execute(
    tx,
  );
  return rows.map((row) => ({
    reviewId: row.review_id,
    enrollmentId: row.enrollment_id,
    programId: row.program_id,
    clientId: row.client_id,
    clientNumber: row.client_number,
    programName: row.program_name,
    conferenceNumber: row.conference_number,
    heldOn: row.held_on,
    timeZone: row.time_zone,
    billedBeside: row.beside === true,
    preparedMinutes: row.prepared,
    billed:
      row.billed_by && row.billed_from && row.billed_until && row.minutes !== null
        ? {
            by: row.billed_by,
            from: row.billed_from,
            until: row.billed_until,
            minutes: row.minutes,
            units: row.units,
          }
        : null,
  }));
}
