import { dateKey } from '#domain/program-policy/date-key.ts';
import { policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { CrossProgramRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { ClockView, Held } from './clock-view.ts';
import { bareRule, type Duty } from './duty.ts';
import type { BesideFact } from './facts.ts';

/** What a client owes for being in two programs at once: conferences with somebody of the other program (C-34). */
export const jointDuties = (view: ClockView): Duty[] =>
  view.facts.beside.flatMap((other) => dutiesBeside(view, other));

type Together = {
  policy: ProgramPolicy;
  rule: CrossProgramRule;
  other: BesideFact;
  /** The first day in both programs. */
  on: Temporal.PlainDate;
};

function dutiesBeside(view: ClockView, other: BesideFact): Duty[] {
  const { startedOn } = view.enrollment;
  const on = dateKey(other.startedOn) > view.startKey ? other.startedOn : startedOn;
  const onKey = dateKey(on);
  const isApart = other.endedOn !== null && dateKey(other.endedOn) <= onKey;
  if (onKey > view.dayKey || isApart) return [];
  const policy = policyOn(view.versions, on);
  const rule = policy?.crossProgram?.find(({ otherPolicyId }) => otherPolicyId === other.policyId);
  if (policy === null || rule === undefined) return [];
  const together = { policy, rule, other, on };
  const joint = view.held.filter((held) => isJoint(held, together));
  return rule.jointConference
    .toSorted((one, next) => daysOf(rule, one) - daysOf(rule, next))
    .map((moment, at) => jointDuty(view, together, { moment, held: joint[at] ?? null }));
}

/** Each of them takes a conference of its own: with somebody of the other program, and the steps in writing where one plan is asked for. */
function isJoint({ key, review }: Held, { rule, other, on }: Together) {
  if (review === null || key < dateKey(on)) return false;
  if (other.endedOn !== null && key > dateKey(other.endedOn)) return false;
  const isPlanned = !rule.jointPlan || review.documented.includes('plan_of_action');
  return (
    isPlanned &&
    review.attendees.some(
      ({ attended, programIds }) => attended && programIds.includes(other.programId),
    )
  );
}

type Moment = CrossProgramRule['jointConference'][number];

/** Before day sixty means on the fifty-ninth at the latest: the day from which one reckons is not counted. */
const daysOf = ({ maxDays }: CrossProgramRule, moment: Moment) =>
  moment === 'on_admission' ? 0 : maxDays - 1;

/** What they are called where no duty is at hand; days that differ between the other programs are not named. */
export function jointRuleNames({
  crossProgram = [],
  vocabulary,
}: Pick<ProgramPolicy, 'crossProgram' | 'vocabulary'>) {
  const days = new Set(crossProgram.map(({ maxDays }) => maxDays));
  const [atMost] = days;
  return [...new Set(crossProgram.flatMap(({ jointConference }) => jointConference))].map(
    (moment) => {
      const { ruleId, words } = names[moment];
      return { ruleId, name: words(vocabulary.conference, days.size === 1 ? atMost : undefined) };
    },
  );
}

const names: Record<
  Moment,
  { ruleId: string; words: (conference: string, days: number | undefined) => string }
> = {
  on_admission: {
    ruleId: 'joint-on-admission',
    words: (conference) => `Joint ${conference} on admission`,
  },
  before_end: {
    ruleId: 'joint-before-end',
    words: (conference, days) =>
      `Joint ${conference} before ${days === undefined ? 'the last day in both programs' : `day ${days}`}`,
  },
};

function jointDuty(
  { dayKey }: ClockView,
  { policy, rule, other, on }: Together,
  { moment, held }: { moment: Moment; held: Held | null },
): Duty {
  const { ruleId, words } = names[moment];
  const days = daysOf(rule, moment);
  const isOver = other.endedOn !== null && dateKey(other.endedOn) <= dayKey;
  return {
    kind: 'joint',
    ruleId,
    occurrenceId: other.id,
    policy,
    strength: 'required',
    severity: 'routine',
    anchor: { kind: 'beside', on, id: other.id },
    basis: {
      code: 'joint',
      label: words(policy.vocabulary.conference, rule.maxDays),
      days,
      atMost: rule.maxDays,
    },
    dueOn: on.add({ days }),
    dueSoon: { on },
    satisfied: held === null ? null : { by: held.by, id: held.id, heldOn: held.heldOn },
    heldLate: null,
    rule: bareRule,
    ...(isOver ? { isOver } : {}),
  };
}
