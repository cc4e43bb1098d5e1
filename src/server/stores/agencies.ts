import type { Tx } from '#server/platform/database.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';

export type Agency = {
  agencyId: string;
  name: string;
  /** What strangers may read in a mail. */
  neutralName: string;
  contactPhone: string;
  timeZone: string;
  isSample: boolean;
};

export async function findAgency(tx: Tx, agencyId: string): Promise<Agency> {
  const row = await tx
    .selectFrom('agency')
    .select(['agency_id', 'name', 'neutral_name', 'contact_phone', 'time_zone', 'is_sample'])
    .where('agency_id', '=', agencyId)
    .modifyEnd(keepPlan)
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return {
    agencyId: row.agency_id,
    name: row.name,
    neutralName: row.neutral_name,
    contactPhone: row.contact_phone,
    timeZone: row.time_zone,
    isSample: row.is_sample,
  };
}

/** The date on which the agency's offices were at a moment. */
export async function agencyDateAt(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  at: Temporal.Instant,
) {
  const { timeZone } = await findAgency(tx, agencyId);
  return at.toZonedDateTimeISO(timeZone).toPlainDate();
}
