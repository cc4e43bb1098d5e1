const words = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

/** A moment in the words and the time zone of whoever reads it. */
export const dayAndTime = (instant: string) =>
  words.format(Temporal.Instant.from(instant).epochMilliseconds);
