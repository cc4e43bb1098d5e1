import { sql } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type WithoutConference = {
  enrollmentId: string;
  clientId: string;
  programId: string;
  /** Null where the asker may not know of the enrollment itself. */
  startedOn: Temporal.PlainDate | null;
  dueOn: Temporal.PlainDate | null;
};

/**
 * Running enrollments of which no conference is known, here or elsewhere; the longest overdue first. Of an agency of a million only the
 * rows of the page are looked up beside the worklist.
 */
export async function enrollmentsWithoutConference(
  { tx, agencyId }: Here,
  { programId, offset, limit }: { programId: string | undefined; offset: number; limit: number },
): Promise<WithoutConference[]> {
  return tx
    .with(
      (page) => page('o').materialized(),
      (db) =>
        db
          .selectFrom('obligation')
          .select(['enrollment_id', 'client_id', 'program_id'])
          .select(sql<Temporal.PlainDate | null>`min(due_on)`.as('due_on'))
          .where('agency_id', '=', agencyId)
          .where('last_held_on', 'is', null)
          .where('state', '=', 'open')
          .where('kind', 'in', ['cadence', 'first'])
          .$if(programId !== undefined, (query) => query.where('program_id', '=', programId ?? ''))
          .groupBy(['enrollment_id', 'client_id', 'program_id'])
          .orderBy(sql`min(due_on) nulls last`)
          .orderBy('enrollment_id')
          .offset(offset)
          .limit(limit),
    )
    .selectFrom('o')
    .leftJoin('enrollment_version as v', (join) =>
      join
        .on('v.agency_id', '=', agencyId)
        .onRef('v.enrollment_id', '=', 'o.enrollment_id')
        .on('v.superseded_at', 'is', null),
    )
    .select([
      'o.enrollment_id as enrollmentId',
      'o.client_id as clientId',
      'o.program_id as programId',
      'v.valid_from as startedOn',
      'o.due_on as dueOn',
    ])
    .orderBy(sql`o.due_on nulls last`)
    .orderBy('o.enrollment_id')
    .execute();
}
