import { sql } from 'kysely';
import type { Visit } from '#server/platform/shell.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type WithoutConference = {
  enrollmentId: string;
  clientId: string;
  programId: string;
  programName: string;
  startedOn: Temporal.PlainDate;
  dueOn: Temporal.PlainDate | null;
};

/** Running enrollments of which no conference is known, here or elsewhere; the longest overdue first. */
export async function enrollmentsWithoutConference(
  { tx, agencyId }: Here,
  { programId, offset, limit }: { programId: string | undefined; offset: number; limit: number },
): Promise<WithoutConference[]> {
  return tx
    .selectFrom('obligation as o')
    .innerJoin('enrollment_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'o.agency_id')
        .onRef('v.enrollment_id', '=', 'o.enrollment_id')
        .on('v.superseded_at', 'is', null)
        .on('v.valid_to', 'is', null),
    )
    .innerJoin('program as p', (join) =>
      join.onRef('p.agency_id', '=', 'o.agency_id').onRef('p.program_id', '=', 'o.program_id'),
    )
    .select([
      'o.enrollment_id as enrollmentId',
      'o.client_id as clientId',
      'o.program_id as programId',
      'p.name as programName',
      'v.valid_from as startedOn',
      sql<Temporal.PlainDate | null>`min(o.due_on)`.as('dueOn'),
    ])
    .where('o.agency_id', '=', agencyId)
    .where('o.last_held_on', 'is', null)
    .where('o.state', '=', 'open')
    .where('o.kind', 'in', ['cadence', 'first'])
    .$if(programId !== undefined, (query) => query.where('o.program_id', '=', programId ?? ''))
    .groupBy(['o.enrollment_id', 'o.client_id', 'o.program_id', 'p.name', 'v.valid_from'])
    .orderBy(sql`min(o.due_on) nulls last`)
    .orderBy('o.enrollment_id')
    .offset(offset)
    .limit(limit)
    .execute();
}
