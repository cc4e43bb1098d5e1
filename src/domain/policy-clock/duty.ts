import type { CadenceRule, ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import type { Grounds, Satisfied, StandingObligation } from './standing.ts';

/** What one rule says about one duty, before pauses, exemptions and closing have their say. */
export type Duty = Grounds & {
  kind: StandingObligation['kind'];
  ruleId: string;
  occurrenceId: string | null;
  policy: ProgramPolicy;
  strength: StandingObligation['strength'];
  severity: StandingObligation['severity'];
  dueOn: Temporal.PlainDate | null;
  /** From when on it shows as due soon. */
  dueSoon: { days: number } | { on: Temporal.PlainDate };
  satisfied: Satisfied | null;
  heldLate: Satisfied | null;
  /** What it was owed for has ended: it is closed where nothing satisfied it. */
  isOver?: true;
  /** The dates of the rule that a trigger does not have. */
  rule: Pick<CadenceRule, 'graceDays' | 'nonBusinessDay' | 'pauses' | 'resumeDays'>;
};

/** A trigger knows no grace, no pause and no day off. */
export const bareRule: Duty['rule'] = {
  graceDays: 0,
  nonBusinessDay: 'keep',
  pauses: [],
  resumeDays: 0,
};
