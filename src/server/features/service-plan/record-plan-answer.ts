import type { InputOf } from '#contract/endpoint.ts';
import type { recordPlanAnswer as contract } from '#contract/service-plan.ts';
import { flawOfAnswer, type GivenAnswer } from '#domain/service-plan/plan-answer.ts';
import { badInput, Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import { addPlanAnswer } from '#server/stores/enrollments/plan-answers.ts';
import { addToRecord } from '#server/stores/add-to-record.ts';
import { planSteps, type PlanStep } from './plan-steps.ts';

/** One answer to several steps: all of them are recorded, or none; each stands in the client's record. */
export async function recordPlanAnswer(
  { clientId, items, ...said }: InputOf<typeof contract>,
  visit: Visit,
) {
  if (!(await reviewClients(visit, [clientId])).has(clientId)) throw new Refused('not-found');
  const given: GivenAnswer = { ...said, on: Temporal.PlainDate.from(said.on) };
  const wanted = new Map(items.map((item) => [item.actionItemId, item]));
  const steps = (await planSteps(visit, clientId)).filter(({ stored }) =>
    wanted.has(stored.item.id),
  );
  if (steps.length < wanted.size) throw new Refused('not-found');
  await checkAnswer(visit, given, steps);
  for (const { stored } of steps) {
    const { id, class: sensitivity } = stored.item;
    await addPlanAnswer(visit, wanted.get(id) ?? { actionItemId: id, seen: null }, given);
    await addToRecord(visit, [
      {
        kind: 'action',
        change: given.answer,
        clientId,
        aboutId: id,
        on: given.on,
        class: sensitivity,
      },
    ]);
  }
  visit.touch(clientId);
  return { recorded: steps.length };
}

async function checkAnswer(visit: Visit, given: GivenAnswer, steps: readonly PlanStep[]) {
  const { today } = visit;
  for (const { stored, review, policy } of steps) {
    if (stored.item.state === 'cancelled')
      throw badInput('items', 'One of these steps was given up. Leave it out.');
    const flaw = flawOfAnswer(given, {
      ...review,
      today,
      clientWord: policy.vocabulary.client,
    });
    if (flaw) throw new Refused('bad-input', [flaw]);
  }
}
