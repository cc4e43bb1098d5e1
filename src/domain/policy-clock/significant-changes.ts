import { restrictedClasses, sensitivityClasses, type SensitivityClass } from '#domain/people.ts';
import { dateKey } from '#domain/program-policy/date-key.ts';
import { inOrder, policyOn } from '#domain/program-policy/policy-in-force.ts';
import type { ProgramPolicy, TriggerRule } from '#domain/program-policy/program-policy.ts';
import { severities } from '#domain/program-policy/policy-words.ts';
import { dateInWords } from '#domain/words.ts';

export type EnrolledProgram = {
  enrollmentId: string;
  programName: string;
  startedOn: Temporal.PlainDate;
  endedOn: Temporal.PlainDate | null;
  policies: readonly ProgramPolicy[];
};

/** What one program's rule asks for when this change happens. */
export type ProgramAnswer = Pick<EnrolledProgram, 'enrollmentId' | 'programName'> &
  Pick<TriggerRule, 'obligation' | 'severity' | 'withinDays'>;

export type ChangeKind = {
  code: string;
  label: string;
  severity: TriggerRule['severity'];
  /** What hearing of such a change gives away; its recorder may say more, never less. */
  class: SensitivityClass;
  programs: readonly ProgramAnswer[];
};

/** The changes that the client's programs know on that date, as their policies then call and judge them. */
export function changeKindsOn(
  programs: readonly EnrolledProgram[],
  on: Temporal.PlainDate,
): ChangeKind[] {
  const kinds = new Map<string, ChangeKind>();
  for (const program of programs) {
    if (!runsOn(program, on)) continue;
    for (const rule of policyOn(inOrder(program.policies), on)?.triggers ?? [])
      kinds.set(rule.code, joined(kinds.get(rule.code), program, rule));
  }
  return [...kinds.values()];
}

function joined(
  known: ChangeKind | undefined,
  { enrollmentId, programName }: EnrolledProgram,
  rule: TriggerRule,
): ChangeKind {
  const { code, label, severity, obligation, withinDays } = rule;
  const before = known ?? { code, label, severity, class: 'general' as const, programs: [] };
  return {
    ...before,
    severity: laterOf(severities, before.severity, severity),
    class: (rule.sensitivity ?? []).reduce(higherClass, before.class),
    programs: [...before.programs, { enrollmentId, programName, obligation, severity, withinDays }],
  };
}

const laterOf = <T>(order: readonly T[], one: T, other: T): T =>
  order.indexOf(one) < order.indexOf(other) ? other : one;

export const runsOn = (
  { startedOn, endedOn }: Pick<EnrolledProgram, 'startedOn' | 'endedOn'>,
  on: Temporal.PlainDate,
) => dateKey(startedOn) <= dateKey(on) && (endedOn === null || dateKey(on) <= dateKey(endedOn));

/** General is the lowest; of the others the first named stands highest. */
export function higherClass(one: SensitivityClass, other: SensitivityClass): SensitivityClass {
  const rank = (each: SensitivityClass) =>
    each === 'general' ? -1 : restrictedClasses.length - restrictedClasses.indexOf(each);
  return rank(one) < rank(other) ? other : one;
}

/** The classes that a change of this kind may be given: its own, and every stricter one. */
export const classesFrom = (least: SensitivityClass): SensitivityClass[] => [
  least,
  ...sensitivityClasses.filter((each) => each !== least && higherClass(least, each) === each),
];

/** What is wrong with the date of a change, said with the word of their programs; null when nothing is. */
export function flawOfChangeDate(
  on: Temporal.PlainDate,
  spans: readonly Pick<EnrolledProgram, 'startedOn' | 'endedOn'>[],
  { today, client }: { today: Temporal.PlainDate; client: string },
): string | null {
  const [first] = spans.toSorted((one, other) => dateKey(one.startedOn) - dateKey(other.startedOn));
  if (first === undefined) return `The ${client} is enrolled in no program yet. Enroll them first.`;
  if (dateKey(on) > dateKey(today)) return 'This date has not come yet.';
  if (dateKey(on) < dateKey(first.startedOn))
    return `This is before the ${client} was enrolled, on ${dateInWords(first.startedOn)}.`;
  if (spans.some((span) => runsOn(span, on))) return null;
  const left = spans
    .flatMap(({ endedOn }) => (endedOn !== null && dateKey(endedOn) < dateKey(on) ? [endedOn] : []))
    .toSorted((one, other) => dateKey(other) - dateKey(one))[0];
  return left === undefined
    ? `The ${client} was enrolled in no program on this date.`
    : `The ${client} had left every program by then, on ${dateInWords(left)}. Check the date, or reopen the enrollment.`;
}
