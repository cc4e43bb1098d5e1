import { allow, refuse, type Decision } from '#domain/decision.ts';

export const emergencyReasons = [
  'danger-to-life',
  'danger-to-others',
  'urgent-care',
  'worker-unreachable',
] as const;
export type EmergencyReason = (typeof emergencyReasons)[number];

export const emergencyReasonWords = (
  client: string,
): Readonly<Record<EmergencyReason, string>> => ({
  'danger-to-life': `The ${client}’s life or health is in danger`,
  'danger-to-others': 'Somebody else is in danger',
  'urgent-care': `Somebody who treats the ${client} needs to know at once`,
  'worker-unreachable': 'The case manager cannot be reached, and it cannot wait',
});

export const emergencyOutcomes = ['justified', 'not-justified', 'reported'] as const;
export type EmergencyOutcome = (typeof emergencyOutcomes)[number];

export const emergencyOutcomeWords: Readonly<Record<EmergencyOutcome, string>> = {
  justified: 'It was an emergency',
  'not-justified': 'It was none: spoken to whoever opened it',
  reported: 'It was none: reported as our rules ask',
};

type Opened = { staffId: string; isReviewed: boolean };

/** Whoever opened it never judges it, and it is judged once. */
export function reviewEmergency(
  { staffId, isReviewed }: Opened,
  by: string,
): Decision<'reviewed', 'emergency-reviewed-already' | 'not-your-own-emergency'> {
  if (isReviewed) return refuse('emergency-reviewed-already');
  return by === staffId ? refuse('not-your-own-emergency') : allow('reviewed');
}

/** Not any that waits for its review: two emergencies can fall into one night. */
const mostUnreviewed = 3;
export const owedReviews = ['late', 'many'] as const;
export type OwedReview = (typeof owedReviews)[number];

/** Why somebody can open no other before theirs are reviewed, if so. */
export function owedReview(
  unreviewed: readonly { reviewBy: Temporal.Instant }[],
  at: Temporal.Instant,
): OwedReview | null {
  if (unreviewed.some(({ reviewBy }) => Temporal.Instant.compare(reviewBy, at) <= 0)) return 'late';
  return unreviewed.length >= mostUnreviewed ? 'many' : null;
}
