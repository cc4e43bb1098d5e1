import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { intervalName } from './explain.ts';
import { jointRuleNames } from './joint-duties.ts';
import { coverageRuleId, coverageRules } from './key-provider-duties.ts';
import { readObligationKey } from './obligation-key.ts';

export type NamedRule = { ruleId: string; name: string };

/** What each rule of a policy is called: the routine ones, with what hangs on their time, and the changes that call for a conference of their own. */
const rulesByName = ({
  cadence,
  triggers,
  conference,
}: Pick<ProgramPolicy, 'cadence' | 'triggers' | 'conference'>): NamedRule[] => [
  ...cadence.map((rule) => ({
    ruleId: rule.ruleId,
    name: rule.kind === 'interval' ? `${intervalName(rule.interval)} rule` : 'Reassessment',
  })),
  ...coverageRules({ cadence, conference }).map(({ ruleId, interval }) => ({
    ruleId: coverageRuleId(ruleId),
    name: `Every key provider (${intervalName(interval)} rule)`,
  })),
  ...triggers.map(({ code, label }) => ({ ruleId: code, name: label })),
];

/** The latest name that any version of the policies gives it, or one duty that it asks for; a rule that none of them knows keeps its code. */
export function ruleNameIn(policies: readonly ProgramPolicy[], key: string): string {
  const { ruleId } = readObligationKey(key);
  return (
    policies
      .flatMap((policy) => [...rulesByName(policy), ...jointRuleNames(policy)])
      .findLast((rule) => rule.ruleId === ruleId)?.name ?? ruleId
  );
}

/**
 * The rules that a client can be exempted from one by one. A change that is itself restricted is none of them: an exemption
 * is read by whoever reads the chart. What two programs at once ask for stands for itself: it is exempted from by its own name.
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
  return rulesByName({ cadence, triggers, conference: policy.conference });
}
