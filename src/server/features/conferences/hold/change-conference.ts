import type { Conference } from '#domain/conference/conference.ts';
import type { ClientReview } from '#domain/conference/client-review.ts';
import type { Decision } from '#domain/decision.ts';
import { Refused } from '#server/platform/refused.ts';
import type { Visit } from '#server/platform/shell.ts';
import { saveConference } from '#server/stores/conferences/conferences-save.ts';
import { lockConference, type StoredConference } from '#server/stores/conferences/conferences.ts';
import { orRefuse } from '#server/features/conferences/or-refuse.ts';

/** Only the staff of a meeting write in it, whatever else they may see of its clients. */
export async function lockForWriting(
  visit: Visit,
  conferenceId: string,
): Promise<StoredConference> {
  const stored = await lockConference(visit, conferenceId);
  const takesPart = stored.conference.attendees.some(
    ({ person }) => person.kind === 'staff' && person.id === visit.actor,
  );
  if (!takesPart) throw new Refused('not-taking-part');
  return stored;
}

/** Lock, decide, save: the way of every step of a meeting. */
export async function changeConference<C extends Conference>(
  visit: Visit,
  conferenceId: string,
  decide: (
    conference: Conference,
    stored: StoredConference,
  ) => Decision<C, string> | Promise<Decision<C, string>>,
): Promise<{ conferenceId: string; conference: C }> {
  const stored = await lockForWriting(visit, conferenceId);
  const conference = orRefuse(await decide(stored.conference, stored));
  await saveConference(visit, stored, { to: conference });
  return { conferenceId, conference };
}

/** The client's part, if the asker may see it; what they may not see looks absent. */
export function reviewIn({ conference }: StoredConference, reviewId: string): ClientReview {
  const reviews: readonly ClientReview[] = conference.reviews;
  const review = reviews.find(({ id }) => id === reviewId);
  if (!review) throw new Refused('not-found');
  return review;
}

/** One review changed by a function; for what is only possible while lines can be written. */
export function withReview(
  conference: Conference,
  reviewId: string,
  change: <R extends ClientReview>(review: R) => R,
): Decision<Conference, 'conference-not-open'> {
  const apply = <R extends ClientReview>(review: R): R =>
    review.id === reviewId ? change(review) : review;
  switch (conference.state) {
    case 'in-session':
      return {
        allowed: true,
        value: { ...conference, reviews: conference.reviews.map((review) => apply(review)) },
      };
    case 'ended':
      return {
        allowed: true,
        value: { ...conference, reviews: conference.reviews.map((review) => apply(review)) },
      };
    case 'draft':
    case 'scheduled':
    case 'closed':
    case 'cancelled':
    case 'discarded':
      return { allowed: false, refusal: 'conference-not-open' };
  }
}
