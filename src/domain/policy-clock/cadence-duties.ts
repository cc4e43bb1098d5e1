import { dateKey } from '#domain/program-policy/date-key.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { IntervalRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { ClockView, Held } from './clock-view.ts';
import type { Duty } from './duty.ts';
import { dueOn, nextFixedCycle } from './due-on.ts';
import type { Grounds } from './standing.ts';

/** The routine duties of the enrollment: one for each interval rule, the one that runs now. */
export function cadenceDuties(view: ClockView): Duty[] {
  const held = view.held.filter((each) => countsForCadence(view, each));
  return ruleIds(view).flatMap((ruleId) => dutyOf(view, held, ruleId) ?? []);
}

/** A conference called only for triggers that do not count leaves the routine clock alone. */
function countsForCadence({ facts, versions }: ClockView, { review }: Held) {
  if (review === null || review.triggerIds.length === 0) return true;
  return review.triggerIds.some((id) => {
    const event = facts.triggers.find((trigger) => trigger.id === id);
    if (event === undefined) return true;
    const rules = policyOn(versions, event.occurredOn)?.triggers ?? [];
    return rules.find(({ code }) => code === event.code)?.countsForCadence ?? true;
  });
}

const ruleIds = ({ versions }: ClockView) => [
  ...new Set(versions.flatMap((version) => intervalRules(version).map(({ ruleId }) => ruleId))),
];

const intervalRules = ({ cadence }: ProgramPolicy) =>
  cadence.filter((rule) => rule.kind === 'interval' && rule.obligation !== 'not_required');

type Speaking = { policy: ProgramPolicy; rule: IntervalRule };

function speakingIn(policy: ProgramPolicy | null, ruleId: string): Speaking | null {
  const rule = policy?.cadence.find((each) => each.ruleId === ruleId);
  if (policy === null || rule?.kind !== 'interval' || rule.obligation === 'not_required')
    return null;
  return { policy, rule };
}

function dutyOf(view: ClockView, held: readonly Held[], ruleId: string): Duty | null {
  const { enrollment, versions, policy } = view;
  const last = held.at(-1) ?? null;
  const runningSince = last?.heldOn ?? enrollment.startedOn;
  const then = speakingIn(policyOn(versions, runningSince), ruleId);
  const now = speakingIn(policy, ruleId);
  // A rule speaks as it did when the clock was set, unless its new version says otherwise.
  const speaking = now?.rule.applyToOpenObligations === true ? now : (then ?? now);
  if (speaking === null) return null;
  const isNewRule = then === null && !speaking.rule.applyToOpenObligations;
  const duty = {
    ruleId,
    occurrenceId: null,
    policy: speaking.policy,
    strength: speaking.rule.obligation,
    severity: 'routine',
    dueSoon: { days: speaking.rule.dueSoonDays },
    heldLate: null,
    rule: speaking.rule,
  } as const;
  return { ...duty, ...datesOf(view, held, { ...speaking, isNewRule }) };
}

function datesOf(
  view: ClockView,
  held: readonly Held[],
  speaking: Speaking & { isNewRule: boolean },
): Dates {
  const last = held.at(-1) ?? null;
  const { anchor } = speaking.rule;
  if (anchor === 'fixed_cycle_from_enrollment') return fixedCycle(view, last, speaking);
  if (anchor === 'enrollment_start')
    return { ...first(view, speaking), satisfied: satisfiedBy(held[0] ?? null) };
  if (speaking.isNewRule) return fromPolicyStart(view, last, speaking);
  return last === null ? first(view, speaking) : rolling(last, speaking);
}

type Dates = Grounds & Pick<Duty, 'kind' | 'dueOn' | 'satisfied'>;

const satisfiedBy = (held: Held | null): Duty['satisfied'] =>
  held === null ? null : { by: held.by, id: held.id, heldOn: held.heldOn };

function rolling({ by, id, heldOn }: Held, { rule: { interval } }: Speaking): Dates {
  return {
    kind: 'cadence',
    anchor: { kind: by, on: heldOn, id },
    basis: { code: 'interval', interval },
    dueOn: dueOn(heldOn, interval),
    satisfied: null,
  };
}

function first({ enrollment: { startedOn } }: ClockView, { rule }: Speaking): Dates {
  const interval = rule.firstDue.interval === 'same' ? rule.interval : rule.firstDue.interval;
  return {
    kind: 'first',
    anchor: { kind: 'enrollment', on: startedOn, id: null },
    basis: { code: 'interval', interval },
    dueOn: dueOn(startedOn, interval),
    satisfied: null,
  };
}

function fixedCycle(view: ClockView, last: Held | null, { rule }: Speaking): Dates {
  const { startedOn } = view.enrollment;
  const { interval } = rule;
  const cycle = nextFixedCycle(startedOn, interval, last?.heldOn ?? null);
  return {
    kind: last === null ? 'first' : 'cadence',
    anchor: { kind: 'fixed_cycle', on: last?.heldOn ?? startedOn, id: last?.id ?? null },
    basis: { code: 'fixed_cycle', interval, cycle: cycle.number },
    dueOn: cycle.dueOn,
    satisfied: null,
  };
}

/** A rule that did not exist when the clock was set begins with the version that brought it afterwards. */
function fromPolicyStart(view: ClockView, last: Held | null, { rule, policy }: Speaking): Dates {
  const setKey = last?.key ?? view.startKey;
  const bringer = view.versions.find(
    (version) =>
      dateKey(version.effectiveFrom) > setKey && speakingIn(version, rule.ruleId) !== null,
  );
  const on = bringer?.effectiveFrom ?? policy.effectiveFrom;
  return {
    kind: view.held.length === 0 ? 'first' : 'cadence',
    anchor: { kind: 'policy_start', on, id: null },
    basis: { code: 'interval', interval: rule.interval },
    dueOn: dueOn(on, rule.interval),
    satisfied: null,
  };
}
