import type { ClientId } from '#domain/people.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import { readStanding } from '#server/platform/clock-documents.ts';
import type { Visit } from '#server/platform/shell.ts';

export type Owed = {
  enrollmentId: string;
  obligationKey: string;
  clientId: ClientId;
  programId: string;
  standing: StandingObligation;
};

/** Everything that is open for these clients and that the asker may know of, earliest first. */
export async function owedOfClients(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientIds: readonly ClientId[],
): Promise<Owed[]> {
  if (clientIds.length === 0) return [];
  const rows = await tx
    .selectFrom('obligation')
    .select(['enrollment_id', 'obligation_key', 'client_id', 'program_id', 'explanation'])
    .where('agency_id', '=', agencyId)
    .where('client_id', 'in', [...clientIds])
    .where('state', '=', 'open')
    .orderBy('due_key')
    .execute();
  return rows.map((row) => ({
    enrollmentId: row.enrollment_id,
    obligationKey: row.obligation_key,
    clientId: row.client_id,
    programId: row.program_id,
    standing: readStanding(row.explanation),
  }));
}
