import { dateKey } from '#domain/program-policy/date-key.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import { isRoutine } from '#domain/program-policy/routine-rules.ts';
import type { IntervalRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { ClockView } from './clock-view.ts';
import { dueOn } from './due-on.ts';
import type { Duty } from './duty.ts';
import type { KeyProviderFact } from './facts.ts';

/** Where every key provider has to come once within the time of the routine rule: due by whoever was missing longest (C-17). */
export function keyProviderDuties(view: ClockView): Duty[] {
  const providers = view.facts.keyProviders.filter((each) => isOn(each, view.dayKey));
  const [first, ...others] = providers.map((provider) => lastThereOn(view, provider));
  if (first === undefined) return [];
  const missedSince = others.reduce((on, next) => (dateKey(next) < dateKey(on) ? next : on), first);
  const of = new Set(providers.map(({ personId }) => personId)).size;
  return coverageRules(view.policy).map((now) => coverageDuty(view, { now, missedSince, of }));
}

/** An exemption from a routine rule holds for this one of it too. */
export const coverageRuleId = (ruleId: string) => `key-providers-${ruleId}`;

const isOn = ({ from, lastOn }: KeyProviderFact, day: number) =>
  dateKey(from) <= day && (lastOn === null || day <= dateKey(lastOn));

/** The rules whose time every key provider shares; what is owed once does not come again. */
export const coverageRules = ({
  conference,
  cadence,
}: Pick<ProgramPolicy, 'conference' | 'cadence'>): IntervalRule[] =>
  conference.keyProviderCoverage === 'all_within_interval' ? cadence.filter(isRoutine) : [];

type Missed = { now: IntervalRule; missedSince: Temporal.PlainDate; of: number };

/** A rule speaks as it did on the day from which one counts; one that came later begins with the version that brought it. */
function coverageDuty(view: ClockView, { now, missedSince, of }: Missed): Duty {
  const ruleIn = (policy: ProgramPolicy) =>
    coverageRules(policy).find(({ ruleId }) => ruleId === now.ruleId);
  const past = policyOn(view.versions, missedSince);
  const then = past === null ? undefined : ruleIn(past);
  const keepsItsDate = !now.applyToOpenObligations;
  const { policy, rule } =
    keepsItsDate && past !== null && then !== undefined
      ? { policy: past, rule: then }
      : { policy: view.policy, rule: now };
  const bringer = view.versions.find(
    (version) => dateKey(version.effectiveFrom) > dateKey(missedSince) && ruleIn(version),
  );
  const isNew = keepsItsDate && then === undefined && bringer !== undefined;
  const on = isNew ? bringer.effectiveFrom : missedSince;
  return {
    kind: 'key_providers',
    ruleId: coverageRuleId(now.ruleId),
    occurrenceId: null,
    policy,
    strength: rule.obligation,
    severity: 'routine',
    anchor: { kind: isNew ? 'policy_start' : 'key_provider', on, id: null },
    basis: { code: 'key_providers', label: 'Every key provider', interval: rule.interval, of },
    dueOn: dueOn(on, rule.interval),
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
