const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'long' });

/** The day of a moment, where the reader is. */
export const dayOf = (instant: string) =>
  words.format(Temporal.Instant.from(instant).epochMilliseconds);
