import { sensitivityClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import { readStanding } from '#server/platform/standing-documents.ts';
import type { Visit } from '#server/platform/shell.ts';

export type DutyOfClient = {
  obligationKey: string;
  standing: StandingObligation;
  class: SensitivityClass;
};

/** What is still owed to one client or waits, in each enrollment, as far as the asker may know it; the earliest first. */
export async function dutiesOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientId: ClientId,
): Promise<DutyOfClient[]> {
  const rows = await tx
    .selectFrom('obligation')
    .select(['obligation_key', 'explanation', 'class'])
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', clientId)
    .where('state', 'not in', ['satisfied', 'closed'])
    .orderBy('due_on', (order) => order.asc().nullsLast())
    .orderBy('obligation_key')
    .execute();
  return rows.map((row) => ({
    obligationKey: row.obligation_key,
    standing: readStanding(row.explanation),
    class: sensitivityClasses.find((known) => known === row.class) ?? 'general',
  }));
}
