import { byPosition, type ReviewPlan } from './client-review.ts';
import type { Schedule } from './conference.ts';

export type ItemTime<R> = { review: R; startsAt: Temporal.Instant; endsAt: Temporal.Instant };

/** When each client is spoken of, one after the other. True only of all the reviews of a meeting: one that is left out moves those behind it. */
export function itemTimes<R extends Pick<ReviewPlan, 'position' | 'plannedMinutes'>>(
  reviews: readonly R[],
  schedule: Pick<Schedule, 'startsAt'>,
): ItemTime<R>[] {
  const ordered = reviews.toSorted(byPosition);
  return ordered.map((review, index) => {
    const before = ordered.slice(0, index).reduce((sum, r) => sum + r.plannedMinutes, 0);
    const startsAt = schedule.startsAt.add({ minutes: before });
    return { review, startsAt, endsAt: startsAt.add({ minutes: review.plannedMinutes }) };
  });
}
