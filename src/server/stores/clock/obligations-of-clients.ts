import { sql } from 'kysely';
import type { ClientId, SensitivityClass } from '#domain/people.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import { readStanding } from '#server/platform/standing-documents.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';

export type Owed = {
  enrollmentId: string;
  obligationKey: string;
  clientId: ClientId;
  programId: string;
  class: SensitivityClass;
  standing: StandingObligation;
};

/** Everything that is open for these clients and that the asker may know of, in the order of the worklist. */
export async function owedOfClients(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientIds: readonly ClientId[],
): Promise<Owed[]> {
  if (clientIds.length === 0) return [];
  const rows = await tx
    .selectFrom('obligation')
    .select(['enrollment_id', 'obligation_key', 'client_id', 'program_id', 'class', 'explanation'])
    .$narrowType<{ class: SensitivityClass }>()
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', sql<string>`any(${[...clientIds]}::uuid[])`)
    .where('state', '=', 'open')
    .orderBy('due_key')
    .orderBy('enrollment_id')
    .orderBy('obligation_key')
    .modifyEnd(keepPlan)
    .execute();
  return rows.map((row) => ({
    enrollmentId: row.enrollment_id,
    obligationKey: row.obligation_key,
    clientId: row.client_id,
    programId: row.program_id,
    class: row.class,
    standing: readStanding(row.explanation),
  }));
}
