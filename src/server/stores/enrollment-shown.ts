import { sql } from 'kysely';

/** In the place of a program where the asker may know of none. */
export const unknownProgram = '00000000-0000-0000-0000-000000000000';

/**
 * The enrollment that the asker is told for what happened in one: that very one, or where they may not know of it another of the same
 * client, because a review counts in every program of the client. Joined from the side, by the name of the row that it is about. The limit
 * keeps the condition apart from the row that it comes from: else row security would go first, over every enrollment of the agency.
 */
export const enrollmentShown = (row: string) =>
  sql<{ enrollment_id: string; program_id: string }>`lateral (
    select x.enrollment_id, x.program_id from enrollment x
    where x.agency_id = ${sql.ref(`${row}.agency_id`)}
      and x.enrollment_id = auth.enrollment_shown(${sql.ref(`${row}.client_id`)}, ${sql.ref(`${row}.enrollment_id`)})
    limit 1)`.as('e');
