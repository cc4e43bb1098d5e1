import { answeredAt, type ThreadMessage } from '#domain/policy-clock/held-on.ts';
import { allow, refuse, type Decision } from '#domain/decision.ts';
import { isSamePerson, type PersonRef, type StaffId } from '#domain/people.ts';
import { recordAttendance, type OpenConference } from './capture.ts';
import type { ClientReview, ReviewId } from './client-review.ts';
import type { Conference, DraftConference, ScheduledConference } from './conference.ts';

/** One email of an exchange, without its words. */
export type ExchangeMessage = {
  from: PersonRef;
  sentAt: Temporal.Instant;
  /** It says something about the client, and does not only promise to. */
  isSubstantive: boolean;
};

const sideOf: Readonly<Record<PersonRef['kind'], ThreadMessage['from']>> = {
  staff: 'team',
  provider: 'provider',
  support: 'other',
  client: 'other',
};

/** When the exchange became a conference: its first answer of substance; null while nobody has answered. */
export const repliedAt = (messages: readonly ExchangeMessage[]): Temporal.Instant | null =>
  answeredAt(messages.map(({ from, ...message }) => ({ ...message, from: sideOf[from.kind] })));

export type ExchangeRefusal = 'no-such-review' | 'conference-not-open' | 'not-by-email';

type Written = { reviewId: ReviewId; messages: readonly ExchangeMessage[] };

/** Whoever wrote in it took part; the exchange tells when it was answered. */
export function recordExchange(
  conference: Conference,
  { reviewId, messages }: Written,
): Decision<OpenConference, ExchangeRefusal | 'not-an-attendee' | 'review-not-begun'> {
  if (conference.state !== 'in-session' && conference.state !== 'ended')
    return refuse('conference-not-open');
  if (conference.schedule.mode !== 'email') return refuse('not-by-email');
  const answered = repliedAt(messages);
  let written: OpenConference = conference;
  for (const { from } of messages) {
    const review = reviewIn(written, reviewId);
    if (review === undefined) return refuse('no-such-review');
    if (review.state !== 'active' && review.state !== 'done') return refuse('review-not-begun');
    if (review.attendance.some((seen) => isSamePerson(seen.person, from) && isThere(seen)))
      continue;
    const { startedAt } = review;
    if (startedAt === null) return refuse('review-not-begun');
    const presentUntil = review.state === 'done' ? review.endedAt : null;
    const attendance = { state: 'present', person: from, presentFrom: startedAt } as const;
    const seen = recordAttendance(written, {
      reviewId,
      attendance: { ...attendance, presentUntil },
    });
    if (!seen.allowed)
      return refuse(seen.refusal === 'not-an-attendee' ? 'not-an-attendee' : 'review-not-begun');
    written = seen.value;
  }
  return allow(withReply(written, reviewId, answered));
}

const isThere = ({ state }: ClientReview['attendance'][number]) => state === 'present';

const reviewIn = (conference: OpenConference, reviewId: ReviewId): ClientReview | undefined => {
  const reviews: readonly ClientReview[] = conference.reviews;
  return reviews.find(({ id }) => id === reviewId);
};

function withReply(
  conference: OpenConference,
  reviewId: ReviewId,
  answered: Temporal.Instant | null,
): OpenConference {
  const apply = <R extends ClientReview>(review: R): R =>
    review.id === reviewId ? { ...review, repliedAt: answered } : review;
  if (conference.state === 'ended')
    return { ...conference, reviews: conference.reviews.map((review) => apply(review)) };
  return { ...conference, reviews: conference.reviews.map((review) => apply(review)) };
}

type Beginning = { by: StaffId; at: Temporal.Instant; timeZone: string };

/** Nobody is asked to come: whoever writes it down leads it, keeps its time and its notes. */
export function beginExchange(
  draft: DraftConference,
  { by, at, timeZone }: Beginning,
): ScheduledConference {
  const [only] = draft.reviews;
  return {
    ...draft,
    state: 'scheduled',
    roles: { facilitator: by, timekeeper: by, notetaker: by },
    schedule: {
      startsAt: at,
      endsAt: at.add({ minutes: only?.plannedMinutes ?? 20 }),
      timeZone,
      mode: 'email',
      place: null,
    },
    invitedAt: at,
  };
}
