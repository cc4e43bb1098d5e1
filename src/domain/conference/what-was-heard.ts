import type { Consent } from '#domain/consent/consent.ts';
import { disclosableClasses, mayDisclose, type Grant } from '#domain/consent/may-disclose.ts';
import {
  isSamePerson,
  sensitivityClasses,
  type ClientId,
  type OutsideRef,
  type SensitivityClass,
} from '#domain/people.ts';
import type { Attendance, DoneReview, ReviewId } from './client-review.ts';
import { coveredReviews } from './closing-checks.ts';
import { conferencePurpose, momentOf, type EndedConference } from './conference.ts';
import { toldByOthers } from './who-else-comes.ts';

/** One outside person in one client's review: what they heard there, and what of it the client had agreed to. */
export type Heard = {
  person: OutsideRef;
  organizationId: string | null;
  reviewId: ReviewId;
  clientId: ClientId;
  enrollmentId: string;
  presentFrom: Temporal.Instant;
  presentUntil: Temporal.Instant;
  /** Null where consent covered nothing. */
  grant: Grant | null;
  /** The classes heard without consent; where there are any, it is a privacy incident (C-30). */
  uncovered: SensitivityClass[];
  /** Not even that the client is served here was covered: nothing of this review is sent to them. */
  mayNotKnowOfClient: boolean;
};

type Meeting = Pick<EndedConference, 'agencyZone' | 'attendees' | 'reviews'>;

/** Everybody from outside who was there, and what they heard. Clients hear of themselves by right. */
export function whatWasHeard(conference: Meeting, consents: readonly Consent[]): Heard[] {
  return coveredReviews(conference).flatMap((review) =>
    review.attendance.flatMap((seen) => heardBy(seen, { conference, review, consents })),
  );
}

type Place = { conference: Meeting; review: DoneReview; consents: readonly Consent[] };

function heardBy(seen: Attendance, { conference, review, consents }: Place): Heard[] {
  if (seen.state === 'absent' || seen.person.kind === 'staff') return [];
  const { person, presentFrom } = seen;
  if (person.kind === 'client' && person.id === review.clientId) return [];
  const presentUntil = seen.presentUntil ?? review.endedAt ?? presentFrom;
  const attendee = conference.attendees.find((other) => isSamePerson(other.person, person));
  const organizationId = attendee?.organizationId ?? null;
  const others = conference.attendees.filter((other) =>
    review.attendance.some(
      (one) =>
        isSamePerson(one.person, other.person) &&
        one.state === 'present' &&
        isBefore(one.presentFrom, presentUntil) &&
        (one.presentUntil === null || isBefore(presentFrom, one.presentUntil)),
    ),
  );
  const heard = new Set([
    ...classesHeard(review, { presentFrom, presentUntil }),
    ...toldByOthers({ person, organizationId }, others),
  ]);
  const classes = sensitivityClasses.filter((each) => heard.has(each));
  const question = {
    client: review.clientId,
    recipient: { person, organizationId },
    classes,
    purpose: conferencePurpose,
  };
  const first = momentOf(presentFrom, conference);
  const last = momentOf(presentUntil, conference);
  // A consent that is taken back while they sit there ends what they may hear (T18).
  const atFirst = disclosableClasses({ ...question, ...first }, consents);
  const atLast = disclosableClasses({ ...question, ...last }, consents);
  const covered = classes.filter((each) => atFirst.includes(each) && atLast.includes(each));
  const answer = mayDisclose({ ...question, classes: covered, ...first }, consents);
  return [
    {
      person,
      organizationId,
      reviewId: review.id,
      clientId: review.clientId,
      enrollmentId: review.enrollmentId,
      presentFrom,
      presentUntil,
      grant: answer.allowed ? answer.value : null,
      uncovered: classes.filter((each) => !covered.includes(each)),
      mayNotKnowOfClient: review.impliedClasses.some((each) => !covered.includes(each)),
    },
  ];
}

type Presence = Pick<Heard, 'presentFrom' | 'presentUntil'>;

/**
 * Being there tells what being discussed here implies. A line was heard unless the clock shows that it was written
 * before they came or after they left; what is written up after the end was said by then.
 */
function classesHeard(review: DoneReview, { presentFrom, presentUntil }: Presence) {
  const { entries, summary, actionItems, impliedClasses, endedAt } = review;
  const wasHeard = (at: Temporal.Instant) =>
    !isBefore(at, presentFrom) &&
    (!isBefore(presentUntil, at) || (endedAt !== null && isBefore(endedAt, at)));
  const heard = new Set<SensitivityClass>([
    ...impliedClasses,
    ...entries.filter(({ at }) => wasHeard(at)).map((entry) => entry.class),
    ...(summary !== null && wasHeard(summary.confirmedAt) ? [summary.class] : []),
    // Nothing says when an action was agreed, so everybody heard it.
    ...actionItems.map((item) => item.class),
  ]);
  return sensitivityClasses.filter((each) => heard.has(each));
}

const isBefore = (one: Temporal.Instant, other: Temporal.Instant) =>
  Temporal.Instant.compare(one, other) < 0;
