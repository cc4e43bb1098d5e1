import type * as contract from '#contract/clock-facts/exemptions.ts';
import type { InputOf } from '#contract/endpoint.ts';
import { exemptableRules } from '#domain/policy-clock/rule-names.ts';
import type { Visit } from '#server/platform/shell.ts';
import {
  addExemption,
  exemptionsOf,
  findExemption,
  recordExemptionChange,
  type Exemption,
} from '#server/stores/clock/exemptions.ts';
import { findEnrollment } from '#server/stores/enrollments/enrollments.ts';
import { dutiesOf } from '#server/stores/clock/obligations-client.ts';
import { beginSuspension } from './begin-suspension.ts';
import {
  endSuspension,
  reviewSuspension,
  withdrawSuspension,
  type Kept,
} from './change-suspension.ts';

export async function grantExemption(
  { ruleId, reason, ...asked }: InputOf<typeof contract.grantExemption>,
  visit: Visit,
) {
  const duty = ruleId === null ? null : await exemptableDuty(visit, asked.enrollmentId, ruleId);
  const sensitivity = duty?.class ?? 'general';
  const exemptionId = await beginSuspension(visit, asked, {
    class: sensitivity,
    flawOf: ({ policies }, from) =>
      ruleId === null ||
      duty !== null ||
      exemptableRules(policies, from).some((rule) => rule.ruleId === ruleId)
        ? null
        : { path: 'ruleId', message: 'Choose one of the rules of this program.' },
    standing: exemptionsOf,
    isAlike: (other) => other.ruleId === ruleId,
    refusal: 'exempt-already',
    add: (suspension, today) =>
      addExemption(
        visit,
        { ...suspension, ruleId, reason, class: sensitivity },
        { as: 'granted', today },
      ),
  });
  return { exemptionId };
}

/** A duty that stands for itself, as far as the asker may know of it. */
async function exemptableDuty(visit: Visit, enrollmentId: string, key: string) {
  const { clientId } = await findEnrollment(visit.tx, visit.agencyId, enrollmentId);
  const duties = await dutiesOf(visit, clientId);
  return (
    duties.find(
      ({ standing, obligationKey }) =>
        standing.enrollmentId === enrollmentId &&
        standing.kind === 'joint' &&
        obligationKey === key,
    ) ?? null
  );
}

const kept: Kept<Exemption> = {
  table: 'exemption',
  find: findExemption,
  add: addExemption,
  noteWithdrawn: (visit, exemption, on) =>
    recordExemptionChange(visit, { ...exemption, on }, 'withdrawn'),
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
