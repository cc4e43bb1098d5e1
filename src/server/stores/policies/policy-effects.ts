import { sql } from 'kysely';
import type { Effect, PolicyEffect } from '#domain/policy-clock/effects-of.ts';
import { obligationKey } from '#domain/policy-clock/obligation-key.ts';
import type { Visit } from '#server/platform/shell.ts';
import type { ClockFacts } from '#server/stores/clock/clock-facts.ts';

type Here = Pick<Visit, 'tx' | 'agencyId'>;

export type FoundEffect = Effect & { known: ClockFacts; class: string };

/** What a round of a preview found; the same round again adds nothing. */
export async function addEffects(
  { tx, agencyId }: Here,
  runId: string,
  found: readonly FoundEffect[],
) {
  if (found.length === 0) return;
  await tx
    .insertInto('policy_effect')
    .values(
      found.map(({ effect, about, beforeOn, afterOn, known, class: sensitivity }) => ({
        agency_id: agencyId,
        run_id: runId,
        effect,
        enrollment_id: known.enrollment.id,
        subject: subjectOf(about),
        client_id: known.clientId,
        program_id: known.program.programId,
        team_id: known.teamId,
        worker_id: known.workerId,
        class: sensitivity,
        before_on: beforeOn,
        after_on: afterOn,
      })),
    )
    .execute();
}

function subjectOf(about: Effect['about']) {
  if ('review' in about) return about.review.id;
  return obligationKey(about.duty);
}

type CountedEffect = { effect: PolicyEffect; count: number; clients: number };

/** How many duties or conferences, and of how many clients: few are left out where the asker may not know who is in the program. */
export async function countEffects(
  { tx }: Pick<Here, 'tx'>,
  runId: string,
): Promise<CountedEffect[]> {
  const { rows } =
    await sql<CountedEffect>`select * from auth.count_effects(${runId}::uuid)`.execute(tx);
  return rows;
}

/** A page of one number's rows, in the order of the clients' numbers. */
export async function effectsOfRun(
  { tx, agencyId }: Here,
  runId: string,
  {
    effect,
    after,
    limit,
  }: { effect: PolicyEffect; after: [string, string, string] | undefined; limit: number },
) {
  const [number, enrollmentId, subject] = after ?? [];
  return tx
    .selectFrom('policy_effect as f')
    .innerJoin('client as c', (join) =>
      join.onRef('c.agency_id', '=', 'f.agency_id').onRef('c.client_id', '=', 'f.client_id'),
    )
    .leftJoin('staff_version as w', (join) =>
      join
        .onRef('w.agency_id', '=', 'f.agency_id')
        .onRef('w.staff_id', '=', 'f.worker_id')
        .on('w.superseded_at', 'is', null)
        .on('w.valid_to', 'is', null),
    )
    .select([
      'f.client_id as clientId',
      'f.enrollment_id as enrollmentId',
      'f.subject',
      'f.before_on as beforeOn',
      'f.after_on as afterOn',
      'c.client_number as number',
      'c.legal_given as legalGiven',
      'c.legal_family as legalFamily',
      'c.preferred_name as preferredName',
      'w.full_name as workerName',
    ])
    .where('f.agency_id', '=', agencyId)
    .where('f.run_id', '=', runId)
    .where('f.effect', '=', effect)
    .$if(after !== undefined, (query) =>
      query.where(
        sql<boolean>`(c.client_number, f.enrollment_id, f.subject) > (${number}::integer, ${enrollmentId}::uuid, ${subject}::text)`,
      ),
    )
    .orderBy('c.client_number')
    .orderBy('f.enrollment_id')
    .orderBy('f.subject')
    .limit(limit)
    .execute();
}
