/** A conference belongs to the local date of its start, also when it ends after midnight. */
export const heldOn = (startAt: Temporal.Instant, timeZone: string) =>
  startAt.toZonedDateTimeISO(timeZone).toPlainDate();

export type ThreadMessage = {
  sentAt: Temporal.Instant;
  from: 'team' | 'provider' | 'other';
  isSubstantive: boolean;
};

/**
 * The first substantive reply of a provider to the team makes an e-mail thread a conference and dates
 * it; without one the thread is an attempt, and the answer is null.
 */
export function emailHeldOn(
  messages: readonly ThreadMessage[],
  timeZone: string,
): Temporal.PlainDate | null {
  const inOrder = messages.toSorted((one, other) =>
    Temporal.Instant.compare(one.sentAt, other.sentAt),
  );
  const askedAt = inOrder.findIndex(({ from }) => from === 'team');
  const reply = inOrder.find(
    ({ from, isSubstantive }, at) => at > askedAt && from === 'provider' && isSubstantive,
  );
  return askedAt === -1 || reply === undefined ? null : heldOn(reply.sentAt, timeZone);
}
