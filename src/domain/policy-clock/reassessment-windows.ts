import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { AtEventRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';

export type ReassessmentWindow = {
  ruleId: string;
  from: Temporal.PlainDate;
  until: Temporal.PlainDate;
};

const rulesAt = (policies: readonly ProgramPolicy[], on: Temporal.PlainDate): AtEventRule[] =>
  (policyOn(inOrder(policies), on)?.cadence ?? []).flatMap((rule) =>
    rule.kind === 'at_event' && rule.obligation !== 'not_required' ? [rule] : [],
  );

/** Within which days a conference counts for a reassessment on that date; empty where the policy asks for none. */
export const windowsOn = (
  policies: readonly ProgramPolicy[],
  on: Temporal.PlainDate,
): ReassessmentWindow[] =>
  rulesAt(policies, on).map(({ ruleId, event }) => ({
    ruleId,
    from: on.subtract({ days: event.windowBeforeDays }),
    until: on.add({ days: event.windowAfterDays }),
  }));

/** The kinds of pause that a rule of the policy in force knows. */
export const pauseKindsOn = (
  policies: readonly ProgramPolicy[],
  on: Temporal.PlainDate,
): string[] => [
  ...new Set((policyOn(inOrder(policies), on)?.cadence ?? []).flatMap(({ pauses }) => pauses)),
];
