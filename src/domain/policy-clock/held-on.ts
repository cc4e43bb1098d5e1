/** A conference belongs to the local date of its start, also when it ends after midnight. */
export const heldOn = (startAt: Temporal.Instant, timeZone: string) =>
  startAt.toZonedDateTimeISO(timeZone).toPlainDate();

export type ThreadMessage = {
  sentAt: Temporal.Instant;
  from: 'team' | 'provider' | 'other';
  isSubstantive: boolean;
};

/**
 * The first substantive reply of a provider to the team makes an e-mail thread a conference; without one the thread is an
 * attempt, and the answer is null.
 */
export function answeredAt(messages: readonly ThreadMessage[]): Temporal.Instant | null {
  const inOrder = messages.toSorted((one, other) =>
    Temporal.Instant.compare(one.sentAt, other.sentAt),
  );
  const askedAt = inOrder.findIndex(({ from }) => from === 'team');
  if (askedAt === -1) return null;
  const reply = inOrder.find(
    ({ from, isSubstantive }, at) => at > askedAt && from === 'provider' && isSubstantive,
  );
  return reply?.sentAt ?? null;
}

/** The day of an e-mail thread is that of the reply which made it a conference. */
export function emailHeldOn(
  messages: readonly ThreadMessage[],
  timeZone: string,
): Temporal.PlainDate | null {
  const replied = answeredAt(messages);
  return replied === null ? null : heldOn(replied, timeZone);
}
