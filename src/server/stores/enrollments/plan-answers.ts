import { sql } from 'kysely';
import type { StaffId } from '#domain/people.ts';
import type {
  AnswerGiver,
  AnswerWay,
  GivenAnswer,
  PlanAnswer,
} from '#domain/service-plan/plan-answer.ts';
import { newId } from '#server/platform/ids.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { enrollmentShown, unknownProgram } from '#server/stores/enrollment-shown.ts';

type Scope = Pick<Visit, 'tx' | 'agencyId'>;

export type StoredAnswer = GivenAnswer & {
  answerId: string;
  actionItemId: string;
  recordedBy: StaffId;
};

/** The answers that hold, by the step that they are about. */
export async function planAnswersOf(
  { tx, agencyId }: Scope,
  actionItemIds: readonly string[],
): Promise<Map<string, StoredAnswer>> {
  if (actionItemIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('plan_answer')
    .selectAll()
    .where('agency_id', '=', agencyId)
    .where('action_item_id', 'in', [...actionItemIds])
    .where('superseded_at', 'is', null)
    .$narrowType<{ answer: PlanAnswer; given_by: AnswerGiver; how: AnswerWay }>()
    .execute();
  return new Map(
    rows.map((row) => [
      row.action_item_id,
      {
        answerId: row.answer_id,
        actionItemId: row.action_item_id,
        answer: row.answer,
        givenBy: row.given_by,
        how: row.how,
        on: row.answered_on,
        recordedBy: row.recorded_by,
      },
    ]),
  );
}

/** Those of these steps that still hold and that nobody has answered. */
export async function unansweredOf(
  { tx, agencyId }: Scope,
  actionItemIds: readonly string[],
): Promise<ReadonlySet<string>> {
  if (actionItemIds.length === 0) return new Set();
  const rows = await tx
    .selectFrom('action_item as i')
    .select('i.action_item_id')
    .where('i.agency_id', '=', agencyId)
    .where('i.action_item_id', 'in', [...new Set(actionItemIds)])
    .where('i.state', '<>', 'cancelled')
    .where(({ not, exists, selectFrom, lit }) =>
      not(
        exists(
          selectFrom('plan_answer as a')
            .select(lit(1).as('one'))
            .whereRef('a.agency_id', '=', 'i.agency_id')
            .whereRef('a.action_item_id', '=', 'i.action_item_id')
            .where('a.superseded_at', 'is', null),
        ),
      ),
    )
    .execute();
  return new Set(rows.map((row) => row.action_item_id));
}

/** The answer that was looked at holds no longer. */
export async function endPlanAnswer(
  { tx, at, agencyId }: Scope & Pick<Visit, 'at'>,
  { actionItemId, seen }: { actionItemId: string; seen: string },
) {
  const { numUpdatedRows } = await tx
    .updateTable('plan_answer')
    .set({ superseded_at: at })
    .where('agency_id', '=', agencyId)
    .where('answer_id', '=', seen)
    .where('action_item_id', '=', actionItemId)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw new Refused('changed-meanwhile');
}

/** A new answer takes the place of the one that was looked at, and of no other. */
export async function addPlanAnswer(
  visit: Scope & Pick<Visit, 'at' | 'actor'>,
  { actionItemId, seen }: { actionItemId: string; seen: string | null },
  { answer, givenBy, how, on }: GivenAnswer,
) {
  const { tx, at, agencyId, actor } = visit;
  if (seen !== null) await endPlanAnswer(visit, { actionItemId, seen });
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('plan_answer')
    .values({
      agency_id: agencyId,
      answer_id: newId(at),
      action_item_id: actionItemId,
      answer,
      given_by: givenBy,
      how,
      answered_on: on,
      recorded_by: actor,
      recorded_at: at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new Refused('changed-meanwhile');
}

export type ReviewOfPlan = {
  reviewId: string;
  programId: string;
  heldOn: Temporal.PlainDate;
  clientWasThere: boolean;
};

/** Where the steps were decided: under which program's rules, on which day, and with the client or without. */
export async function reviewsOfPlan(
  { tx, agencyId }: Scope,
  reviewIds: readonly string[],
): Promise<Map<string, ReviewOfPlan>> {
  if (reviewIds.length === 0) return new Map();
  const rows = await tx
    .selectFrom('client_review as r')
    .leftJoin(enrollmentShown('r'), (join) => join.onTrue())
    .innerJoin('review_closing as k', (join) =>
      join.onRef('k.agency_id', '=', 'r.agency_id').onRef('k.review_id', '=', 'r.review_id'),
    )
    .innerJoin('review_closing_version as v', (join) =>
      join
        .onRef('v.agency_id', '=', 'k.agency_id')
        .onRef('v.review_closing_id', '=', 'k.review_closing_id')
        .on('v.superseded_at', 'is', null),
    )
    .select(['r.review_id as reviewId', 'v.valid_from as heldOn'])
    .select(sql<string>`coalesce(e.program_id, ${unknownProgram}::uuid)`.as('programId'))
    .select(({ exists, selectFrom, lit }) =>
      exists(
        selectFrom('review_attendee as w')
          .innerJoin('attendee as a', (join) =>
            join
              .onRef('a.agency_id', '=', 'w.agency_id')
              .onRef('a.attendee_id', '=', 'w.attendee_id'),
          )
          .innerJoin('attendance_version as p', (join) =>
            join
              .onRef('p.agency_id', '=', 'w.agency_id')
              .onRef('p.review_attendee_id', '=', 'w.review_attendee_id')
              .on('p.superseded_at', 'is', null)
              .on('p.present', '=', true),
          )
          .select(lit(1).as('one'))
          .whereRef('w.agency_id', '=', 'r.agency_id')
          .whereRef('w.review_id', '=', 'r.review_id')
          .whereRef('a.client_id', '=', 'r.client_id'),
      ).as('clientWasThere'),
    )
    .where('r.agency_id', '=', agencyId)
    .where('r.review_id', 'in', [...new Set(reviewIds)])
    .execute();
  return new Map(
    rows.map((row) => [row.reviewId, { ...row, clientWasThere: Boolean(row.clientWasThere) }]),
  );
}
