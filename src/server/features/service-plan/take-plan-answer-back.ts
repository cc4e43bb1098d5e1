import type { InputOf } from '#contract/endpoint.ts';
import type { takePlanAnswerBack as contract } from '#contract/service-plan.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { endPlanAnswer } from '#server/stores/enrollments/plan-answers.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { planSteps } from './plan-steps.ts';

/** Nobody said it: the answer is kept, and holds no longer; who took it back stands in the client's record. */
export async function takePlanAnswerBack(
  { clientId, actionItemId, seen }: InputOf<typeof contract>,
  visit: Visit,
) {
  if (!(await reviewClients(visit, [clientId])).has(clientId)) throw new Refused('not-found');
  const step = (await planSteps(visit, clientId)).find(
    ({ stored }) => stored.item.id === actionItemId,
  );
  if (!step) throw new Refused('not-found');
  await endPlanAnswer(visit, { actionItemId, seen });
  await addToRecord(visit, [
    {
      kind: 'action',
      change: 'answer-taken-back',
      clientId,
      aboutId: actionItemId,
      on: visit.today,
      class: step.stored.item.class,
    },
  ]);
  visit.touch(clientId);
  return {};
}
