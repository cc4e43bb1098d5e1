import type { StaffId } from '#domain/people.ts';
import type { ReviewAttendee, ReviewFact } from '#domain/policy-clock/facts.ts';
import type { BillingExclusion } from '#domain/program-policy/policy-rules.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import {
  verificationRuleOf,
  type VerificationResult,
} from '#domain/service-plan/plan-verification.ts';
import { billErrors, type BillError, type BillWarning } from './bill-codes.ts';
import { minutesOf, overlapOf, unitsOf, type Interval } from './units.ts';

/** Time for which a member of the staff bills, and what they were to the program on that day. */
export type BilledTime = Interval & {
  staffId: StaffId;
  activity: 'conference' | BillingExclusion;
  /** When they were there for this very client; null when they were not. */
  presence: Interval | null;
  roles: readonly string[];
};

export type BillingFact = Pick<
  ReviewFact,
  | 'kind'
  | 'heldOn'
  | 'startAt'
  | 'endAt'
  | 'mode'
  | 'attendees'
  | 'documented'
  | 'finalizedAt'
  | 'voidedAt'
  | 'hasConsentIncident'
> & {
  billed: readonly BilledTime[];
  /** Whether somebody else bills for another client of the same conference. */
  billedBeside: boolean;
  /** Where the program asks that the plan is verified: what was found for it; null where nothing was, or was taken back. */
  planFound: VerificationResult | null;
  /** The day of the program on which it is asked. */
  askedOn: Temporal.PlainDate;
  askedAt: Temporal.Instant;
};

export type Billability = {
  /** Whether this program bills conferences one by one at all. */
  bills: boolean;
  minutes: number;
  /** Null where there is no unit: none was chosen, or it cannot be billed. */
  units: number | null;
  errors: readonly BillError[];
  warnings: readonly BillWarning[];
};

/** Where family was there and no other provider, nobody bills before a supervisor has said that it may be billed. */
export const waitsForSupervisor = (
  { errors, warnings }: Pick<Billability, 'errors' | 'warnings'>,
  isAcknowledged: boolean,
): boolean => !isAcknowledged && errors.length === 0 && warnings.includes('B30');

/** Programs paid by the month bill no conference by itself: it is evidence of a service there. */
const billsConferences = ({ billing }: ProgramPolicy): boolean =>
  billing.enabled && (billing.method === 'timed' || billing.method === 'per_event');

/**
 * Whether a client review can be billed under the policy of its date, and how much it makes. It asks neither whether the review
 * counts as a conference nor whether one was due: each of the three can be so without the others.
 */
export function billable(review: BillingFact, policy: ProgramPolicy): Billability {
  const bills = billsConferences(policy);
  const minutes = minutesToBill(review);
  if (!bills) return { bills, minutes, units: null, errors: [], warnings: [] };
  const found = new Set<BillError>([
    ...errorsOfTime(review, policy),
    ...errorsOfPeople(review, policy),
    ...errorsOfBillers(review, policy),
    ...errorsOfRecord(review, policy),
  ]);
  const errors = billErrors.filter((code) => found.has(code));
  return {
    bills,
    minutes,
    units: errors.length > 0 ? null : unitsIn(minutes, policy),
    errors,
    warnings: warningsOf(review, policy),
  };
}

/** What whoever bills says, or all of the review while nobody does. Preparation is no part of either. */
function minutesToBill({ startAt, endAt, billed }: BillingFact): number {
  const own = billed.filter(({ activity }) => activity === 'conference');
  if (billed.length > 0) return own.reduce((sum, time) => sum + minutesOf(time), 0);
  return startAt && endAt ? minutesOf({ from: startAt, until: endAt }) : 0;
}

function unitsIn(minutes: number, { billing }: ProgramPolicy): number | null {
  if (billing.method === 'per_event') return 1;
  // Rounding comes after adding up the client's day, which one review does not know.
  return billing.sumScope === 'client_day' ? null : unitsOf(billing.unitRule, minutes);
}

const longest = 12 * 60;

function errorsOfTime(review: BillingFact, { billing }: ProgramPolicy): BillError[] {
  const { startAt, endAt, askedAt, voidedAt } = review;
  if (!startAt || !endAt) return ['B01'];
  const whole = { from: startAt, until: endAt };
  const cannotBe =
    Temporal.Instant.compare(endAt, startAt) <= 0 ||
    minutesOf(whole) > longest ||
    Temporal.Instant.compare(endAt, askedAt) > 0;
  if (cannotBe) return ['B02'];
  const minutes = minutesToBill(review);
  const isOneByOne = billing.method === 'timed' && billing.sumScope === 'review';
  const isTooShort =
    minutes < Math.max(1, billing.minMinutes) ||
    (isOneByOne && unitsOf(billing.unitRule, minutes) === 0);
  return isTooShort && voidedAt === null ? ['B20'] : [];
}

