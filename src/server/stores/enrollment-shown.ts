import { sql } from 'kysely';

/** In the place of a program where the asker may know of none. */
export const unknownProgram = '00000000-0000-0000-0000-000000000000';

/**
 * The enrollment that the asker is told for what happened in one: that very one, or where they may not know of it another of the same
 * client, because a review counts in every program of the client. Joined from the side, by the name of the row that it is about.
 */
export const enrollmentShown = (row: string) =>
  sql<{ enrollment_id: string; program_id: string }>`lateral (
    select x.enrollment_id, x.program_id from enrollment x
      left join enrollment_version y on y.agency_id = x.agency_id and y.enrollment_id = x.enrollment_id and y.superseded_at is null
    where x.agency_id = ${sql.ref(`${row}.agency_id`)} and x.client_id = ${sql.ref(`${row}.client_id`)}
    order by x.enrollment_id = ${sql.ref(`${row}.enrollment_id`)} desc, y.valid_to desc nulls first, y.valid_from desc, x.enrollment_id
    limit 1)`.as('e');
