import type { Visit } from '#server/platform/shell.ts';

/** The next enrollments in the order of their ids, whatever they are: work on all of them goes on from the last one. */
export async function enrollmentsAfter(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  last: string | null,
  limit: number,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('enrollment')
    .select('enrollment_id')
    .where('agency_id', '=', agencyId)
    .$if(last !== null, (query) => query.where('enrollment_id', '>', last))
    .orderBy('enrollment_id')
    .limit(limit)
    .execute();
  return rows.map((row) => row.enrollment_id);
}
