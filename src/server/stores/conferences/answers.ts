import { personKey } from '#domain/people.ts';
import { keepPlan } from '#server/platform/database-plans.ts';
import type { Visit } from '#server/platform/shell.ts';
import { personOf } from './conferences-rows.ts';

export type Answer = {
  at: Temporal.Instant;
  /** Null where they answered by the link in their mail. */
  by: string | null;
};

/** How each answer to an invitation came, by whom it is. */
export async function answersOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  conferenceId: string,
): Promise<Map<string, Answer>> {
  const rows = await tx
    .selectFrom('attendee')
    .select(['staff_id', 'provider_id', 'support_id', 'client_id', 'answered_at', 'answered_by'])
    .where('agency_id', '=', agencyId)
    .where('conference_id', '=', conferenceId)
    .where('taken_off_at', 'is', null)
    .where('answered_at', 'is not', null)
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.flatMap((row) =>
      row.answered_at === null
        ? []
        : [[personKey(personOf(row)), { at: row.answered_at, by: row.answered_by }]],
    ),
  );
}
