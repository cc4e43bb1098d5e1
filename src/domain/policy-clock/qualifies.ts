import { dateKey } from '#domain/program-policy/date-key.ts';
import type { ProgramPolicy } from '#domain/program-policy/program-policy.ts';
import { attendanceFindings } from './attendance-findings.ts';
import { documentationFindings } from './documentation-findings.ts';
import type { Enrollment, ReviewFact } from './facts.ts';
import { none, reasonIf, together, warningIf, type Findings, type Reason } from './findings.ts';

export type Qualification = {
  ok: boolean;
  reasons: readonly Reason[];
  warnings: readonly Reason[];
};

/**
 * Whether a client review counts as a conference under the policy in force on its date: it never asks
 * who pays for it, and billing never asks this.
 */
export function qualifies(
  review: ReviewFact,
  policy: ProgramPolicy,
  enrollment?: Pick<Enrollment, 'startedOn' | 'endedOn'>,
): Qualification {
  const { reasons, warnings } = together([
    reasonIf(review.voidedAt !== null, 'VOIDED'),
    reasonIf(enrollment !== undefined && !isWithin(review, enrollment), 'OUTSIDE_ENROLLMENT'),
    attendanceFindings(review, policy),
    exchangeFindings(review, policy),
    documentationFindings(review, policy),
    review.hasConsentIncident ? incidentFindings(policy) : none,
  ]);
  return { ok: reasons.length === 0, reasons, warnings };
}

/** Held, but not yet fully written down: it will count from the date on which it was held. */
export const lacksOnlyDocumentation = ({ ok, reasons }: Qualification) =>
  !ok && reasons.every(({ code }) => code === 'DOC_INCOMPLETE' || code === 'ARTIFACT_MISSING');

function isWithin(
  { heldOn }: ReviewFact,
  { startedOn, endedOn }: Pick<Enrollment, 'startedOn' | 'endedOn'>,
) {
  const day = dateKey(heldOn);
  return dateKey(startedOn) <= day && (endedOn === null || day <= dateKey(endedOn));
}

function exchangeFindings(review: ReviewFact, { conference, modes }: ProgramPolicy): Findings {
  const topics = new Set(review.topics.filter((topic) => conference.topicCodes.includes(topic)));
  const isUnplanned =
    conference.requirePlanned !== 'off' && !isPlanned(review, conference.minNoticeMinutes);
  return together([
    reasonIf(
      !modes.some(({ mode, counts }) => counts && mode === review.mode),
      'MODE_NOT_ACCEPTED',
      [review.mode],
    ),
    reasonIf(conference.requireTwoWay && !review.isTwoWay, 'ONE_WAY_ONLY'),
    reasonIf(isUnplanned && conference.requirePlanned === 'block', 'NOT_PLANNED'),
    warningIf(isUnplanned && conference.requirePlanned === 'warn', 'NOT_PLANNED'),
    reasonIf(topics.size < conference.minTopics, 'NO_TOPIC'),
  ]);
}

/** Set up with notice, or called for an event that nobody could plan. */
function isPlanned({ plannedAt, startAt, triggerIds }: ReviewFact, minNoticeMinutes: number) {
  if (triggerIds.length > 0) return true;
  if (plannedAt === null) return false;
  if (startAt === null) return true;
  return startAt.epochMilliseconds - plannedAt.epochMilliseconds >= minNoticeMinutes * 60_000;
}

const incidentFindings = ({ consent }: ProgramPolicy): Findings =>
  consent.invalidConsentEffect === 'do_not_count'
    ? reasonIf(true, 'CONSENT_INCIDENT')
    : warningIf(true, 'CONSENT_INCIDENT');
