/** For how long a request waits for a second person. */
export const hoursToAnswer = 24;

/** For how long a list that was approved may be taken, once. */
export const minutesToTake = 15;

export const listRequestStates = ['waiting', 'approved', 'declined', 'used', 'expired'] as const;
type Named<S extends (typeof listRequestStates)[number]> = { state: S };
export type ListRequestState =
  | Named<'waiting' | 'declined' | 'used' | 'expired'>
  | (Named<'approved'> & { until: Temporal.Instant });

type Facts = {
  askedAt: Temporal.Instant;
  answer: { at: Temporal.Instant; approved: boolean } | null;
  isTaken: boolean;
};

export function stateOfRequest(
  { askedAt, answer, isTaken }: Facts,
  now: Temporal.Instant,
): ListRequestState {
  if (isTaken) return { state: 'used' };
  if (answer?.approved === false) return { state: 'declined' };
  const until = answer?.at.add({ minutes: minutesToTake }) ?? askedAt.add({ hours: hoursToAnswer });
  if (Temporal.Instant.compare(now, until) >= 0) return { state: 'expired' };
  return answer === null ? { state: 'waiting' } : { state: 'approved', until };
}
