import type { ConferenceView } from '#contract/conferences/conference-view.ts';
import type { PlannedReview } from '#web/features/conferences/plan/plan-drafts.ts';
import { onTheClock } from '#web/shell/clock-words.ts';

/** The times of a meeting, where all of it is seen: of a part they would be wrong. */
export const timedBy = ({ isWhole, schedule }: Pick<ConferenceView, 'isWhole' | 'schedule'>) =>
  isWhole ? schedule : null;

type Boxed = Pick<PlannedReview, 'reviewId' | 'plannedMinutes'>;

/** When each client is discussed, one after the other from the start of the meeting. */
export function slotsOf<R extends Boxed>(
  reviews: readonly R[],
  schedule: ConferenceView['schedule'],
): { review: R; minutes: number; from: string | null; to: string | null }[] {
  const start = schedule && Temporal.Instant.from(schedule.startsAt);
  const clockAt = (minutes: number) =>
    start && schedule
      ? onTheClock(start.add({ minutes }).toZonedDateTimeISO(schedule.timeZone))
      : null;
  return reviews.map((review, index) => {
    const before = reviews.slice(0, index).reduce((sum, r) => sum + r.plannedMinutes, 0);
    return {
      review,
      minutes: review.plannedMinutes,
      from: clockAt(before),
      to: clockAt(before + review.plannedMinutes),
    };
  });
}
