import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  noFacts,
  type AsOf,
  type Enrollment,
  type Facts,
  type ReviewAttendee,
  type ReviewFact,
  type TriggerFact,
} from './facts.ts';
import { obligations } from './obligations.ts';
import { qualifies } from './qualifies.ts';

export const day = (iso: string) => Temporal.PlainDate.from(iso);

export const noonOf = (on: Temporal.PlainDate) =>
  Temporal.Instant.from(`${on.toString()}T16:00:00Z`);

/** Asked on that day, with all the knowledge of a later time unless said otherwise. */
export const when = (asOf: string, knownAt = '2040-01-01T00:00:00Z'): AsOf => ({
  asOf: day(asOf),
  asKnownAt: Temporal.Instant.from(knownAt),
});

export const enrolled = (
  policies: readonly ProgramPolicy[],
  startedOn: string,
  over: Partial<Enrollment> = {},
): Enrollment => ({
  id: 'enrollment-1',
  startedOn: day(startedOn),
  endedOn: null,
  policies,
  goLiveOn: null,
  ...over,
});

export const facts = (over: Partial<Facts>): Facts => ({ ...noFacts, ...over });

export const recordedOn = (iso: string) => ({
  recordedAt: noonOf(day(iso)),
  supersededAt: null,
});

const attendee = (over: Partial<ReviewAttendee>): ReviewAttendee => ({
  personId: 'person',
  affiliation: 'external',
  role: null,
  providerClass: null,
  providerKind: null,
  attended: true,
  servesClient: true,
  isKeyProvider: false,
  programIds: [],
  ...over,
});

export const caseManager = attendee({
  personId: 'case-manager',
  affiliation: 'team',
  role: 'case_manager',
});
export const technician = attendee({
  personId: 'technician',
  affiliation: 'team',
  role: 'case_management_technician',
});
export const followUpWorker = attendee({
  personId: 'follow-up-worker',
  affiliation: 'team',
  role: 'community_follow_up_worker',
});
export const physician = attendee({
  personId: 'physician',
  providerClass: 'medical',
  isKeyProvider: true,
});
export const counselor = attendee({ personId: 'counselor', providerClass: 'behavioral' });
export const nurseElsewhereInHouse = attendee({
  personId: 'nurse',
  affiliation: 'internal_other',
  providerClass: 'medical',
});
export const plan = attendee({ personId: 'mco', affiliation: 'mco', providerClass: 'mco' });
export const sister = attendee({
  personId: 'sister',
  affiliation: 'family_support',
  providerClass: 'family',
});
export const theClient = attendee({ personId: 'client', affiliation: 'client' });

/** A fully documented conference that counts in all five programs. */
export function review(heldOn: string, over: Partial<ReviewFact> = {}): ReviewFact {
  const on = over.heldOn ?? day(heldOn);
  const startAt = noonOf(on);
  return {
    id: `review-${heldOn}`,
    kind: 'case_conference',
    heldOn: on,
    startAt,
    endAt: startAt.add({ minutes: 20 }),
    mode: 'video',
    attendees: [caseManager, physician, counselor, theClient],
    topics: ['status_needs_goals'],
    documented: [
      'attendee_names',
      'attendee_titles',
      'attendee_agencies',
      'issues_discussed',
      'client_status',
      'needs',
      'plan_of_action',
      'responsibilities',
      'timetable',
      'follow_up_plan',
      'summary',
      'exchange_log',
      'mode_reason',
    ],
    artifacts: (['conference_form', 'conference_assessment', 'plan_activity_note'] as const).map(
      (artifact) => ({ artifact, completedAt: startAt.add({ minutes: 25 }) }),
    ),
    finalizedAt: startAt.add({ minutes: 30 }),
    voidedAt: null,
    isTwoWay: true,
    plannedAt: startAt.subtract({ hours: 24 * 7 }),
    triggerIds: [],
    clientAbsenceReason: null,
    hasConsentIncident: false,
    recordedAt: startAt,
    supersededAt: null,
    ...over,
  };
}

export const trigger = (code: string, occurredOn: string): TriggerFact => ({
  id: `trigger-${occurredOn}`,
  code,
  occurredOn: day(occurredOn),
  occurredAt: null,
  isWanted: true,
  ...recordedOn(occurredOn),
});

export type Plain<T> = T extends Temporal.PlainDate | Temporal.Instant
  ? string
  : T extends readonly (infer Each)[]
    ? Plain<Each>[]
    : T extends object
      ? { [Key in keyof T]: Plain<T[Key]> }
      : T;

/** Dates as ISO texts: `toMatchObject` sees no difference between two Temporal values. */
export const plain = <T>(value: T): Plain<T> => JSON.parse(JSON.stringify(value));

/** What a policy makes of a well documented review that differs in these ways. */
export function judged(policy: ProgramPolicy, over: Partial<ReviewFact>) {
  const { ok, reasons, warnings } = qualifies(review('2026-05-04', over), policy);
  return {
    ok,
    reasons: reasons.map(({ code }) => code),
    warnings: warnings.map(({ code }) => code),
  };
}

export const held = (policy: ProgramPolicy, ...attendees: ReviewAttendee[]) =>
  judged(policy, { attendees });

export const counts = { ok: true, reasons: [] };

/** The obligations of an enrollment, with dates as texts. */
export const ask = (
  enrollment: Enrollment,
  known: Partial<Facts>,
  { asOf, knownAt }: { asOf: string; knownAt?: string },
) => plain(obligations(enrollment, facts(known), when(asOf, knownAt)));
