import { sensitivityClasses, type ClientId, type SensitivityClass } from '#domain/people.ts';
import type { SnoozeReason } from '#domain/policy-clock/facts.ts';
import type { StandingObligation } from '#domain/policy-clock/standing.ts';
import { readStanding } from '#server/platform/standing-documents.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { supersedeFact } from '#server/stores/supersede-fact.ts';

type Here = Pick<Visit, 'tx' | 'at' | 'agencyId' | 'actor'>;

export type SnoozableDuty = { standing: StandingObligation; class: SensitivityClass };

/** A duty by its name within the enrollment; one that the asker may not know is not there. */
export async function findDuty(
  { tx, agencyId }: Here,
  enrollmentId: string,
  obligationKey: string,
): Promise<SnoozableDuty> {
  const row = await tx
    .selectFrom('obligation')
    .select(['explanation', 'class'])
    .where('agency_id', '=', agencyId)
    .where('enrollment_id', '=', enrollmentId)
    .where('obligation_key', '=', obligationKey)
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return {
    standing: readStanding(row.explanation),
    class: sensitivityClasses.find((known) => known === row.class) ?? 'general',
  };
}

type NewSnooze = {
  clientId: ClientId;
  enrollmentId: string;
  obligationKey: string;
  until: Temporal.PlainDate;
  reason: SnoozeReason;
  /** The class of the duty: its name alone may tell what happened. */
  class: SensitivityClass;
};

/** Whoever snoozes again replaces what was set before. */
export async function addSnooze(here: Here, snooze: NewSnooze): Promise<string> {
  const { tx, at, agencyId, actor } = here;
  const before = await tx
    .selectFrom('snooze')
    .select('snooze_id')
    .where('agency_id', '=', agencyId)
    .where('enrollment_id', '=', snooze.enrollmentId)
    .where('obligation_key', '=', snooze.obligationKey)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (before) await supersedeFact(here, { table: 'snooze', id: before.snooze_id }, 'corrected');
  const snoozeId = newId(at);
  await tx
    .insertInto('snooze')
    .values({
      agency_id: agencyId,
      snooze_id: snoozeId,
      client_id: snooze.clientId,
      enrollment_id: snooze.enrollmentId,
      obligation_key: snooze.obligationKey,
      until_on: snooze.until,
      reason: snooze.reason,
      class: snooze.class,
      recorded_by: actor,
      recorded_at: at,
    })
    .execute();
  return snoozeId;
}

export async function findSnooze({ tx, agencyId }: Here, snoozeId: string) {
  const row = await tx
    .selectFrom('snooze')
    .select(['client_id', 'enrollment_id'])
    .where('agency_id', '=', agencyId)
    .where('snooze_id', '=', snoozeId)
    .executeTakeFirst();
  if (!row) throw new Refused('not-found');
  return { clientId: row.client_id, enrollmentId: row.enrollment_id };
}
