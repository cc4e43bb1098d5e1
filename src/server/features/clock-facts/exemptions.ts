import type * as contract from '#contract/clock-facts/exemptions.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { flawOfSuspension, overlap } from '#domain/policy-clock/fact-dates.ts';
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
import {
  endSuspension,
  reviewSuspension,
  withdrawSuspension,
  type Kept,
} from './change-suspension.ts';
import { dateOf, dayAfter, dayBefore, refuseFlaw } from './dated.ts';

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

const kept: Kept<Exemption> = {
  table: 'exemption',
  find: findExemption,
  add: addExemption,
  noteWithdrawn: (visit, { id: exemptionId, ...about }) =>
    recordExemptionChange(visit, { ...about, exemptionId }, 'withdrawn'),
};

export const endExemption = (
  { exemptionId: id, lastOn }: InputOf<typeof contract.endExemption>,
  visit: Visit,
) => endSuspension(visit, kept, { id, lastOn });

export const reviewExemption = (
  { exemptionId: id, reviewOn, note }: InputOf<typeof contract.reviewExemption>,
  visit: Visit,
) => reviewSuspension(visit, kept, { id, reviewOn, note });

export const withdrawExemption = (
  { exemptionId: id, why }: InputOf<typeof contract.withdrawExemption>,
  visit: Visit,
) => withdrawSuspension(visit, kept, { id, why });
