import { sensitivityClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import { exemptionReasons, type ExemptionReason } from '#domain/policy-clock/exemption-reasons.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type Exemption = {
  exemptionId: string;
  firstId: string;
  clientId: ClientId;
  enrollmentId: string;
  /** A rule, or one duty by its key; null covers every rule of the program. */
  ruleId: string | null;
  /** That of the duty that it names: its name alone may tell something. */
  class: SensitivityClass;
  reason: ExemptionReason;
  from: Temporal.PlainDate;
  /** The first day on which it holds no more. */
  until: Temporal.PlainDate | null;
  reviewOn: Temporal.PlainDate;
  recordedBy: string;
};

const exemptions = ({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) =>
  tx.selectFrom('exemption').selectAll().where('agency_id', '=', agencyId);

type Row = Awaited<ReturnType<ReturnType<typeof exemptions>['executeTakeFirstOrThrow']>>;

const asExemption = (row: Row): Exemption => ({
  exemptionId: row.exemption_id,
  firstId: row.first_id ?? row.exemption_id,
  clientId: row.client_id,
  enrollmentId: row.enrollment_id,
  ruleId: row.rule_id,
  class: sensitivityClasses.find((known) => known === row.class) ?? 'general',
  reason: exemptionReasons.find((known) => known === row.reason) ?? 'other',
  from: row.starts_on,
  until: row.ends_on,
  reviewOn: row.review_on,
  recordedBy: row.recorded_by,
});

export async function findExemption(here: Here, exemptionId: string): Promise<Exemption> {
  const row = await exemptions(here).where('exemption_id', '=', exemptionId).executeTakeFirst();
  if (!row) throw new Refused('not-found');
  if (row.superseded_at !== null) throw new Refused('changed-meanwhile');
  return asExemption(row);
}

/** Those that stand, past ones too, the latest first. */
export async function exemptionsOf(here: Here, clientId: ClientId): Promise<Exemption[]> {
  const rows = await exemptions(here)
    .where('client_id', '=', clientId)
    .where('superseded_at', 'is', null)
    .orderBy('starts_on', 'desc')
    .execute();
  return rows.map(asExemption);
}

type NewExemption = Omit<Exemption, 'exemptionId' | 'firstId' | 'recordedBy'> & {
  firstId: string | null;
};
type Told = { as: 'granted' | 'corrected' | 'ended'; today: Temporal.PlainDate };

export async function addExemption(
  here: Here,
  exemption: NewExemption,
  { as, today }: Told,
): Promise<string> {
  const { tx, at, agencyId, actor } = here;
  const exemptionId = newId(at);
  await tx
    .insertInto('exemption')
    .values({
      agency_id: agencyId,
      exemption_id: exemptionId,
      first_id: exemption.firstId,
      client_id: exemption.clientId,
      enrollment_id: exemption.enrollmentId,
      rule_id: exemption.ruleId,
      class: exemption.class,
      reason: exemption.reason,
      starts_on: exemption.from,
      ends_on: exemption.until,
      review_on: exemption.reviewOn,
      recorded_by: actor,
      recorded_at: at,
    })
    .execute();
  await recordExemptionChange(here, { ...exemption, exemptionId, on: today }, as);
  return exemptionId;
}

export async function recordExemptionChange(
  here: Here,
  {
    clientId,
    exemptionId,
    class: sensitivity,
    on,
  }: Pick<Exemption, 'clientId' | 'exemptionId' | 'class'> & { on: Temporal.PlainDate },
  change: Told['as'] | 'withdrawn',
) {
  await addToRecord(here, [
    { kind: 'exemption', change, clientId, aboutId: exemptionId, on, class: sensitivity },
  ]);
}
