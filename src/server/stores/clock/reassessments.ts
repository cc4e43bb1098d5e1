import type { ClientId } from '#domain/people.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type Reassessment = {
  reassessmentId: string;
  firstId: string;
  clientId: ClientId;
  enrollmentId: string;
  on: Temporal.PlainDate;
  recordedBy: string;
  supersededAt: Temporal.Instant | null;
};

const reassessments = ({ tx, agencyId }: Pick<Here, 'tx' | 'agencyId'>) =>
  tx.selectFrom('reassessment').selectAll().where('agency_id', '=', agencyId);

type Row = Awaited<ReturnType<ReturnType<typeof reassessments>['executeTakeFirstOrThrow']>>;

const asReassessment = (row: Row): Reassessment => ({
  reassessmentId: row.reassessment_id,
  firstId: row.first_id ?? row.reassessment_id,
  clientId: row.client_id,
  enrollmentId: row.enrollment_id,
  on: row.happens_on,
  recordedBy: row.recorded_by,
  supersededAt: row.superseded_at,
});

export async function findReassessment(here: Here, reassessmentId: string): Promise<Reassessment> {
  const row = await reassessments(here)
    .where('reassessment_id', '=', reassessmentId)
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  if (row.superseded_at !== null) throw new Refused('changed-meanwhile');
  return asReassessment(row);
}

/** Those that stand, the latest first. */
export async function reassessmentsOf(here: Here, clientId: ClientId): Promise<Reassessment[]> {
  const rows = await reassessments(here)
    .where('client_id', '=', clientId)
    .where('superseded_at', 'is', null)
    .orderBy('happens_on', 'desc')
    .execute();
  return rows.map(asReassessment);
}

export type NewReassessment = Pick<Reassessment, 'clientId' | 'enrollmentId' | 'on'> & {
  firstId: string | null;
  today: Temporal.PlainDate;
};

export async function addReassessment(
  here: Here,
  { clientId, enrollmentId, on, firstId, today }: NewReassessment,
  as: 'dated' | 'corrected',
): Promise<string> {
  const { tx, at, agencyId, actor } = here;
  const reassessmentId = newId(at);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('reassessment')
    .values({
      agency_id: agencyId,
      reassessment_id: reassessmentId,
      first_id: firstId,
      client_id: clientId,
      enrollment_id: enrollmentId,
      happens_on: on,
      recorded_by: actor,
      recorded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 0n) throw new Refused('reassessment-known');
  await recordReassessmentChange(here, { clientId, reassessmentId, on, today }, as);
  return reassessmentId;
}

/** What is planned stands in the record where it was planned: nothing in it lies ahead. */
export async function recordReassessmentChange(
  here: Here,
  {
    clientId,
    reassessmentId,
    on,
    today,
  }: Pick<Reassessment, 'clientId' | 'reassessmentId' | 'on'> & { today: Temporal.PlainDate },
  change: 'dated' | 'corrected' | 'withdrawn',
) {
  const isAhead = Temporal.PlainDate.compare(on, today) > 0;
  const happenedOn = isAhead || change === 'withdrawn' ? today : on;
  await addToRecord(here, [
    { kind: 'reassessment', change, clientId, aboutId: reassessmentId, on: happenedOn },
  ]);
}
