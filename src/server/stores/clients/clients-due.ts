import type { ClientId } from '#domain/people.ts';
import { explain, type Explanation } from '#domain/policy-clock/explain.ts';
import { statusOn, type Status } from '#domain/policy-clock/status-on.ts';
import type { Vocabulary } from '#domain/program-policy/program-policy.ts';
import { keepPlan, oneOf } from '#server/platform/database-plans.ts';
import { readStanding } from '#server/platform/standing-documents.ts';
import type { Visit } from '#server/platform/shell.ts';

export type NextDue = Pick<Explanation, 'rule' | 'strength' | 'due' | 'left'> & {
  status: Status;
  dueOn: Temporal.PlainDate | null;
  isBacklog: boolean;
  isCrisis: boolean;
};

export type ProgramWords = { vocabulary: Vocabulary; today: Temporal.PlainDate };

/** The first open duty of each enrollment of these clients, of those that the asker may see: a crisis, then the earliest. */
export async function nextDueOf(
  { tx, agencyId }: Pick<Visit, 'tx' | 'agencyId'>,
  clientIds: readonly ClientId[],
  wordsOf: (programId: string) => ProgramWords | undefined,
): Promise<Map<string, NextDue>> {
  if (clientIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('obligation')
    .select(['enrollment_id', 'program_id', 'severity', 'explanation'])
    .distinctOn('enrollment_id')
    .where('agency_id', '=', agencyId)
    .where('client_id', '=', oneOf(clientIds))
    .where('state', 'in', ['open', 'snoozed', 'paused', 'exempt', 'not_required'])
    .orderBy('enrollment_id')
    .orderBy((order) => order.case().when('state', '=', 'open').then(0).else(1).end())
    .orderBy('due_key')
    .modifyEnd(keepPlan)
    .execute();
  return new Map(
    rows.flatMap((row) => {
      const words = wordsOf(row.program_id);
      if (!words) return [];
      const status = statusOn(readStanding(row.explanation), words.today);
      const { rule, strength, due, left } = explain(status, words.vocabulary);
      const { dueOn, flags } = status;
      const known = { status: status.status, dueOn, isBacklog: flags.backlog };
      const isCrisis = row.severity === 'crisis';
      return [[row.enrollment_id, { ...known, isCrisis, rule, strength, due, left }]];
    }),
  );
}
