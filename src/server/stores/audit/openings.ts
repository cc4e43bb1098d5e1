import { sql } from 'kysely';
import type { EmergencyOutcome } from '#domain/access/emergency.ts';
import type { ComparedName, OpeningKind, OpeningOutcome } from '#domain/access/openings.ts';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type FoundOpening = {
  kind: OpeningKind;
  staffId: string;
  clientId: string;
  times: number;
  firstAt: Temporal.Instant;
  lastAt: Temporal.Instant;
  outcome: OpeningOutcome | EmergencyOutcome | null;
  reviewedBy: string | null;
  reviewedAt: Temporal.Instant | null;
  /** How many there are in all, and how many of them are reviewed. */
  allOf: number;
  reviewedOf: number;
};

/** Every name that somebody of the staff bears or bore. */
export async function namesOfStaff({
  tx,
  agencyId,
}: Here): Promise<{ staffId: string; fullName: string }[]> {
  return tx
    .selectFrom('staff_version')
    .select(['staff_id as staffId', 'full_name as fullName'])
    .where('agency_id', '=', agencyId)
    .where('superseded_at', 'is', null)
    .execute();
}

type Compared = readonly ({ staffId: string } & ComparedName)[];

/** Two hundred at most, those first that wait; the function asks by itself who may know of which. */
export async function openingsOfWeek(
  { tx }: Here,
  names: Compared,
  week: Temporal.PlainDate,
): Promise<FoundOpening[]> {
  const { rows } = await sql<FoundOpening>`
    select kind, staff_id as "staffId", client_id as "clientId", times, first_at as "firstAt", last_at as "lastAt", outcome,
      reviewed_by as "reviewedBy", reviewed_at as "reviewedAt", all_of as "allOf", reviewed_of as "reviewedOf"
    from auth.openings_of_weeks(${JSON.stringify(names)}::jsonb, array[${week.toString()}::date])`.execute(
    tx,
  );
  return rows;
}

export type UnreviewedWeek = { startsOn: Temporal.PlainDate; waiting: number };

/** Of each week how much on its list has no review. */
export async function unreviewedIn(
  { tx }: Here,
  names: Compared,
  weeks: readonly Temporal.PlainDate[],
): Promise<UnreviewedWeek[]> {
  const { rows } = await sql<UnreviewedWeek>`
    select week_on as "startsOn", max(all_of - reviewed_of) as waiting
    from auth.openings_of_weeks(${JSON.stringify(names)}::jsonb, ${weeks.map(String)}::date[])
    where reviewed_at is null group by week_on order by week_on`.execute(tx);
  return rows;
}

type Judged = { staffId: string; clientId: string; outcome: OpeningOutcome };
type Why = 'not-found' | 'opening-reviewed-already' | 'not-your-own-opening';

/** Why it could not be reviewed, or null: the database decides. */
export async function judgeOpening(
  { tx }: Here,
  { staffId, clientId, outcome }: Judged,
  week: Temporal.PlainDate,
): Promise<Why | null> {
  const { rows } = await sql<{ why: Why | null }>`
    select auth.review_opening(${staffId}::uuid, ${clientId}::uuid, ${week.toString()}::date, ${outcome}) as why`.execute(
    tx,
  );
  return rows[0]?.why ?? null;
}
