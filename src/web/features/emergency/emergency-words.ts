const moments = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment, where the reader is. */
export const momentOf = (instant: string) =>
  moments.format(Temporal.Instant.from(instant).epochMilliseconds);
