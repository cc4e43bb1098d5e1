import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { intervalName } from './explain.ts';

export type NamedRule = { ruleId: string; name: string };

/** What each rule of a policy is called: the routine ones, and the changes that call for a conference of their own. */
const rulesByName = ({
  cadence,
  triggers,
}: Pick<ProgramPolicy, 'cadence' | 'triggers'>): NamedRule[] => [
  ...cadence.map((rule) => ({
    ruleId: rule.ruleId,
    name: rule.kind === 'interval' ? `${intervalName(rule.interval)} rule` : 'Reassessment',
  })),
  ...triggers.map(({ code, label }) => ({ ruleId: code, name: label })),
];

/** The latest name that any version of the policies gives it; a rule that none of them knows keeps its code. */
export const ruleNameIn = (policies: readonly ProgramPolicy[], ruleId: string): string =>
  policies.flatMap(rulesByName).findLast((rule) => rule.ruleId === ruleId)?.name ?? ruleId;

/**
 * The rules that a client can be exempted from one by one. A change that is itself restricted is none of them: an exemption
 * is read by whoever reads the chart.
 */
export function exemptableRules(
  policies: readonly ProgramPolicy[],
  on: Temporal.PlainDate,
): NamedRule[] {
  const policy = policyOn(inOrder(policies), on);
  if (policy === null) return [];
  const cadence = policy.cadence.filter(({ obligation }) => obligation !== 'not_required');
  const triggers = policy.triggers.filter(({ sensitivity = [] }) =>
    sensitivity.every((each) => each === 'general'),
  );
  return rulesByName({ cadence, triggers });
}
