import { sql } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';
import type { Invitation } from './uncovered-invitations.ts';

/**
 * Whether those who lose these invitations are still asked to something else of the meeting, by attendee. Null where another client
 * of it, or that somebody is asked there for one, is not for the asker to know: the answer would tell.
 */
export async function stillAsked(
  { tx, agencyId, actor }: Pick<Visit, 'tx' | 'agencyId' | 'actor'>,
  lost: readonly Invitation[],
): Promise<Map<string, boolean | null>> {
  if (lost.length === 0) return new Map();
  const { rows } = await sql<{ id: string; isSeen: boolean; seesAll: boolean }>`
    select a.attendee_id as id,
      exists (select from review_attendee w where w.agency_id = a.agency_id and w.attendee_id = a.attendee_id and w.invited_at is not null
        and w.review_attendee_id <> all(${lost.map(({ id }) => id)}::uuid[])) as "isSeen",
      auth.clients_in_conference(c.conference_id) = 1
        or auth.clients_in_conference(c.conference_id) =
            (select count(*) from client_review r where r.agency_id = c.agency_id and r.conference_id = c.conference_id)
          and (c.planned_by = ${actor} or c.staff_ids && array[${actor}::uuid] or not exists (
            select from review_attendee w where w.agency_id = a.agency_id and w.attendee_id = a.attendee_id and w.class <> 'general')) as "seesAll"
    from attendee a join conference c using (agency_id, conference_id)
    where a.agency_id = ${agencyId} and a.attendee_id = any(${lost.map(({ attendeeId }) => attendeeId)}::uuid[])`.execute(
    tx,
  );
  return new Map(
    rows.map(({ id, isSeen, seesAll }) => [id, isSeen ? true : seesAll ? false : null]),
  );
}
