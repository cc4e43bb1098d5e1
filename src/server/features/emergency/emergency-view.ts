import type { Emergency } from '#server/stores/audit/emergencies.ts';

export const isOpenAt = ({ endedAt, endsAt }: Emergency, at: Temporal.Instant) =>
  endedAt === null && Temporal.Instant.compare(at, endsAt) < 0;

/** One access as lists show it. */
export const showEmergency = (
  emergency: Emergency,
  { at, nameOf }: { at: Temporal.Instant; nameOf: (staffId: string) => string },
) => ({
  accessId: emergency.accessId,
  reason: emergency.reason,
  openedAt: emergency.openedAt.toString(),
  endsAt: (emergency.endedAt ?? emergency.endsAt).toString(),
  isOpen: isOpenAt(emergency, at),
  minutesLeft: isOpenAt(emergency, at) ? Math.ceil(at.until(emergency.endsAt).total('minutes')) : 0,
  reviewBy: emergency.reviewBy.toString(),
  isLate: emergency.review === null && Temporal.Instant.compare(at, emergency.reviewBy) >= 0,
  review: emergency.review && {
    outcome: emergency.review.outcome,
    byName: nameOf(emergency.review.by),
    at: emergency.review.at.toString(),
  },
});
