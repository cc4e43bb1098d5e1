import { dateKey } from '#domain/program-policy/date-key.ts';
import type { IntervalRule } from '#domain/program-policy/program-policy.ts';
import type { ClockView } from './clock-view.ts';
import { dueOn } from './due-on.ts';
import type { Duty } from './duty.ts';
import type { KeyProviderFact } from './facts.ts';

/** Where every key provider has to come once within the time of the routine rule: due by whoever was missing longest (C-17). */
export function keyProviderDuties(view: ClockView): Duty[] {
  const { policy, facts } = view;
  if (policy.conference.keyProviderCoverage !== 'all_within_interval') return [];
  const providers = facts.keyProviders.filter((each) => isOn(each, view.dayKey));
  if (providers.length === 0) return [];
  return policy.cadence.flatMap((rule) =>
    rule.kind === 'interval' && rule.obligation !== 'not_required'
      ? [coverageDuty(view, rule, providers)]
      : [],
  );
}

const isOn = ({ from, lastOn }: KeyProviderFact, day: number) =>
  dateKey(from) <= day && (lastOn === null || day <= dateKey(lastOn));

function coverageDuty(
  view: ClockView,
  rule: IntervalRule,
  providers: readonly KeyProviderFact[],
): Duty {
  const people = new Set(providers.map(({ personId }) => personId));
  const missedSince = providers
    .map((provider) => lastThereOn(view, provider))
    .reduce((first, on) => (dateKey(on) < dateKey(first) ? on : first));
  return {
    kind: 'cadence',
    ruleId: `key-providers-${rule.ruleId}`,
    occurrenceId: null,
    policy: view.policy,
    strength: rule.obligation,
    severity: 'routine',
    anchor: { kind: 'key_provider', on: missedSince, id: null },
    basis: {
      code: 'key_providers',
      label: 'Every key provider',
      interval: rule.interval,
      of: people.size,
    },
    dueOn: dueOn(missedSince, rule.interval),
    dueSoon: { days: rule.dueSoonDays },
    satisfied: null,
    heldLate: null,
    rule,
  };
}

/** The last conference that counts at which they were; before it, the day on which they became one, or the client came. */
function lastThereOn(
  { held, enrollment, startKey }: ClockView,
  { personId, from }: KeyProviderFact,
) {
  const last = held.findLast(({ review }) =>
    review?.attendees.some((each) => each.attended && each.personId === personId),
  );
  if (last !== undefined) return last.heldOn;
  return dateKey(from) > startKey ? from : enrollment.startedOn;
}
