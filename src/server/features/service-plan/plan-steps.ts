import { planStateOf, type PlanState } from '#domain/service-plan/plan-answer.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  actionItemsOfClients,
  type StoredActionItem,
} from '#server/stores/conferences/action-items.ts';
import { programRulesOf } from '#server/stores/clock/clock-facts.ts';
import {
  planAnswersOf,
  reviewsOfPlan,
  type ReviewOfPlan,
  type StoredAnswer,
} from '#server/stores/enrollments/plan-answers.ts';

/** A step that a conference of the client decided, and where it stands in the plan. */
export type PlanStep = {
  stored: StoredActionItem;
  review: ReviewOfPlan;
  policy: ProgramPolicy;
  answer: StoredAnswer | null;
  planState: PlanState;
};

/** Every step of the client that the asker may read, judged by the rules of the day on which it was decided. */
export async function planSteps(visit: Visit, clientId: string): Promise<PlanStep[]> {
  const items = await actionItemsOfClients(visit, [clientId], { openOnly: false });
  const reviews = await reviewsOfPlan(
    visit,
    items.map(({ item }) => item.reviewId),
  );
  const answers = await planAnswersOf(
    visit,
    items.map(({ item }) => item.id),
  );
  const rules = await programRulesOf(visit, [
    ...new Set([...reviews.values()].map(({ programId }) => programId)),
  ]);
  return items.flatMap((stored) => {
    const review = reviews.get(stored.item.reviewId);
    const program = review && rules.get(review.programId);
    const policy = program && policyOn(inOrder(program.policies), review.heldOn);
    if (!review || !policy) return [];
    const answer = answers.get(stored.item.id) ?? null;
    const requiresAgreement = policy.planUpdate.requireClientAgreement;
    const planState = planStateOf(stored.item, answer?.answer ?? null, { requiresAgreement });
    return [{ stored, review, policy, answer, planState }];
  });
}
