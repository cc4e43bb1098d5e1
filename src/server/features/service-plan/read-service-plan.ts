import type { InputOf, ReplyOf } from '#contract/endpoint.ts';
import type { PlanItem, readServicePlan as contract } from '#contract/service-plan.ts';
import { isOverdue } from '#domain/action-items/action-item.ts';
import { clientWord } from '#domain/program-policy/client-word.ts';
import { answerWayWords } from '#domain/service-plan/plan-answer.ts';
import { personKey, type PersonRef } from '#domain/people.ts';
import { dateInWords } from '#domain/words.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findAgency } from '#server/stores/agencies.ts';
import { peopleAsOf, type KnownPerson } from '#server/stores/conferences/attendees.ts';
import { reviewClients } from '#server/stores/conferences/client-reviews.ts';
import type { StoredAnswer } from '#server/stores/enrollments/plan-answers.ts';
import { planSteps, type PlanStep } from './plan-steps.ts';

const staff = (id: string): PersonRef => ({ kind: 'staff', id });

export async function readServicePlan(
  { clientId }: InputOf<typeof contract>,
  visit: Visit,
): Promise<ReplyOf<typeof contract>> {
  const client = (await reviewClients(visit, [clientId])).get(clientId);
  if (!client) throw new Refused('not-found');
  const { neutralName, contactPhone } = await findAgency(visit.tx, visit.agencyId);
  const { today } = visit;
  const steps = await planSteps(visit, clientId);
  const people = await peopleAsOf(
    visit,
    steps.flatMap(({ stored, answer }) => [
      stored.item.owner,
      ...(answer ? [staff(answer.recordedBy)] : []),
    ]),
    { on: today, knownAt: visit.at },
  );
  visit.touch(clientId);
  return {
    clientName: client.name,
    planWord: steps[0]?.policy.vocabulary.plan ?? 'Service plan',
    clientWord: clientWord(steps.map(({ policy }) => policy.vocabulary)),
    items: steps.map((step) => show(step, people, today)),
    today: today.toString(),
    contact: { name: neutralName, phone: contactPhone },
    may: { answer: visit.abilities.has('record:write') },
  };
}

function show(
  { stored, review, policy, answer, planState }: PlanStep,
  people: ReadonlyMap<string, KnownPerson>,
  today: Temporal.PlainDate,
): PlanItem {
  const { item } = stored;
  const owner = people.get(personKey(item.owner));
  return {
    actionItemId: item.id,
    text: item.text,
    ownerName: owner?.name ?? 'Somebody',
    ownerAgency: owner?.agency ?? null,
    ownerKind: item.owner.kind,
    dueOn: item.dueOn.toString(),
    isOverdue: isOverdue(item, today),
    isDone: item.state === 'done',
    conference: {
      conferenceId: stored.conferenceId,
      number: stored.conferenceNumber,
      heldOn: review.heldOn.toString(),
      isVoid: stored.isFromVoid,
    },
    reviewId: review.reviewId,
    planState,
    asksAgreement: policy.planUpdate.requireClientAgreement,
    answer: answer && {
      answerId: answer.answerId,
      answer: answer.answer,
      inWords: answerInWords(answer),
      recordedByName: people.get(personKey(staff(answer.recordedBy)))?.name ?? 'Somebody',
    },
  };
}

function answerInWords({ answer, givenBy, how, on }: StoredAnswer): string {
  const word = answer === 'agreed' ? 'Agreed' : 'Declined';
  const by = givenBy === 'client' ? '' : ' by a representative';
  return `${word}${by} on ${dateInWords(on)}: ${answerWayWords[how].toLowerCase()}`;
}
