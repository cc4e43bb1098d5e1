import type * as contract from '#contract/clock-facts/exemptions.ts';
import type { InputOf } from '#contract/endpoint.ts';
import {
  flawOfEnd,
  flawOfReview,
  flawOfSuspension,
  overlap,
} from '#domain/policy-clock/fact-dates.ts';
import { exemptableRules } from '#domain/policy-clock/rule-names.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { findEnrolledProgram, lockEnrollmentsOf } from '#server/stores/enrolled-programs.ts';
import {
  addExemption,
  exemptionsOf,
  findExemption,
  recordExemptionChange,
  type Exemption,
} from '#server/stores/exemptions.ts';
import { addNote } from '#server/stores/fact-notes.ts';
import { projectEnrollments } from '#server/stores/project-enrollments.ts';
import { supersedeFact } from '#server/stores/supersede-fact.ts';
import { dateOf, dayAfter, dayBefore, refuseFlaw } from './dated.ts';

const done = { done: true } as const;

export async function grantExemption(
  { enrollmentId, ruleId, reason, note, ...asked }: InputOf<typeof contract.grantExemption>,
  visit: Visit,
) {
  const program = await findEnrolledProgram(visit, enrollmentId);
  const { clientId, today } = program;
  if (program.endedOn !== null) throw new Refused('enrollment-ended');
  const from = Temporal.PlainDate.from(asked.from);
  const lastOn = dateOf(asked.lastOn);
  const reviewOn = Temporal.PlainDate.from(asked.reviewOn);
  refuseFlaw(flawOfSuspension({ from, lastOn, reviewOn }, program));
  if (
    ruleId !== null &&
    !exemptableRules(program.policies, from).some((rule) => rule.ruleId === ruleId)
  )
    refuseFlaw({ path: 'ruleId', message: 'Choose one of the rules of this program.' });

  await lockEnrollmentsOf(visit, clientId);
  const others = (await exemptionsOf(visit, clientId)).filter(
    (each) => each.enrollmentId === enrollmentId && each.ruleId === ruleId,
  );
  if (
    others.some((each) =>
      overlap({ from: each.from, lastOn: dayBefore(each.until) }, { from, lastOn }),
    )
  )
    throw new Refused('exempt-already');
  const until = dayAfter(lastOn);
  const fact = { firstId: null, clientId, enrollmentId, ruleId, reason, from, until, reviewOn };
  const exemptionId = await addExemption(visit, fact, { as: 'granted', today });
  await addNote(visit, { aboutId: exemptionId, clientId, kind: 'note', text: note });
  await projectEnrollments(visit, [enrollmentId]);
  visit.touch(clientId, exemptionId);
  return { exemptionId };
}

/** Of two who change it at once, the second is told when the row turns out to be superseded. */
async function find(visit: Visit, exemptionId: string) {
  const before = await findExemption(visit, exemptionId);
  const program = await findEnrolledProgram(visit, before.enrollmentId);
  await lockEnrollmentsOf(visit, before.clientId);
  visit.touch(before.clientId);
  return { before, program };
}

async function replace(
  visit: Visit,
  { before, now }: { before: Exemption; now: Partial<Pick<Exemption, 'until' | 'reviewOn'>> },
  { as, today }: { as: 'ended' | 'corrected'; today: Temporal.PlainDate },
) {
  await supersedeFact(visit, { table: 'exemption', id: before.exemptionId }, as);
  await addExemption(visit, { ...before, ...now }, { as, today });
  await projectEnrollments(visit, [before.enrollmentId]);
}

export async function endExemption(
  { exemptionId, ...asked }: InputOf<typeof contract.endExemption>,
  visit: Visit,
) {
  const { before, program } = await find(visit, exemptionId);
  const lastOn = Temporal.PlainDate.from(asked.lastOn);
  const { from } = before;
  refuseFlaw(flawOfEnd(lastOn, { ...program, from }));
  const now = { until: dayAfter(lastOn) };
  await replace(visit, { before, now }, { as: 'ended', today: program.today });
  return done;
}

export async function reviewExemption(
  { exemptionId, note, ...asked }: InputOf<typeof contract.reviewExemption>,
  visit: Visit,
) {
  const { before, program } = await find(visit, exemptionId);
  const reviewOn = Temporal.PlainDate.from(asked.reviewOn);
  const { from, firstId, clientId } = before;
  refuseFlaw(flawOfReview(reviewOn, { ...program, from }));
  await replace(visit, { before, now: { reviewOn } }, { as: 'corrected', today: program.today });
  await addNote(visit, { aboutId: firstId, clientId, kind: 'note', text: note });
  return done;
}

export async function withdrawExemption(
  { exemptionId, why }: InputOf<typeof contract.withdrawExemption>,
  visit: Visit,
) {
  const { before, program } = await find(visit, exemptionId);
  const { clientId, firstId, enrollmentId } = before;
  await supersedeFact(visit, { table: 'exemption', id: exemptionId }, 'recorded-in-error');
  await recordExemptionChange(visit, { clientId, exemptionId, on: program.today }, 'withdrawn');
  await addNote(visit, { aboutId: firstId, clientId, kind: 'withdrawn', text: why });
  await projectEnrollments(visit, [enrollmentId]);
  return done;
}
