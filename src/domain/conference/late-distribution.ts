type Sending = {
  closedAt: Temporal.Instant;
  /** Null while it has not left. */
  sentAt: Temporal.Instant | null;
  now: Temporal.Instant;
  lateAfterHours: number;
};

/** What is to be sent at once is late after so many hours, whether it left meanwhile or not (C-15). */
export function lateInWords({ closedAt, sentAt, now, lateAfterHours }: Sending): string | null {
  const hours = closedAt.until(sentAt ?? now).total('hours');
  if (hours <= lateAfterHours) return null;
  const limit = lateAfterHours === 1 ? '1 hour' : `${lateAfterHours} hours`;
  return sentAt === null
    ? `Late: it should have left within ${limit} of the close.`
    : `It left late, more than ${limit} after the close.`;
}
