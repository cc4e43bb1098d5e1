import { sql, type RawBuilder } from 'kysely';
import type { ClientId } from '#domain/people.ts';
import type { Visit } from '#server/platform/shell.ts';
import { enrollmentShown } from '#server/stores/enrollment-shown.ts';
import type { FiledFact } from '#server/stores/filings/filings.ts';

export type Asking = Pick<Visit, 'tx' | 'agencyId' | 'actor' | 'teamIds' | 'supervisedProgramIds'>;

/** Whose reviews and attempts are meant. */
export type Whose =
  | { scope: 'mine' | 'team' | 'all' }
  | { clientId: ClientId }
  | { kind: FiledFact['kind']; aboutId: string };

/** `mine`, the enrollments of these programs that are meant. */
export const enrollmentsMeant = (visit: Asking, whose: Whose, programIds: readonly string[]) => sql`
  mine as (
    select e.agency_id, e.enrollment_id, e.client_id, e.program_id
    from enrollment e join enrollment_version v using (agency_id, enrollment_id)
    where e.agency_id = ${visit.agencyId} and v.superseded_at is null and e.program_id = any(${programIds}::uuid[])
      and ${enrollmentsOf(visit, whose)})`;

/**
 * `mine`, the enrollments of these programs that are meant, and `closed`, their closed reviews that hold, with the day on which each was
 * held: what was called for an enrollment that the asker may not know of is one of the enrollment that they are shown in its place.
 */
export const closedReviews = (visit: Asking, whose: Whose, programIds: readonly string[]) => sql`
  ${enrollmentsMeant(visit, whose, programIds)},
  called as (
    select m.*, k.review_id, k.review_closing_id from mine m join review_closing k using (agency_id, enrollment_id)
    union all
    select m.*, k.review_id, k.review_closing_id
      from mine m join client_review r using (agency_id, client_id)
        join review_closing k on k.agency_id = r.agency_id and k.review_id = r.review_id
        left join ${enrollmentShown('k')} on true
      where (select cardinality(auth.untold_programs()) > 0) and k.enrollment_id <> m.enrollment_id
        and e.enrollment_id = m.enrollment_id),
  closed as (
    select k.*, x.valid_from as held_on from called k
      join review_closing_version x on x.agency_id = k.agency_id and x.review_closing_id = k.review_closing_id
        and x.superseded_at is null and not x.is_void)`;

/** The enrollments `e` with their version `v` that are meant. */
function enrollmentsOf(
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