function errorsOfPeople(review: BillingFact, policy: ProgramPolicy): BillError[] {
  const present = review.attendees.filter(({ attended }) => attended);
  const isTeamOnly = present.every(({ affiliation }) => affiliation === 'team');
  const hasManager = present.some(
    ({ affiliation, role }) => affiliation === 'team' && role === 'case_manager',
  );
  return [
    ...(isTeamOnly || review.kind === 'internal_case_review' ? (['B03'] as const) : []),
    ...(isTeamOnly || present.some((attendee) => isOutside(attendee, policy))
      ? []
      : (['B04'] as const)),
    ...(policy.conference.requireCaseManager && !hasManager ? (['B05'] as const) : []),
  ];
}

function isOutside(
  { affiliation, servesClient }: ReviewAttendee,
  { conference, billing }: ProgramPolicy,
): boolean {
  if (conference.requireServiceRelationship === 'block' && !servesClient) return false;
  switch (affiliation) {
    case 'external':
    case 'mco':
      return true;
    case 'internal_other':
      return conference.internalOtherProgramCounts && !billing.externalRequired;
    case 'family_support':
      return conference.familyCountsAsProvider && !billing.externalRequired;
    case 'team':
    case 'client':
    case 'guest':
      return false;
  }
}

function errorsOfBillers(review: BillingFact, { billing }: ProgramPolicy): BillError[] {
  const { billed, billedBeside, startAt, endAt } = review;
  const isOneTooMany =
    new Set(billed.map(({ staffId }) => staffId)).size > 1 ||
    (billed.length > 0 && billing.oneBillerScope === 'meeting' && billedBeside);
  const whole = startAt && endAt ? { from: startAt, until: endAt } : null;
  const any = (is: (time: BilledTime) => boolean) => billed.some(is);
  const { billableRoles } = billing;
  return [
    ...(isOneTooMany ? (['B06'] as const) : []),
    ...(any((time) => !isWithin(time, time.presence)) ? (['B07'] as const) : []),
    ...(billableRoles.length > 0 &&
    any(({ roles }) => !roles.some((role) => billableRoles.includes(role)))
      ? (['B08'] as const)
      : []),
    ...(whole !== null && any((time) => !isWithin(time, whole)) ? (['B11'] as const) : []),
    ...(any(({ activity }) => activity !== 'conference') ? (['B12'] as const) : []),
  ];
}

function isWithin(time: Interval, bounds: Interval | null): boolean {
  const shared = bounds && overlapOf(time, bounds);
  return shared !== null && shared.from.equals(time.from) && shared.until.equals(time.until);
}

function errorsOfRecord(
  { mode, documented, voidedAt, hasConsentIncident }: BillingFact,
  { billing, modes, consent }: ProgramPolicy,
): BillError[] {
  const has = (field: BillingFact['documented'][number]) => documented.includes(field);
  const { requiredModes } = billing;
  const isBilledMode =
    modes.some((rule) => rule.mode === mode && rule.billable) &&
    (requiredModes.length === 0 || requiredModes.includes(mode));
  const isBlocked = hasConsentIncident && consent.invalidConsentEffect === 'do_not_count';
  return [
    ...(has('attendee_names') && has('attendee_titles') && has('attendee_agencies')
      ? []
      : (['B14'] as const)),
    ...(has('issues_discussed') && has('plan_of_action') && has('responsibilities')
      ? []
      : (['B15'] as const)),
    ...(isBilledMode ? [] : (['B16'] as const)),
    ...(voidedAt !== null || isBlocked ? (['B22'] as const) : []),
  ];
}

function warningsOf(review: BillingFact, policy: ProgramPolicy): BillWarning[] {
  const { endAt, finalizedAt, attendees } = review;
  const hours = policy.documentation.lateEntryHours;
  const isLate =
    endAt !== null &&
    finalizedAt !== null &&
    finalizedAt.epochMilliseconds - endAt.epochMilliseconds > hours * 3_600_000;
  const outside = attendees.filter((attendee) => attendee.attended && isOutside(attendee, policy));
  const isFamilyOnly =
    outside.length > 0 && outside.every(({ affiliation }) => affiliation === 'family_support');
  return [
    ...(isLate ? (['B27'] as const) : []),
    ...(isFamilyOnly ? (['B30'] as const) : []),
    ...(lacksVerification(review, policy) ? (['B32'] as const) : []),
  ];
}

/** As long as it may still be verified in time nothing is missing. That a step waits for the client is no lack of the plan. */
function lacksVerification(
  { heldOn, planFound, askedOn }: BillingFact,
  policy: ProgramPolicy,
): boolean {
  const rule = verificationRuleOf(policy);
  if (rule === null || planFound === 'reflected' || planFound === 'not-needed') return false;
  const isOver = Temporal.PlainDate.compare(heldOn.add({ days: rule.withinDays }), askedOn) < 0;
  return planFound === 'missing' || isOver;
}
