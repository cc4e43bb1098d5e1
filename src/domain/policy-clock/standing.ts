import type { Interval, Strength } from '#domain/program-policy/program-policy.ts';
import type { SnoozeReason } from './facts.ts';

export const obligationKinds = [
  'cadence',
  'first',
  'trigger',
  'reassessment',
  /** Asked of a client who is in two programs at once. */
  'joint',
  /** That each key provider comes within the time of a routine rule. */
  'key_providers',
] as const;
export const standingStates = [
  'open',
  'satisfied',
  'closed',
  'exempt',
  'paused',
  'snoozed',
  'not_required',
] as const;

/** The fact that the due date is counted from. */
export type Anchor = {
  kind:
    | 'enrollment'
    | 'conference'
    | 'recorded_elsewhere'
    | 'policy_start'
    | 'fixed_cycle'
    | 'trigger'
    | 'reassessment'
    | 'beside'
    | 'key_provider';
  on: Temporal.PlainDate;
  id: string | null;
};

/** The arithmetic behind the due date, as data: words are made of it elsewhere. */
export type Basis =
  | { code: 'interval'; interval: Interval }
  | { code: 'fixed_cycle'; interval: Interval; cycle: number }
  | { code: 'within_days'; days: number; label: string }
  | { code: 'no_deadline'; label: string }
  | { code: 'event_window'; beforeDays: number; afterDays: number }
  | { code: 'joint'; label: string; days: number; atMost: number }
  | { code: 'key_providers'; label: string; interval: Interval; of: number }
  | Uncounted;

/** Nothing is counted: the event is still to come, or the program asks for nothing. */
type Uncounted = { code: 'no_event' } | { code: 'no_cadence' };

/** What is counted is counted from a fact. */
export type Grounds =
  | { anchor: Anchor; basis: Exclude<Basis, Uncounted> }
  | { anchor: null; basis: Uncounted };

export const groundsOf = ({ anchor, basis }: Grounds): Grounds =>
  anchor === null ? { anchor, basis } : { anchor, basis };

export type Satisfied = {
  by: 'conference' | 'recorded_elsewhere';
  id: string;
  heldOn: Temporal.PlainDate;
};

export type Flags = {
  /** It fell due before the program went live. */
  backlog: boolean;
  /** Held since the anchor, but not fully written down: it will count from its own date. */
  pendingDocumentation: readonly { reviewId: string; heldOn: Temporal.PlainDate }[];
  scheduled: { conferenceId: string; on: Temporal.PlainDate } | null;
  attempts: { count: number; lastOn: Temporal.PlainDate } | null;
  /** Held after the window of its event had passed: shown, but it does not satisfy. */
  heldLate: Satisfied | null;
  exemption: { id: string; reason: string; reviewOn: Temporal.PlainDate | null } | null;
  pause: { id: string; kind: string; from: Temporal.PlainDate } | null;
  /** Set while the duty is snoozed; `until` is the first day on which it shows again. */
  snooze: { id: string; until: Temporal.PlainDate; reason: SnoozeReason } | null;
};

/** One duty as it stands, without a word about today: it holds until the facts or `changesOn` change it. */
export type StandingObligation = Grounds & {
  enrollmentId: string;
  policyId: string;
  policyVersion: number;
  kind: (typeof obligationKinds)[number];
  /** With `occurrenceId` unique within the enrollment. */
  ruleId: string;
  occurrenceId: string | null;
  strength: Strength;
  severity: 'routine' | 'urgent' | 'crisis';
  state: (typeof standingStates)[number];
  dueOn: Temporal.PlainDate | null;
  /** The date to show beside a due date on a day off. */
  labelOn: Temporal.PlainDate | null;
  dueSoonOn: Temporal.PlainDate | null;
  /** Days for which what is late is labelled as within grace. */
  graceDays: number;
  /** The due date before a pause or an attempt moved it, and which of them did. */
  moved: { by: 'pause' | 'attempts'; from: Temporal.PlainDate } | null;
  satisfied: Satisfied | null;
  flags: Flags;
  /** The first date on which the answer changes although no fact does. */
  changesOn: Temporal.PlainDate | null;
};
