import type { AsOf, Enrollment, Facts } from '#domain/policy-clock/facts.ts';
import type { Plain } from '#domain/policy-clock/given-facts.ts';
import type { PlainPolicy } from './reference-review.ts';

export type PlainFacts = Plain<Facts>;
export type Rule = PlainPolicy['cadence'][number];

export type Question = {
  enrollment: Plain<Enrollment>;
  facts: PlainFacts;
  when: Plain<AsOf>;
  zone: string;
};

/** What counted, on the date that the place of the program says. */
export type Held = {
  id: string;
  on: string;
  startAt: string | null;
  triggerIds: readonly string[];
};

/** What the reference says of one duty, and what is compared with the product's. */
export type Answer = {
  ruleId: string;
  occurrenceId: string | null;
  version: number;
  status: string;
  dueOn: string | null;
  labelOn: string | null;
  daysLeft: number | null;
  openDays: number | null;
  isWithinGrace: boolean;
  from: string | null;
  fromId: string | null;
  movedFrom: string | null;
  satisfiedBy: string | null;
  lateBy: string | null;
  isBacklog: boolean;
  waiting: string[];
  attempts: string | null;
  scheduled: string | null;
  snoozedUntil: string | null;
};

/** One duty on its way to an answer. */
export type Owed = Pick<
  Answer,
  'ruleId' | 'occurrenceId' | 'dueOn' | 'from' | 'fromId' | 'satisfiedBy'
> & {
  policy: PlainPolicy;
  strength: string;
  isCrisis: boolean;
  since: string;
  /** Whether what happens on the first day belongs to it already. */
  fromFirstDay: boolean;
  soonOn: string | null;
  agesFrom: string | null;
  lateBy: string | null;
  rule: Rule | null;
  /** The day from which it shows as due soon, whatever moves the due date. */
  soonStays?: boolean;
  /** What it was owed for has ended. */
  isOver?: boolean;
};
