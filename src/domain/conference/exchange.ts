import { answeredAt, type ThreadMessage } from '#domain/policy-clock/held-on.ts';
import { allow, refuse, type Decision } from '#domain/decision.ts';
import { isSamePerson, type PersonRef, type StaffId } from '#domain/people.ts';
import { dateInWords } from '#domain/words.ts';
import { recordAttendance, type AttendanceRefusal, type OpenConference } from './capture.ts';
import type { Attendance, ClientReview, ReviewId } from './client-review.ts';
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

/** The last request of the team, while no provider has answered; null before it, and after the answer. */
export function askedAt(messages: readonly ExchangeMessage[]): Temporal.Instant | null {
  if (repliedAt(messages) !== null) return null;
  const asked = messages.filter(({ from }) => sideOf[from.kind] === 'team');
  const inOrder = asked.toSorted((one, other) =>
    Temporal.Instant.compare(one.sentAt, other.sentAt),
  );
  return inOrder.at(-1)?.sentAt ?? null;
}

/** An answer may come until the conference is over, or its client was left out. */
export const mayBeAnswered = (
  { state }: Pick<Conference, 'state'>,
  review: Pick<ClientReview, 'state'>,
): boolean => (state === 'in-session' || state === 'ended') && review.state !== 'not-covered';

type Waiting = { askedOn: Temporal.PlainDate; today: Temporal.PlainDate; silenceDays: number };

/** An answer counts however late it comes; silence is an attempt, which is proposed and which a person confirms. */
export function waitingInWords({ askedOn, today, silenceDays }: Waiting): string {
  const { days } = askedOn.until(today);
  const since = `Asked on ${dateInWords(askedOn)}; no answer ${days === 0 ? 'yet' : `for ${daysInWords(days)}`}.`;
  return days >= silenceDays
    ? `${since} That is an attempt: confirm it on Today or log it, and the due date stays. An answer that still comes makes this a conference, on its own day.`
    : `${since} After ${daysInWords(silenceDays)} without one it is an attempt. The due date stays until a provider answers.`;
}

const daysInWords = (days: number) => (days === 1 ? '1 day' : `${days} days`);

export type ExchangeRefusal = 'no-such-review' | 'conference-not-open' | 'not-by-email';

type Written = { reviewId: ReviewId; messages: readonly ExchangeMessage[] };

/** Whoever wrote in it took part, and nobody else; the exchange tells when it was answered. */
export function recordExchange(
  conference: Conference,
  { reviewId, messages }: Written,
): Decision<OpenConference, ExchangeRefusal | 'not-an-attendee' | 'review-not-begun'> {
  if (conference.state !== 'in-session' && conference.state !== 'ended')
    return refuse('conference-not-open');
  if (conference.schedule.mode !== 'email') return refuse('not-by-email');
  const writers = messages.map(({ from }) => from);
  let written = rewritten(conference, reviewId, (review) => ({
    repliedAt: repliedAt(messages),
    attendance: review.attendance.filter((seen) => !isThere(seen) || isAmong(writers, seen)),
  }));
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
  return allow(written);
}

/** Nobody is seen at an exchange by email: who did not write can only be said to be missing, and why. */
export function sayWhoWasThere(
  conference: Conference,
  said: { reviewId: ReviewId; attendance: Attendance },
): Decision<OpenConference, AttendanceRefusal | 'presence-by-email'> {
  const isWriting = conference.state === 'in-session' || conference.state === 'ended';
  if (!isWriting || conference.schedule.mode !== 'email') return recordAttendance(conference, said);
  const before = reviewIn(conference, said.reviewId)?.attendance ?? [];
  const wrote = before.filter(isThere).map(({ person }) => person);
  return isThere(said.attendance) || isAmong(wrote, said.attendance)
    ? refuse('presence-by-email')
    : recordAttendance(conference, said);
}

const isAmong = (people: readonly PersonRef[], { person }: Pick<Attendance, 'person'>) =>
  people.some((other) => isSamePerson(other, person));

const isThere = ({ state }: Attendance) => state === 'present';

const reviewIn = (conference: OpenConference, reviewId: ReviewId): ClientReview | undefined => {
  const reviews: readonly ClientReview[] = conference.reviews;
  return reviews.find(({ id }) => id === reviewId);
};

function rewritten(
  conference: OpenConference,
  reviewId: ReviewId,
  change: (review: ClientReview) => Pick<ClientReview, 'attendance' | 'repliedAt'>,
): OpenConference {
  const apply = <R extends ClientReview>(review: R): R =>
    review.id === reviewId ? { ...review, ...change(review) } : review;
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
